"""A press moment beside the published week: taken over from a block of it, and compared with it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from press.models import Persmoment
from programmes.models import Programme
from programmes.times import clock, day_name, local, minutes_of, moment
from programmes.week import PRESS, Visit, Week


@dataclass(frozen=True, slots=True)
class Drift:
    """How a moment differs from its block in the published programme; `is_gone`: the block is no longer there."""

    is_gone: bool
    sentence: str


def press_blocks(week: Week | None, taken: Iterable[Persmoment]) -> list[Visit]:
    """The press blocks of the published week of which there is no press moment yet."""
    have = {one.visit for one in taken}
    return [visit for visit in week.visits if visit.kind == PRESS and visit.id not in have] if week else []


def place_of(week: Week, visit: Visit) -> str:
    service = week.service_of(visit)
    at_service = [service.name, service.address] if service else []
    parts = [visit.place or visit.meeting_point, *at_service]
    return ", ".join(dict.fromkeys(part for part in parts if part))[:200]


def taken_over(week: Week, visit: Visit) -> dict[str, Any]:
    """What a form starts with; day and hours as they are typed."""
    speakers = [part.person for part in visit.people if part.is_spokesperson] or [part.person for part in visit.people]
    return {
        "visit": visit.id,
        "title": week.name_of(visit)[:150] if visit.title else "Persmoment",
        "place": place_of(week, visit),
        "day": visit.day,
        "start": clock(visit.start).replace(".", ":").zfill(5),
        "end": clock(visit.end % 1440).replace(".", ":").zfill(5),
        "spokespersons": speakers,
        "photo_opportunity": visit.activity,
    }


def contact_of(programme: Programme) -> dict[str, str]:
    return {
        "contact_name": programme.contact_name,
        "contact_email": programme.contact_email,
        "contact_phone": programme.contact_phone,
    }


def drift(one: Persmoment, week: Week | None) -> Drift | None:
    """None when both say the same, or when the moment is not of a block."""
    if one.visit is None or week is None:
        return None
    visit = week.by_id.get(one.visit)
    if visit is None:
        return Drift(is_gone=True, sentence="Dit blok staat niet meer in het gepubliceerde programma.")
    starts, ends, place = moment(visit.day, visit.start), moment(visit.day, visit.end), place_of(week, visit)
    parts = []
    if (starts, ends) != (one.starts_at, one.ends_at):
        parts.append(f"{day_name(visit.day)} van {clock(visit.start)} tot {clock(visit.end % 1440)} uur")
    if place and place != one.place:
        parts.append(place)
    return Drift(is_gone=False, sentence=f"In het programma staat nu: {', '.join(parts)}.") if parts else None


def when(one: Persmoment) -> str:
    """'dinsdag 25 februari 2025, van 10.00 tot 11.00 uur'"""
    first, last = minutes_of(one.starts_at), minutes_of(one.ends_at)
    day = local(one.starts_at).date()
    return f"{day_name(day)} {day.year}, van {clock(first)} tot {clock(last)} uur"
