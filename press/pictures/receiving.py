"""A file that arrived whole becomes a picture of the programme, once: whoever sends the same again, gets that one."""

import datetime as dt
import hashlib
from pathlib import Path

from django.db import IntegrityError, transaction

from press.models import Beeld, Upload
from press.pictures.arrived import Arrived
from press.pictures.inspecting import RefusedError, inspect
from press.pictures.tasks import LEASE, draw
from programmes.models import Programme, Zorgdienst
from programmes.versions import published_week

__all__ = ["RefusedError", "receive"]


def receive(upload: Upload, path: Path, *, now: dt.datetime) -> Beeld:
    """Takes the file at `path` in (it may be moved). Raises RefusedError with a sentence for whoever sent it."""
    name = upload.filename or "dit bestand"
    found = inspect(path, name, now=now)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if known := Beeld.objects.filter(programme=upload.programme_id, sha256=sha256).first():
        return known
    beeld = Beeld(
        programme=upload.programme,
        zorgdienst_id=service_of_visit(upload.programme, upload.visit),
        visit=upload.visit,
        key=upload.key,
        sha256=sha256,
        kind=found.kind,
        filename=upload.filename,
        size=path.stat().st_size,
        width=found.width,
        height=found.height,
        seconds=found.seconds,
        taken_at=found.taken_at,
        uploaded_at=now,
        uploaded_by=str(upload.meta.get("name", ""))[:150],
        link_id=upload.meta.get("link"),
        caption=str(upload.meta.get("caption", ""))[:300],
        lease_until=now + LEASE,
    )
    return _kept_once(beeld, path)


def _kept_once(beeld: Beeld, path: Path) -> Beeld:
    """Of ten people who send the same picture at the same moment, one is first."""
    with Arrived(path) as file:
        beeld.original.save(f"{beeld.key}{path.suffix}", file, save=False)
    try:
        with transaction.atomic():
            beeld.save(force_insert=True)
            transaction.on_commit(lambda: draw.enqueue(beeld.pk))
    except IntegrityError:
        beeld.original.delete(save=False)
        same = Beeld.objects.filter(programme=beeld.programme_id, sha256=beeld.sha256).first()
        return same or Beeld.objects.get(programme=beeld.programme_id, key=beeld.key)
    return beeld


def service_of_visit(programme: Programme, visit: int | None) -> int | None:
    """The key of the care service of a published visit, when it is still there."""
    week = published_week(programme) if visit else None
    found = week.by_id.get(visit) if week and visit else None
    if found is None or found.service is None:
        return None
    return found.service if Zorgdienst.objects.filter(pk=found.service).exists() else None
