"""What the templates of a report ask for."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def picture_url(door: tuple[str, tuple[str, ...]], pk: int, size: str) -> str:
    """Where a picture comes from depends on who reads: `door` is the name of a URL and its first arguments."""
    name, args = door
    return reverse(name, args=[*args, pk, size])
