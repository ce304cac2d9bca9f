"""Where in the report, and in which versions of it, words stand that somebody may want to take back."""

import html
import re
from collections.abc import Collection, Iterator

from followup.models import Sectie, Verslagversie
from programmes.models import Programme


def standing(programme: Programme, texts: Collection[str]) -> list[str]:
    """The sections and versions that hold one of these texts, as a person may read of them; in two queries."""
    words = [" ".join(text.split()) for text in texts]
    if not any(words):
        return []
    found = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words if one))
    return [place for place, markup in _places(programme) if found.search(_plain(markup))]


def _places(programme: Programme) -> Iterator[tuple[str, str]]:
    """(its name, its HTML)"""
    for one in Sectie.objects.filter(verslag__programme=programme):
        yield f"‘{one.title}’ in het verslag", f"{one.text} {one.composed}"
    for version in Verslagversie.objects.filter(verslag__programme=programme).order_by("number"):
        yield f"versie {version.number} van het verslag", " ".join(row["text"] for row in version.content["sections"])


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
