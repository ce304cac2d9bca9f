"""Who posts what when, by day; what is late, and which pictures may no longer be shown."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from invitations.models import Toestemming
from press.communication.lengths import IN_WORDS, Length, length_of
from press.models import Beeld, Post
from press.rights.usable import usable_pictures
from programmes.models import Programme
from programmes.times import local
from programmes.week import Visit, Week

OFFLINE = "De toestemming voor deze foto is er niet meer. Haal het bericht meteen offline."
NOT_ALLOWED = "Deze foto mag hier niet meer gebruikt worden. Kies een andere, of plaats zonder foto."


@dataclass(frozen=True, slots=True)
class Line:
    post: Post
    length: Length
    visit: str
    is_late: bool
    alarm: str  # why its picture may not be shown; empty: it may, or there is none


@dataclass(frozen=True, slots=True)
class Day:
    """`day` is None for what has no moment yet."""

    day: dt.date | None
    lines: tuple[Line, ...]


def consent_channel(channel: str) -> str:
    """Which consent a channel asks for."""
    return Toestemming.Channel.SITE if channel in IN_WORDS else Toestemming.Channel.SOCIAAL


def allowed_pictures(programme: Programme, *, on: dt.date) -> dict[str, dict[int, Beeld]]:
    """{consent channel: {key: photo}}, in a fixed number of queries."""
    return {
        channel: {one.pk: one for one in usable_pictures(programme, channel, on=on) if one.kind == Beeld.Kind.FOTO}
        for channel in (Toestemming.Channel.SOCIAAL, Toestemming.Channel.SITE)
    }


def plan(programme: Programme, week: Week | None, *, now: dt.datetime) -> list[Day]:
    """The days in order; without a moment last."""
    allowed = allowed_pictures(programme, on=local(now).date())
    posts = Post.objects.filter(programme=programme).select_related("beeld")
    lines = sorted((_line(post, week, allowed, now) for post in posts), key=_moment)
    return [Day(day, tuple(rows)) for day, rows in groupby(lines, key=lambda line: _day(line.post))]


def _moment(line: Line) -> tuple[bool, float, int]:
    planned = line.post.planned_at
    return planned is None, planned.timestamp() if planned else 0, line.post.pk


def _day(post: Post) -> dt.date | None:
    return local(post.planned_at).date() if post.planned_at else None


def _line(post: Post, week: Week | None, allowed: dict[str, dict[int, Beeld]], now: dt.datetime) -> Line:
    is_placed = post.state == Post.State.GEPLAATST
    is_late = not is_placed and post.planned_at is not None and post.planned_at < now
    may = post.beeld_id is None or post.beeld_id in allowed[consent_channel(post.channel)]
    alarm = "" if may else OFFLINE if is_placed else NOT_ALLOWED
    return Line(post, length_of(post.text, post.channel), visit_name(week, post.visit), is_late, alarm)


def visit_name(week: Week | None, key: int | None) -> str:
    visit = week.by_id.get(key) if week and key else None
    return week.name_of(visit) if week and visit else ""


def without_post(programme: Programme, week: Week | None) -> list[tuple[Visit, str]]:
    """The visits of the published week that nothing was written about yet."""
    have = set(Post.objects.filter(programme=programme, visit__isnull=False).values_list("visit", flat=True))
    rows = (visit for visit in week.visits if visit.is_visit and visit.id not in have) if week else ()
    return [(visit, week.name_of(visit)) for visit in rows] if week else []
