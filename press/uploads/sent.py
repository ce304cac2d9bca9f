"""What somebody sent, and at which visits they can choose to send more."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from press.day.senders import Sender, visits_of_sender
from press.models import Beeld
from press.uploads.starting import upload_of
from programmes.times import day_name, local, minutes_of
from programmes.versions import published_week
from programmes.week import Visit


@dataclass(frozen=True, slots=True)
class Choice:
    """A visit to send something of, as '9.30–10.30 De Linde, maandag 24 februari'."""

    visit: int
    name: str
    is_chosen: bool


def visits_to_share(sender: Sender, *, asked: str, now: dt.datetime) -> list[Choice]:
    week = published_week(sender.programme)
    if week is None:
        return []
    visits = [visit for visit in visits_of_sender(week, sender) if visit.is_visit]
    chosen = next((visit for visit in visits if str(visit.id) == asked), None) or _latest(visits, now)
    return [
        Choice(visit.id, f"{visit.hours} {week.name_of(visit)}, {day_name(visit.day)}", visit is chosen)
        for visit in visits
    ]


def _latest(visits: list[Visit], now: dt.datetime) -> Visit | None:
    """The one that began last; before the first one, that one."""
    moment = (local(now).date(), minutes_of(now))
    begun = [visit for visit in visits if (visit.day, visit.start) <= moment]
    if begun:
        return max(begun, key=lambda visit: (visit.day, visit.start))
    return min(visits, key=lambda visit: (visit.day, visit.start), default=None)


def own_pictures(sender: Sender) -> list[Beeld]:
    """The last ones first. A code on the wall is of everybody: whoever scanned it does not see what others sent."""
    if sender.link is None:
        return []
    return list(Beeld.objects.filter(programme=sender.programme, link=sender.link)[:60])


def picture_of(sender: Sender, key: UUID) -> Beeld | None:
    """By the key that the browser of the sender made; also of a picture that was there already."""
    pictures = Beeld.objects.filter(programme=sender.programme)
    if sender.link and (own := pictures.filter(link=sender.link, key=key).first()):
        return own
    upload = upload_of(sender, key)
    return pictures.filter(pk=upload.meta["beeld"]).first() if upload and "beeld" in upload.meta else None
