"""Local days and minutes (Europe/Brussels) to aware moments and back; the planner and the board count in minutes."""

import datetime as dt
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
QUARTER = 15
DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTH_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


class NonexistentTimeError(ValueError):
    """The clock skips this hour on the last Sunday of March."""


def moment(day: dt.date, minutes: int) -> dt.datetime:
    """The aware moment at `minutes` (0..1440) past local midnight; raises NonexistentTimeError in the skipped hour."""
    day, minutes = day + dt.timedelta(days=minutes // 1440), minutes % 1440
    local = dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), tzinfo=BRUSSELS)
    if local.astimezone(dt.UTC).astimezone(BRUSSELS).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NonexistentTimeError(
            f"{clock(minutes)} bestaat niet op {day_name(day)}: de klok gaat dan een uur vooruit."
        )
    return local


def local(value: dt.datetime) -> dt.datetime:
    return value.astimezone(BRUSSELS)


def minutes_of(value: dt.datetime) -> int:
    """Minutes since local midnight."""
    value = local(value)
    return value.hour * 60 + value.minute


def clock(minutes: int) -> str:
    """570 -> '9.30'"""
    return f"{minutes // 60}.{minutes % 60:02d}"


def clock_input(minutes: int) -> str:
    """570 -> '09:30', the form of <input type=time>."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day_name(day: dt.date) -> str:
    """'maandag 24 februari'"""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def day_and_year(day: dt.date) -> str:
    """'maandag 24 februari 2025'"""
    return f"{day_name(day)} {day.year}"


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
