"""Texts without the names of residents: what goes to others says what was said, never by whom."""

import re
from collections.abc import Iterable
from functools import lru_cache

SOMEBODY = "een inwoner"
SHORTEST = 3  # letters of a part of a name that is looked for on its own
NOBODYS = {
    *("van", "vanden", "vander", "vande", "den", "der", "des", "het", "ten", "ter"),
    *("inwoner", "bewoner", "mevrouw", "meneer", "mijnheer", "familie", "buurvrouw", "buurman"),
}
"""Words within names that begin many a sentence too: alone they tell of nobody."""


def _parts(name: str) -> set[str]:
    """Of 'Maria Van den Broeck' Maria and Broeck; who is typed in one case only, is looked for with capitals."""
    written = name.title() if name.islower() or name.isupper() else name
    words = {*written.split(), *re.findall(r"[^\W\d_]+", written)}
    return {one for one in words if len(one) >= SHORTEST and one[0].isupper() and one.casefold() not in NOBODYS}


@lru_cache(maxsize=1024)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Whole names in any case; a part of one only with its capitals, or a common word would be a name."""
    wholes = sorted((r"\s+".join(map(re.escape, name.split())) for name in names), key=len, reverse=True)
    parts = sorted({part for name in names for part in _parts(name)}, key=len, reverse=True)
    found = "|".join([*(f"(?i:{one})" for one in wholes), *map(re.escape, parts)])
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)(?:[\s-]+(?:{found})(?!\w))*")


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.strip())


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Whose name, or a part of it that tells who it is, stands in the text."""
    return [name for name in _named(names) if _pattern((name,)).search(text)]


def without_names(text: str, names: Iterable[str]) -> str:
    found = _named(names)
    return _pattern(found).sub(SOMEBODY, text) if found else text
