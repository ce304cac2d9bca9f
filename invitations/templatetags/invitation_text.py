"""Filters for plain text: what comes from outside stays on its line."""

from django import template

from invitations.inviting.values import Words

register = template.Library()


@register.filter
def on_one_line(value: object) -> str:
    return Words(str(value)).text
