"""A file is announced: by whom, how large, at which visit. Announced twice, it is the same upload."""

import datetime as dt
from typing import Any
from uuid import UUID

from press.day.senders import Sender, visits_of_sender
from press.models import Beeld, Upload
from press.uploads.limits import check_room, check_size
from press.uploads.protocol import Announced
from programmes.versions import published_week


class NotYoursError(Exception):
    """Somebody else sends a file with this key, or has sent it."""


def start(sender: Sender, said: Announced, *, now: dt.datetime) -> tuple[Upload, bool]:
    """The upload, and whether it is new. Raises NotYoursError or TooMuchError."""
    upload = Upload.objects.filter(key=said.key).first()
    is_new = upload is None
    if upload is None:
        if _is_anothers(sender, said.key):
            raise NotYoursError
        check_size(said.filename, said.size)
        check_room(sender.key, said.size)
        upload, is_new = Upload.objects.get_or_create(key=said.key, defaults=_fields(sender, said, now=now))
    if upload.sender != sender.key or upload.size != said.size:
        raise NotYoursError
    return upload, is_new


def _is_anothers(sender: Sender, key: UUID) -> bool:
    """A picture of which the upload was tidied away; of a code nobody knows whose it was."""
    beeld = Beeld.objects.filter(key=key).only("link_id").first()
    return beeld is not None and (sender.link is None or beeld.link_id != sender.link.pk)


def _fields(sender: Sender, said: Announced, *, now: dt.datetime) -> dict[str, Any]:
    """`meta` holds what press.pictures.receiving reads."""
    link = {"link": sender.link.pk} if sender.link else {}
    return {
        "programme": sender.programme,
        "sender": sender.key,
        "filename": said.filename[:200],
        "visit": visit_of(sender, said.visit),
        "size": said.size,
        "meta": {"name": (sender.name or said.name.strip())[:150], "caption": said.caption.strip()[:300], **link},
        "started_at": now,
        "changed_at": now,
    }


def visit_of(sender: Sender, asked: int | None) -> int | None:
    """The key of a visit that is theirs in the published week. Of one that left it, the file is still welcome."""
    if sender.shared and sender.shared.visit:
        return sender.shared.visit
    week = published_week(sender.programme) if asked else None
    known = {visit.id for visit in visits_of_sender(week, sender)} if week else set()
    return asked if asked in known else None


def upload_of(sender: Sender, key: UUID) -> Upload | None:
    return Upload.objects.filter(programme=sender.programme, sender=sender.key, key=key).first()
