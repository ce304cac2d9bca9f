"""What was asked, where that is less than the whole week: only of that it is told what could not be met."""

from collections.abc import Iterable

from programmes.planner.contradictions import Contradiction, contradictions
from programmes.planner.demands import Fact
from programmes.planner.problem import Problem, covers
from programmes.planner.roster import Moment, Roster


class Question:
    """`problem`: as the planner got it; `days`: of the week at all; `services`, `people`: whose lack is explained."""

    def __init__(self, problem: Problem) -> None:
        beyond = problem.beyond
        self.problem = problem
        self.is_whole = beyond is None
        self.days = beyond.days if beyond else frozenset(range(problem.days))
        self.asked_days = beyond.asked_days if beyond else self.days
        self.services = beyond.about_services if beyond else frozenset(range(len(problem.services)))
        self.people = beyond.about_people if beyond else frozenset(range(len(problem.people)))
        self._fixed = beyond.about_fixed if beyond else frozenset(range(len(problem.fixed)))
        self._there = beyond.about_there if beyond else self.people
        self._closed = {Moment(visit.day, visit.start, visit.service) for visit in problem.fixed if visit.closed}

    def contradictions(self) -> tuple[Contradiction, ...]:
        """By the rules of the whole week. A limit or a pair is about nothing by itself: the visits beside it are."""
        found = contradictions(self.problem.whole)
        return tuple(one for one in found if any(self._is_about(fact) for fact in one.facts))

    def _is_about(self, fact: Fact) -> bool:
        return fact.fixed in self._fixed and (fact.person is None or fact.person in self._there)

    def holds(self, at: Moment, team: Iterable[int], roster: Roster) -> bool:
        """Whether these people could come then within what was asked, if they can at all."""
        service = self.problem.services[at.service]
        end = at.start + service.duration
        if at in roster.groups:
            is_open = at not in self._closed
        else:
            has_room = len(roster.of_service[at.service]) < service.visits_max
            is_open = has_room and covers(service.windows, at.day, at.start, end)
        people = (self.problem.people[person] for person in team)
        return is_open and all(covers(person.available, at.day, at.start, end) for person in people)
