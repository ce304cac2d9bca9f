"""Conflicts of the programme: a press moment that lacks somebody, a visit outside the dates."""

from collections.abc import Iterator

from programmes.conflicts.base import BLOCKS, WARNS, Conflict, Finder, facts
from programmes.conflicts.waysout import WayOut
from programmes.times import day_name
from programmes.week import PRESS, Person, Visit


def press(finder: Finder) -> Iterator[Conflict]:
    mayors = [person for person in finder.week.people.values() if person.is_mayor]
    for visit in finder.week.visits:
        if visit.kind != PRESS:
            continue
        where = finder.where(visit)
        there = {part.person for part in visit.people}
        at = {"visits": (visit.id,), "day": visit.day}
        if not any(mayor.id in there for mayor in mayors):
            text = f"{where}: de burgemeester is er niet bij."
            yield finder.conflict(
                "pers_zonder_burgemeester", WARNS, text, _mayor(finder, visit, mayors), visit.id, **at
            )
        if not any(part.is_spokesperson for part in visit.people):
            text = f"{where}: niemand is woordvoerder."
            way_out = WayOut("Duid bij de deelnemers aan wie de pers te woord staat.")
            yield finder.conflict("pers_zonder_woordvoerder", WARNS, text, way_out, visit.id, **at)


def _mayor(finder: Finder, visit: Visit, mayors: list[Person]) -> WayOut:
    if not mayors:
        return WayOut("Er staat geen burgemeester op de gastenlijst. Voeg die toe bij Gasten.")
    problems = finder.agenda.person_problems(mayors[0].id, visit)
    if problems:
        return WayOut(f"{mayors[0].name} {problems[0].text}.")
    return WayOut(f"{mayors[0].name} kan erbij.", visit.id, person=mayors[0].id)


def outside_programme(finder: Finder) -> Iterator[Conflict]:
    info = finder.week.info
    for visit in finder.week.visits:
        if finder.agenda.inside_programme(visit):
            continue
        text = (
            f"{finder.where(visit)}: het programma loopt van {day_name(info.first_day)} tot {day_name(info.last_day)}."
        )
        at = {"visits": (visit.id,), "day": visit.day}
        yield finder.conflict("buiten_programma", BLOCKS, text, finder.better_moment(visit), *facts(visit), **at)
