"""What the groups brought up: noted quickly, and laid together, without names, for who comes after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from programmes.models import Bijeenkomst, Groep, Oogst, Traject
from programmes.werkvormen.inwonersdialoog.trajects import names_by_traject
from programmes.werkvormen.nameless import without_names

NO_THEME = "Wat nog aan bod kwam"
GROUPS = {str(value): number for number, value in enumerate(Groep.values)}
KINDS = {str(value): number for number, value in enumerate(Oogst.Kind.values)}
PLURALS = {"knelpunt": "Knelpunten", "kans": "Kansen", "quote": "Uitspraken", "idee": "Ideeën"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, as others may read it."""

    key: int
    theme: str
    kind: str
    group: str
    text: str

    @property
    def is_quote(self) -> bool:
        return self.kind == Oogst.Kind.QUOTE

    @property
    def group_name(self) -> str:
        return str(Groep(self.group).label)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one group said of one kind."""

    kind: str
    group: str
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        return f"{PLURALS[self.kind]} van {Groep(self.group).label}"


@dataclass(frozen=True, slots=True)
class Subject:
    theme: str
    bundles: tuple[Bundle, ...]


def lines_of(traject: Traject) -> list[Line]:
    return lines_of_all(names_by_traject([traject.pk]))[traject.pk]


def lines_of_all(names: Mapping[int, Iterable[str]]) -> dict[int, list[Line]]:
    """By dialogue only what may be shared, in one query; no name of one of its residents (`names`) stands in it."""
    found: dict[int, list[Line]] = {traject: [] for traject in names}
    for row in Oogst.objects.shared().filter(bijeenkomst__traject__in=found).select_related("bijeenkomst"):
        key = row.bijeenkomst.traject_id
        text, theme = (without_names(one, names[key]) for one in (row.text, row.theme.strip()))
        found[key].append(Line(row.pk, theme, row.kind, row.group, text))
    return found


def subjects_of(lines: Iterable[Line]) -> list[Subject]:
    """By theme, then kind, then group; what has no theme comes last."""

    def place(one: Line) -> tuple[bool, str, int, int, int]:
        return (not one.theme, one.theme.casefold(), KINDS[one.kind], GROUPS[one.group], one.key)

    themes = groupby(sorted(lines, key=place), key=lambda one: one.theme.casefold())
    return [_subject(list(rows)) for _, rows in themes]


def _subject(rows: list[Line]) -> Subject:
    bundles = groupby(rows, key=lambda one: (one.kind, one.group))
    found = tuple(Bundle(kind, group, tuple(lines)) for (kind, group), lines in bundles)
    return Subject(rows[0].theme or NO_THEME, found)


@transaction.atomic
def note(meeting: Bijeenkomst, group: str, typed: Mapping[str, Iterable[str]], *, theme: str, by: str) -> int:
    """{kind: lines}; what stands there already is left out, so that who presses twice notes nothing twice."""
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    known = set(meeting.oogst.filter(group=group).values_list("kind", "text"))
    new = list(dict.fromkeys((kind, text) for kind, texts in typed.items() for text in texts))
    rows = [
        Oogst(bijeenkomst=meeting, group=group, kind=kind, text=text, theme=theme, changed_by=by, revision=1)
        for kind, text in new
        if (kind, text) not in known
    ]
    return len(Oogst.objects.bulk_create(rows))
