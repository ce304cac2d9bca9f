"""Why there is no press moment, and what would give one."""

from collections.abc import Iterator
from itertools import chain

from programmes.planner.problem import Unmet, covers
from programmes.planner.reasons.facts import HalfDay, half_of_moment, said_halves
from programmes.planner.reasons.ways import Desk, Way, outside, told
from programmes.planner.roster import Hindrance, Moment, moments
from programmes.planner.words import many
from programmes.planner.worth import ALDERMAN, MAYOR
from programmes.words import listed


def of_press(desk: Desk) -> Unmet:
    way = desk.best(found for at in _moments(desk, wider=True) for found in _ways(desk, at))
    is_open = way is not None and not way.levers
    why = "Een persmoment kan nog, maar zit niet in dit voorstel." if is_open else _why(desk)
    return Unmet("persmoment", 0, why, told(desk, way))


def _moments(desk: Desk, *, wider: bool) -> list[Moment]:
    """At services for the press, begun when the press can come; `wider`: also outside the windows of the service."""
    problem = desk.problem
    found = []
    for service in problem.services:
        if service.press:
            more = outside(problem, service) if wider else []
            found += [*moments(problem, service), *more, *desk.roster.of_service[service.id]]
    return sorted({at for at in found if covers(problem.press_windows, at.day, at.start, at.start)})


def _of_role(desk: Desk, role: str) -> list[int]:
    return [person.id for person in desk.problem.people if person.role == role]


def _able(desk: Desk, at: Moment, role: str) -> list[int]:
    """Who is there, and who can come, the most useful first."""
    there = desk.roster.groups.get(at, [])
    return [one for one in chain(there, desk.free(at)) if desk.problem.people[one].role == role]


def _ways(desk: Desk, at: Moment) -> Iterator[Way]:
    problem, there = desk.problem, set(desk.roster.groups.get(at, ()))
    wanted = problem.press_schepenen
    aldermen = _able(desk, at, ALDERMAN)[:wanted]
    for mayor in _able(desk, at, MAYOR)[:1] or _of_role(desk, MAYOR):
        if len(aldermen) == wanted:
            yield from desk.ways(at, {mayor, *aldermen} - there)
        elif len(aldermen) == wanted - 1:
            for other in set(_of_role(desk, ALDERMAN)) - set(aldermen):
                if desk.hindrances(other, at) != {Hindrance.BUSY}:
                    yield from desk.ways(at, {mayor, other, *aldermen} - there)


def _why(desk: Desk) -> str:
    problem, wanted = desk.problem, desk.problem.press_schepenen
    found = _moments(desk, wider=False)
    if not _of_role(desk, MAYOR):
        return "Er staat geen burgemeester bij de mensen, en die moet bij het persmoment zijn."
    if not found:
        return "Geen enkele dienst die past voor de pers, ontvangt iemand binnen de uren van het persmoment."
    best: dict[HalfDay, tuple[bool, int]] = {}
    for at in found:
        can = bool(_able(desk, at, MAYOR)), min(len(_able(desk, at, ALDERMAN)), wanted)
        best[half_of_moment(at)] = max(can, best.get(half_of_moment(at), can))
    groups: dict[tuple[bool, int], list[HalfDay]] = {}
    for half, can in best.items():
        groups.setdefault(can if can[0] else (False, 0), []).append(half)
    parts = (f"op {said_halves(problem, groups[can])} {_said(can, wanted)}" for can in sorted(groups, reverse=True))
    return f"Voor het persmoment {listed(parts)}."


def _said(can: tuple[bool, int], wanted: int) -> str:
    mayor, aldermen = can
    if not mayor:
        return "kan de burgemeester niet"
    if aldermen >= wanted:
        return "kunnen de burgemeester en genoeg schepenen, maar niet op hetzelfde bezoek"
    too_few = "geen enkele schepen" if aldermen == 0 else f"slechts {many(aldermen)} van de {wanted} schepenen"
    return f"kan de burgemeester, maar {too_few}"
