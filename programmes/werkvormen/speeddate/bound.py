"""The fewest repeats that any seating can have, by counting; see `least_repeats`."""

from math import comb

from programmes.werkvormen.speeddate.seats import Size

BY_TABLE = "wie samen aan een tafel zit, kan in een andere ronde alleen aan de overige tafels zitten"
BY_PAIRS = "er zijn meer ontmoetingen dan er paren zijn"
NONE_NEEDED = "niemand hoeft iemand twee keer te ontmoeten"


def least_repeats(size: Size) -> tuple[int, str]:
    """The higher of two bounds, and why it holds."""
    bounds = [(by_tables(size), BY_TABLE), (by_pairs(size), BY_PAIRS)]
    best = max(bounds, key=lambda bound: bound[0])
    return best if best[0] else (0, NONE_NEEDED)


def by_pairs(size: Size) -> int:
    """All meetings, less one for each pair of guests."""
    return max(0, size.rounds * sum(comb(seated, 2) for seated in size.table_sizes()) - comb(size.guests, 2))


def by_tables(size: Size) -> int:
    """The guests of one table are in any other round at the other tables only, so some of them meet again there.

    Summed over each table of each round and each other round, that is a number of (pair, round, other round):
    rounds x (rounds - 1) x again. A pair that meets k times stands k(k - 1) times in it and has k - 1 repeats, and k is
    at most the number of rounds.
    """
    if size.tables < 2:
        return 0
    again = sum(_least_pairs(seated, size.tables - 1) for seated in size.table_sizes())
    return (size.rounds - 1) * again


def _least_pairs(guests: int, tables: int) -> int:
    """Who sit together at least, when so many guests are spread over so many tables."""
    each, more = divmod(guests, tables)
    return more * comb(each + 1, 2) + (tables - more) * comb(each, 2)
