"""The tasks that a programme asks for by itself: made from the playbook, the services that take part and the visits.

Each has a key, so that it is made once; what is no longer asked for goes, as long as nobody did it or took it off.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from invitations.checklist.advice import PROGRAMME, SERVICE, TOUR, VISIT, Advice
from invitations.checklist.formats import BUS, OF_FORMAT, OF_KIND, OF_VISIT
from invitations.checklist.playbook import OF_PROGRAMME, OF_SERVICE
from invitations.checklist.tasks import AFTERCARE
from invitations.models import Taak
from programmes.models import Bezoek, DeelnemendeDienst, Programme, Ronde, Werkvorm
from programmes.races import TooLateError, all_or_too_late
from programmes.times import local

BATCH = 500


def keep_lists(now: dt.datetime) -> None:
    """The duty: the checklist of every programme that is not over follows its services and visits."""
    oldest = local(now).date() - AFTERCARE
    sync(Programme.objects.filter(last_day__gte=oldest))


class Wanted(NamedTuple):
    """A task as it would be made: cheap, as most are there already."""

    programme: int
    key: str
    advice: Advice
    service: int | None = None
    visit: int | None = None
    tour: str = ""

    def made(self) -> Taak:
        anchor = Taak.Anchor.LAATSTE_DAG if self.advice.is_after else Taak.Anchor.EERSTE_DAG
        return Taak(
            programme_id=self.programme,
            key=self.key,
            zorgdienst_id=self.service,
            bezoek_id=self.visit,
            step=self.advice.step,
            owner=self.advice.owner,
            title=f"{self.advice.title}: {self.tour}"[:200] if self.tour else self.advice.title,
            text=self.advice.text,
            anchor=Taak.Anchor.BEZOEK if self.visit else anchor,
            days=self.advice.days,
        )


def sync(programmes: Iterable[Programme]) -> None:
    """In a fixed number of queries, whatever the number of programmes; writes only when something changed."""
    asked = [programme.pk for programme in programmes]
    wanted = {(one.programme, one.key): one for one in _wanted(asked)}
    rows = Taak.objects.filter(programme__in=asked).exclude(key="").order_by()
    known, vain = set(), []
    for pk, programme, key, done_at, removed_at in rows.values_list("pk", "programme", "key", "done_at", "removed_at"):
        known.add((programme, key))
        if (programme, key) not in wanted and not (done_at or removed_at):
            vain.append(pk)
    new = [one.made() for about, one in wanted.items() if about not in known]
    if new or vain:
        with suppress(TooLateError):  # a visit went away under it: the next time it is right
            _write(new, vain)


def _write(new: list[Taak], vain: list[int]) -> None:
    """Of two who do it at once, one makes each task."""
    with all_or_too_late():
        Taak.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
        for start in range(0, len(vain), BATCH):
            Taak.objects.filter(pk__in=vain[start : start + BATCH]).open().delete()


def _wanted(programmes: list[int]) -> Iterator[Wanted]:
    for programme in programmes:
        for advice in OF_PROGRAMME:
            yield Wanted(programme, f"{PROGRAMME}:{advice.name}", advice)
    rows = DeelnemendeDienst.objects.filter(programme__in=programmes).order_by()
    for programme, service in rows.values_list("programme_id", "zorgdienst_id"):
        for advice in OF_SERVICE:
            yield Wanted(programme, f"{SERVICE}:{service}:{advice.name}", advice, service=service)
    yield from _of_visits(programmes)


def _of_visits(programmes: list[int]) -> Iterator[Wanted]:
    visits = Bezoek.objects.filter(programme__in=programmes).order_by()
    tours: dict[int, int] = {}
    for visit, programme, kind, werkvorm, tour in visits.values_list("pk", "programme", "kind", "werkvorm", "ronde"):
        if werkvorm == Werkvorm.RONDRIT and tour:
            tours[tour] = programme
        for advice in _of_visit(kind, werkvorm, in_tour=bool(tour)):
            yield Wanted(programme, f"{VISIT}:{visit}:{advice.name}", advice, visit=visit)
    titles = dict(Ronde.objects.filter(pk__in=tours).values_list("pk", "title")) if tours else {}
    for tour, programme in tours.items():
        yield Wanted(programme, f"{TOUR}:{tour}:{BUS.name}", BUS, tour=titles.get(tour, ""))


def _of_visit(kind: str, werkvorm: str, *, in_tour: bool) -> Iterator[Advice]:
    """One bus for a whole tour."""
    if kind != Bezoek.Kind.BEZOEK:
        yield from OF_KIND.get(kind, ())
        return
    yield from OF_VISIT
    yield from (one for one in OF_FORMAT.get(werkvorm, ()) if not (in_tour and one is BUS))
