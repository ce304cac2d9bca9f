"""Texts without the names of residents: what goes to others says what was said, never by whom."""

import re
from collections.abc import Iterable

SOMEBODY = "een inwoner"


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which of these whole names stand in the text."""
    return [name for name in names if name.strip() and _pattern(name).search(text)]


def without_names(text: str, names: Iterable[str]) -> str:
    for name in sorted(names_in(text, names), key=len, reverse=True):
        text = _pattern(name).sub(SOMEBODY, text)
    return text
