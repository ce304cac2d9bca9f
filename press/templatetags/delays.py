"""For the little form with which somebody on the spot says that it gets later."""

from uuid import uuid4

from django import template

from press.delays.reporting import USUAL

register = template.Library()


@register.simple_tag
def usual_delays() -> tuple[int, ...]:
    return USUAL


@register.simple_tag
def delay_key() -> str:
    """Of one form on one page: what is sent twice with it, counts once."""
    return str(uuid4())
