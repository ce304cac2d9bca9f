"""When a service receives and when somebody can, around what already stands. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from programmes.agenda import Agenda
from programmes.planner import Window
from programmes.proposals.rules import Rules
from programmes.proposals.standing import Arrangement, Numbers
from programmes.times import QUARTER
from programmes.week import DECLINED, JOURNEY, Service, Visit, Week, entry_span
from programmes.windows import Span, crowded, merged

DAY_MINUTES = 1440
SATURDAY = 5

Busy = Mapping[tuple[int, dt.date], list[Span]]
Margins = Callable[[int, int | None], int]
"""Of a person and a service (None: anywhere): the longest way there."""


@dataclass(frozen=True)
class Ground:
    """All that the services and the people of a problem are made from."""

    agenda: Agenda
    numbers: Numbers
    rules: Rules
    found: Arrangement
    busy: Busy

    @property
    def week(self) -> Week:
        return self.agenda.week


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans; what touches stays."""
    left = list(spans)
    for low, high in taken:
        parts = [part for a, b in left for part in ((a, min(b, low)), (max(a, high), b))]
        left = sorted({(a, b) for a, b in parts if a < b})
    return left


def _clipped(spans: Iterable[Span], low: int, high: int) -> list[Span]:
    return [(max(a, low), min(b, high)) for a, b in spans if max(a, low) < min(b, high)]


def service_windows(ground: Ground, service: Service) -> tuple[Window, ...]:
    """Inside the hours of the programme, around the visits for which something stands in."""
    taken = [visit for visit in ground.found.occupied if visit.service == service.id]
    days = [day for day in ground.numbers.days if ground.rules.may_hold(service.id, day)]
    return _windows(ground, service, days, ground.numbers.minutes[service.id], taken)


def loose_windows(ground: Ground, visit: Visit, service: Service) -> tuple[Window, ...]:
    """Where a visit may go that a repair moves: where the others there, but those that move too, leave room."""
    moving = {one.visit.id for one in ground.found.stand_ins if one.is_loose}
    others = [other for other in ground.week.visits_at(service.id) if other.is_visit and other.id not in moving]
    return _windows(ground, service, ground.week.info.days, visit.minutes, others, groups=service.max_groups)


def _windows(
    ground: Ground, service: Service, days: Iterable[dt.date], minutes: int, others: Iterable[Visit], *, groups: int = 1
) -> tuple[Window, ...]:
    """Where fewer than so many groups are there."""
    info, windows, others = ground.week.info, [], list(others)
    for day in days:
        spans = _clipped(ground.agenda.open_spans(service, day), info.day_from, info.day_until)
        taken = [(visit.start, _next_quarter(visit.end)) for visit in others if visit.day == day]
        left = without(spans, crowded(taken, groups))
        windows += [Window(ground.numbers.days[day], *span) for span in left if span[1] - span[0] >= minutes]
    return tuple(windows)


def _next_quarter(minutes: int) -> int:
    """After a visit that ends at 15.41 the next one begins at 15.45."""
    return -(-minutes // QUARTER) * QUARTER


def person_windows(ground: Ground, person: int) -> tuple[Window, ...]:
    info, windows = ground.week.info, []
    if person not in ground.rules.planned_people:
        return ()
    for day, number in ground.numbers.days.items():
        if day in ground.rules.days:
            spans = _clipped(_free_spans(ground, person, day), info.day_from, info.day_until)
            windows += [Window(number, *span) for span in without(spans, ground.busy.get((person, day), []))]
    return tuple(windows)


def _free_spans(ground: Ground, person: int, day: dt.date) -> list[Span]:
    """Who never answered cannot be planned, unless the coordinator counts them as free, or put them there already."""
    spans, rules = ground.agenda.free_spans(person, day), ground.rules
    if spans is None:
        works = day.weekday() < SATURDAY or all(one.weekday() >= SATURDAY for one in rules.days)
        return [(0, DAY_MINUTES)] if rules.counts_as_free(person) and works else []
    return spans


def busy_spans(week: Week, margins: Margins) -> dict[tuple[int, dt.date], list[Span]]:
    """When somebody is at a meal, a press moment, another block; or said that they will not come."""
    busy: dict[tuple[int, dt.date], list[Span]] = defaultdict(list)
    for visit in week.visits:
        is_block = not visit.is_visit or week.service_of(visit) is None
        for part in visit.people:
            if not is_block and part.answer != DECLINED:
                continue
            start, end = entry_span(visit, part)
            before, after = _margins(week, visit, part.person, margins)
            _take(busy, part.person, visit.day, (start - before, end + after))
    return {key: merged(spans) for key, spans in busy.items()}


def _margins(week: Week, visit: Visit, person: int, margins: Margins) -> Span:
    """Minutes under way before and after a block. A meal on the way takes its own time: the journey comes on top."""
    service = week.service_of(visit)
    if service is not None:
        return margins(person, service.id), margins(person, service.id)
    return (0, 0) if visit.kind == JOURNEY else (0, margins(person, None))


def _take(busy: dict[tuple[int, dt.date], list[Span]], person: int, day: dt.date, span: Span) -> None:
    start, end = span
    busy[person, day].append((max(start, 0), min(end, DAY_MINUTES)))
    if end > DAY_MINUTES:
        busy[person, day + dt.timedelta(days=1)].append((0, end - DAY_MINUTES))
