"""Which visits two weeks do not have in common: in one of them only, at another moment, with other people. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from programmes.times import day_name
from programmes.week import Visit, Week, order
from programmes.words import listed


class Line(NamedTuple):
    name: str
    text: str


def differing(first: Week, second: Week) -> dict[str, list[Line]]:
    """Of two weeks from one draft {heading: lines}, only of what there is. A visit is the same when the draft has it,
    or else when it is the nearest one to the same service.
    """
    pairs = _pairs(first, second)
    here, there = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    moved = [pair for pair in pairs if _moment(pair[0]) != _moment(pair[1])]
    regrouped = [pair for pair in pairs if pair not in moved and any(_who(first, *pair))]
    groups = {
        "Alleen in het ene voorstel": [_only(first, one) for one in _visits(first) if one.id not in here],
        "Alleen in het andere voorstel": [_only(second, one) for one in _visits(second) if one.id not in there],
        "Op een ander moment": [_moved(first, *pair) for pair in moved],
        "Met andere mensen": [_regrouped(first, *pair) for pair in regrouped],
    }
    return {heading: lines for heading, lines in groups.items() if lines}


def _visits(week: Week) -> list[Visit]:
    return sorted((visit for visit in week.visits if visit.is_visit), key=order)


def _pairs(first: Week, second: Week) -> list[tuple[Visit, Visit]]:
    """Per service the nearest two first, each once."""
    there: dict[int | None, list[Visit]] = defaultdict(list)
    for visit in _visits(second):
        there[visit.service].append(visit)
    near = sorted(
        ((_distance(one, other), one, other) for one in _visits(first) for other in there[one.service]),
        key=lambda found: (found[0], order(found[1]), order(found[2])),
    )
    pairs: dict[int, tuple[Visit, Visit]] = {}
    taken = set[int]()
    for _, one, other in near:
        if one.id not in pairs and other.id not in taken:
            pairs[one.id] = one, other
            taken.add(other.id)
    return sorted(pairs.values(), key=lambda pair: order(pair[0]))


def _distance(one: Visit, other: Visit) -> tuple[bool, bool, bool, int]:
    """New visits have an id below zero, that says nothing."""
    is_of_draft = one.id == other.id and one.id > 0
    is_at_once = _moment(one) == _moment(other)
    return not is_of_draft, not is_at_once, one.day != other.day, -len(_people(one) & _people(other))


def _moment(visit: Visit) -> tuple[object, ...]:
    return visit.day, visit.start, visit.end


def _people(visit: Visit) -> set[int]:
    return {part.person for part in visit.people}


def _only(week: Week, visit: Visit) -> Line:
    names = _names(week, visit, _people(visit))
    return Line(week.name_of(visit), f"{_when(visit)}, {f'met {names}' if names else 'nog zonder iemand'}")


def _moved(week: Week, one: Visit, other: Visit) -> Line:
    moments = f"in het ene {_when(one)}, in het andere {_when(other)}"
    return Line(week.name_of(one), "; ".join([moments, *_who(week, one, other)]))


def _regrouped(week: Week, one: Visit, other: Visit) -> Line:
    return Line(week.name_of(one), f"{_when(one)}: {', '.join(_who(week, one, other))}")


def _who(week: Week, one: Visit, other: Visit) -> Iterator[str]:
    """Who is there in one of both only."""
    here, there = _people(one), _people(other)
    if here - there:
        yield f"alleen in het ene {_names(week, one, here - there)}"
    if there - here:
        yield f"alleen in het andere {_names(week, other, there - here)}"


def _names(week: Week, visit: Visit, keys: set[int]) -> str:
    return listed(week.people[part.person].name for part in visit.people if part.person in keys & week.people.keys())


def _when(visit: Visit) -> str:
    return f"{day_name(visit.day)} {visit.hours}"
