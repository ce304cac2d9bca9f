"""Numbers and lists as somebody would say them."""

from collections.abc import Iterable


def counted(number: int, one: str, more: str) -> str:
    """'1 bezoek', '3 bezoeken'"""
    return f"{number} {one if number == 1 else more}"


def listed(words: Iterable[str], *, most: int | None = None, others: str = "") -> str:
    """'An, Bart en Chris'; of more than `most`: 'An, Bart en nog 5 anderen', with what `others` calls them."""
    words = list(words)
    if most is not None and len(words) > most:
        words = [*words[: most - 1], f"nog {len(words) - most + 1} {others}".rstrip()]
    *first, last = words or [""]
    return f"{', '.join(first)} en {last}" if first else last
