"""Which table each typed line is: a line that changes place, or gets another name, stays the table that it was."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    name: str
    who: str = ""


def _name(table: Table) -> str:
    return table.name.casefold()


def _who(table: Table) -> Hashable:
    """Tables at which nobody was filled in have nothing in common."""
    return table.who.casefold() or table


WAYS: tuple[Callable[[Table], Hashable], ...] = (lambda table: (_name(table), _who(table)), _name, _who, lambda _: True)


def matched(before: Sequence[Table], typed: Sequence[Table]) -> list[int | None]:
    """The place that each had before, None for a new one: by name and who sits there, by name, by who, then in turn."""
    found: list[int | None] = [None] * len(typed)
    left = list(range(len(before)))
    for way in WAYS:
        for number, table in enumerate(typed):
            if found[number] is None:
                found[number] = next((place for place in left if way(before[place]) == way(table)), None)
                left = [place for place in left if place != found[number]]
    return found


def moved(before: Sequence[Table], typed: Sequence[Table]) -> Iterator[str]:
    """Who would sit at another table than they did."""
    were = {_who(table) for table in before if table.who}
    for table, place in zip(typed, matched(before, typed), strict=True):
        stays = place is not None and _who(before[place]) == _who(table)
        if _who(table) in were and not stays:
            yield table.who
