"""Whether fixed visits that are short of people can still find enough of them, and if not, which facts prevent it."""

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from programmes.planner.demands import Contradiction, Demands, Need, facts_of, fixed_in
from programmes.planner.problem import Problem, covers
from programmes.planner.roster import Hindrance, Moment, Roster
from programmes.planner.words import counted_people, many, names, where_and_when
from programmes.words import listed

SECONDS = 0.1
"""A set that is not yet the smallest is better than a screen that waits."""
NODES = 300


class _Unit(NamedTuple):
    """People who come together or not at all, and which fixed visits keep them away: (who, where)."""

    people: tuple[int, ...]
    kept: tuple[tuple[int, Moment], ...] = ()


def unfilled(demands: Demands, broken: set[int]) -> Iterator[Contradiction]:
    """Visits that cannot get their minimum, alone or together; for the latter those in `broken` do not count."""
    roster = demands.roster()
    told = set(broken)
    for at in _short(roster):
        if found := _alone(demands, roster, at):
            told |= fixed_in(found)
            yield found
    rest = [place for place in range(len(demands.problem.fixed)) if place not in told]
    if (found := _together(demands.problem, rest)) is not None:
        yield found


def _short(roster: Roster) -> list[Moment]:
    return [at for at in sorted(roster.groups) if _lack(roster, at) > 0]


def _lack(roster: Roster, at: Moment) -> int:
    return roster.problem.services[at.service].min - len(roster.groups[at])


def _units(roster: Roster, at: Moment) -> Iterator[_Unit]:
    """Who is free and fits with those who are there, and what else that is fixed keeps them away."""
    problem, group = roster.problem, set(roster.groups[at])
    room = problem.services[at.service].max - len(group)
    end = at.start + problem.services[at.service].duration
    for unit in dict.fromkeys(roster.units):
        fits = len(unit) <= room and not group.intersection(unit) and not roster.meets_a_foe(unit, group)
        if fits and all(covers(problem.people[one].available, at.day, at.start, end) for one in unit):
            kept = [_kept(roster, one, at) for one in unit]
            if None not in kept:
                yield _Unit(unit, tuple(other for one in kept for other in one or ()))


def _kept(roster: Roster, person: int, at: Moment) -> tuple[tuple[int, Moment], ...] | None:
    """The fewest visits of this person that exclude one more; None when even without any there is no room."""
    who, mine = roster.problem.people[person], roster.of_person[person]
    what = roster.hindrance(person, at)
    if min(who.week_max, who.day_max) == 0:
        return None
    found = {
        Hindrance.TWICE: [other for other in mine if other.service == at.service][:1],
        Hindrance.WEEK: mine[: who.week_max],
        Hindrance.DAY: [other for other in mine if other.day == at.day][: who.day_max],
        Hindrance.BUSY: roster.clashes(person, at)[:1],
    }
    return tuple((person, other) for other in found[what]) if what else ()


def _alone(demands: Demands, roster: Roster, at: Moment) -> Contradiction | None:
    """This visit, with everything that is fixed elsewhere."""
    problem, lack = demands.problem, _lack(roster, at)
    room = problem.services[at.service].max - len(roster.groups[at])
    if at in roster.closed:
        return _told(demands, at, [], 0, "er mag niemand meer bij")
    units = list(_units(roster, at))
    free = [unit for unit in units if not unit.kept]
    if _reaches(roster, free, lack, room):
        return None
    kept = []
    for unit in sorted((unit for unit in units if unit.kept), key=lambda unit: -len(unit.kept)):
        if _reaches(roster, [*free, unit], lack, room):
            kept.append(unit)
        else:
            free.append(unit)
    able = sum(len(unit.people) for unit in free)
    return _told(demands, at, kept, able, _why(problem, able, kept))


def _reaches(roster: Roster, units: Sequence[_Unit], lack: int, room: int, team: tuple[int, ...] = ()) -> bool:
    """Whether some of these can be at one visit together, at least `lack` and at most `room` of them."""
    if len(team) >= lack:
        return True
    for place, unit in enumerate(units):
        if len(team) + sum(len(other.people) for other in units[place:]) < lack:
            return False
        fits = len(team) + len(unit.people) <= room and not roster.meets_a_foe(unit.people, set(team))
        if fits and _reaches(roster, units[place + 1 :], lack, room, (*team, *unit.people)):
            return True
    return False


def _why(problem: Problem, able: int, kept: Sequence[_Unit]) -> str:
    could = f"er {'kan' if able < 2 else 'kunnen'} {many(able)} bij" if able else "er kan niemand bij"
    if not kept:
        return could
    elsewhere = names(problem, sorted({person for unit in kept for person, _ in unit.kept}))
    return f"{could}, want {elsewhere} {'staat' if len(kept) == 1 else 'staan'} elders vast"


def _told(demands: Demands, at: Moment, kept: Sequence[_Unit], able: int, why: str) -> Contradiction:
    problem, service = demands.problem, demands.problem.services[at.service]
    group = demands.needs[at]
    there = f"er {'staat' if len(group) < 2 else 'staan'} {many(len(group))} vast"
    others = [demands.needs[other][person] for unit in kept for person, other in unit.kept]
    lack = service.min - len(group) - able
    return Contradiction(
        "min",
        (demands.visits[at], *facts_of([*_bound(demands, at), *others], at_least(problem, at))),
        f"{where_and_when(problem, at)}: {there} en er moeten er minstens {service.min} zijn; {why}.",
        f"Zet er zelf nog {many(max(lack, 1))} bij, laat een kleinere groep toe, of laat het bezoek los.",
    )


# Several visits that want the same people


class _UndecidedError(Exception):
    """It takes too long to know."""


def _together(problem: Problem, places: Sequence[int]) -> Contradiction | None:
    """Visits that each could be filled, but not all of them."""
    until = monotonic() + SECONDS
    core = _core(problem, places)
    for place in core:
        if monotonic() < until and place in core and (smaller := _core(problem, [p for p in core if p != place])):
            core = smaller
    return _joint(problem, core) if core else None


def _core(problem: Problem, places: Sequence[int]) -> list[int]:
    """Of the fixed visits at these places, some that cannot be filled together; empty when all can, or nobody knows."""
    demands = Demands(problem, places)
    search = _Search(demands.roster())
    try:
        found = search.stuck()
    except _UndecidedError:
        return []
    return [place for place in places if _moment(problem, place) in found] if found else []


def _moment(problem: Problem, place: int) -> Moment:
    visit = problem.fixed[place]
    return Moment(visit.day, visit.start, visit.service)


class _Search:
    """Fills the visit with the fewest choices first; on a dead end it goes back to a visit that had a part in it."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.nodes = 0
        self.choices = {at: [u.people for u in _units(roster, at) if not u.kept] for at in _short(roster)}

    def stuck(self) -> set[Moment] | None:
        """The visits that stand in each other's way; None when all have their people."""
        short = [at for at in self.choices if _lack(self.roster, at) > 0]
        if not short:
            return None
        self.nodes += 1
        if self.nodes > NODES:
            raise _UndecidedError
        able = {at: [unit for unit in self.choices[at] if self._can(unit, at)] for at in short}
        at = min(short, key=lambda at: sum(map(len, able[at])) - _lack(self.roster, at))
        room = self.roster.problem.services[at.service].max - len(self.roster.groups[at])
        if not _reaches(self.roster, [_Unit(unit) for unit in able[at]], _lack(self.roster, at), room):
            return {at} | self._in_the_way(at)
        return self._try_each(at, able[at])

    def _try_each(self, at: Moment, units: Sequence[tuple[int, ...]]) -> set[Moment] | None:
        before, core = self.choices[at], {at} | self._in_the_way(at)
        for unit in units:
            self.roster.place(at, unit)
            found = self.stuck()
            if found is None:
                return None
            self.roster.leave(at, unit)
            self.roster.place(at, ())
            if at not in found:
                core = found
                break
            core |= found
            self.choices[at] = [other for other in self.choices[at] if other != unit]
        self.choices[at] = before
        return core

    def _can(self, unit: tuple[int, ...], at: Moment) -> bool:
        return not self.roster.meets_a_foe(unit, set(self.roster.groups[at])) and all(
            self.roster.hindrance(one, at) is None for one in unit
        )

    def _in_the_way(self, at: Moment) -> set[Moment]:
        return {other for unit in _units(self.roster, at) for _, other in unit.kept if other != at}


def _joint(problem: Problem, core: Sequence[int]) -> Contradiction:
    demands = Demands(problem, core)
    visits = sorted(demands.visits)
    needs = [need for at in visits for need in _bound(demands, at)]
    which = listed(where_and_when(problem, at) for at in visits)
    return Contradiction(
        "min",
        (*demands.visits.values(), *facts_of(needs, *(at_least(problem, at) for at in visits))),
        f"Deze vaste bezoeken krijgen samen niet genoeg mensen: {which}. "
        "Wie bij het ene nog kan, is nodig bij het andere.",
        "Laat een van deze bezoeken los, of zet er zelf nog iemand bij.",
    )


def _bound(demands: Demands, at: Moment) -> list[Need]:
    """Who is there and decides who else can come; anybody else there only helps."""
    pairs = {person for pair in (*demands.problem.apart, *demands.problem.together) for person in pair}
    return [need for need in demands.needs[at].values() if need.person in pairs]


def at_least(problem: Problem, at: Moment) -> str:
    return f"{problem.name_of(at.service)} vraagt minstens {counted_people(problem.services[at.service].min)}"
