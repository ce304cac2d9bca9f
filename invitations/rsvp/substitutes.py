"""A substitute that a guest proposed: on the guest list and on the visits, or not. A coordinator decides."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from invitations.mail.mails import render
from invitations.mail.outbox import Item, post, recipient_of
from invitations.models import Bericht, Vervanging
from invitations.rsvp.answers import AnswerError
from invitations.rsvp.waiting import held, pass_on
from programmes.drafts import store
from programmes.guests import add_guests
from programmes.links import make_links
from programmes.loading import load_week
from programmes.models import Mandataris, Segment, User
from programmes.people import set_segments
from programmes.week import Participation, Visit


@transaction.atomic
def accept(proposal: Vervanging, *, by: User, now: dt.datetime) -> Mandataris:
    """The substitute takes the places of the draft, with a link of their own; outside, it shows when it is published.

    Raises AnswerError when it was decided already, DraftError when the draft refuses.
    """
    _decide(proposal, Vervanging.State.AANVAARD, now)
    programme = proposal.programme
    person = proposal.replacement or _known(proposal) or _new(proposal)
    proposal.replacement = person
    proposal.save(update_fields=["replacement"])
    add_guests(programme, [person])
    week = load_week(programme)
    visits = [week.by_id[key] for key in proposal.bezoeken.values_list("pk", flat=True) if key in week.by_id]
    store(
        programme,
        week,
        put=[_with(visit, person.pk, instead_of=proposal.mandataris_id) for visit in visits],
        label=f"{person} in de plaats van {proposal.mandataris}",
        by=by,
        now=now,
    )
    make_links(programme, now=now)
    _tell(proposal, now)
    return person


@transaction.atomic
def refuse(proposal: Vervanging, *, now: dt.datetime) -> None:
    """The places that were kept for the substitute go to who waits."""
    _decide(proposal, Vervanging.State.GEWEIGERD, now)
    for key in proposal.bezoeken.order_by("pk").values_list("pk", flat=True):
        pass_on(held(key), now)
    _tell(proposal, now)


def _decide(proposal: Vervanging, state: str, now: dt.datetime) -> None:
    open_one = Vervanging.objects.filter(pk=proposal.pk, state=Vervanging.State.VOORGESTELD)
    if not open_one.update(state=state, decided_at=now):
        raise AnswerError("Hierover is al beslist.")
    proposal.state = state


def _known(proposal: Vervanging) -> Mandataris | None:
    """Somebody of the authority with this name and this address: no second row for the same person."""
    people = Mandataris.objects.filter(bestuur=proposal.programme.bestuur, email__iexact=proposal.email)
    name = proposal.name.casefold()
    return next((person for person in people if proposal.email and person.name.casefold() == name), None)


def _new(proposal: Vervanging) -> Mandataris:
    first, _, last = proposal.name.strip().partition(" ")
    person = Mandataris.objects.create(
        bestuur=proposal.programme.bestuur,
        first_name=first[:100],
        last_name=last[:100],
        email=proposal.email,
        typed_fields=["email", "first_name", "last_name"],
    )
    set_segments(person, [Segment.GAST], until=None)
    return person


def _with(visit: Visit, person: int, *, instead_of: int) -> Visit:
    """Who was there already, stays once."""
    people = [part for part in visit.people if part.person != instead_of]
    if all(part.person != person for part in people):
        people.append(Participation(person))
    return replace(visit, people=tuple(people))


def _tell(proposal: Vervanging, now: dt.datetime) -> None:
    person, programme = proposal.mandataris, proposal.programme
    recipient = recipient_of(person)
    if not recipient.email:
        return
    accepted = proposal.state == Vervanging.State.AANVAARD
    what = f"{proposal.name} komt in jouw plaats" if accepted else f"Je vervanging door {proposal.name}"
    item = Item(
        kind=Bericht.Kind.BEVESTIGING,
        recipient=recipient,
        thing=f"vervanging-{proposal.pk}",
        version=proposal.state,
        mail=render(
            "vervanging",
            subject=what,
            bestuur=programme.bestuur,
            programme=programme,
            to_name=recipient.name,
            substitute=proposal.name,
            accepted=accepted,
        ),
        cause=f"Vervanging door {proposal.name} {proposal.state}"[:300],
    )
    post(programme.bestuur, [item], programme=programme, now=now)
