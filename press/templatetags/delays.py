"""For the little form with which somebody on the spot says that it gets later."""

from django import template

from press.delays.reporting import USUAL

register = template.Library()


@register.simple_tag
def usual_delays() -> tuple[int, ...]:
    return USUAL
