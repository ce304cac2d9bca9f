"""Texts as people write them: cleaned for storing, folded for comparing."""

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Without control and invisible signs, with single spaces; line ends inside a cell stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) != "Cc")
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def fold(text: str) -> str:
    """'Zoë D’Hondt-Proef' -> 'zoe d hondt proef': the same for every way to write one name."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain))


def counted(number: int, one: str, many: str) -> str:
    """'1 rij', '3 rijen'"""
    return f"{number} {one if number == 1 else many}"


def listed(words: list[str], *, most: int = 5) -> str:
    """'a', 'a en b', 'a, b en 7 andere'"""
    if len(words) > most:
        return f"{', '.join(words[:most])} en nog {len(words) - most}"
    return " en ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""
