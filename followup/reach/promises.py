"""Agreements counted where they were made: one that was carried to the next edition is still the same one."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from followup.models import Afspraak

MADE, KEPT, DROPPED = "made", "kept", "dropped"


def promises_of(besturen: Iterable[int]) -> dict[int, Counter[str]]:
    """By the key of a programme, of all programmes of these authorities: how many were made, kept, dropped."""
    rows = Afspraak.objects.filter(programme__bestuur__in=besturen).order_by("pk")
    first: dict[int, int] = {}  # of each row, where it began; a copy always comes after
    made_in: dict[int, int] = {}
    states: dict[int, list[str]] = defaultdict(list)
    for pk, programme, state, before in rows.values_list("pk", "programme", "state", "carried_from"):
        first[pk] = first.get(before, pk) if before else pk
        made_in.setdefault(first[pk], programme)
        states[first[pk]].append(state)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, programme in made_in.items():
        found[programme][_outcome(states[pk])] += 1
    return found


def _outcome(states: list[str]) -> str:
    if Afspraak.State.GEDAAN in states:
        return KEPT
    return DROPPED if states[-1] == Afspraak.State.VERVALLEN else MADE
