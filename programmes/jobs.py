"""Long work with progress, that can be stopped and survives the death of a worker.

Waiting and working hold a lease, which each step of the work renews. When a worker dies, or the queue lost the job,
whoever looks afterwards finds the lease run out and puts it back in the queue, three times at most. Work is done anew
from the start: it must not matter.
"""

import datetime as dt
import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from programmes.booklets import BookletError, schedules_booklet
from programmes.models import Opdracht, Programme, User
from programmes.papers import NOTHING, Paper
from programmes.werkvormen.carrousel.cards import cards_paper

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
ATTEMPTS = 3

Progress = Callable[[int, int], None]
Work = Callable[[Programme, Progress], bytes]
WORK: dict[str, Work] = {Opdracht.Kind.SCHEDULES: schedules_booklet}
"""By kind; a later step of the playbook adds its own when it starts."""
PAPERS: dict[str, Callable[[Programme, str, dt.datetime], Paper | None]] = {"carrousel": cards_paper}
"""By the first half of a kind ('carrousel/12'); what the other half is about, each of them reads in one way only."""


class StoppedError(Exception):
    """Somebody stopped the job, or another worker took it over."""


def start(programme: Programme, kind: str, *, by: User, now: dt.datetime) -> Opdracht:
    """Puts the work in the queue; when the same is already under way, gives that. What was made earlier goes."""
    try:
        with transaction.atomic():
            job = Opdracht.objects.create(
                programme=programme, kind=kind, by=by, created_at=now, lease_until=now + LEASE
            )
            transaction.on_commit(lambda: run.enqueue(job.pk))
    except IntegrityError:
        return Opdracht.objects.filter(programme=programme, kind=kind).latest("pk")
    for earlier in Opdracht.objects.filter(programme=programme, kind=kind).exclude(pk=job.pk):
        earlier.file.delete(save=False)
        earlier.delete()
    return job


def stop(job: Opdracht, *, now: dt.datetime) -> None:
    Opdracht.objects.open().filter(pk=job.pk).update(state=Opdracht.State.GESTOPT, finished_at=now, lease_until=None)


def revive(programme: Programme, *, now: dt.datetime) -> int:
    """Gives what a killed worker left behind to another; after three attempts it has failed. Returns how many."""
    abandoned = Opdracht.objects.filter(programme=programme).abandoned(now)
    failed = abandoned.filter(attempts__gte=ATTEMPTS).update(
        state=Opdracht.State.MISLUKT,
        finished_at=now,
        message="Het maken is drie keer afgebroken. Probeer het later opnieuw.",
    )
    revived = 0
    for pk in abandoned.values_list("pk", flat=True):
        if abandoned.filter(pk=pk).update(state=Opdracht.State.WACHT, lease_until=now + LEASE):
            run.enqueue(pk)
            revived += 1
    return failed + revived


@task()
def run(pk: int) -> None:
    """Claims the job and does it; a second worker with the same job finds it claimed and leaves it."""
    now = timezone.now()
    claimed = Opdracht.objects.filter(pk=pk, state=Opdracht.State.WACHT).update(
        state=Opdracht.State.BEZIG, lease_until=now + LEASE
    )
    if not claimed:
        return
    job = Opdracht.objects.select_related("programme__bestuur").get(pk=pk)
    job.attempts += 1
    job.save(update_fields=["attempts"])
    try:
        content, digest = _made(job)
    except StoppedError:
        return
    except BookletError as error:
        _finish(job, Opdracht.State.MISLUKT, message=str(error))
        return
    except Exception:
        logger.exception("Job %s (%s) failed", job.pk, job.kind)
        _finish(job, Opdracht.State.MISLUKT, message="Het maken is mislukt. Probeer het opnieuw.")
        return
    suffix = "pdf" if content.startswith(b"%PDF") else "zip"
    job.file.save(f"{job.pk}-{digest}.{suffix}" if digest else f"{job.pk}.{suffix}", ContentFile(content), save=False)
    if not _finish(job, Opdracht.State.KLAAR, file=job.file.name):
        job.file.delete(save=False)


def paper_of(programme: Programme, kind: str, *, now: dt.datetime) -> Paper | None:
    name, _, about = kind.partition("/")
    return PAPERS[name](programme, about, now) if name in PAPERS else None


def _made(job: Opdracht) -> tuple[bytes, str]:
    """The file, and of a paper the digest of what it shows."""

    def progress(done: int, total: int) -> None:
        _report(job, done, total)

    if job.kind in WORK:
        return WORK[job.kind](job.programme, progress), ""
    paper = paper_of(job.programme, job.kind, now=timezone.now())
    if paper is None:
        raise BookletError(NOTHING)
    return paper.drawn(progress), paper.digest


def _report(job: Opdracht, done: int, total: int) -> None:
    mine = Opdracht.objects.filter(pk=job.pk, state=Opdracht.State.BEZIG, attempts=job.attempts)
    if not mine.update(done=done, total=total, lease_until=timezone.now() + LEASE):
        raise StoppedError


def _finish(job: Opdracht, state: str, **fields: str | None) -> bool:
    mine = Opdracht.objects.filter(pk=job.pk, state=Opdracht.State.BEZIG, attempts=job.attempts)
    return bool(mine.update(state=state, finished_at=timezone.now(), lease_until=None, **fields))
