"""For the pages of the day."""

from urllib.parse import urlencode
from uuid import uuid4

from django import template

from programmes.entries import Entry

register = template.Library()
MODES = {"auto": "driving", "fiets": "bicycling", "te_voet": "walking"}


@register.simple_tag
def new_key() -> str:
    """Of one form on one page: what is sent twice with it, counts once."""
    return str(uuid4())


@register.filter
def navigate(entry: Entry) -> str:
    """From where one stands. This address opens the app of the phone, or the browser where there is none."""
    place = entry.place
    goal = f"{place.point[0]},{place.point[1]}" if place.point else place.address
    if not goal:
        return ""
    mode = MODES[entry.departure.mode] if entry.departure else "driving"
    query = {"api": "1", "destination": goal, "travelmode": mode}
    return f"https://www.google.com/maps/dir/?{urlencode(query)}"
