"""The tasks that a programme asks for by itself: made from the playbook, the services that take part and the visits.

Each has a key, so that it is made once; what is no longer asked for goes, as long as nobody did it or took it off.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress

from invitations.advice import PROGRAMME, SERVICE, TOUR, VISIT, Advice
from invitations.checklist import AFTERCARE
from invitations.formats import BUS, OF_FORMAT, OF_KIND, OF_VISIT
from invitations.models import Taak
from invitations.playbook import OF_PROGRAMME, OF_SERVICE
from programmes.models import Bezoek, DeelnemendeDienst, Programme, Ronde, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.times import local

BATCH = 500


def keep_lists(now: dt.datetime) -> None:
    """The duty: the checklist of every programme that is not over follows its services and visits."""
    oldest = local(now).date() - AFTERCARE
    sync(Programme.objects.filter(last_day__gte=oldest))


def sync(programmes: Iterable[Programme]) -> None:
    """In a fixed number of queries, whatever the number of programmes; writes only when something changed."""
    asked = [programme.pk for programme in programmes]
    wanted = {(one.programme_id, one.key): one for one in _wanted(asked)}
    rows = Taak.objects.filter(programme__in=asked).exclude(key="").order_by()
    known = {
        (programme, key): (pk, done_at or removed_at)
        for programme, key, pk, done_at, removed_at in rows.values_list(
            "programme", "key", "pk", "done_at", "removed_at"
        )
    }
    new = [task for key, task in wanted.items() if key not in known]
    vain = [pk for key, (pk, touched) in known.items() if key not in wanted and not touched]
    if new or vain:
        with suppress(TooLateError):  # a visit went away under it: the next time it is right
            _write(new, vain)


def _write(new: list[Taak], vain: list[int]) -> None:
    """Of two who do it at once, one makes each task."""
    with all_or_too_late():
        Taak.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
        for start in range(0, len(vain), BATCH):
            Taak.objects.filter(pk__in=vain[start : start + BATCH]).open().delete()


def _wanted(programmes: list[int]) -> Iterator[Taak]:
    for programme in programmes:
        for advice in OF_PROGRAMME:
            yield _task(programme, f"{PROGRAMME}:{advice.name}", advice)
    rows = DeelnemendeDienst.objects.filter(programme__in=programmes).order_by()
    for programme, service in rows.values_list("programme_id", "zorgdienst_id"):
        for advice in OF_SERVICE:
            yield _task(programme, f"{SERVICE}:{service}:{advice.name}", advice, zorgdienst_id=service)
    yield from _of_visits(programmes)


def _of_visits(programmes: list[int]) -> Iterator[Taak]:
    visits = Bezoek.objects.filter(programme__in=programmes).order_by()
    tours: dict[int, int] = {}
    for visit, programme, kind, werkvorm, tour in visits.values_list("pk", "programme", "kind", "werkvorm", "ronde"):
        if werkvorm == Werkvorm.RONDRIT and tour:
            tours[tour] = programme
        for advice in _of_visit(kind, werkvorm, in_tour=bool(tour)):
            yield _task(programme, f"{VISIT}:{visit}:{advice.name}", advice, bezoek_id=visit)
    titles = dict(Ronde.objects.filter(pk__in=tours).values_list("pk", "title")) if tours else {}
    for tour, programme in tours.items():
        task = _task(programme, f"{TOUR}:{tour}:{BUS.name}", BUS)
        task.title = f"{BUS.title}: {titles.get(tour, '')}"[:200]
        yield task


def _of_visit(kind: str, werkvorm: str, *, in_tour: bool) -> Iterator[Advice]:
    """One bus for a whole tour."""
    if kind != Bezoek.Kind.BEZOEK:
        yield from OF_KIND.get(kind, ())
        return
    yield from OF_VISIT
    yield from (one for one in OF_FORMAT.get(werkvorm, ()) if not (in_tour and one is BUS))


def _task(programme: int, key: str, advice: Advice, **about: int) -> Taak:
    anchor = Taak.Anchor.LAATSTE_DAG if advice.is_after else Taak.Anchor.EERSTE_DAG
    return Taak(
        programme_id=programme,
        key=key,
        step=advice.step,
        owner=advice.owner,
        title=advice.title,
        text=advice.text,
        anchor=Taak.Anchor.BEZOEK if "bezoek_id" in about else anchor,
        days=advice.days,
        **about,
    )
