"""Seatings from the lines of a finite field: proven the best for any prime power of tables.

Guest (a, b), a not zero, sits in round x at table a.x + b. A guest never comes back to a table; two guests with another
`a` meet once at most, two with the same `a` never. When there are more guests than lines, some share a line: each
table then holds tables - 1 lines, filled evenly, which is the least that `bound.by_tables` allows.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from programmes.werkvormen.speeddate.seats import Seats, Size

Table = list[list[int]]

MODULI = {  # x to the power of the length is this, the constant first: what makes a field of a prime power
    4: (2, (1, 1)),
    8: (2, (1, 1, 0)),
    9: (3, (2, 0)),
    16: (2, (1, 1, 0, 0)),
    25: (5, (2, 0)),
    27: (3, (2, 1, 0)),
    32: (2, (1, 0, 1, 0, 0)),
    49: (7, (6, 0)),
}


_OF_A_PRIME: tuple[int, ...] = (0,)


def by_lines(size: Size) -> Seats | None:
    """None when the number of tables is no prime power that we know."""
    field = field_of(size.tables)
    if field is None:
        return None
    add, times = field
    lines = [(a, b) for a in range(1, size.tables) for b in range(size.tables)]
    guests = [lines[guest % len(lines)] for guest in range(size.guests)]
    return tuple(tuple(add[times[a][x]][b] for a, b in guests) for x in range(size.rounds))


def field_of(order: int) -> tuple[Table, Table] | None:
    """The sums and the products of the field with `order` elements, numbered from 0."""
    if is_prime(order):
        prime, modulus = order, _OF_A_PRIME
    elif order in MODULI:
        prime, modulus = MODULI[order]
    else:
        return None
    elements = [element[::-1] for element in product(range(prime), repeat=len(modulus))]
    number = {element: place for place, element in enumerate(elements)}
    sums = [[number[tuple(_sum(a, b, prime))] for b in elements] for a in elements]
    products = [[number[_product(a, b, prime, modulus)] for b in elements] for a in elements]
    return sums, products


def is_prime(number: int) -> bool:
    return number > 1 and all(number % factor for factor in range(2, int(number**0.5) + 1))


def _sum(a: Sequence[int], b: Sequence[int], prime: int) -> Iterator[int]:
    return ((x + y) % prime for x, y in zip(a, b, strict=True))


def _product(a: Sequence[int], b: Sequence[int], prime: int, modulus: Sequence[int]) -> tuple[int, ...]:
    total = [0] * len(a)
    for digit in reversed(b):
        *low, top = total
        total = [(x + top * m) % prime for x, m in zip([0, *low], modulus, strict=True)]  # times x
        total = [(x + digit * y) % prime for x, y in zip(total, a, strict=True)]
    return tuple(total)
