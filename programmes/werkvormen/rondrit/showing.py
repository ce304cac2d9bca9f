"""A tour as its pages and its sheet show it: stop by stop, with who gets on and off. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from programmes.times import clock
from programmes.week import Person, Service, Visit, Week
from programmes.werkvormen.rondrit.boarding import boardings, most_aboard, parts
from programmes.werkvormen.rondrit.tours import Tour, coming, troubles


@dataclass(frozen=True, slots=True)
class Line:
    """A stop; `was`: its hours on the board, when it moves, `was_published` when those were published too."""

    visit: Visit
    name: str
    service: Service | None
    journey: int
    departs: int
    free: int
    why: tuple[str, ...]
    was: str
    was_published: bool
    on: tuple[Person, ...]
    off: tuple[Person, ...]
    aboard: int


def tour_lines(
    week: Week, tour: Tour, *, gone: Iterable[Visit] = (), published: Iterable[int] = ()
) -> tuple[Line, ...]:
    found = boardings(tour.visits)
    rows = zip(tour.legs, troubles(week, tour, gone=gone), found[1:], strict=True)
    return tuple(
        Line(
            visit=leg.visit,
            name=week.name_of(leg.visit),
            service=week.service_of(leg.visit),
            journey=leg.journey,
            departs=leg.departs,
            free=leg.free,
            why=tuple(why),
            was=(was := _was(week, leg.visit)),
            was_published=bool(was) and leg.visit.id in set(published),
            on=_named(week, boarding.on),
            off=_named(week, boarding.off),
            aboard=boarding.aboard,
        )
        for leg, why, boarding in rows
    )


def _named(week: Week, people: Iterable[int]) -> tuple[Person, ...]:
    return tuple(sorted((week.people[key] for key in people if key in week.people), key=lambda one: one.name))


def _was(week: Week, visit: Visit) -> str:
    before = week.by_id.get(visit.id)
    return before.hours if before and (before.day, before.start) != (visit.day, visit.start) else ""


def warnings(week: Week, tour: Tour, *, back: int | None, seats: int | None) -> Iterator[str]:
    """What concerns the tour as a whole."""
    if back is not None and tour.back > back:
        yield f"De groep is pas om {clock(tour.back)} terug, en je vroeg {clock(back)}."
    count = most_aboard(tour.visits)
    if seats and count > seats:
        places = "is maar 1 plaats" if seats == 1 else f"zijn maar {seats} plaatsen"
        yield f"Er rijden {count} mensen tegelijk mee, en er {places}."
    for person, part in parts(tour.visits).items():
        if part.has_gaps and person in week.people:
            yield f"{week.people[person].name} slaat een halte over, en rijdt dan zelf naar de volgende."


def removal(week: Week, visit: Visit, lost: Sequence[str]) -> str:
    """What taking this stop off the board does, to how many, and what goes with it for good."""
    count = len(coming(visit))
    who = {0: "", 1: ", met 1 deelnemer"}.get(count, f", met {count} deelnemers")
    text = f" Voorgoed weg is dan ook: {', '.join(lost)}." if lost else ""
    return f"{week.name_of(visit)} ({visit.hours}) gaat van het bord{who}.{text}"
