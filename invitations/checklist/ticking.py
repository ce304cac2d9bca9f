"""What people do with the tasks of a checklist; each safe to do twice: who was first, stays the one who did it."""

import datetime as dt
from collections.abc import Iterable

from invitations.checklist.advice import SERVICE
from invitations.models import Taak
from programmes.models import Contactpersoon


def tick(task: Taak, *, by: str, now: dt.datetime) -> bool:
    """False when somebody was before."""
    return bool(Taak.objects.filter(pk=task.pk).open().update(done_at=now, done_by=by[:150]))


def tick_of_service(programme: int, service: int, *names: str, by: str, now: dt.datetime) -> None:
    """What was just done on its own page (keys, names of the playbook): nobody has to tick that too."""
    keys = [f"{SERVICE}:{service}:{name}" for name in names]
    tasks = Taak.objects.filter(programme=programme, key__in=keys).open()
    tasks.update(done_at=now, done_by=by[:150])


def untick(task: Taak) -> None:
    Taak.objects.filter(pk=task.pk).update(done_at=None, done_by="")


def remove(task: Taak, *, now: dt.datetime) -> None:
    """Stays off the list, also when it is asked for again."""
    Taak.objects.filter(pk=task.pk, removed_at=None).update(removed_at=now)


def restore(task: Taak) -> None:
    Taak.objects.filter(pk=task.pk).update(removed_at=None)


def assign(tasks: Iterable[int], *, owner: str, host: Contactpersoon | None = None) -> int:
    """Returns how many tasks (keys) have this owner now; the caller says which may be touched."""
    return Taak.objects.filter(pk__in=list(tasks)).kept().update(owner=owner, contactpersoon=host)
