"""Filters for figures."""

from decimal import Decimal

from django import template

from invitations.fiches.figures import in_dutch

register = template.Library()


@register.filter
def getal(value: Decimal | float) -> str:
    """1250.5 as '1.250,5'"""
    return in_dutch(value)
