"""What a dialogue says of itself: where the name of a resident stands in it, and how others read it, without names."""

import copy
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from programmes.models import Bijeenkomst, Oogst, Traject
from programmes.planner.words import counted, listed
from programmes.werkvormen.nameless import names_in, possible_names, without_names

Fields = Mapping[str, tuple[str, int]]  # name of the field: what it is called, and how long it may be
OF_ALL: Fields = {"title": ("de titel", 150), "theme": ("het thema", 200), "scope": ("de afbakening", 2000)}
OF_MEETING: Fields = {"title": ("de titel", 150), "aim": ("het doel", 1000), "questions": ("de vragen", 2000)}
PLACE: Fields = {"place": ("de plaats", 200)}  # may be called like somebody: nothing is taken out of it, a person looks
Find = Callable[[str], object]
Said = TypeVar("Said", Traject, Bijeenkomst)


def fields_of(row: Traject | Bijeenkomst) -> Fields:
    return OF_ALL if isinstance(row, Traject) else OF_MEETING


def nameless(row: Said, names: Iterable[str]) -> Said:
    """As others may read it; never to be saved."""
    found, names = copy.copy(row), list(names)
    for field in fields_of(row):
        setattr(found, field, without_names(getattr(row, field), names))
    return found


def places_with(rows: Iterable[Traject | Bijeenkomst], name: str) -> list[str]:
    """['de titel en het doel van ‘Koffie’']"""
    find = partial(names_in, names=[name])
    return [place for row in rows for place in _places(row, fields_of(row), find)]


def places_to_look(rows: Iterable[Traject | Bijeenkomst], harvest: Iterable[Oogst], name: str) -> list[str]:
    """Where the name may stand too, with a small letter or as the name of a place."""
    find = partial(possible_names, names=[name])
    found: list[str] = []
    for row in rows:
        found += _places(row, fields_of(row), find)
        if isinstance(row, Bijeenkomst):
            found += _places(row, PLACE, lambda text: names_in(text, [name]) or find(text))
    return found + lines_in(one for one in harvest if find(said_in(one)))


def said_in(line: Oogst) -> str:
    return f"{line.text}\n{line.theme}"


def lines_in(harvest: Iterable[Oogst]) -> list[str]:
    number = len(list(harvest))
    return [f"{counted(number, 'regel', 'regels')} van de oogst"] if number else []


def _places(row: Traject | Bijeenkomst, fields: Fields, find: Find) -> list[str]:
    found = [called for name, (called, _) in fields.items() if find(getattr(row, name))]
    what = "het traject" if isinstance(row, Traject) else f"‘{row}’"
    return [f"{listed(found)} van {what}"] if found else []
