"""Texts without the names of residents and tellers: what goes to others says what was said, never by whom.

Whole names count in any case, and a part of one ('Maria', 'Claes') with its capital: that is refused, and taken out of
what others read. A part in small letters ('maria', but also 'roos') may be a word: whoever types it is asked.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

SOMEBODY = "een inwoner"
SHORTEST = 2  # letters of a part of a name that is looked for on its own
NOBODYS = {
    *("van", "vanden", "vander", "vande", "von", "zu", "de", "den", "der", "des", "het", "te", "ten", "ter", "tot"),
    *("in", "op", "aan", "bij", "uit", "onder", "over", "le", "la", "les", "du", "da", "di", "do", "dos", "del"),
    *("della", "el", "al", "ibn", "bin", "abu", "sint", "st", "dr", "mr", "mw", "mevr", "dhr", "zr"),
    *("inwoner", "bewoner", "mevrouw", "meneer", "mijnheer", "familie", "buurvrouw", "buurman"),
}
"""Words within names that begin many a sentence too: alone they tell of nobody."""
EVERYDAY = {"ben", "wil"}
"""Names that stand in every other sentence in small letters: nobody is asked about them."""
_NOTHING = re.compile(r"(?!)")


def _parts(name: str) -> list[str]:
    """Of 'Maria Van den Broeck' Broeck and Maria; who is typed in one case only, is looked for with capitals."""
    written = name.title() if name.islower() or name.isupper() else name
    words = {*written.split(), *re.findall(r"[^\W\d_]+", written)}
    found = {one for one in words if len(one) >= SHORTEST and one[0].isupper() and one.casefold() not in NOBODYS}
    return sorted(found, key=lambda one: (-len(one), one))


def _spelled(word: str) -> str:
    """Also without its accents, and with any apostrophe."""
    return "".join(map(_letter, word))


def _letter(one: str) -> str:
    plain = normalize("NFD", one)[0]
    return "['’]" if one in "'’" else re.escape(one) if plain == one else f"[{one}{plain}]"


def _whole(name: str) -> str:
    words = r"\s+".join(map(_spelled, name.split()))
    return rf"(?i:{words})(?=s?(?!\w))"


def _part(part: str) -> str:
    """'Jan' also in 'Jans fiets' and 'JAN'; 'Bo' not in 'Bos'."""
    ends = r"(?!\w)" if len(part) == SHORTEST else r"(?=s?(?!\w))"
    return rf"(?:{_spelled(part)}|{_spelled(part.upper())}){ends}"


@lru_cache(maxsize=1024)
def _sure(names: tuple[str, ...]) -> re.Pattern[str]:
    wholes = sorted((name for name in names if len(name.split()) > 1), key=len, reverse=True)
    found = "|".join([*map(_whole, wholes), *(_part(part) for name in names for part in _parts(name))])
    return re.compile(rf"(?<!\w)(?:{found})(?:[\s-]+(?:{found}))*") if found else _NOTHING


@lru_cache(maxsize=1024)
def _possible(names: tuple[str, ...]) -> re.Pattern[str]:
    parts = (part for name in names for part in _parts(name) if part.casefold() not in EVERYDAY)
    found = "|".join(map(_spelled, parts))
    return re.compile(rf"(?<!\w)(?:{found})s?(?!\w)", re.IGNORECASE) if found else _NOTHING


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Whose name, or a part of it that tells who it is, stands in the text."""
    known = tuple(names)
    return [name for name in known if _sure((name,)).search(text)] if _sure(known).search(text) else []


def without_names(text: str, names: Iterable[str]) -> str:
    return _sure(tuple(names)).sub(SOMEBODY, text)


def possible_names(text: str, names: Iterable[str]) -> dict[str, list[str]]:
    """{word in the text, in small letters: whose name it may be}; not what `names_in` finds."""
    known, found = tuple(names), dict[str, list[str]]()
    left = " ".join(_possible(known).findall(_sure(known).sub("|", text)))
    for name in known if left else ():
        for word in dict.fromkeys(one.casefold() for one in _possible((name,)).findall(left)):
            found.setdefault(word, []).append(name)
    return found
