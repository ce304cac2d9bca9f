"""The mail about freed places: one per person, with all that stand for them at that moment.

It waits the quiet time, so that places that come free within some minutes are told at once; what is taken, let go or
given to the next meanwhile, is told no more.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from invitations.mail.mails import render
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Bericht, Wachtplaats
from programmes.links import link_for, link_url
from programmes.models import Bezoek, Mandataris, Programme
from programmes.times import day_name, minutes_of

KIND = Bericht.Kind.AANBOD
GONE = "niet meer nodig: de plaats is niet meer vrij"


def offer(programme: Programme, people: Iterable[Mandataris], *, now: dt.datetime) -> None:
    """In the transaction in which a place is offered to each of them."""
    recipients = {person.pk: recipient_of(person) for person in people}
    items = [_item(programme, key, one, now) for key, one in recipients.items() if one.email]
    if items:
        post(programme.bestuur, items, programme=programme, now=now)


def tell_no_more(programme: Programme, people: Iterable[Mandataris], *, now: dt.datetime) -> None:
    """In the transaction in which a place of theirs goes: what still waits tells of the others, or nothing."""
    for person in people:
        waiting = Bericht.objects.filter(programme=programme, mandataris=person, kind=KIND).open()
        if not waiting.exists():
            continue
        if standing(programme, person.pk, now):
            offer(programme, [person], now=now)
        else:
            waiting.update(state=Bericht.State.GEANNULEERD, problem=GONE)


def standing(programme: Programme, person: int, now: dt.datetime) -> list[Wachtplaats]:
    """The places that this person may take, the first visit first."""
    places = Wachtplaats.objects.filter(bezoek__programme=programme, mandataris=person).offered(now)
    return list(places.select_related("bezoek__zorgdienst").order_by("bezoek__starts_at", "pk"))


def _item(programme: Programme, person: int, recipient: Recipient, now: dt.datetime) -> Item:
    places = standing(programme, person, now)
    link = link_for(programme, person)
    visits = [place.bezoek for place in places]
    free = f"Er is een plaats voor jou vrij: {visits[0].name}"
    where = ", ".join(f"{visit.name} op {day_name(visit.day)}" for visit in visits)
    return Item(
        kind=KIND,
        recipient=recipient,
        thing=f"wachtlijst-{programme.pk}",
        version=uuid.uuid4().hex,  # what stands at this moment
        mail=render(
            "aanbod",
            subject=free if len(places) == 1 else f"Er zijn {len(places)} plaatsen voor jou vrij",
            bestuur=programme.bestuur,
            programme=programme,
            to_name=recipient.name,
            offers=[(place.bezoek.name, _when(place.bezoek), place.expires_at) for place in places],
            url=f"{link_url(link)}antwoord/" if link else "",
        ),
        cause=f"Er kwam plaats vrij bij {where}"[:300],
    )


def _when(bezoek: Bezoek) -> tuple[str, int]:
    return day_name(bezoek.day), minutes_of(bezoek.starts_at)
