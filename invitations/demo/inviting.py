"""What step 2 adds to Leiedorp by itself: reminders, an invitation that was sent and one that was not, and answers."""

import datetime as dt

from django.db import transaction

from invitations.inviting.composing import keep
from invitations.inviting.sending import dispatch, send
from invitations.inviting.starting_texts import starting_text
from invitations.mail import acts as outbox_acts
from invitations.models import Bericht, Stap, Uitnodiging
from invitations.reminding.rules import rules_of, were_stored
from invitations.rsvp.answers import Substitute, answer, answer_visit
from invitations.rsvp.asked import JA, NEE, OPEN, VERVANGING, asked_of
from programmes.models import Bezoek, Mandataris, Programme, Segment, User

UNCERTAIN, RETURNED = "Declercq", "Verschaeve"
IN_PART, DECLINES, IN_PLACE = "Bensalem", "Maertens", "Verschaeve"
SMALL = "Maaltijden aan huis"  # two can ride along, one of them a substitute; three more would like to


def load_reminders(programme: Programme) -> None:
    rules = rules_of(programme)
    if not were_stored(rules):
        for rule in rules:
            rule.save()


@transaction.atomic
def load_invitations(programme: Programme, *, by: User, now: dt.datetime) -> None:
    """The college was invited at `now`, the council not yet; some answered within the half hour."""
    if Uitnodiging.objects.filter(programme=programme).exists():
        return
    college, _ = (_composed(programme, segment, now) for segment in (Segment.COLLEGE, Segment.RAAD))
    send(college, seen=dispatch(college).fingerprint, to_everybody=False, now=now)
    _delivered(programme, now + dt.timedelta(minutes=1))
    _answers(programme, by=by, now=now + dt.timedelta(minutes=30))
    _waiting_list(programme, now=now + dt.timedelta(minutes=40))


def _composed(programme: Programme, segment: Segment, now: dt.datetime) -> Uitnodiging:
    subject, body = starting_text(segment, is_published=True)
    return keep(Uitnodiging(programme=programme, segment=segment, subject=subject, body=body), now=now)


def _delivered(programme: Programme, at: dt.datetime) -> None:
    """All arrived but two: of one nobody knows, the other came back."""
    sent = Bericht.objects.filter(programme=programme, kind=Bericht.Kind.UITNODIGING)
    sent.update(state=Bericht.State.VERZONDEN, sent_at=at, attempts=1)
    _went_wrong(
        sent.get(mandataris__last_name=UNCERTAIN), Bericht.State.ONZEKER, "De mailserver brak de verbinding.", at
    )
    _went_wrong(
        sent.get(mandataris__last_name=RETURNED), Bericht.State.TERUGGEKOMEN, "Teruggekomen: 552 mailbox vol", at
    )


def _went_wrong(message: Bericht, state: str, problem: str, at: dt.datetime) -> None:
    message.state, message.problem = state, problem
    message.sent_at = None if state == Bericht.State.ONZEKER else at
    message.bounced_at = at if state == Bericht.State.TERUGGEKOMEN else None
    message.save(update_fields=["state", "problem", "sent_at", "bounced_at"])
    Stap.objects.create(bericht=message, at=at, text=problem)


def _answers(programme: Programme, *, by: User, now: dt.datetime) -> None:
    """One comes in part, one sends somebody else; the confirmation to the latter is held."""
    person = _guest(programme, IN_PART)
    *visits, last = [one.id for one in asked_of(programme, person.pk, now=now)]
    replies = {**dict.fromkeys(visits, JA), last: NEE}
    answer(programme, person=person, replies=replies, reason="Die middag zit ik in Brussel.", now=now)
    person, other = _guest(programme, DECLINES), _guest(programme, IN_PLACE)
    answer(
        programme,
        person=person,
        replies={one.id: VERVANGING for one in asked_of(programme, person.pk, now=now)},
        reason="Ik heb die dag een begrafenis.",
        substitute=Substitute(other.name, other.email, other),
        now=now,
    )
    confirmation = Bericht.objects.filter(kind=Bericht.Kind.BEVESTIGING, mandataris=person)
    outbox_acts.hold(confirmation, by=by, now=now)


def _guest(programme: Programme, last_name: str) -> Mandataris:
    return Mandataris.objects.get(gast_bij__programme=programme, last_name=last_name)


def _waiting_list(programme: Programme, *, now: dt.datetime) -> None:
    """Asked by telephone, all of them would like to come; who said so last, waits for a place."""
    bezoek = Bezoek.objects.get(programme=programme, zorgdienst__name=SMALL)
    for part in bezoek.deelnames.filter(answer=OPEN).select_related("mandataris").order_by("pk"):
        answer_visit(programme, person=part.mandataris, visit=bezoek.pk, answer=JA, now=now)
