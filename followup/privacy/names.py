"""Names in written text: found as people write them, and replaced wherever they stand, in JSON and HTML too."""

import html
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

NAMELESS = "een deelnemer"
GONE = "(adres gewist)"
_BETWEEN = r"(?:[\s,]|&nbsp;|&\#160;)+"
_OPENS = re.compile(r"(?:^|[.!?]|<(?:p|li|h\d|td|th|div|blockquote)>)\s*$")
_NOTHING = re.compile(r"(?!)")


def pattern_of(names: Iterable[str], emails: Iterable[str] = ()) -> re.Pattern[str]:
    """Of full names: a single word ('Maria') is too many people's to be looked for in a text. Longest first."""
    ways = {way for name in names for way in _ways(name)}
    ways |= {re.escape(email) for email in emails if email}
    if not ways:
        return _NOTHING
    return re.compile(rf"(?<![\w@.-])(?:{'|'.join(sorted(ways, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def _ways(name: str) -> list[str]:
    """'An Peeters', 'Peeters An' and 'Peeters, An', as text and as HTML."""
    words = name.split()
    if len(words) < 2:
        return []
    parts = [_spelled(word) for word in words]
    return [_BETWEEN.join(parts), _BETWEEN.join([*parts[1:], parts[0]])]


def _spelled(word: str) -> str:
    spelled = {word, html.escape(word), html.escape(word).replace("&#x27;", "&#39;"), word.replace("'", "\u2019")}
    return f"(?:{'|'.join(sorted(map(re.escape, spelled), key=len, reverse=True))})"


def likely(names: Iterable[str], emails: Iterable[str] = ()) -> set[str]:
    """Pieces of which at least one stands in any text that the pattern finds something in: for a database."""
    words = {max(name.split(), key=len) for name in names if len(name.split()) > 1} | {one for one in emails if one}
    plain = {max(re.split(r"[^\w@.-]", word), key=len) for word in words}  # escaped as HTML it is the same
    return plain | {json.dumps(word)[1:-1] for word in plain}  # escaped as JSON it is not


def replaced(value: Any, pattern: re.Pattern[str], new: str = NAMELESS) -> Any:
    """Text, or JSON with texts in it, with each name replaced; an address becomes `GONE` or stays out."""
    return _each(value, lambda text: pattern.sub(lambda found: _said(found, new), text))


def _said(found: re.Match[str], new: str) -> str:
    if "@" in found[0]:
        return new if "@" in new else GONE
    opens = new == NAMELESS and _OPENS.search(found.string[: found.start()])
    return new.capitalize() if opens else new


def _each(value: Any, act: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return act(value)
    if isinstance(value, list):
        return [_each(item, act) for item in value]
    if isinstance(value, dict):
        return {act(key): _each(item, act) for key, item in value.items()}
    return value


def stands_in(value: Any, pattern: re.Pattern[str]) -> str:
    """The words around the first name in it; '' when there is none. Of JSON only the text in which it stands: what is
    beside it may be about somebody else.
    """
    if isinstance(value, list | dict):
        parts = value if isinstance(value, list) else [*value, *value.values()]
        return next((around for part in parts if (around := stands_in(part, pattern))), "")
    text = value if isinstance(value, str) else ""
    found = pattern.search(text)
    if not found:
        return ""
    around = text[max(found.start() - 60, 0) : found.end() + 60]
    return " ".join(re.sub(r"<[^<>]*>?|^[^<>]*>", " ", around).split())


def same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
