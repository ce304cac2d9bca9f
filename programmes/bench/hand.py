"""How somebody would plan a week by hand: the press moment, then service by service, the first moment that goes."""

from programmes.planner import Problem, Service, Visit
from programmes.planner.problem import covers
from programmes.planner.roster import Moment, Roster, moments
from programmes.planner.worth import ALDERMAN, MAYOR, is_press_moment


def hand_plan(problem: Problem) -> tuple[Visit, ...]:
    """Breaks no rule when what is fixed breaks none; a fixed visit that nobody else can join stays as it is."""
    roster = Roster(problem, problem.fixed)
    for at in list(roster.groups):
        _complete(roster, at)
    if not any(is_press_moment(problem, visit) for visit in roster.visits):
        _hold_press_moment(roster)
    for service in problem.services:
        if not roster.of_service[service.id]:
            _hold(roster, service)
    for person in problem.people:
        if not roster.of_person[person.id]:
            _seat(roster, person.id)
    return roster.visits


def _hold_press_moment(roster: Roster) -> None:
    """With one mayor and as many aldermen as it takes, where and when they first can."""
    problem = roster.problem
    college = [person.id for role in (MAYOR, ALDERMAN) for person in problem.people if person.role == role]
    for service in (service for service in problem.services if service.press and problem.press_windows):
        for at in moments(problem, service):
            if not covers(problem.press_windows, at.day, at.start, at.start) or not roster.can_hold(at):
                continue
            team = roster.team(at, college, max(service.min, min(service.max, problem.press_schepenen + 1)))
            if is_press_moment(problem, Visit(at.service, at.day, at.start, tuple(team))) and len(team) >= service.min:
                roster.place(at, team)
                return


def _hold(roster: Roster, service: Service) -> None:
    """At the first moment that enough people have; everybody who asked may come, others only where people lack."""
    for at in moments(roster.problem, service):
        if roster.can_hold(at):
            team = _group(roster, at)
            if len(team) >= service.min:
                roster.place(at, team)
                return


def _group(roster: Roster, at: Moment) -> list[int]:
    service = roster.problem.services[at.service]
    ranks = roster.problem.wish_ranks
    asked = [person.id for person in roster.problem.people if at.service in ranks[person.id]]
    asked.sort(key=lambda person: ranks[person][at.service])
    team = roster.team(at, asked, service.max)
    if len(team) >= service.min:
        return team
    others = [person for person in _by_visits(roster) if person not in team]
    return roster.team(at, [*team, *others], max(service.min, len(team)))


def _complete(roster: Roster, at: Moment) -> None:
    """Others join what was placed by hand with too few."""
    lack = roster.problem.services[at.service].min - len(roster.groups[at])
    if lack > 0 and at not in roster.closed:
        roster.place(at, roster.team(at, _by_visits(roster), lack))


def _by_visits(roster: Roster) -> list[int]:
    """Who has least goes first."""
    return sorted(range(len(roster.problem.people)), key=lambda person: len(roster.of_person[person]))


def _seat(roster: Roster, person: int) -> None:
    """At the first visit with a place, or else one more visit somewhere, with whoever else can."""
    problem = roster.problem
    for at in sorted(roster.groups):
        places = problem.services[at.service].max - len(roster.groups[at])
        if at not in roster.closed and (team := roster.team(at, [person], places)):
            roster.place(at, team)
            return
    for service in problem.services:
        for at in moments(problem, service) if len(roster.of_service[service.id]) < service.visits_max else ():
            if roster.can_hold(at) and roster.team(at, [person], service.max):
                team = roster.team(at, [person, *_by_visits(roster)], max(service.min, len(roster.units[person])))
                if person in team and len(team) >= service.min:
                    roster.place(at, team)
                    return
