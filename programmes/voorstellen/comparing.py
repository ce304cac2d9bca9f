"""Two proposals side by side: the weeks that they would be, both in the numbers and by the weights of the first."""

from collections.abc import Iterator
from dataclasses import replace

from programmes.planner.whatif import Comparison, Row, compare
from programmes.voorstellen.showing import Shown
from programmes.voorstellen.sums import Sums, in_numbers_of, without_stand_ins

WITHOUT_MEANING = "Punten"
"""Of two questions these cannot be compared, and they tell nobody anything."""


def compared(first: Shown, second: Shown) -> Comparison:
    """Of two that are ready, against the same draft. What both pages tell of a proposal is the same number."""
    problem = without_stand_ins(first.bridge)
    found = compare(problem, *(in_numbers_of(first.bridge, one.after) for one in (first, second)))
    return replace(found, rows=tuple(_rows(found, _figures(first.sums), _figures(second.sums))))


def _figures(sums: Sums) -> dict[str, int]:
    return {
        "Diensten met bezoek": sums.services,
        "Mensen met bezoek": sums.people,
        "Bezoeken": sums.visits,
        "Wensen": sums.wishes,
        "Dagen met bezoeken": sums.days,
    }


def _rows(found: Comparison, first: dict[str, int], second: dict[str, int]) -> Iterator[Row]:
    neither = {"Bezoeken", "Dagen met bezoeken"}
    for row in found.rows:
        if row.label in first:
            one, other = first[row.label], second[row.label]
            better = 0 if row.label in neither else (other > one) - (other < one)
            yield row._replace(first=one, second=other, better=better)
        elif row.label != WITHOUT_MEANING:
            yield row
