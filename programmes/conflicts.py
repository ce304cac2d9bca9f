"""What is wrong with a week: who, what, why, and the nearest way out. Pure: a `Week` in, conflicts out."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from programmes.agenda import Agenda, Entry, share_place, spans_text
from programmes.times import clock, day_name
from programmes.waysout import WayOut, better_moment, first_moment, first_visit, somebody_for
from programmes.week import PRESS, Person, Service, Visit, Week, entry_span
from programmes.windows import covers

BLOCKS = "blocks"
WARNS = "warns"

TITLES = {
    "dubbel": "Op twee plaatsen tegelijk",
    "reistijd": "Te weinig tijd onderweg",
    "buiten_programma": "Buiten het programma",
    "niet_beschikbaar": "Niet beschikbaar",
    "te_veel_groepen": "Te veel groepen tegelijk",
    "te_veel": "Te veel deelnemers",
    "te_weinig": "Te weinig deelnemers",
    "buiten_moment": "Buiten de momenten van de dienst",
    "geen_host": "Niemand ontvangt",
    "geen_contact": "Geen contactpersoon",
    "dienst_zonder_bezoek": "Dienst zonder bezoek",
    "persoon_zonder_bezoek": "Persoon zonder bezoek",
    "pers_zonder_burgemeester": "Persmoment zonder burgemeester",
    "pers_zonder_woordvoerder": "Persmoment zonder woordvoerder",
    "minderjarig_alleen": "Minderjarige zonder begeleider",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """`key` names the facts: an accepted conflict comes back when the facts change. `accepted` is the note."""

    kind: str
    key: str
    severity: str
    text: str
    way_out: WayOut
    visits: tuple[int, ...] = ()
    person: int | None = None
    service: int | None = None
    day: dt.date | None = None
    accepted: str = ""

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCKS and not self.accepted

    @property
    def can_accept(self) -> bool:
        return self.kind != "dubbel"


def find_conflicts(week: Week) -> list[Conflict]:
    """All conflicts: what blocks publication first, then by day and hour; accepted ones last."""
    finder = _Finder(week)
    found = [conflict for search in _SEARCHES for conflict in search(finder)]
    return sorted(found, key=lambda c: _place(week, c))


def _place(week: Week, conflict: Conflict) -> tuple[int, dt.date, int, str, str]:
    grade = 2 if conflict.accepted else 0 if conflict.blocks else 1
    visit = week.by_id.get(conflict.visits[0]) if conflict.visits else None
    start = visit.start if visit else 1440
    return grade, conflict.day or week.info.last_day, start, conflict.kind, conflict.key


class _Finder:
    """The searches share one index; a better moment is sought once per visit."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.agenda = Agenda(week)
        self._moments: dict[int, WayOut] = {}
        self.by_load = sorted(week.people.values(), key=lambda p: (self.agenda.visits_count(p.id), p.name))

    def better_moment(self, visit: Visit) -> WayOut:
        if visit.id not in self._moments:
            self._moments[visit.id] = better_moment(self.agenda, visit)
        return self._moments[visit.id]

    def where(self, visit: Visit) -> str:
        return f"{self.week.name_of(visit)}, {day_name(visit.day)} {visit.hours}"

    def conflict(self, kind: str, severity: str, text: str, way_out: WayOut, *facts: object, **at: object) -> Conflict:
        key = ":".join([kind, *(str(fact) for fact in facts)])
        return Conflict(
            kind=kind,
            key=key,
            severity=severity,
            text=text,
            way_out=way_out,
            accepted=self.week.accepted.get(key, ""),
            **at,  # type: ignore[arg-type] # visits, person, service and day, as Conflict names them
        )


def _facts(*visits: Visit) -> Iterator[str]:
    return (f"{v.id}@{v.day.isoformat()}T{v.start}-{v.end}" for v in visits)


def _in_two_places(finder: _Finder) -> Iterator[Conflict]:
    for (key, day), entries in finder.agenda.by_person.items():
        person = finder.week.people[key]
        for first, second in _overlaps(entries):
            text = (
                f"{person.name} is op {day_name(day)} tegelijk bij {_entry(finder.week, first)} "
                f"en bij {_entry(finder.week, second)}."
            )
            yield finder.conflict(
                "dubbel",
                BLOCKS,
                text,
                finder.better_moment(second.visit),
                key,
                *_facts(first.visit, second.visit),
                visits=(first.visit.id, second.visit.id),
                person=key,
                day=day,
            )


def _overlaps(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    for position, first in enumerate(entries):
        for second in entries[position + 1 :]:
            if second.start >= first.end:
                break
            if not share_place(first.visit, second.visit):
                yield first, second


def _entry(week: Week, entry: Entry) -> str:
    return f"{week.name_of(entry.visit)} ({clock(entry.start)}–{clock(entry.end % 1440)})"


def _too_little_travel(finder: _Finder) -> Iterator[Conflict]:
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
                    *_facts(first.visit, second.visit),
                    visits=(first.visit.id, second.visit.id),
                    person=key,
                    day=day,
                )


def _absent(finder: _Finder) -> Iterator[Conflict]:
    for (key, day), entries in finder.agenda.by_person.items():
        free = finder.agenda.free_spans(key, day)
        for entry in entries:
            if free is None or covers(free, entry.start, entry.end):
                continue
            when = f"kan op {day_name(day)} alleen {spans_text(free)}" if free else f"kan niet op {day_name(day)}"
            yield finder.conflict(
                "niet_beschikbaar",
                BLOCKS,
                f"{finder.week.people[key].name} {when}, maar staat bij {_entry(finder.week, entry)}.",
                finder.better_moment(entry.visit),
                key,
                *_facts(entry.visit),
                visits=(entry.visit.id,),
                person=key,
                day=day,
            )


def _at_service(finder: _Finder) -> Iterator[Conflict]:
    """Outside the moments of the service, or too many groups at once."""
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service is None:
            continue
        for problem in finder.agenda.service_problems(visit):
            text = (
                f"{service.name} {problem.text}; dit bezoek is van {clock(visit.start)} tot {clock(visit.end % 1440)}."
            )
            if problem.kind == "te_veel_groepen":
                text = f"{service.name} {problem.text} ({day_name(visit.day)} {visit.hours}); {_room(service)}."
            yield finder.conflict(
                problem.kind,
                BLOCKS if problem.is_hard else WARNS,
                text,
                finder.better_moment(visit),
                *_facts(visit),
                visits=(visit.id,),
                service=service.id,
                day=visit.day,
            )


def _room(service: Service) -> str:
    return "er past er één" if service.max_groups == 1 else f"er passen er {service.max_groups}"


def _numbers(finder: _Finder) -> Iterator[Conflict]:
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service is None or not visit.is_visit:
            continue
        count, where = len(visit.people), finder.where(visit)
        at = {"visits": (visit.id,), "service": service.id, "day": visit.day}
        if count > service.max_people:
            text = f"{where}: {count} deelnemers, en er mogen er hoogstens {service.max_people} zijn."
            way_out = WayOut(f"Haal er {count - service.max_people} af, of verdeel de groep over twee bezoeken.")
            yield finder.conflict("te_veel", BLOCKS, text, way_out, visit.id, count, **at)
        elif count < service.min_people:
            have = "nog niemand gaat mee" if count == 0 else f"{count} deelnemer{'' if count == 1 else 's'}"
            text = f"{where}: {have}, en er moeten er minstens {service.min_people} zijn."
            way_out = somebody_for(finder.agenda, visit, finder.by_load)
            yield finder.conflict("te_weinig", WARNS, text, way_out, visit.id, count, **at)


def _nobody_receives(finder: _Finder) -> Iterator[Conflict]:
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service and visit.is_visit and visit.host is None and service.contacts:
            text = f"{finder.where(visit)}: niemand ontvangt de bezoekers."
            way_out = WayOut(f"{service.contacts[0].name} is contactpersoon en kan ontvangen.")
            at = {"visits": (visit.id,), "service": service.id, "day": visit.day}
            yield finder.conflict("geen_host", WARNS, text, way_out, visit.id, **at)


def _services(finder: _Finder) -> Iterator[Conflict]:
    visited = {visit.service for visit in finder.week.visits if visit.is_visit}
    for service in finder.week.services.values():
        if not service.contacts:
            text = f"{service.name} heeft geen contactpersoon."
            way_out = WayOut("Voeg bij de zorgdienst iemand toe die de bezoekers ontvangt.")
            yield finder.conflict("geen_contact", WARNS, text, way_out, service.id, service=service.id)
        if service.id not in visited:
            text = f"Niemand gaat op bezoek bij {service.name}."
            way_out = first_moment(finder.agenda, service)
            yield finder.conflict("dienst_zonder_bezoek", WARNS, text, way_out, service.id, service=service.id)


def _people(finder: _Finder) -> Iterator[Conflict]:
    for person in finder.week.people.values():
        if finder.agenda.visits_count(person.id) == 0:
            text = f"{person.name} heeft nog geen bezoek."
            way_out = first_visit(finder.agenda, person)
            yield finder.conflict("persoon_zonder_bezoek", WARNS, text, way_out, person.id, person=person.id)


def _press(finder: _Finder) -> Iterator[Conflict]:
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


def _mayor(finder: _Finder, visit: Visit, mayors: list[Person]) -> WayOut:
    if not mayors:
        return WayOut("Er staat geen burgemeester op de gastenlijst. Voeg die toe bij Gasten.")
    problems = finder.agenda.person_problems(mayors[0].id, visit)
    if problems:
        return WayOut(f"{mayors[0].name} {problems[0].text}.")
    return WayOut(f"{mayors[0].name} kan erbij.")


def _outside_programme(finder: _Finder) -> Iterator[Conflict]:
    info = finder.week.info
    for visit in finder.week.visits:
        if finder.agenda.inside_programme(visit):
            continue
        text = (
            f"{finder.where(visit)}: het programma loopt van {day_name(info.first_day)} tot {day_name(info.last_day)}."
        )
        at = {"visits": (visit.id,), "day": visit.day}
        yield finder.conflict("buiten_programma", BLOCKS, text, finder.better_moment(visit), *_facts(visit), **at)


def _minors(finder: _Finder) -> Iterator[Conflict]:
    people = finder.week.people
    for visit in finder.week.visits:
        adults = [entry_span(visit, part) for part in visit.people if not people[part.person].is_minor]
        for part in visit.people:
            person = people[part.person]
            if person.is_minor and not covers(adults, *entry_span(visit, part)):
                text = f"{person.name} is minderjarig en staat zonder begeleider bij {finder.where(visit)}."
                escort = people.get(person.accompanies or 0)
                who = f"Zet {escort.name} erbij." if escort else "Zet er een volwassene bij."
                at = {"visits": (visit.id,), "person": person.id, "day": visit.day}
                yield finder.conflict("minderjarig_alleen", WARNS, text, WayOut(who), person.id, visit.id, **at)


_SEARCHES: tuple[Callable[[_Finder], Iterator[Conflict]], ...] = (
    _in_two_places,
    _too_little_travel,
    _absent,
    _at_service,
    _numbers,
    _nobody_receives,
    _services,
    _people,
    _press,
    _outside_programme,
    _minors,
)
