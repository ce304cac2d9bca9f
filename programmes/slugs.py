"""Web addresses made from names."""

from collections.abc import Collection

from django.utils.text import slugify


def free_slug(name: str, *, taken: Collection[str], longest: int, fallback: str) -> str:
    """'Expeditie Zorg' -> 'expeditie-zorg', or 'expeditie-zorg-2' when that one is taken."""
    base = slugify(name)[:longest].strip("-_") or fallback
    slug, number = base, 2
    while slug in taken:
        ending = f"-{number}"
        slug, number = f"{base[: longest - len(ending)]}{ending}", number + 1
    return slug
