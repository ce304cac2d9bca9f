"""What was never finished goes; what is whole and was left by a killed server is still taken in."""

import datetime as dt
from contextlib import suppress

from press.models import Upload
from press.pictures.receiving import RefusedError
from press.uploads.parts import drop, finish, is_received, offset_of

STALE = dt.timedelta(days=7)
LEFT = dt.timedelta(minutes=10)


def tidy(now: dt.datetime) -> int:
    """A duty of the clock. Returns how many were finished or removed."""
    done = 0
    for upload in Upload.objects.filter(changed_at__lt=now - STALE).iterator():
        drop(upload)
        done += 1
    quiet = Upload.objects.filter(changed_at__lt=now - LEFT, size__gt=0, meta__beeld__isnull=True)
    for upload in quiet.select_related("programme").iterator():
        if not is_received(upload) and offset_of(upload) == upload.size:
            with suppress(RefusedError):  # dropped: whoever sent it hears so when they ask
                finish(upload, now=now)
            done += 1
    return done
