"""Judges an allocation by the rules alone; knows of no solver."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from programmes.werkvormen.carrousel.problem import Problem


@dataclass(frozen=True)
class Verdict:
    """`errors` are sentences; `score` counts only when there are none."""

    errors: tuple[str, ...]
    score: int
    missing: int  # seats that people lack


def check(problem: Problem, seats: Iterable[tuple[int, int, int]]) -> Verdict:
    """`seats` are (person, session, round)."""
    given = list(seats)
    of_person: dict[int, list[tuple[int, int]]] = {person.id: [] for person in problem.people}
    errors = list(_unknown(problem, given))
    for person, session, number in given:
        if person in of_person:
            of_person[person].append((session, number))
    for (session, number), count in Counter((session, number) for _, session, number in given).items():
        room = problem.places.get((session, number), 0)
        if count > room:
            errors.append(f"sessie {session}, ronde {number}: {count} mensen op {room} plaatsen")
    for person, own in of_person.items():
        errors += _clashes(problem, person, own)
    score = sum(_score(problem, person, own) for person, own in of_person.items())
    missing = sum(problem.per_person - len(own) for own in of_person.values())
    return Verdict(tuple(errors), score, missing)


def _unknown(problem: Problem, seats: list[tuple[int, int, int]]) -> Iterator[str]:
    for person, session, number in seats:
        if not 0 <= person < len(problem.people):
            yield f"persoon {person} bestaat niet"
        if (session, number) not in problem.places:
            yield f"sessie {session} loopt niet in ronde {number}"


def _clashes(problem: Problem, person: int, own: list[tuple[int, int]]) -> Iterator[str]:
    if len({number for _, number in own}) < len(own):
        yield f"persoon {person} heeft twee sessies in één ronde"
    if len({session for session, _ in own}) < len(own):
        yield f"persoon {person} heeft twee keer dezelfde sessie"
    if len(own) > problem.per_person:
        yield f"persoon {person} heeft {len(own)} sessies, hoogstens {problem.per_person}"


def _score(problem: Problem, person: int, own: list[tuple[int, int]]) -> int:
    """Counted apart from the solver, so that an error there shows."""
    weights, got, score = problem.weights, {session for session, _ in own}, 0
    granted = 0
    for rank, session in enumerate(problem.people[person].wishes):
        if session in got:
            score += weights.rank[min(rank, len(weights.rank) - 1)]
            score += weights.fair[min(granted, len(weights.fair) - 1)]
            granted += 1
    return score - weights.missing * (problem.per_person - len(own))
