"""A proposal is asked, made by a worker, followed, stopped. In the manner of programmes.jobs, but several may be open,
and one that is stopped keeps the best that was found.
"""

import datetime as dt
import logging
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from programmes.models import Programme, User, Voorstel
from programmes.planner import Plan, plan, repair
from programmes.planner.reasons import explain
from programmes.proposals.bridge import Bridge
from programmes.races import lock
from programmes.voorstellen.plans import OutdatedError, kept
from programmes.voorstellen.running import Planner, Running

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
ATTEMPTS = 3
BEAT = 0.7  # seconds between two looks at the planner
WORKERS = 2
MOST_OPEN = 4
MOST_KEPT = 20


class TooManyError(Exception):
    """So many are being made already; the message is for the coordinator."""


class GoneError(Exception):
    """Somebody removed the proposal, or another worker took it over."""


def ask(
    programme: Programme, *, title: str, asked: dict[str, Any], problem: dict[str, Any], by: User, now: dt.datetime
) -> Voorstel:
    """Puts it in the queue; the oldest that nobody took over make room. What died meanwhile is no longer busy.

    What solves conflicts is made at once: it takes about a second, and would wait for a minute behind a long plan. Dies
    its process, then it is revived as any other.
    """
    revive(programme, now=now)
    is_repair = bool(problem.get("is_repair"))
    with transaction.atomic():
        lock(programme, no_key=True)
        if _number_open(programme, is_repair=is_repair) >= MOST_OPEN:
            raise TooManyError(f"Er zijn al {MOST_OPEN} voorstellen bezig. Wacht tot er een klaar is, of stop er een.")
        voorstel = Voorstel.objects.create(
            programme=programme,
            title=title[:200],
            asked=asked,
            problem=problem,
            by=by,
            created_at=now,
            lease_until=now + LEASE,
        )
        if not is_repair:
            transaction.on_commit(lambda: run.enqueue(voorstel.pk))
        loose = Voorstel.objects.filter(programme=programme).not_taken()
        Voorstel.objects.filter(pk__in=list(loose.values_list("pk", flat=True)[MOST_KEPT:])).delete()
    if is_repair:
        run.call(voorstel.pk)
    return voorstel


def _number_open(programme: Programme, *, is_repair: bool) -> int:
    """Those that solve conflicts do not stand in the way of the others, nor the others in theirs."""
    open_now = Voorstel.objects.filter(programme=programme).open()
    return sum(bool(solves) == is_repair for solves in open_now.values_list("problem__is_repair", flat=True))


def stop(voorstel: Voorstel, *, now: dt.datetime) -> None:
    """Of one that waits what a killed worker left becomes the proposal, if anything; of one that is busy the best so
    far, as soon as it is heard.
    """
    waiting = Voorstel.objects.filter(pk=voorstel.pk, state=Voorstel.State.WACHT)
    if not (waiting.exists() and waiting.update(**_left(voorstel, stopped=True, now=now))):
        Voorstel.objects.open().filter(pk=voorstel.pk).update(is_stopping=True)


def revive(programme: Programme, *, now: dt.datetime) -> int:
    """Gives what a killed worker left behind to another. After three attempts, or when it had to stop, the best that
    it left is the proposal. Returns how many.
    """
    touched = 0
    for voorstel in Voorstel.objects.filter(programme=programme).abandoned(now):
        mine = Voorstel.objects.filter(pk=voorstel.pk).abandoned(now)
        if voorstel.is_stopping or voorstel.attempts >= ATTEMPTS:
            touched += mine.update(**_left(voorstel, stopped=voorstel.is_stopping, now=now))
        elif mine.update(state=Voorstel.State.WACHT, lease_until=now + LEASE):
            run.enqueue(voorstel.pk)
            touched += 1
    return touched


def _left(voorstel: Voorstel, *, stopped: bool, now: dt.datetime) -> dict[str, Any]:
    """What becomes of one that no worker ends: the best that was kept is the proposal."""
    over = {"finished_at": now, "lease_until": None}
    if voorstel.plan:
        return over | {"state": Voorstel.State.KLAAR, "plan": _with_reasons(voorstel)}
    if stopped:
        return over | {"state": Voorstel.State.GESTOPT}
    message = "Het plannen is drie keer afgebroken. Probeer het later opnieuw."
    return over | {"state": Voorstel.State.MISLUKT, "message": message}


def _with_reasons(voorstel: Voorstel) -> dict[str, Any]:
    """The plan that was kept on the way, with what it could not meet: the planner tells that of the last one only."""
    plan: dict[str, Any] = voorstel.plan
    try:
        read = kept(voorstel)
    except OutdatedError:
        return plan  # its page says so
    unmet = read.bridge.unmet(explain(read.bridge.problem, read.visits))
    return plan | {"unmet": [item._asdict() for item in unmet]}


@task()
def run(pk: int) -> None:
    """Claims the proposal and makes it; a second worker with the same one finds it claimed and leaves it."""
    now = timezone.now()
    waiting = Voorstel.objects.filter(pk=pk, state=Voorstel.State.WACHT)
    if waiting.update(state=Voorstel.State.BEZIG, started_at=now, lease_until=now + LEASE, attempts=F("attempts") + 1):
        voorstel = Voorstel.objects.filter(pk=pk).first()
        if voorstel:
            make(voorstel)


def make(voorstel: Voorstel, *, planner: Planner = plan, beat: float = BEAT) -> None:
    """What was claimed, becomes a proposal or tells that it failed; what somebody removed, is left."""
    try:
        bridge = Bridge.from_json(voorstel.problem)
        found, curve = _repaired(voorstel, bridge) if bridge.is_repair else _planned(voorstel, bridge, planner, beat)
        found = replace(found, unmet=tuple(bridge.unmet(found.unmet or explain(bridge.problem, found.visits))))
    except GoneError:
        return
    except Exception:
        logger.exception("Proposal %s failed", voorstel.pk)
        _write(
            voorstel, state=Voorstel.State.MISLUKT, message="Het plannen is mislukt. Probeer het opnieuw.", **_over()
        )
        return
    _write(voorstel, state=Voorstel.State.KLAAR, **_content(found, curve), **_over())


def _repaired(voorstel: Voorstel, bridge: Bridge) -> tuple[Plan, list[Any]]:
    """There before anybody would hear how far it is."""
    return repair(bridge.problem, seconds=voorstel.seconds_asked, seed=voorstel.pk), []


def _planned(voorstel: Voorstel, bridge: Bridge, planner: Planner, beat: float) -> tuple[Plan, list[Any]]:
    """Tells every beat how far it is; raises GoneError."""
    how = {"seconds": voorstel.seconds_asked, "workers": WORKERS, "seed": voorstel.pk}
    with Running(planner, bridge.problem, **how) as running:
        told: Plan | None = None
        while (found := running.result(within=beat)) is None:
            news = {} if running.latest in (None, told) else _content(running.latest, running.curve)
            told = running.latest
            if not _write(voorstel, lease_until=timezone.now() + LEASE, **news):
                raise GoneError
            if Voorstel.objects.filter(pk=voorstel.pk, is_stopping=True).exists():
                running.stop()
        return found, running.curve


def _content(plan: Plan | None, curve: list[Any]) -> dict[str, Any]:
    if plan is None:
        return {}
    return {"plan": plan.to_json(), "score": plan.score, "bound": plan.bound, "curve": curve}


def _over() -> dict[str, Any]:
    return {"finished_at": timezone.now(), "lease_until": None}


def _write(voorstel: Voorstel, **fields: Any) -> bool:
    mine = Voorstel.objects.filter(pk=voorstel.pk, state=Voorstel.State.BEZIG, attempts=voorstel.attempts)
    return bool(mine.update(**fields))
