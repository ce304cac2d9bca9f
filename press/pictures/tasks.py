"""Pictures are drawn by a worker; what a killed worker left is put back in the queue, three times at most."""

import datetime as dt
import logging

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from press.models import Beeld
from press.pictures.crops import forget
from press.pictures.drawing import draw_picture
from press.pictures.inspecting import RefusedError

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)
ATTEMPTS = 3
GIVEN_UP = "Dit beeld kon niet verwerkt worden. Het origineel is bewaard; stuur het eventueel opnieuw als JPEG of MP4."


@task()
def draw(pk: int) -> None:
    """A second worker with the same picture finds it claimed, and leaves it."""
    beeld = Beeld.objects.filter(pk=pk, work=Beeld.Work.WACHT).first()
    if beeld is None:
        return
    mine = Beeld.objects.filter(pk=pk, work=Beeld.Work.WACHT, attempts=beeld.attempts)
    if not mine.update(attempts=F("attempts") + 1, lease_until=timezone.now() + LEASE):
        return
    try:
        if not draw_picture(beeld):  # deleted meanwhile
            forget(beeld)
    except RefusedError as error:
        _give_up(pk, str(error))
    except Exception:
        logger.exception("Beeld %s kon niet getekend worden", pk)
        _give_up(pk, GIVEN_UP)


def _give_up(pk: int, problem: str) -> None:
    Beeld.objects.filter(pk=pk).update(work=Beeld.Work.MISLUKT, problem=problem[:300])


def draw_forgotten(now: dt.datetime) -> int:
    """A duty of the clock. Returns how many were put back or given up."""
    forgotten = Beeld.objects.filter(work=Beeld.Work.WACHT, lease_until__lt=now)
    done = forgotten.filter(attempts__gte=ATTEMPTS).update(work=Beeld.Work.MISLUKT, problem=GIVEN_UP)
    for pk in list(forgotten.values_list("pk", flat=True)):
        if forgotten.filter(pk=pk).update(lease_until=now + LEASE):
            draw.enqueue(pk)
            done += 1
    return done
