"""What is fixed, as facts: who must be where, because somebody placed them there or because a pair belongs together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from programmes.planner.problem import Problem, Visit
from programmes.planner.roster import Moment, Roster
from programmes.planner.words import when


class Fact(NamedTuple):
    """`fixed`: the place in `problem.fixed`; `person`: who is on it; without both it is a limit or a pair."""

    text: str
    fixed: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Take any one of its facts away, and the others can be together. `rule` is a word for a machine."""

    rule: str
    facts: tuple[Fact, ...]
    sentence: str
    release: str


class Need(NamedTuple):
    """Somebody must be at a visit; `because`: 'An hoort bij Bart' when it is the pair that says so."""

    at: Moment
    person: int
    facts: tuple[Fact, ...]
    because: str = ""


class Demands:
    """Of the fixed visits at these places in `problem.fixed` (all of them, unless told)."""

    def __init__(self, problem: Problem, chosen: Iterable[int] | None = None) -> None:
        self.problem = problem
        self.visits: dict[Moment, Fact] = {}
        self.needs: dict[Moment, dict[int, Need]] = {}
        for place in range(len(problem.fixed)) if chosen is None else chosen:
            self._take(place, problem.fixed[place])
        for at in self.needs:
            self._bring_along(at)

    def _take(self, place: int, visit: Visit) -> None:
        at = Moment(visit.day, visit.start, visit.service)
        where = f"{when(self.problem, at)} vast bij {self.problem.name_of(at.service)}"
        self.visits.setdefault(at, Fact(f"er is een bezoek {where}", place))
        group = self.needs.setdefault(at, {})
        for person in visit.people:
            fact = Fact(f"{self.problem.name_of_person(person)} is {where}", place, person)
            group.setdefault(person, Need(at, person, (fact,)))

    def _bring_along(self, at: Moment) -> None:
        group, name = self.needs[at], self.problem.name_of_person
        queue = list(group.values())
        for need in queue:
            for pair in self.problem.together:
                other = sum(pair) - need.person
                if need.person in pair and other not in group:
                    because = f"{name(other)} hoort bij {name(need.person)}"
                    group[other] = Need(at, other, (*need.facts, Fact(because)), because)
                    queue.append(group[other])

    @cached_property
    def of_person(self) -> dict[int, list[Need]]:
        found: dict[int, list[Need]] = {}
        for at in sorted(self.needs):
            for need in self.needs[at].values():
                found.setdefault(need.person, []).append(need)
        return found

    @cached_property
    def of_service(self) -> dict[int, list[Moment]]:
        found: dict[int, list[Moment]] = {}
        for at in sorted(self.visits):
            found.setdefault(at.service, []).append(at)
        return found

    def roster(self) -> Roster:
        roster = Roster(self.problem)
        for at, group in self.needs.items():
            roster.place(at, group)
        return roster


def fixed_in(contradiction: Contradiction) -> set[int]:
    """The places in `problem.fixed` that it speaks of."""
    return {fact.fixed for fact in contradiction.facts if fact.fixed is not None}


def facts_of(needs: Iterable[Need], *limits: str) -> tuple[Fact, ...]:
    """Each once."""
    facts = [fact for need in needs for fact in need.facts]
    return tuple(dict.fromkeys([*facts, *(Fact(limit) for limit in limits)]))


def sentence_of(text: str, needs: Iterable[Need] = ()) -> str:
    """With what a pair has to do with it."""
    because = dict.fromkeys(need.because for need in needs if need.because)
    return "; ".join([text, *because]) + "."
