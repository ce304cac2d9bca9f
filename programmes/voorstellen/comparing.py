"""Two proposals side by side: both in the numbers of the first, whatever the draft was when they were asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from programmes.models import Voorstel
from programmes.planner import Problem, Visit
from programmes.planner.whatif import Comparison, compare
from programmes.proposals.bridge import Bridge
from programmes.voorstellen.plans import kept


def compared(first: Voorstel, second: Voorstel) -> Comparison:
    """Of two that are ready; raises OutdatedError."""
    one, other = kept(first), kept(second)
    ours = in_numbers_of(one.bridge, one.bridge, one.visits)
    return compare(without_stand_ins(one.bridge), ours, in_numbers_of(one.bridge, other.bridge, other.visits))


def without_stand_ins(bridge: Bridge) -> Problem:
    """Each service once, and each asks for a visit."""
    real = bridge.problem.services[: bridge.stand_ins]
    return replace(
        bridge.problem, services=tuple(replace(one, priority=max(one.priority, 1)) for one in real), fixed=()
    )


def in_numbers_of(first: Bridge, other: Bridge, visits: Iterable[Visit]) -> tuple[Visit, ...]:
    """A stand-in counts as the service it stands for; who or what the first does not know is left out."""
    return tuple(_translated(first, other, visits))


def _translated(first: Bridge, other: Bridge, visits: Iterable[Visit]) -> Iterator[Visit]:
    services = {key: number for number, key in enumerate(first.services[: first.stand_ins])}
    people = {key: number for number, key in enumerate(first.people)}
    days = {day: number for number, day in enumerate(first.days)}
    for visit in visits:
        service, day = other.services[visit.service], other.days[visit.day]
        if service in services and day in days:
            there = (other.people[person] for person in visit.people)
            known = tuple(people[person] for person in there if person in people)
            yield Visit(services[service], days[day], visit.start, known)
