"""What a dialogue says of itself: where the name of a resident stands in it, and how others read it, without names."""

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from programmes.models import Bijeenkomst, Oogst, Traject
from programmes.werkvormen.nameless import names_in, possible_names, without_names
from programmes.words import counted, listed

Fields = Mapping[str, tuple[str, int]]  # name of the field: what it is called, and how long it may be
OF_ALL: Fields = {"title": ("de titel", 150), "theme": ("het thema", 200), "scope": ("de afbakening", 2000)}
OF_MEETING: Fields = {
    "title": ("de titel", 150),
    "aim": ("het doel", 1000),
    "questions": ("de vragen", 2000),
    "place": ("de plaats", 200),
}
PLACES = ("place",)
Find = Callable[[str], object]
Said = TypeVar("Said", Traject, Bijeenkomst)


def fields_of(row: Traject | Bijeenkomst) -> Fields:
    return OF_ALL if isinstance(row, Traject) else OF_MEETING


def read(field: str, text: str) -> str:
    """As names are looked for in it: in 'De Bloem' a capital tells nothing, so that only a whole name is surely one."""
    return text.casefold() if field in PLACES else text


def without(field: str, text: str, names: Iterable[str]) -> str:
    return without_names(text, names_in(read(field, text), names))


def nameless(row: Said, names: Iterable[str]) -> Said:
    """As others may read it; never to be saved."""
    found, names = copy.copy(row), list(names)
    for field in fields_of(row):
        setattr(found, field, without(field, getattr(row, field), names))
    return found


def places_with(rows: Iterable[Traject | Bijeenkomst], name: str) -> list[str]:
    """['de titel en het doel van ‘Koffie’']"""
    return _places(rows, lambda text: names_in(text, [name]))


def places_to_look(rows: Iterable[Traject | Bijeenkomst], harvest: Iterable[Oogst], name: str) -> list[str]:
    """Where the name may stand too, with a small letter or as the name of a place."""
    found = _places(rows, lambda text: possible_names(text, [name]))
    return found + lines_in(one for one in harvest if possible_names(said_in(one), [name]))


def said_in(line: Oogst) -> str:
    return f"{line.text}\n{line.theme}"


def lines_in(harvest: Iterable[Oogst]) -> list[str]:
    number = len(list(harvest))
    return [f"{counted(number, 'regel', 'regels')} van de oogst"] if number else []


def _places(rows: Iterable[Traject | Bijeenkomst], find: Find) -> list[str]:
    places = []
    for row in rows:
        found = [called for field, (called, _) in fields_of(row).items() if find(read(field, getattr(row, field)))]
        what = "het traject" if isinstance(row, Traject) else f"‘{row}’"
        places += [f"{listed(found)} van {what}"] if found else []
    return places
