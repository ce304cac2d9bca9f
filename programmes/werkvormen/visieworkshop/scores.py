"""From answers to what a group may see of them: mean and middle half per building block, never of a handful of people.

Numbers in, numbers out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import quantiles

from programmes.werkvormen.visieworkshop.blocks import BLOCKS, GROUPS, SCALE, Block

FEWEST = 5  # answers, as in the surveys of the aftercare: of fewer one could guess who said what
NOTABLE = Decimal("0.5")  # of a point, on the scale of five
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Score:
    """Of one block, or of a function; `mean` is None when too few answered."""

    count: int
    mean: Decimal | None = None
    low: Decimal | None = None  # a quarter answered this or less
    high: Decimal | None = None  # a quarter answered this or more

    @property
    def shown(self) -> str:
        return _dutch(self.mean)

    @property
    def band(self) -> str:
        return f"{_dutch(self.low)} tot {_dutch(self.high)}" if self.low is not None else ""

    @property
    def word(self) -> str:
        return SCALE[int(self.mean.quantize(Decimal(1), ROUND_HALF_UP))] if self.mean is not None else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its score now and in the earlier session."""

    block: Block
    now: Score
    before: Score | None = None

    @property
    def difference(self) -> Decimal | None:
        before = self.before.mean if self.before else None
        return self.now.mean - before if self.now.mean is not None and before is not None else None

    @property
    def change(self) -> str:
        """In words."""
        if (change := self.difference) is None:
            return ""
        if abs(change) < NOTABLE:
            return "ongeveer gelijk"
        return f"{_dutch(abs(change))} {'hoger' if change > 0 else 'lager'}"


def lines_of(now: Mapping[str, Sequence[int]], before: Mapping[str, Sequence[int]] | None = None) -> list[Line]:
    """{block: what was answered}; `before` None when there is no earlier session."""
    return [
        Line(block, score(now.get(block.key, ())), None if before is None else score(before.get(block.key, ())))
        for block in BLOCKS
    ]


def score(values: Sequence[int]) -> Score:
    if len(values) < FEWEST:
        return Score(len(values))
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Score(len(values), _tenth(Decimal(sum(values)) / len(values)), _tenth(Decimal(low)), _tenth(Decimal(high)))


@dataclass(frozen=True, slots=True)
class Function:
    """Minder mazen, meer net, voorwaarden: the mean of its blocks, when all may be shown."""

    name: str
    mean: Decimal | None
    before: Decimal | None

    @property
    def shown(self) -> str:
        return _dutch(self.mean)


def functions_of(lines: Iterable[Line]) -> list[Function]:
    rows = list(lines)
    found = []
    for name in GROUPS:
        group = [line for line in rows if line.block.group == name]
        now = [line.now.mean for line in group]
        before = [line.before.mean if line.before else None for line in group]
        found.append(Function(name, _mean(now), _mean(before)))
    return found


def least_of(lines: Iterable[Line], most: int = 3) -> list[Line]:
    """The blocks that score lowest, ties included up to `most`; none when nothing stands out."""
    known = sorted((line for line in lines if line.now.mean is not None), key=_mean_of)
    if not known or _mean_of(known[0]) == _mean_of(known[-1]):
        return []
    return known[: min(most, len(known) - 1)]


def differences_in_words(lines: Sequence[Line]) -> list[str]:
    """'Hoger dan vorige keer: Detectie (0,8 hoger).' Empty without an earlier session."""
    comparable = [(line, line.difference) for line in lines if line.difference is not None]
    if not comparable:
        return []
    up = [line for line, change in comparable if change is not None and change >= NOTABLE]
    down = [line for line, change in comparable if change is not None and change <= -NOTABLE]
    said = [_said("Hoger dan vorige keer", up), _said("Lager dan vorige keer", down)]
    rest = len(comparable) - len(up) - len(down)
    if rest:
        said.append("Alle bouwstenen scoren ongeveer als vorige keer." if not (up or down) else _rest(rest))
    return [one for one in said if one]


def _rest(number: int) -> str:
    return f"De andere {number} scoren ongeveer gelijk." if number > 1 else "De andere scoort ongeveer gelijk."


def _said(start: str, lines: list[Line]) -> str:
    named = ", ".join(f"{line.block.title} ({_dutch(abs(line.difference or Decimal(0)))})" for line in lines)
    return f"{start}: {named}." if lines else ""


def _mean_of(line: Line) -> Decimal:
    return line.now.mean or Decimal(0)


def _mean(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [one for one in numbers if one is not None]
    return _tenth(sum(known, Decimal(0)) / len(known)) if known and len(known) == len(numbers) else None


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(TENTH, ROUND_HALF_UP)


def _dutch(number: Decimal | None) -> str:
    return "" if number is None else str(number).replace(".", ",")
