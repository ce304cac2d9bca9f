"""What one more visit, or one more person at a visit, would be worth in a plan as it stands."""

from collections.abc import Iterable, Sequence

from programmes.planner.problem import Problem, Visit, covers
from programmes.planner.roster import Moment, Roster
from programmes.planner.worth import is_press_moment, points_of_mix, points_of_person


class Gains:
    """Points by the rules of the score, from what changes alone. The roster must not change meanwhile."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._now: dict[int, int] = {}
        self._joined: dict[tuple[int, Moment], int] = {}
        self._before = _still_possible(roster.problem)
        self._has_press = any(is_press_moment(roster.problem, visit) for visit in roster.visits)

    def of_person(self, person: int, at: Moment) -> int:
        """For what this person does in the week, when they are at this visit as well."""
        if (person, at) not in self._joined:
            if person not in self._now:
                self._now[person] = self._points(person, self.roster.of_person[person])
            then = self._points(person, sorted([*self.roster.of_person[person], at]))
            self._joined[person, at] = then - self._now[person] + self._change(person, at)
        return self._joined[person, at]

    def of_visit(self, at: Moment, team: Sequence[int]) -> int:
        """When all these people come to a visit, new or not."""
        problem, group = self.roster.problem, self.roster.groups.get(at, [])
        weights, service = problem.weights, problem.services[at.service]
        both = [*group, *team]
        points = sum(self.of_person(person, at) for person in team)
        points += points_of_mix(problem, both) - points_of_mix(problem, group)
        if not self.roster.of_service[at.service]:
            points += weights.uncovered * service.priority
        is_theirs = any(service.domain in problem.people[person].domains for person in team)
        if is_theirs and not self._has_competence(at.service):
            points += weights.competence
        visit = Visit(at.service, at.day, at.start, tuple(both))
        if not self._has_press and is_press_moment(problem, visit):
            points += weights.press
        return points

    def _points(self, person: int, mine: Iterable[Moment]) -> int:
        problem = self.roster.problem
        visits = [Visit(at.service, at.day, at.start) for at in mine]
        return sum(points_of_person(problem, problem.people[person], visits).values())

    def _change(self, person: int, at: Moment) -> int:
        if self._before is None:
            return 0
        return self.roster.problem.weights.change * (1 if (person, at) in self._before else -1)

    def _has_competence(self, service: int) -> bool:
        problem, domain = self.roster.problem, self.roster.problem.services[service].domain
        groups = (self.roster.groups[at] for at in self.roster.of_service[service])
        return any(domain in problem.people[person].domains for group in groups for person in group)


def _still_possible(problem: Problem) -> set[tuple[int, Moment]] | None:
    """Who was where and could still be there; None when there is nothing before this."""
    if problem.previous is None:
        return None
    return {
        (person, Moment(visit.day, visit.start, visit.service))
        for visit in problem.previous
        for person in visit.people
        if covers(
            problem.people[person].available,
            visit.day,
            visit.start,
            visit.start + problem.services[visit.service].duration,
        )
    }
