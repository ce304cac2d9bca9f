"""The parts of a file on disk. How much arrived is how long the file is, whatever happened to whoever wrote it."""

import datetime as dt
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.http import UnreadablePostError

from press.models import Beeld, Upload
from press.pictures.receiving import RefusedError, receive
from press.uploads.limits import TooMuchError, check_content

CHUNK = 64 * 1024
Read = Callable[[int], bytes]


class WrongOffsetError(Exception):
    """This part does not follow on what arrived."""


def path_of(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT, "binnenkomend", str(upload.key))


def is_received(upload: Upload) -> bool:
    return "beeld" in upload.meta


def offset_of(upload: Upload) -> int:
    """How many bytes arrived."""
    if is_received(upload):
        return upload.size
    with suppress(FileNotFoundError):  # nothing yet, or just taken away whole by another request
        return path_of(upload).stat().st_size
    return 0


def append(upload: Upload, offset: int, read: Read, *, now: dt.datetime) -> int:
    """Writes what `read` gives behind the first `offset` bytes; returns how many are there then.

    Who hangs on a bad line holds no lock: each chunk looks anew whether it still follows. Of two who write at the same
    place one goes on, and the other gets a WrongOffsetError. What came before a cut stays.
    """
    if offset != offset_of(upload):
        raise WrongOffsetError
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    at = offset
    while at < upload.size and (chunk := _chunk(read, min(CHUNK, upload.size - at))):
        _write(path, at, chunk)
        at += len(chunk)
    Upload.objects.filter(pk=upload.pk).update(offset=at, changed_at=now)
    return at


def _chunk(read: Read, size: int) -> bytes:
    try:
        return read(size)
    except (UnreadablePostError, OSError):
        return b""


def _write(path: Path, at: int, chunk: bytes) -> None:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, 2) != at:
            raise WrongOffsetError
        file.write(chunk)


@contextmanager
def alone_with(upload: Upload) -> Iterator[None]:
    """One at a time, also when one of them is killed halfway."""
    path = path_of(upload).with_suffix(".slot")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def finish(upload: Upload, *, now: dt.datetime) -> Upload:
    """Makes a picture of a file that is whole, once; asked again, it says the same. Raises RefusedError."""
    with alone_with(upload):
        fresh = Upload.objects.filter(pk=upload.pk).first()
        if fresh is None:
            raise RefusedError("Dit bestand is geweigerd. Kies een andere foto of film.")
        if is_received(fresh):
            return fresh
        beeld = Beeld.objects.filter(programme=fresh.programme_id, key=fresh.key).first()
        try:
            beeld = beeld or _receive(fresh, now=now)
        except RefusedError:
            drop(fresh)
            raise
        fresh.meta |= {"beeld": beeld.pk, "known": beeld.key != fresh.key}
        fresh.offset, fresh.changed_at = fresh.size, now
        fresh.save(update_fields=["meta", "offset", "changed_at"])
        path_of(fresh).unlink(missing_ok=True)
    path_of(fresh).with_suffix(".slot").unlink(missing_ok=True)
    return fresh


def _receive(upload: Upload, *, now: dt.datetime) -> Beeld:
    try:
        check_content(path_of(upload), upload.filename)
    except TooMuchError as error:
        raise RefusedError(str(error)) from error
    return receive(upload, path_of(upload), now=now)


def drop(upload: Upload) -> None:
    upload.delete()
    for path in (path_of(upload), path_of(upload).with_suffix(".slot")):
        path.unlink(missing_ok=True)
