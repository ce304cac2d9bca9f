"""What is fixed and cannot all be so: per contradiction the fewest facts, in words, and what to release."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from programmes.planner.completing import unfilled
from programmes.planner.demands import Contradiction, Demands, Fact, Need, facts_of, fixed_in, sentence_of
from programmes.planner.problem import Person, Problem, Service, covers
from programmes.planner.roster import Moment
from programmes.planner.words import counted_people, hour, hour_from, many, names, when, where_and_when
from programmes.words import listed

__all__ = ["Contradiction", "contradictions"]


def contradictions(problem: Problem) -> tuple[Contradiction, ...]:
    """None when everything that is fixed can be kept without breaking a rule (outside windows is allowed)."""
    demands = Demands(problem)
    found = list(_direct(demands))
    found += unfilled(demands, {place for one in found for place in fixed_in(one)})
    return _smallest(found)


def _smallest(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Those that hold no other: who mends that one may well mend both, and else is told the rest then."""
    by_facts: dict[frozenset[Fact], Contradiction] = {}
    for one in found:
        by_facts.setdefault(frozenset(fact for fact in one.facts if fact.fixed is not None), one)
    return tuple(one for facts, one in by_facts.items() if not any(other < facts for other in by_facts))


def _direct(demands: Demands) -> Iterator[Contradiction]:
    """Those that a few facts show at once."""
    for person, needs in sorted(demands.of_person.items()):
        yield from _of_person(demands.problem, demands.problem.people[person], needs)
    for service, visits in sorted(demands.of_service.items()):
        yield from _of_service(demands, demands.problem.services[service], visits)
    for at in sorted(demands.needs):
        yield from _of_visit(demands, at)


# One person


def _of_person(problem: Problem, person: Person, needs: Sequence[Need]) -> Iterator[Contradiction]:
    services: dict[int, list[Need]] = defaultdict(list)
    days: dict[int, list[Need]] = defaultdict(list)
    for need in needs:
        services[need.at.service].append(need)
        days[need.at.day].append(need)
    for same in services.values():
        yield from (_twice(problem, person, pair) for pair in pairwise(same))
    for today in days.values():
        for pair in pairwise(today):
            yield from _no_time(problem, person, pair)
        if len(today) > person.day_max:
            yield _too_many(problem, person, today, person.day_max, "op een dag")
    if len(needs) > person.week_max:
        yield _too_many(problem, person, needs, person.week_max, "in de week")


def _twice(problem: Problem, person: Person, pair: tuple[Need, Need]) -> Contradiction:
    name, (a, b) = problem.name_of_person(person.id), pair
    text = f"{name} staat twee keer vast bij {problem.name_of(a.at.service)}"
    return Contradiction(
        "twice",
        facts_of(pair),
        sentence_of(f"{text}, {when(problem, a.at)} en {when(problem, b.at)}", pair),
        f"Haal {name} van een van de twee bezoeken.",
    )


def _no_time(problem: Problem, person: Person, pair: tuple[Need, Need]) -> Iterator[Contradiction]:
    a, b = (need.at for need in pair)
    if a.service == b.service:
        return
    end = a.start + problem.services[a.service].duration
    travel = problem.minutes(person, a.service, b.service)
    if b.start - end >= travel:
        return
    name, first, second = problem.name_of_person(person.id), problem.name_of(a.service), problem.name_of(b.service)
    text = (
        f"{name} is op {problem.day_name(a.day)} vast om {hour(a.start)} bij {first} en om {hour(b.start)} bij {second}"
    )
    if end > b.start:
        text += f", en het bezoek bij {first} duurt tot {hour(end)}"
    else:
        text += f": daartussen zijn er {b.start - end} minuten, en nodig zijn er {travel} (weg en marge samen)"
    yield Contradiction(
        "time",
        facts_of(pair),
        sentence_of(text, pair),
        f"Haal {name} van een van de twee, of laat {second} pas om {hour_from(problem, end + travel)} beginnen.",
    )


def _too_many(problem: Problem, person: Person, needs: Sequence[Need], most: int, in_what: str) -> Contradiction:
    name = problem.name_of_person(person.id)
    which = listed(where_and_when(problem, need.at) for need in needs)
    limit = f"{name} gaat hoogstens {most} keer {in_what} op bezoek"
    return Contradiction(
        "day_max" if "dag" in in_what else "week_max",
        facts_of(needs[: most + 1], limit),
        sentence_of(f"{limit} en staat {len(needs)} keer vast: {which}", needs),
        f"Haal {name} van {many(len(needs) - most)} van deze bezoeken, of laat er {len(needs)} {in_what} toe.",
    )


# One service


def _of_service(demands: Demands, service: Service, visits: Sequence[Moment]) -> Iterator[Contradiction]:
    problem, name = demands.problem, demands.problem.name_of(service.id)
    for a, b in pairwise(visits):
        end = a.start + service.duration
        if a.day == b.day and end > b.start:
            yield Contradiction(
                "at_once",
                (demands.visits[a], demands.visits[b]),
                f"{name} heeft op {problem.day_name(a.day)} een vast bezoek om {hour(a.start)} tot {hour(end)} "
                f"en een om {hour(b.start)}: twee tegelijk kan niet.",
                f"Laat een van de twee los, of laat het tweede pas om {hour_from(problem, end)} beginnen.",
            )
    if len(visits) > service.visits_max:
        limit = f"{name} ontvangt hoogstens {service.visits_max} keer in de week"
        which = listed(f"{problem.day_name(at.day)} om {hour(at.start)}" for at in visits)
        facts = [demands.visits[at] for at in visits[: service.visits_max + 1]]
        yield Contradiction(
            "visits_max",
            (*facts, *facts_of((), limit)),
            f"{limit} en heeft {len(visits)} vaste bezoeken: {which}.",
            f"Laat er {many(len(visits) - service.visits_max)} los, of laat {len(visits)} bezoeken in de week toe.",
        )


# One visit


def _of_visit(demands: Demands, at: Moment) -> Iterator[Contradiction]:
    problem, group = demands.problem, demands.needs[at]
    service = problem.services[at.service]
    if len(group) > service.max:
        yield _too_full(problem, service, at, list(group.values()))
    for a, b in problem.apart:
        if a in group and b in group:
            yield _apart(problem, at, (group[a], group[b]))
    is_closed = at in _closed(problem)
    for need in group.values():
        free = covers(problem.people[need.person].available, at.day, at.start, at.start + service.duration)
        if need.because and (is_closed or not free):
            yield _left_behind(problem, need, is_closed=is_closed)


def _closed(problem: Problem) -> set[Moment]:
    return {Moment(visit.day, visit.start, visit.service) for visit in problem.fixed if visit.closed}


def _too_full(problem: Problem, service: Service, at: Moment, needs: list[Need]) -> Contradiction:
    limit = f"{problem.name_of(service.id)} ontvangt hoogstens {counted_people(service.max)} tegelijk"
    who = names(problem, [need.person for need in needs])
    return Contradiction(
        "max",
        facts_of(needs[: service.max + 1], limit),
        sentence_of(f"{limit}, en {when(problem, at)} staan er {len(needs)} vast: {who}", needs),
        f"Haal er {many(len(needs) - service.max)} af, of laat {len(needs)} mensen tegelijk toe.",
    )


def _apart(problem: Problem, at: Moment, pair: tuple[Need, Need]) -> Contradiction:
    both = names(problem, [need.person for need in pair])
    rule = f"{both} mogen niet op hetzelfde bezoek"
    return Contradiction(
        "apart",
        facts_of(pair, rule),
        sentence_of(f"{rule} en staan allebei vast bij {where_and_when(problem, at)}", pair),
        "Haal een van de twee van dit bezoek, of laat hen toch samen toe.",
    )


def _left_behind(problem: Problem, need: Need, *, is_closed: bool) -> Contradiction:
    name = problem.name_of_person(need.person)
    why = "er mag niemand meer bij dit bezoek" if is_closed else f"{name} is dan niet vrij"
    mend = f"Zet {name} zelf bij dit bezoek, of laat de twee van elkaar los."
    text = f"{need.facts[0].text[:1].upper()}{need.facts[0].text[1:]}"
    return Contradiction("together", facts_of([need], why), sentence_of(f"{text}, maar {why}", [need]), mend)
