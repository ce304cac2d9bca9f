"""The timetable of a visit: minutes become hours, a skeleton is fitted, and what does not add up is said. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from programmes.times import clock
from programmes.werkvormen.interface import SELF, WATCH, Format, Outline, Part
from programmes.words import counted

HANDS_ON = {SELF: "zelf doen", WATCH: "alleen meekijken"}
STEP = 5  # minutes: the shortest part, and what a part that shrinks is rounded down to
ROOM = 5  # a timetable that is so many minutes short is as good as full
TO_VISIT, TO_PEOPLE = "visit", "people"  # the way out of a remark


@dataclass(frozen=True, slots=True)
class Line:
    """One part with its hours: minutes since midnight of the day of the visit. `person`: only for them."""

    id: int
    minutes: int
    title: str
    text: str = ""
    who: str = ""
    place: str = ""
    clothing: str = ""
    hands_on: str = ""
    person: int | None = None
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + self.minutes

    @property
    def hours(self) -> str:
        return f"{clock(self.start % 1440)}–{clock(self.end % 1440)}"

    @property
    def mark(self) -> str:
        """What a visitor without training may do; '' when it does not apply."""
        return HANDS_ON.get(self.hands_on, "")

    @property
    def facts(self) -> str:
        """'Lies, Populier, polo'"""
        return ", ".join(part for part in (self.who, self.place, self.clothing) if part)

    @property
    def is_own_work(self) -> bool:
        return self.hands_on == SELF


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that does not add up, and where one mends it ('' : in the timetable itself)."""

    text: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class Timetable:
    lines: tuple[Line, ...]
    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def has_own_work(self) -> bool:
        return any(line.is_own_work for line in self.lines)

    @property
    def until(self) -> int:
        """When its last part ends."""
        return max((line.end for line in self.lines), default=self.start)

    @property
    def over(self) -> int:
        """Minutes past the end of the visit; below zero: that are left."""
        return self.until - self.end

    def of(self, person: int, *, start: int = 0, end: int | None = None) -> "Timetable":
        """What one visitor sees, of what goes on while they are there: who stays till the end, sees all the rest."""
        leaves = end is not None and end < self.end
        mine = (line for line in self.lines if line.person in {None, person} and line.end > start)
        return replace(self, lines=tuple(line for line in mine if not leaves or line.start < (end or 0)))


def timetable(lines: Iterable[Line], *, start: int, end: int) -> Timetable:
    """One after the other. What is for one visitor runs beside what is for another; what is for all waits for all."""
    base, clocks, placed = start, dict[int, int](), []
    for line in lines:
        if line.person is None:
            begin = max([base, *clocks.values()])
            clocks, base = {}, begin + line.minutes
        else:
            begin = clocks.get(line.person, base)
            clocks[line.person] = begin + line.minutes
        placed.append(replace(line, start=begin))
    return Timetable(tuple(placed), start, end)


def fitted(skeleton: Sequence[Part], minutes: int) -> tuple[Part, ...]:
    """The skeleton in so many minutes: what takes the rest grows or shrinks, and when little is left, all shrinks."""
    rest = next((part for part in skeleton if part.takes_rest), None)
    fixed = [part for part in skeleton if part is not rest]
    left = minutes - sum(part.minutes for part in fixed)
    if rest and left < rest.minutes / 2:
        share = minutes / sum(part.minutes for part in skeleton)
        fixed = [replace(part, minutes=_in_fives(part.minutes * share)) for part in fixed]
        left = minutes - sum(part.minutes for part in fixed)
    shrunk = iter(fixed)
    return tuple(replace(part, minutes=max(left, STEP)) if part is rest else next(shrunk) for part in skeleton)


def _in_fives(minutes: float) -> int:
    return max(int(minutes // STEP) * STEP, STEP)


def remarks(kind: Format, table: Timetable, *, coming: Collection[int], others: int = 0) -> list[Remark]:
    """What does not add up; `coming` are the visitors who did not say no, beside so many others who signed up."""
    parts = tuple(Part(line.minutes, line.title, line.text, line.who, hands_on=line.hands_on) for line in table.lines)
    outline = Outline(table.end - table.start, len(coming) + others, parts)
    own = (Remark(text) for check in kind.checks for text in check(outline))
    return [*_of_time(table), *_of_size(kind, outline), *_of_nobody(table, coming), *own]


def _of_nobody(table: Timetable, coming: Collection[int]) -> Iterator[Remark]:
    vain = next((line for line in table.lines if line.person is not None and line.person not in coming), None)
    if vain:
        yield Remark(
            f"'{vain.title}' om {clock(vain.start % 1440)} is alleen voor iemand die niet (meer) meegaat. Wijzig "
            "voor wie het is, of haal het weg."
        )


def _of_time(table: Timetable) -> Iterator[Remark]:
    if table.lines and table.over > 0:
        yield Remark(
            f"Het uurschema loopt tot {clock(table.until % 1440)}, {_minutes(table.over)} langer dan het bezoek. "
            "Maak een onderdeel korter, of laat het bezoek langer duren.",
            TO_VISIT,
        )
    elif table.lines and table.over < -ROOM:
        yield Remark(
            f"Na het laatste onderdeel is er nog {_minutes(-table.over)} over. Maak een onderdeel langer, voeg er een "
            "toe, of laat het bezoek vroeger eindigen.",
            TO_VISIT,
        )


def _of_size(kind: Format, outline: Outline) -> Iterator[Remark]:
    least, _, most = kind.group
    if outline.people < least:
        yield Remark(
            f"{_people(outline.people)}: deze werkvorm past vanaf {least}. Laat er nog iemand meegaan, of kies een "
            "andere werkvorm.",
            TO_PEOPLE,
        )
    elif outline.people > most:
        yield Remark(
            f"{_people(outline.people)}: deze werkvorm past tot {most}. Splits de groep, of kies een andere werkvorm.",
            TO_PEOPLE,
        )
    shortest, _, longest = kind.minutes
    if not shortest <= outline.minutes <= longest:
        yield Remark(
            f"Het bezoek duurt {_minutes(outline.minutes)}; deze werkvorm duurt gewoonlijk {shortest} tot {longest} "
            "minuten. Pas de uren aan, of kies een andere werkvorm.",
            TO_VISIT,
        )


def _minutes(count: int) -> str:
    return counted(count, "minuut", "minuten")


def _people(count: int) -> str:
    return {0: "Er komt nog niemand", 1: "Er komt 1 bezoeker"}.get(count, f"Er komen {count} bezoekers")
