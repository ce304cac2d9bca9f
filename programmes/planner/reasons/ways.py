"""How a visit could still be held or joined in a plan as it stands, when one or two things were otherwise."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from programmes.planner.checking import Verdict, check
from programmes.planner.gains import Gains
from programmes.planner.problem import Problem, Service, Visit, covers
from programmes.planner.reasons.levers import (
    HOURS,
    Lever,
    instead_of,
    looser,
    more_places,
    open_too,
    smaller_group,
)
from programmes.planner.reasons.question import Question
from programmes.planner.roster import Hindrance, Moment, Roster, moments
from programmes.planner.words import names, when

BEYOND = "lag buiten wat je vroeg"
COSTS = "kost elders meer dan het oplevert"
LOOSE = (Hindrance.AWAY, Hindrance.DAY, Hindrance.WEEK)


class Way(NamedTuple):
    """`points` more for the plan when `team` comes to the visit at `at`; no levers when that can be done at once."""

    points: int
    at: Moment
    team: tuple[int, ...]
    levers: tuple[Lever, ...]


class Desk:
    """A plan with all that is asked about it; `problem` is the whole week, also when less was asked."""

    def __init__(self, problem: Problem, visits: Sequence[Visit]) -> None:
        self.question = Question(problem)
        self.problem = problem.whole
        self.visits = tuple(visits)
        self.roster = Roster(self.problem, visits)
        self.gains = Gains(self.roster)
        self._free: dict[Moment, list[int]] = {}

    @cached_property
    def verdict(self) -> Verdict:
        return check(self.problem, self.visits)

    @cached_property
    def _pinned(self) -> set[tuple[int, Moment]]:
        fixed = self.problem.fixed
        return {(person, Moment(one.day, one.start, one.service)) for one in fixed for person in one.people}

    def able(self, at: Moment) -> list[int]:
        """Who can come then, as far as they themselves go."""
        return [one.id for one in self.problem.people if self.roster.hindrance(one.id, at) is None]

    def free(self, at: Moment) -> list[int]:
        """The same, the most useful first."""
        if at not in self._free:
            self._free[at] = sorted(self.able(at), key=lambda person: -self.gains.of_person(person, at))
        return self._free[at]

    def ways(self, at: Moment, required: Iterable[int] = (), *, most: int = 1) -> Iterator[Way]:
        """With everybody in `required` there, and enough others, by at most so many levers.

        With more than one, somebody may also leave another visit for this one.
        """
        if at.day not in self.question.days:
            return
        along = sorted({other for person in required for other in self.roster.units[person]})
        levers = self._to_hold(at, along, may_leave=most > 1)
        if levers is None or len(levers) > most:
            return
        lack = self.problem.services[at.service].min - len(self.roster.groups.get(at, ())) - len(along)
        others = self._others(at, along, lack) if lack > 0 else []
        team = (*along, *others)
        if len(others) >= lack:
            if team:
                yield self._way(at, team, levers)
        elif len(levers) < most:
            yield from self._with_fewer(at, team, lack - len(others), levers)

    def _others(self, at: Moment, along: Sequence[int], lack: int) -> list[int]:
        """As many as lack; more when only people who go together can come."""
        others = self.roster.team(at, self.free(at), lack, along=along)
        if len(others) >= lack:
            return others
        room = self.problem.services[at.service].max - len(self.roster.groups.get(at, ())) - len(along)
        more = self.roster.team(at, self.free(at), room, along=along)
        return more if len(more) >= lack else others

    def _to_hold(self, at: Moment, along: Sequence[int], *, may_leave: bool) -> list[Lever] | None:
        """What must be looser for a visit then, and for these to be there; None when nothing helps."""
        levers = self._to_open(at)
        group = self.roster.groups.get(at, [])
        if levers is None or set(along) & set(group) or self.roster.meets_a_foe(along, set(group)):
            return None
        for person in along:
            what = self.hindrances(person, at)
            if may_leave and Hindrance.BUSY in what and (other := self._can_leave(person, at)):
                levers.append(instead_of(self.problem, person, other))
                what -= {Hindrance.BUSY, Hindrance.DAY, Hindrance.WEEK}
            if not what <= set(LOOSE):
                return None
            levers += [looser(self.problem, person, at, one) for one in sorted(what)]
        size = len(group) + len(along)
        if size > self.problem.services[at.service].max:
            levers.append(more_places(self.problem, at.service, size))
        return levers

    def _can_leave(self, person: int, at: Moment) -> Moment | None:
        """The one visit that keeps this person from another, when it can do without them."""
        clashes = self.roster.clashes(person, at)
        if len(clashes) != 1 or len(self.roster.units[person]) > 1 or (person, clashes[0]) in self._pinned:
            return None
        (other,) = clashes
        least = max(1, self.problem.services[other.service].min)
        return other if len(self.roster.groups[other]) > least else None

    def _to_open(self, at: Moment) -> list[Lever] | None:
        service, others = self.problem.services[at.service], self.roster.of_service[at.service]
        if at in self.roster.groups:
            return None if at in self.roster.closed else []
        if any(other.day == at.day and abs(other.start - at.start) < service.duration for other in others):
            return None
        if len(others) >= service.visits_max:
            return None
        is_open = covers(service.windows, at.day, at.start, at.start + service.duration)
        return [] if is_open else [open_too(self.problem, at)]

    def hindrances(self, person: int, at: Moment) -> set[Hindrance]:
        """All of them, not only the first."""
        who, mine = self.problem.people[person], self.roster.of_person[person]
        found = {self.roster.hindrance(person, at)}
        if Hindrance.AWAY in found:
            found.add(self.roster.hindrance(person, at, needs_free=False))
        if len(mine) >= who.week_max and sum(other.day == at.day for other in mine) >= who.day_max:
            found.add(Hindrance.DAY)
        if self.roster.clashes(person, at):
            found.add(Hindrance.BUSY)
        return {what for what in found if what is not None}

    def _with_fewer(self, at: Moment, team: tuple[int, ...], lack: int, levers: list[Lever]) -> Iterator[Way]:
        """A smaller group, or one more person for whom one rule is looser."""
        size = len(self.roster.groups.get(at, ())) + len(team)
        if team:
            yield self._way(at, team, [*levers, smaller_group(self.problem, at.service, size)])
        for person in range(len(self.problem.people)) if lack == 1 else ():
            what = self.hindrances(person, at) if self._fits(person, at, team) else set()
            if len(what) == 1 and what <= set(LOOSE):
                lever = looser(self.problem, person, at, next(iter(what)))
                yield self._way(at, (*team, person), [*levers, lever])

    def _fits(self, person: int, at: Moment, team: tuple[int, ...]) -> bool:
        others = {*self.roster.groups.get(at, ()), *team}
        is_new = person not in others and self.roster.units[person] == (person,)
        return is_new and not self.roster.meets_a_foe([person], others)

    def _way(self, at: Moment, team: tuple[int, ...], levers: list[Lever]) -> Way:
        return Way(self.gains.of_visit(at, team), at, team, tuple(levers))

    def holds(self, way: Way) -> int | None:
        """How many points more the plan has when this is done, by the checker; None when it breaks a rule anew."""
        roster, problem = Roster(self.problem, self.visits), self.problem
        for lever in way.levers:
            problem = lever.change(problem)
            for person, other in lever.leaves:
                roster.leave(other, [person])
        roster.place(way.at, way.team)
        verdict = check(problem, roster.visits)
        if not set(verdict.errors) <= set(self.verdict.errors):
            return None
        return verdict.score - self.verdict.score

    def is_beyond(self, way: Way) -> bool:
        """Whether only what was asked stood in the way."""
        question = self.question
        if question.is_whole:
            return False
        if way.at.day not in question.asked_days:
            return True
        return not way.levers and not question.holds(way.at, way.team, self.roster)

    def best_of(self, ways: Callable[[int], Iterable[Way]]) -> Way | None:
        """By one lever, and only when that does not help by two."""
        return self.best(ways(1)) or self.best(ways(2))

    def best(self, ways: Iterable[Way]) -> Way | None:
        """The one that gives most, what can be done at once before all others; it surely holds."""
        order = sorted(ways, key=lambda way: (len(way.levers), self.is_beyond(way), -way.points, way.at))
        for way in order[:20]:
            if (points := self.holds(way)) is not None:
                return way._replace(points=points)
        return None


def outside(problem: Problem, service: Service) -> list[Moment]:
    """Two moments in every half day in which the service does not receive anybody."""
    inside = moments(problem, service)
    found = []
    for day, (low, high) in product(range(problem.days), HOURS):
        first = -(-low // problem.step) * problem.step
        middle = (low + high - service.duration) // 2 // problem.step * problem.step
        if not any(at.day == day and low <= at.start < high for at in inside):
            found += [Moment(day, start, service.id) for start in sorted({first, max(first, middle)})]
    return found


def told(desk: Desk, way: Way | None, person: int | None = None) -> str:
    """In a sentence."""
    if way is None:
        return "Met één of twee ruimere regels vond Expeditie geen uitweg."
    problem = desk.problem
    if person is None:
        what = f"kan het {when(problem, way.at)} met {names(problem, way.team)}"
    else:
        others = [other for other in way.team if other != person]
        company = f", samen met {names(problem, others)}" if others else ""
        what = (
            f"kan {problem.name_of_person(person)} {when(problem, way.at)} naar "
            f"{problem.name_of(way.at.service)}{company}"
        )
    against = [BEYOND] if desk.is_beyond(way) else []
    against += [COSTS] if way.points <= 0 else []
    but = f", maar dat {' en '.join(against)}" if against else ""
    if not way.levers:
        return f"Nu al {what}{but}."
    condition = " en als ".join(lever.text for lever in way.levers)
    return f"Als {condition}, dan {what}{but}."
