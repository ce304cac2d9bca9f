"""Two proposals side by side: the weeks that they would be, in sentences, in figures, and visit by visit. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from programmes.planner import Problem, Visit
from programmes.planner.worth import is_press_moment, legs
from programmes.voorstellen.differing import Line, differing
from programmes.voorstellen.showing import Shown
from programmes.voorstellen.sums import by_person, in_numbers_of, without_stand_ins
from programmes.words import counted, listed

MOST_NAMED = 6
MINUTES = "minuten"
SAME = "De twee voorstellen komen op hetzelfde neer."
ONLY_OTHER_PLACES = "De cijfers zijn gelijk, de bezoeken zelf verschillen."


class Row(NamedTuple):
    """A figure of both; `better` is 1 when the second is better, -1 when the first is, 0 when neither."""

    label: str
    first: int
    second: int
    better: int
    unit: str = ""

    @property
    def difference(self) -> int:
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class Comparison:
    """`visits`: lines by their heading; `inside`: (in which, who) visits no service outside their own domains."""

    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    visits: dict[str, list[Line]]
    inside: tuple[tuple[str, str], ...]


def compared(first: Shown, second: Shown) -> Comparison:
    """Of two that are ready, against the same draft. What each page tells of its own proposal is told here too; what
    only the planner knows goes by the question of the first.
    """
    rows = tuple(_rows(first, second))
    visits = differing(first.after, second.after)
    said = (*_named(first, second), *(_said(row) for row in rows if row.label in SAID and row.better))
    return Comparison(said or (ONLY_OTHER_PLACES if visits else SAME,), rows, visits, tuple(_inside(first, second)))


def _inside(first: Shown, second: Shown) -> Iterator[tuple[str, str]]:
    """Nothing when there is nobody in either."""
    people, (one, other) = first.week.people, (first.sums.inside, second.sums.inside)
    if not one | other:
        return
    where = [("In het ene voorstel", one), ("In het andere voorstel", other)]
    for said, keys in [("In beide voorstellen", one)] if one == other else where:
        yield said, listed(person.name for key, person in people.items() if key in keys)


def _rows(first: Shown, second: Shown) -> Iterator[Row]:
    def row(label: str, one: int, other: int, *, good: int = 1, unit: str = "") -> Row:
        return Row(label, one, other, good * ((other > one) - (other < one)), unit)

    problem, a, b = without_stand_ins(first.bridge), first.sums, second.sums
    plans = [in_numbers_of(first.bridge, one.after) for one in (first, second)]
    has_press = [any(is_press_moment(problem, visit) for visit in plan) for plan in plans]
    yield row("Diensten met bezoek", a.services, b.services)
    yield row("Mensen met bezoek", a.people, b.people)
    yield row("Bezoeken", a.visits, b.visits, good=0)
    yield row("Deelnames", a.participations, b.participations, good=0)
    yield row("Wensen", a.wishes, b.wishes)
    yield row("Eerste wensen", a.first_wishes, b.first_wishes)
    yield row("Mensen bij een dienst buiten hun bevoegdheid", len(a.outside), len(b.outside))
    yield row("Persmoment", *map(int, has_press))
    yield row("Dagen met bezoeken", a.days, b.days, good=0)
    yield row("Keren dat iemand een dag vrijmaakt", a.person_days, b.person_days, good=-1)
    yield row("Onderweg", *(_minutes(problem, plan) for plan in plans), good=-1, unit=MINUTES)


def _minutes(problem: Problem, visits: Iterable[Visit]) -> int:
    """Under way, all people together."""
    mine = by_person(visits)
    return sum(travel for key, own in mine.items() for _, travel, _ in legs(problem, problem.people[key], own))


SAID = {  # of one, of more, what about them
    "Persmoment": ("", "", ""),
    "Wensen": ("wens", "wensen", "vervuld"),
    "Eerste wensen": ("eerste wens", "eerste wensen", "vervuld"),
    "Onderweg": ("minuut", MINUTES, "onderweg"),
    "Keren dat iemand een dag vrijmaakt": ("keer", "keer", "dat iemand een dag moet vrijmaken"),
    "Mensen bij een dienst buiten hun bevoegdheid": ("persoon", "mensen", "bij een dienst buiten hun bevoegdheid"),
}


def _said(row: Row) -> str:
    if row.label == "Persmoment":
        return "Wel een persmoment." if row.difference > 0 else "Geen persmoment meer."
    one, more, what = SAID[row.label]
    amount = abs(row.difference)
    text = duration(amount) if row.unit == MINUTES else counted(amount, one, more)
    return f"{text} {'meer' if row.difference > 0 else 'minder'} {what}."


def duration(minutes: int) -> str:
    """'45 minuten', '1 uur', '2 uur en 5 minuten'"""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    parts += [counted(rest, "minuut", MINUTES)] if rest or not hours else []
    return listed(parts)


def _named(first: Shown, second: Shown) -> Iterator[str]:
    """Who has a visit in one of both only."""
    a, b, week = first.sums, second.sums, first.week
    texts: tuple[tuple[frozenset[int], Mapping[int, Any], str], ...] = (
        (b.visited - a.visited, week.services, "Wel een bezoek"),
        (a.visited - b.visited, week.services, "Geen bezoek meer"),
        (b.going - a.going, week.people, "Wel op bezoek"),
        (a.going - b.going, week.people, "Niet meer op bezoek"),
    )
    for keys, known, text in texts:
        if keys:
            names = (one.name for key, one in known.items() if key in keys)
            yield f"{text}: {listed(names, most=MOST_NAMED, others='andere')}."
