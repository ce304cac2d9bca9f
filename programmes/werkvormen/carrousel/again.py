"""The seats given anew, around who stays where they sit."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from programmes.werkvormen.carrousel.allocating import allocate
from programmes.werkvormen.carrousel.problem import Allocation, Bundle, Problem, taken


def allocate_again(
    problem: Problem, bundles: Sequence[Bundle], *, stays: Collection[int], seconds: float
) -> Allocation:
    """`stays` are people by number. What is proven holds as long as they sit there."""
    kept = tuple(bundles[person] for person in stays)
    others = [person for person in problem.people if person.id not in stays]
    people = tuple(replace(person, id=number) for number, person in enumerate(others))
    found = allocate(replace(problem, people=people, kept=taken(kept)), seconds=seconds)
    merged = list(bundles)
    for person, bundle in zip(others, found.bundles, strict=True):
        merged[person.id] = bundle
    points = sum(problem.points(person, bundles[person]) for person in stays)
    return Allocation(tuple(merged), found.score + points, found.bound + points)
