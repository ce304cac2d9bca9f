"""Who is where when: the index in which conflicts, candidates and ways out are sought."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from programmes.times import clock, day_name
from programmes.travel import journey, mode_between
from programmes.week import VISIT, Participation, Service, Visit, Week, entry_span
from programmes.windows import Span, covers, merged

Problems = list["Problem"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person at one visit; `start` and `end` are their own hours."""

    start: int
    end: int
    visit: Visit
    part: Participation


@dataclass(frozen=True, slots=True)
class Problem:
    """Why somebody, or a service, cannot; `text` follows a name: 'is dan bij De Linde (9.30–11.00)'."""

    kind: str
    text: str
    is_hard: bool = True
    other: Visit | None = None


def spans_text(spans: list[Span]) -> str:
    """'van 9.30 tot 11.30 en van 14.00 tot 16.00'"""
    return " en ".join(f"van {clock(start)} tot {clock(end)}" for start, end in spans)


class Agenda:
    """An index of a week, built once; `without` asks as if a visit were not there."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.by_person: dict[tuple[int, dt.date], list[Entry]] = defaultdict(list)
        self.by_service: dict[tuple[int, dt.date], list[Visit]] = defaultdict(list)
        self._counts: Counter[int] = Counter()
        for visit in week.visits:
            if visit.service is not None and visit.is_visit:
                self.by_service[visit.service, visit.day].append(visit)
            for part in visit.people:
                self.by_person[part.person, visit.day].append(Entry(*entry_span(visit, part), visit, part))
                self._counts[part.person] += visit.is_visit
        for entries in self.by_person.values():
            entries.sort(key=lambda entry: (entry.start, entry.end))
        self._journeys: dict[tuple[int, int, str], int] = {}
        self._open: dict[tuple[int, int], list[Span]] = {}
        self._free: dict[int, dict[str, list[Span]]] = {}

    def entries(self, person: int, day: dt.date) -> list[Entry]:
        return self.by_person.get((person, day), [])

    def visits_count(self, person: int) -> int:
        """How many visits (not blocks) somebody has in the whole week."""
        return self._counts[person]

    def open_spans(self, service: Service, day: dt.date) -> list[Span]:
        """When the service receives visitors on that day; the whole day when it named no moments at all."""
        if not service.moments:
            return [(0, 1440)]
        key = (service.id, day.weekday())
        if key not in self._open:
            self._open[key] = merged([(a, b) for weekday, a, b in service.moments if weekday == key[1]])
        return self._open[key]

    def free_spans(self, person: int, day: dt.date) -> list[Span] | None:
        """When somebody can on that day; None when they never answered."""
        available = self.week.people[person].available
        if available is None:
            return None
        if person not in self._free:
            days: dict[str, list[Span]] = defaultdict(list)
            for key, start, end in available:
                days[key].append((start, end))
            self._free[person] = {key: merged(spans) for key, spans in days.items()}
        return self._free[person].get(day.isoformat(), [])

    def journey(self, a: Visit, b: Visit, person: int) -> int | None:
        """Minutes under way without slack; None when one of both has no place of its own, or one that takes no part."""
        start, end = self.week.service_of(a), self.week.service_of(b)
        if start is None or end is None:
            return None
        mode = mode_between(self.week, a, b, person)
        key = (start.id, end.id, mode)
        if key not in self._journeys:
            self._journeys[key] = journey(self.week, start, end, mode)
        return self._journeys[key]

    def person_problems(self, person: int, visit: Visit, part: Participation | None = None) -> Problems:
        """Why this person cannot be at this visit; their own place in it, if any, does not count."""
        start, end = entry_span(visit, part)
        entries = [entry for entry in self.entries(person, visit.day) if entry.visit.id != visit.id]
        problems = [_busy(self.week, entry) for entry in entries if _clashes(entry, visit, start, end)]
        if not problems:
            problems = self._journey_problems(person, visit, (start, end), entries)
        return problems + self.absence(person, visit.day, start, end)

    def absence(self, person: int, day: dt.date, start: int, end: int) -> Problems:
        free = self.free_spans(person, day)
        if free is None or covers(free, start, end):
            return []
        when = f"kan op {day_name(day)} alleen {spans_text(free)}" if free else f"kan niet op {day_name(day)}"
        return [Problem("niet_beschikbaar", when)]

    def _journey_problems(self, person: int, visit: Visit, span: Span, entries: list[Entry]) -> Problems:
        """Only the neighbours in time that have a place: before and after."""
        located = [entry for entry in entries if entry.visit.service is not None]
        before = max((e for e in located if e.end <= span[0]), key=lambda e: e.end, default=None)
        after = min((e for e in located if e.start >= span[1]), key=lambda e: e.start, default=None)
        here = Entry(*span, visit, Participation(person))
        pairs = [(before, here)] if before else []
        pairs += [(here, after)] if after else []
        return [problem for a, b in pairs if (problem := self.journey_problem(person, a, b, entries))]

    def journey_problem(self, person: int, a: Entry, b: Entry, entries: list[Entry]) -> Problem | None:
        """Too little time between two entries; what lies between without a place (a meal on the way) takes time too."""
        needed = self.journey(a.visit, b.visit, person)
        if needed is None or a.visit.service == b.visit.service:
            return None
        taken = sum(e.end - e.start for e in entries if _is_pause(e) and e.start >= a.end and e.end <= b.start)
        room, slack = b.start - a.end - taken, self.week.info.slack
        if room >= needed + slack:
            return None
        mode = {"auto": "met de auto", "fiets": "met de fiets", "te_voet": "te voet"}
        how = mode[mode_between(self.week, a.visit, b.visit, person)]
        text = (
            f"heeft {max(room, 0)} minuten om van {self.week.name_of(a.visit)} (tot {clock(a.end)}) naar "
            f"{self.week.name_of(b.visit)} (vanaf {clock(b.start)}) te gaan; nodig zijn {needed + slack} minuten"
            f"{_parts(needed, how, slack)}"
        )
        return Problem("reistijd", text, is_hard=room < needed, other=a.visit)

    def service_problems(self, visit: Visit) -> Problems:
        """Why the service cannot receive this visit at this hour; the visit itself does not count."""
        service = self.week.service_of(visit)
        if service is None or not visit.is_visit:
            return []
        problems = []
        spans = self.open_spans(service, visit.day)
        if not covers(spans, visit.start, visit.end):
            when = f"ontvangt op {day_name(visit.day)} {spans_text(spans)}" if spans else None
            problems.append(Problem("buiten_moment", when or f"ontvangt niet op {day_name(visit.day)}", is_hard=False))
        groups = at_once(visit, self.by_service.get((service.id, visit.day), []))
        if groups > service.max_groups:
            problems.append(Problem("te_veel_groepen", f"heeft dan {groups} groepen tegelijk"))
        return problems

    def inside_programme(self, visit: Visit) -> bool:
        info = self.week.info
        return info.first_day <= visit.day <= info.last_day


def _parts(needed: int, how: str, slack: int) -> str:
    """Of what it takes; a way of no minutes is next door, or not known."""
    if not needed:
        return " marge"
    return f": {needed} {how} en {slack} marge" if slack else f" {how}"


def _is_pause(entry: Entry) -> bool:
    return entry.visit.service is None and entry.visit.kind != "verplaatsing"


def at_once(visit: Visit, there: Iterable[Visit]) -> int:
    """How many are there at one moment of this visit, itself included, of those on that day at that service."""
    beside = [one for one in there if one.id != visit.id and one.start < visit.end and visit.start < one.end]
    moments = {max(visit.start, one.start) for one in beside}
    return 1 + max((sum(one.start <= moment < one.end for one in beside) for moment in moments), default=0)


def _clashes(entry: Entry, visit: Visit, start: int, end: int) -> bool:
    return entry.start < end and entry.end > start and not share_place(entry.visit, visit)


def share_place(a: Visit, b: Visit) -> bool:
    """A press moment or a meal at the service during a visit there: one can be at both."""
    return a.service is not None and a.service == b.service and VISIT in {a.kind, b.kind} and a.kind != b.kind


def _busy(week: Week, entry: Entry) -> Problem:
    hours = f"{clock(entry.start)}–{clock(entry.end % 1440)}"
    return Problem("dubbel", f"is dan bij {week.name_of(entry.visit)} ({hours})", other=entry.visit)
