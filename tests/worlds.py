"""What takes long to make and what tests only read, made once for all tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction


@contextmanager
def left_open(blocker: Any) -> Iterator[None]:
    """For a fixture of a module: each test works in a transaction of its own inside this one, and all is undone."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    """One of many things that a test tries, of which the next sees nothing: a file that went is there again too."""
    kept = {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for path, content in kept.items():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
