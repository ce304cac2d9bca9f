"""Full visits: how many places are left, who waits for one, and to whom a freed one is offered.

All of it inside a transaction that holds the visit (`select_for_update`; SQLite lets one writer in at a time).
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from invitations.models import Vervanging, Wachtplaats
from invitations.models.wachtplaats import WachtplaatsQuerySet
from invitations.rsvp.offers import offer, tell_no_more
from programmes.models import Bezoek, Deelname

OFFER_STANDS = dt.timedelta(days=2)


def held(visit: int) -> Bezoek:
    """The visit, for this transaction alone."""
    return (
        Bezoek.objects.select_for_update(of=("self",)).select_related("zorgdienst", "programme__bestuur").get(pk=visit)
    )


def places_of(bezoek: Bezoek) -> WachtplaatsQuerySet:
    """Its waiting list."""
    return Wachtplaats.objects.filter(bezoek=bezoek)


def free_places(bezoek: Bezoek, now: dt.datetime) -> int | None:
    """Not yet promised: to who said yes, who has an offer, or who is a substitute. None: no limit."""
    if bezoek.zorgdienst is None or bezoek.kind != Bezoek.Kind.BEZOEK:
        return None
    taken = Deelname.objects.filter(bezoek=bezoek, answer=Deelname.Answer.JA).count()
    taken += places_of(bezoek).offered(now).count()
    taken += Vervanging.objects.filter(bezoeken=bezoek, state=Vervanging.State.VOORGESTELD).count()
    taken += kept_for_substitutes(bezoek).count()
    return bezoek.zorgdienst.max_people - taken


def kept_for_substitutes(bezoek: Bezoek) -> QuerySet[Vervanging]:
    """Accepted, and not answered yet themselves: nobody else gets their place meanwhile."""
    silent = bezoek.deelnames.filter(answer=Deelname.Answer.OPEN, answered_at=None).values("mandataris")
    return Vervanging.objects.filter(bezoeken=bezoek, state=Vervanging.State.AANVAARD, replacement__in=silent)


def pass_on(bezoek: Bezoek, now: dt.datetime) -> int:
    """Takes back offers that expired, and offers what is free to who waits longest; returns how many offers."""
    _forget(bezoek, places_of(bezoek).expired(now), now)
    _forget(bezoek, places_of(bezoek).exclude(mandataris__in=bezoek.deelnames.values("mandataris")), now)  # taken off
    waiting = places_of(bezoek).waiting().select_related("mandataris")
    free = free_places(bezoek, now)
    expires_at = min(now + OFFER_STANDS, bezoek.starts_at)
    if expires_at <= now:
        return 0
    places = list(waiting if free is None else waiting[: max(free, 0)])
    for place in places:
        place.offered_at, place.expires_at = now, expires_at
        place.save(update_fields=["offered_at", "expires_at"])
    offer(bezoek.programme, [place.mandataris for place in places], now=now)
    return len(places)


def leave(bezoek: Bezoek, person: int, *, now: dt.datetime) -> None:
    """Off its waiting list, with or without an offer."""
    _forget(bezoek, places_of(bezoek).filter(mandataris=person), now)


def _forget(bezoek: Bezoek, places: WachtplaatsQuerySet, now: dt.datetime) -> None:
    people = [place.mandataris for place in places.select_related("mandataris")]
    if people:
        places_of(bezoek).filter(mandataris__in=people).delete()
        tell_no_more(bezoek.programme, people, now=now)


def pass_on_all(now: dt.datetime) -> int:
    """A duty of the clock: an offer that nobody took goes to the next, a place that came free finds somebody."""
    visits = Wachtplaats.objects.filter(bezoek__starts_at__gt=now).values_list("bezoek_id", flat=True)
    return sum(_pass_on_one(visit, now) for visit in sorted(set(visits)))


@transaction.atomic
def _pass_on_one(visit: int, now: dt.datetime) -> int:
    bezoek = Bezoek.objects.select_for_update(of=("self",)).select_related("zorgdienst", "programme__bestuur")
    found = bezoek.filter(pk=visit).first()  # it may have gone meanwhile
    return pass_on(found, now) if found else 0
