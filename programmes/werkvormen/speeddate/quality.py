"""How good a seating is, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from programmes.werkvormen.speeddate.seats import meetings


@dataclass(frozen=True, slots=True)
class Quality:
    """`fewest` and `most` of the `others` that a guest meets; `bound`: the least repeats that are possible."""

    others: int
    fewest: int
    most: int
    repeats: int
    bound: int | None = None

    @property
    def is_best(self) -> bool:
        return self.bound is not None and self.repeats <= self.bound


def quality_of(
    seats: Sequence[Sequence[int]], tables: int, present: Sequence[int], bound: int | None = None
) -> Quality:
    met = meetings(seats, tables)
    here = set(present)
    degrees = Counter(guest for pair in met if here.issuperset(pair) for guest in pair)
    counts = [degrees[guest] for guest in present] or [0]
    repeats = sum(times - 1 for times in met.values())
    return Quality(max(0, len(present) - 1), min(counts), max(counts), repeats, bound)


def words(quality: Quality) -> Iterator[str]:
    """Sentences, the most important first."""
    yield _meets(quality)
    yield "Niemand zit twee keer aan dezelfde tafel."
    if not quality.repeats:
        yield "Niemand treft iemand twee keer."
    elif quality.repeats == 1:
        yield "Eén keer treffen twee gasten elkaar opnieuw."
    else:
        yield f"Samen treffen gasten elkaar {quality.repeats} keer opnieuw."
    if quality.is_best:
        yield "Beter kan niet: dat is bewezen."
    elif quality.bound:
        yield f"Met minder dan {quality.bound} keer kan het zeker niet."


def _meets(quality: Quality) -> str:
    if not quality.others:
        return "Er is maar één gast."
    if quality.fewest == quality.others:
        return "Iedereen treft alle anderen."
    if quality.others == 1:
        return "De twee gasten treffen elkaar niet."
    number = str(quality.most) if quality.fewest == quality.most else f"{quality.fewest} tot {quality.most}"
    return f"Elke gast treft {number} van de {quality.others} andere gasten."
