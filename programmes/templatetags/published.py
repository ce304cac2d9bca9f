"""Filters of the pages and documents of the published programme."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join

from programmes.later import ON_OWN_PAGE
from programmes.models import Werkvorm
from programmes.werkvormen.tools import rounds_of

register = template.Library()


@register.simple_tag
def added_to_own_page(token: str) -> str:
    return format_html_join("", "{}", ((part(token),) for part in ON_OWN_PAGE))


@register.filter
def tel(phone: str) -> str:
    """'050/12 34 56' as a telephone dials it."""
    return "".join(character for character in phone if character in "+0123456789")


@register.filter
def werkvorm(key: str) -> str:
    """'jobruil' -> 'jobruil of meedraaien'; what an older version called otherwise stays as it was."""
    return str(Werkvorm(key).label) if key in Werkvorm.values else key


@register.filter
def rounds_title(werkvorm: str) -> str:
    """'speeddate' -> 'Jouw tafels'"""
    rounds = rounds_of(werkvorm)
    return rounds.title if rounds else ""


@register.filter
def of(found: Mapping[int, Any] | None, key: int) -> Any:
    """What is found under a key; None when there is nothing."""
    return found.get(key) if found else None
