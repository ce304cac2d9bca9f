"""The order of a tour, proposed by travel and the moments that suit, and why a stop could not be fitted. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programmes.agenda import Agenda, spans_text
from programmes.times import day_name
from programmes.week import Service as Dienst
from programmes.week import Week
from programmes.werkvormen.rondrit.problem import START, Plan, Problem, Service, faults, score_of, soonest
from programmes.werkvormen.rondrit.tours import (
    ROUNDED_TO,
    Ride,
    Wanted,
    on_the_road,
    suiting,
    with_slack,
)
from programmes.words import listed

SECONDS = 2.0
SECONDS_TO_EXPLAIN = 0.3
MOST_EXPLAINED = 4  # stops of which is sought what would have to go for them
LATEST = 24 * 60
NO_TIME = "er is geen tijd meer voor, samen met de andere haltes"


@dataclass(frozen=True, slots=True)
class LeftOut:
    stop: Wanted
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    stops: tuple[Wanted, ...]
    left_out: tuple[LeftOut, ...]
    is_proven: bool


def propose(week: Week, ride: Ride, stops: Sequence[Wanted]) -> Proposal:
    """What is kept at its hour goes before all else; then as many stops as can be, then the shortest way."""
    asked = _Asked(week, ride, stops)
    plan = asked.solve(asked.problem)
    chosen = asked.order(plan)
    left = [number for number in range(1, len(stops) + 1) if number not in chosen]
    reasons = (asked.why(number, chosen if place < MOST_EXPLAINED else []) for place, number in enumerate(left))
    return Proposal(
        stops=tuple(stops[number - 1] for number in chosen),
        left_out=tuple(
            LeftOut(stops[number - 1], week.services[stops[number - 1].service].name, why)
            for number, why in zip(left, reasons, strict=True)
        ),
        is_proven=plan.is_optimal,
    )


class _Asked:
    """The tour as a problem of the solver: a stop is its place in the list, counted from 1; START is the origin."""

    def __init__(self, week: Week, ride: Ride, stops: Sequence[Wanted]) -> None:
        gone = {stop.visit.id for stop in stops if stop.visit}
        self.week, self.ride, self.stops = week, ride, stops
        self.agenda = Agenda(replace(week, visits=tuple(visit for visit in week.visits if visit.id not in gone)))
        self.problem = self._problem()

    def solve(self, problem: Problem, seconds: float = SECONDS) -> Plan:
        from programmes.werkvormen.rondrit.solve import plan_tour  # noqa: PLC0415 (NumPy is slow to import)

        return plan_tour(problem, seconds=seconds)

    def order(self, plan: Plan) -> list[int]:
        """Places in the list; as it was asked when that is no worse: nobody is moved for nothing."""
        as_asked = soonest(self.problem, range(1, len(self.stops) + 1))
        if as_asked and not faults(self.problem, as_asked) and score_of(self.problem, as_asked) == plan.score:
            plan = replace(plan, stops=as_asked)
        return [stop.service for stop in plan.stops]

    def _problem(self) -> Problem:
        ride, stops = self.ride, self.stops
        places = [ride.origin, *(self.week.services[stop.service] for stop in stops)]
        stays = [0, *(stop.minutes for stop in stops)]
        services = [Service(START, (), 0, 0), *(self._service(n, stop) for n, stop in enumerate(stops, start=1))]
        travel = tuple(tuple(self._leg(a, b, stay) for b in places) for a, stay in zip(places, stays, strict=True))
        return Problem(tuple(services), travel, ride.leave, max(LATEST if ride.back is None else ride.back, ride.leave))

    def _service(self, number: int, stop: Wanted) -> Service:
        if stop.is_kept and stop.visit:
            return Service(
                number, ((stop.visit.start, stop.visit.start + stop.minutes),), stop.minutes, len(self.stops) + 1
            )
        return Service(number, tuple(suiting(self.agenda, stop.service, self.ride.day)), stop.minutes, 1)

    def _leg(self, a: Dienst | None, b: Dienst | None, stay: int) -> int:
        """So long that the next visit begins at a round hour; home is home, at any minute."""
        on_road = on_the_road(self.week, self.ride, a, b)
        if b is None or b is self.ride.origin:
            return on_road
        until = stay + with_slack(self.week, a, b, on_road)
        return -(-until // ROUNDED_TO) * ROUNDED_TO - stay

    def why(self, number: int, chosen: Sequence[int]) -> str:
        """The first reason that holds: the service, the hours of the tour, or the other stops (when `chosen`)."""
        asked, day = self.problem.services[number], day_name(self.ride.day)
        if not asked.windows:
            is_open = self.agenda.open_spans(self.week.services[self.stops[number - 1].service], self.ride.day)
            return f"heeft op {day} al een andere groep" if is_open else f"ontvangt niet op {day}"
        receives = f"ontvangt op {day} {spans_text(list(asked.windows))}"
        if asked.windows == ((0, LATEST),):
            receives = "ontvangt altijd"
        if not asked.starts:
            return f"{receives}, te kort voor {asked.duration} minuten"
        if not self._fits_alone(number):
            return f"{receives}, en dat past niet tussen het vertrek en de terugkeer"
        return self._instead(number, chosen) if chosen else NO_TIME

    def _fits_alone(self, number: int) -> bool:
        only = tuple(one if one.id in (START, number) else replace(one, windows=()) for one in self.problem.services)
        return bool(self.solve(replace(self.problem, services=only)).stops)

    def _instead(self, number: int, chosen: Sequence[int]) -> str:
        """Which stops have to go for this one; not those that stay at their hour."""
        wanted = tuple(
            replace(one, value=one.value + len(self.stops)) if one.id == number else one
            for one in self.problem.services
        )
        found = self.solve(replace(self.problem, services=wanted), SECONDS_TO_EXPLAIN)
        kept = {stop.service for stop in found.stops}
        if not found.is_optimal:
            return NO_TIME
        if number not in kept:
            return "past niet tussen de haltes die op hun uur blijven"
        names = [self.week.services[self.stops[other - 1].service].name for other in chosen if other not in kept]
        return f"past er alleen bij als {listed(names)} {'wegvalt' if len(names) == 1 else 'wegvallen'}"
