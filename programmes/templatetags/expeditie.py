"""Tags and filters that every template may use (a builtin library, no {% load %} needed)."""

import datetime as dt

from django import template

from programmes.times import clock, day_name, local

register = template.Library()


@register.filter
def uur(value: dt.datetime | int | None) -> str:
    """A moment, or minutes since midnight, as '9.30'."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return clock(value)
    moment = local(value)
    return clock(moment.hour * 60 + moment.minute)


@register.filter
def dag(value: dt.date | dt.datetime | None) -> str:
    """'maandag 24 februari'"""
    if not value:
        return ""
    return day_name(local(value).date() if isinstance(value, dt.datetime) else value)
