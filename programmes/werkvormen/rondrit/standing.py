"""A tour as it stands: its row, its stops on the board, and which of them were published; and keeping it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from programmes.drafts import DraftError, store
from programmes.models import Bezoek, Programme, Ronde, User
from programmes.races import TOO_LATE, lock
from programmes.times import local
from programmes.trail import Own, own_of
from programmes.versions import published_week
from programmes.week import VISIT, Service, Visit, Week
from programmes.werkvormen.rondrit.tours import (
    ROUNDED_TO,
    Ride,
    Tour,
    Wanted,
    coming,
    on_the_road,
    timed,
    town_hall,
    with_slack,
)


@dataclass(frozen=True)
class Standing:
    """`stops`: one visit a service, in order. `others` belong to it too, and stay where they are."""

    ronde: Ronde | None
    stops: tuple[Visit, ...] = ()
    others: tuple[Visit, ...] = ()
    published: frozenset[int] = frozenset()
    is_published: bool = False
    """All of it, with everybody who comes."""

    def stop_at(self, service: int) -> Visit | None:
        return next((visit for visit in self.stops if visit.service == service), None)

    @property
    def people(self) -> tuple[int, ...]:
        """Whoever goes along the whole way."""
        groups = [set(coming(visit)) for visit in self.stops]
        return tuple(sorted(set.intersection(*groups))) if groups else ()


def standing_of(programme: Programme, week: Week, visit: Visit) -> Standing:
    """The tour of this visit, on its day; a visit without a tour is the first stop of one to come."""
    ronde = Ronde.objects.filter(programme=programme, pk=visit.ronde).first() if visit.ronde else None
    together = [one for one in week.visits if one.ronde == visit.ronde] if ronde else [visit]
    stops: dict[int, Visit] = {}
    for one in together:
        if one.kind == VISIT and one.day == visit.day and one.service in week.services:
            stops.setdefault(one.service or 0, one)
    chosen = {one.id for one in stops.values()}
    last = published_week(programme)
    known = last.by_id if last else {}
    return Standing(
        ronde,
        tuple(stops.values()),
        tuple(one for one in together if one.id not in chosen),
        frozenset(one.id for one in stops.values() if one.id in known and _when(known[one.id]) == _when(one)),
        all(one.id in known and _seen(known[one.id]) == _seen(one) for one in stops.values()),
    )


def _when(visit: Visit) -> tuple[dt.date, int]:
    return visit.day, visit.start


def _seen(visit: Visit) -> tuple[dt.date, int, int, frozenset[int]]:
    return visit.day, visit.start, visit.end, frozenset(part.person for part in visit.people)


def origin_of(week: Week, ronde: Ronde) -> Service | None:
    """None: the first stop itself. A service that takes no part any more counts as the town hall."""
    if ronde.starts_at_first:
        return None
    return week.services.get(ronde.start_dienst_id or 0) or town_hall(week)


def ride_of(week: Week, standing: Standing) -> Ride:
    """As it stands: it leaves in time for its first stop. At least one stop."""
    first = standing.stops[0]
    ronde = standing.ronde or Ronde()
    ride = Ride(first.day, first.start, None, ronde.mode, origin_of(week, ronde), standing.people)
    service = week.services[first.service or 0]
    minutes = with_slack(week, ride.origin, service, on_the_road(week, ride, ride.origin, service))
    return replace(ride, leave=max((first.start - minutes) // ROUNDED_TO * ROUNDED_TO, 0))


def stands(ronde: Ronde, tour: Tour) -> bool:
    """A tour of this name rides along the same services in the same order on that day already, whatever the hours.

    Inside a transaction: of a button that is pushed twice, one waits for the other.
    """
    lock(ronde.programme, no_key=True)
    day = tour.visits[0].day
    found: dict[int | None, list[int | None]] = defaultdict(list)
    rows = Bezoek.objects.filter(ronde__programme=ronde.programme_id, ronde__title=ronde.title)
    for key, service, start in rows.order_by("starts_at").values_list("ronde", "zorgdienst", "starts_at"):
        if local(start).date() == day:
            found[key].append(service)
    return [visit.service for visit in tour.visits] in found.values()


@transaction.atomic
def keep_tour(
    programme: Programme,
    week: Week,
    ronde: Ronde,
    tour: Tour,
    *,
    seen: Own,
    remove: Iterable[Visit],
    label: str,
    by: User,
    now: dt.datetime,
) -> Week:
    """The row of the tour and its visits, as one change of the draft. Raises what `store` raises.

    `seen`: what of the row was there when it was read (see trail.own); DraftError when that is no longer so.
    """
    Ronde.objects.select_for_update().filter(pk=ronde.pk).first()
    was = own_of(programme, [ronde.pk] if ronde.pk else [])
    if was.get(ronde.pk, seen) != seen:
        raise DraftError(TOO_LATE)
    ronde.save()
    put = as_visits(ronde, tour)
    return store(programme, week, label=label, by=by, now=now, put=put, remove=remove, tours=was)


def as_visits(ronde: Ronde, tour: Tour) -> list[Visit]:
    """As the draft keeps them; another name of the tour is no change of its visits."""
    return [
        visit
        if visit.ronde == ronde.pk
        else replace(visit, id=max(visit.id, 0), ronde=ronde.pk, ronde_title=ronde.title, ronde_mode=ronde.mode)
        for visit in tour.visits
    ]


def tour_of(week: Week, standing: Standing) -> Tour:
    """As it stands: no hour of it is computed anew. At least one stop."""
    ride = ride_of(week, standing)
    stops = [Wanted(visit.service or 0, visit.minutes, visit, is_kept=True) for visit in standing.stops]
    return timed(week, ride, stops)
