"""Who gets on and off where: it follows from who takes part in which visits of the tour. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from programmes.week import Visit
from programmes.werkvormen.rondrit.tours import coming


@dataclass(frozen=True, slots=True)
class Boarding:
    """At one place: who gets off on arrival, who gets on for what comes after, and how many then ride on."""

    off: tuple[int, ...]
    on: tuple[int, ...]
    aboard: int


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's stretch of the tour: from stop to stop, counted from 0; `has_gaps` when they skip one between."""

    first: int
    last: int
    has_gaps: bool = False


def boardings(visits: Sequence[Visit]) -> list[Boarding]:
    """At the start and at every stop. From the last stop whoever is there rides back."""
    here = [coming(visit) for visit in visits]
    legs = [here[0], *(_both(a, b) for a, b in pairwise(here)), here[-1]] if here else []
    found = [Boarding((), tuple(legs[0]), len(legs[0]))] if legs else []
    for before, after in pairwise(legs):
        off = tuple(person for person in before if person not in after)
        on = tuple(person for person in after if person not in before)
        found.append(Boarding(off, on, len(after)))
    return found


def _both(a: Iterable[int], b: Iterable[int]) -> list[int]:
    there = set(b)
    return [person for person in a if person in there]


def most_aboard(visits: Sequence[Visit]) -> int:
    return max((one.aboard for one in boardings(visits)), default=0)


def parts(visits: Sequence[Visit]) -> dict[int, Part]:
    """{person: their stretch}"""
    places: dict[int, list[int]] = {}
    for number, visit in enumerate(visits):
        for person in coming(visit):
            places.setdefault(person, []).append(number)
    return {
        person: Part(found[0], found[-1], has_gaps=len(found) <= found[-1] - found[0])
        for person, found in places.items()
    }
