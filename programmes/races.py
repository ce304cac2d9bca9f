"""What the database refuses because somebody else was there a moment before: never a crash."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Manager, Model

M = TypeVar("M", bound=Model)
TOO_LATE = "Iemand anders heeft op hetzelfde ogenblik iets gewijzigd. Kijk het na en bewaar opnieuw."


class TooLateError(Exception):
    """A row took the place of ours, or went away under it; nothing at all is written."""

    def __init__(self) -> None:
        super().__init__(TOO_LATE)


@contextmanager
def all_or_too_late() -> Iterator[None]:
    """A transaction; what a constraint or a protected row refuses (Django's ProtectedError too) is a TooLateError."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise TooLateError from error


def get_or_make(rows: Manager[M], *, defaults: Mapping[str, Any] | None = None, **key: Any) -> M:
    """Raises TooLateError when what it would belong to is gone; of a transaction around it, its end raises."""
    try:
        return rows.get_or_create(defaults=defaults, **key)[0]
    except IntegrityError as error:
        raise TooLateError from error


def lock(row: Model, *, no_key: bool = False) -> bool:
    """Inside a transaction: whoever else locks it, waits. False when it is gone.

    `no_key`: who adds a row that points at it does not wait, and so never for us while we wait for them.
    """
    rows = type(row)._default_manager.select_for_update(no_key=no_key)  # noqa: SLF001 (Django's documented API)
    found = rows.filter(pk=row.pk)
    return found.first() is not None


@transaction.atomic
def delete_unused(row: Model, *, uses: Callable[[], Collection[Any]]) -> bool:
    """False when it is in use; whoever would begin to use it meanwhile, waits."""
    lock(row)
    if uses():
        return False
    row.delete()
    return True
