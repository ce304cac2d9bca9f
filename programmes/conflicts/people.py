"""Conflicts of somebody: twice at once, no time to get there, not available, said no, nowhere, alone and under age."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from programmes.agenda import Entry, share_place
from programmes.conflicts.base import BLOCKS, WARNS, Conflict, Finder, entry_text, facts, hours_text
from programmes.conflicts.waysout import WayOut, first_visit
from programmes.times import day_name
from programmes.week import DECLINED, Week, entry_span
from programmes.windows import covers


def in_two_places(finder: Finder) -> Iterator[Conflict]:
    for (key, day), entries in finder.agenda.by_person.items():
        person = finder.week.people[key]
        for first, second in _overlaps(entries):
            yield finder.conflict(
                "dubbel",
                BLOCKS,
                f"{person.name} {_at_once(finder.week, first, second)}.",
                finder.better_moment(second.visit),
                key,
                *facts(first.visit, second.visit),
                visits=(first.visit.id, second.visit.id),
                person=key,
                day=day,
            )


def _at_once(week: Week, first: Entry, second: Entry) -> str:
    day, names = day_name(first.visit.day), {week.name_of(entry.visit) for entry in (first, second)}
    if len(names) > 1:
        return f"is op {day} tegelijk bij {entry_text(week, first)} en bij {entry_text(week, second)}"
    hours = dict.fromkeys(hours_text(entry) for entry in (first, second))
    return f"staat op {day} twee keer tegelijk bij {names.pop()} ({' en '.join(hours)})"


def _overlaps(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    for position, first in enumerate(entries):
        for second in entries[position + 1 :]:
            if second.start >= first.end:
                break
            if not share_place(first.visit, second.visit):
                yield first, second


def too_little_travel(finder: Finder) -> Iterator[Conflict]:
    for (key, day), entries in finder.agenda.by_person.items():
        located = [entry for entry in entries if entry.visit.service is not None]
        for first, second in pairwise(located):
            if second.start < first.end:
                continue
            problem = finder.agenda.journey_problem(key, first, second, entries)
            if problem:
                yield finder.conflict(
                    "reistijd",
                    BLOCKS if problem.is_hard else WARNS,
                    f"{finder.week.people[key].name} {problem.text}.",
                    finder.better_moment(second.visit),
                    key,
                    *facts(first.visit, second.visit),
                    visits=(first.visit.id, second.visit.id),
                    person=key,
                    day=day,
                )


def absent(finder: Finder) -> Iterator[Conflict]:
    for (key, day), entries in finder.agenda.by_person.items():
        for entry in entries:
            for problem in finder.agenda.absence(key, day, entry.start, entry.end):
                yield finder.conflict(
                    problem.kind,
                    BLOCKS,
                    f"{finder.week.people[key].name} {problem.text}, maar staat bij {entry_text(finder.week, entry)}.",
                    finder.better_moment(entry.visit),
                    key,
                    *facts(entry.visit),
                    visits=(entry.visit.id,),
                    person=key,
                    day=day,
                )


def declined(finder: Finder) -> Iterator[Conflict]:
    """Blocks: a version that says that somebody comes who said no, sends a host and colleagues the wrong way."""
    for visit in finder.week.visits:
        for part in visit.people:
            if part.answer == DECLINED:
                name = finder.week.people[part.person].name
                reason = f": {part.reason}" if part.reason else ""
                end = "" if reason.endswith((".", "!", "?")) else "."
                text = f"{name} komt niet naar {finder.where(visit)}{reason}{end}"
                way_out = WayOut(f"Haal {name} van dit bezoek.", visit.id, removed=part.person)
                at = {"visits": (visit.id,), "person": part.person, "day": visit.day}
                yield finder.conflict("afgezegd", BLOCKS, text, way_out, part.person, visit.id, **at)


def without_visit(finder: Finder) -> Iterator[Conflict]:
    for person in finder.week.people.values():
        if finder.agenda.visits_count(person.id) == 0:
            text = f"{person.name} heeft nog geen bezoek."
            way_out = partial(first_visit, finder.agenda, person)
            yield finder.conflict("persoon_zonder_bezoek", WARNS, text, way_out, person.id, person=person.id)


def minors(finder: Finder) -> Iterator[Conflict]:
    people = finder.week.people
    for visit in finder.week.visits:
        adults = [entry_span(visit, part) for part in visit.people if not people[part.person].is_minor]
        for part in visit.people:
            person = people[part.person]
            if person.is_minor and not covers(adults, *entry_span(visit, part)):
                text = f"{person.name} is minderjarig en staat zonder begeleider bij {finder.where(visit)}."
                escort = people.get(person.accompanies or 0)
                way_out = WayOut("Zet er een volwassene bij.")
                if escort:
                    way_out = WayOut(f"Zet {escort.name} erbij.", visit.id, person=escort.id)
                at = {"visits": (visit.id,), "person": person.id, "day": visit.day}
                yield finder.conflict("minderjarig_alleen", WARNS, text, way_out, person.id, visit.id, **at)
