"""What if it were otherwise: the same week under another rule, and two plans beside each other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from programmes.planner.checking import Verdict, check, is_press_moment, legs
from programmes.planner.problem import Problem, Service, Visit, Window
from programmes.planner.roster import Roster
from programmes.words import counted, listed

MORNING = (0, 750)
AFTERNOON = (720, 1080)
OUTSIDE = 6_000
"""As much as somebody without a visit."""
MOST = 6


class Variant(NamedTuple):
    """`change` gives the week to plan; what is fixed stays as it is."""

    key: str
    label: str
    change: Callable[[Problem], Problem]


def variants(problem: Problem) -> tuple[Variant, ...]:
    """Those that make sense for this week: leaving out a day only when services receive on it, and on others."""
    days = sorted({window.day for service in problem.services for window in service.windows})
    without = (
        Variant(f"zonder-dag-{day}", f"Zonder {problem.day_name(day)}", partial(without_day, day=day))
        for day in (days if len(days) > 1 else ())
    )
    return (*VARIANTS, *without)


def variant(problem: Problem, key: str) -> Variant | None:
    return next((one for one in variants(problem) if one.key == key), None)


def only_between(problem: Problem, *, start: int, end: int) -> Problem:
    """Visits begin and end between these minutes of a day."""
    return _with_windows(
        problem,
        lambda window: window._replace(start=max(start, window.start), end=min(end, window.end)),
    )


def without_day(problem: Problem, *, day: int) -> Problem:
    return _with_windows(problem, lambda window: window._replace(end=0 if window.day == day else window.end))


def everybody_outside(problem: Problem) -> Problem:
    return replace(problem, weights=replace(problem.weights, outside=max(OUTSIDE, problem.weights.outside)))


VARIANTS = (
    Variant("voormiddagen", "Alleen voormiddagen", partial(only_between, start=MORNING[0], end=MORNING[1])),
    Variant("namiddagen", "Alleen namiddagen", partial(only_between, start=AFTERNOON[0], end=AFTERNOON[1])),
    Variant("buiten", "Liefst iedereen minstens één dienst buiten de eigen bevoegdheid", everybody_outside),
)


def _with_windows(problem: Problem, change: Callable[[Window], Window]) -> Problem:
    """Services and press windows, each with what is left of it."""

    def left(windows: Iterable[Window], minutes: int) -> tuple[Window, ...]:
        return tuple(found for found in map(change, windows) if found.end - found.start >= minutes)

    services: Iterable[Service] = (replace(one, windows=left(one.windows, one.duration)) for one in problem.services)
    return replace(problem, services=tuple(services), press_windows=left(problem.press_windows, 0))


# Two plans beside each other


class Row(NamedTuple):
    """A figure of both plans; `better` is 1 when the second is better, -1 when the first is, 0 when neither."""

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
    """What the second plan has more or less than the first: ids of services and people, figures, sentences."""

    services_gained: tuple[int, ...]
    services_lost: tuple[int, ...]
    people_gained: tuple[int, ...]
    people_lost: tuple[int, ...]
    rows: tuple[Row, ...]
    sentences: tuple[str, ...]


def compare(problem: Problem, first: Sequence[Visit], second: Sequence[Visit]) -> Comparison:
    """Both by the rules of `problem`, also when one was made under others."""
    before, after = _Plan(problem, first), _Plan(problem, second)
    services = _gained_and_lost(before.services, after.services)
    people = _gained_and_lost(before.people, after.people)
    rows = tuple(_rows(before, after))
    sentences = [*_named(problem, services, people), *(_said(row) for row in rows if row.label in SAID and row.better)]
    return Comparison(*services, *people, rows, tuple(sentences) or ("De twee voorstellen komen op hetzelfde neer.",))


class _Plan:
    def __init__(self, problem: Problem, visits: Sequence[Visit]) -> None:
        self.roster = Roster(problem, visits)
        self.services = {visit.service for visit in visits}
        self.people = {person for visit in visits for person in visit.people}
        self.verdict: Verdict = check(problem, visits)
        self.days = len({visit.day for visit in visits})
        self.has_press = any(is_press_moment(problem, visit) for visit in visits)
        self.first_wishes = sum(
            any(problem.wish_ranks[person.id].get(at.service) == 0 for at in self.roster.of_person[person.id])
            for person in problem.people
        )
        mine = ([Visit(at.service, at.day, at.start) for at in sorted(ats)] for ats in self.roster.of_person)
        self.legs = [leg for who, ats in zip(problem.people, mine, strict=True) for leg in legs(problem, who, ats)]
        self.person_days = sum(len({at.day for at in ats}) for ats in self.roster.of_person)


def _gained_and_lost(before: set[int], after: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(sorted(after - before)), tuple(sorted(before - after))


def _rows(a: _Plan, b: _Plan) -> Iterable[Row]:
    def row(label: str, first: int, second: int, *, good: int = 1, unit: str = "") -> Row:
        return Row(label, first, second, good * ((second > first) - (second < first)), unit)

    travel = [sum(minutes for _, minutes, _ in plan.legs) for plan in (a, b)]
    yield row("Diensten met bezoek", len(a.services), len(b.services))
    yield row("Mensen met bezoek", len(a.people), len(b.people))
    yield row("Bezoeken", a.verdict.visits, b.verdict.visits, good=0)
    yield row("Deelnames", a.verdict.participations, b.verdict.participations, good=0)
    yield row("Wensen", a.verdict.wishes_granted, b.verdict.wishes_granted)
    yield row("Eerste wensen", a.first_wishes, b.first_wishes)
    yield row("Persmoment", int(a.has_press), int(b.has_press))
    yield row("Dagen met bezoeken", a.days, b.days, good=0)
    yield row("Keren dat iemand een dag vrijmaakt", a.person_days, b.person_days, good=-1)
    yield row("Onderweg", *travel, good=-1, unit="minuten")
    yield row("Punten", a.verdict.score, b.verdict.score)


SAID = {  # of one, of more, what about them
    "Persmoment": ("", "", ""),
    "Wensen": ("wens", "wensen", "vervuld"),
    "Eerste wensen": ("eerste wens", "eerste wensen", "vervuld"),
    "Onderweg": ("minuut", "minuten", "onderweg"),
    "Keren dat iemand een dag vrijmaakt": ("keer", "keer", "dat iemand een dag moet vrijmaken"),
}


def _said(row: Row) -> str:
    if row.label == "Persmoment":
        return "Wel een persmoment." if row.difference > 0 else "Geen persmoment meer."
    one, more, what = SAID[row.label]
    amount = abs(row.difference)
    text = duration(amount) if row.unit == "minuten" else counted(amount, one, more)
    return f"{text} {'meer' if row.difference > 0 else 'minder'} {what}."


def duration(minutes: int) -> str:
    """'45 minuten', '1 uur', '2 uur en 5 minuten'"""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    parts += [counted(rest, "minuut", "minuten")] if rest or not hours else []
    return listed(parts)


def _named(
    problem: Problem, services: tuple[Sequence[int], Sequence[int]], people: tuple[Sequence[int], Sequence[int]]
) -> Iterable[str]:
    texts = (
        (services[0], problem.name_of, "Wel een bezoek"),
        (services[1], problem.name_of, "Geen bezoek meer"),
        (people[0], problem.name_of_person, "Wel op bezoek"),
        (people[1], problem.name_of_person, "Niet meer op bezoek"),
    )
    for ids, name, text in texts:
        if ids:
            yield f"{text}: {listed(map(name, ids), most=MOST, others='andere')}."
