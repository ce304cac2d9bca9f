"""A new programme from an earlier one: dates shift, services and guests come along."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import DeelnemendeDienst, Gast, Mandataris, Programme, Ronde, User, Zorgdienst
from programmes.week import Visit, Week, moved
from programmes.werkvormen.onderdelen import kept_of, put_back

NOT_COPIED = {"id", "title", "slug", "first_day", "last_day", "answer_by", "copied_from"}


@transaction.atomic
def copy_programme(
    source: Programme, *, title: str, slug: str, first_day: dt.date, with_visits: bool, by: User, now: dt.datetime
) -> Programme:
    """Everything moves by the same number of days; whose mandate ended and services that stopped stay behind.

    Visits come along as a draft on the same hours of the clock. Raises NonexistentTimeError when one of them would
    begin or end in the hour that the clock skips.
    """
    shift = first_day - source.first_day
    same = {
        field.attname: getattr(source, field.attname)
        for field in Programme._meta.concrete_fields  # noqa: SLF001 (Django's documented API)
        if field.name not in NOT_COPIED
    }
    programme = Programme.objects.create(
        title=title,
        slug=slug,
        first_day=first_day,
        last_day=source.last_day + shift,
        answer_by=source.answer_by and source.answer_by + shift,
        copied_from=source,
        **same,
    )
    _copy_services(source, programme)
    _copy_guests(source, programme)
    if with_visits:
        _copy_visits(source, programme, by=by, now=now)
    return programme


def _copy_services(source: Programme, programme: Programme) -> None:
    kept = Zorgdienst.objects.filter(programmes=source, is_active=True)
    DeelnemendeDienst.objects.bulk_create(DeelnemendeDienst(programme=programme, zorgdienst=row) for row in kept)


def _copy_guests(source: Programme, programme: Programme) -> None:
    """With whom they accompany and how they travel; when they can has to be asked again."""
    kept = set(Mandataris.objects.filter(programmes=source).not_ended(programme.first_day).values_list("pk", flat=True))
    Gast.objects.bulk_create(
        Gast(
            programme=programme,
            mandataris_id=gast.mandataris_id,
            accompanies_id=gast.accompanies_id if gast.accompanies_id in kept else None,
            mode=gast.mode,
            remarks=gast.remarks,
        )
        for gast in Gast.objects.filter(programme=source, mandataris__in=kept).order_by("pk")
    )


def _copy_visits(source: Programme, programme: Programme, *, by: User, now: dt.datetime) -> None:
    week = load_week(programme)
    old = [visit for visit in load_week(source).visits if visit.service is None or visit.service in week.services]
    rondes = _copy_rondes(source, programme, {visit.ronde for visit in old if visit.ronde})
    copied = store(
        programme,
        week,
        put=[_copied(visit, programme.first_day - source.first_day, week, rondes) for visit in old],
        label=f"Bezoeken overgenomen uit {source.title}",
        by=by,
        now=now,
    )
    _copy_timetables(old, copied.visits)


def _copy_timetables(old: Sequence[Visit], new: Sequence[Visit]) -> None:
    """Both in the order of the week; what was for one visitor comes along with them."""
    kept = kept_of(visit.id for visit in old)
    for was, visit in zip(old, new, strict=True):
        if was.id in kept:
            put_back(visit, kept[was.id])


def _copy_rondes(source: Programme, programme: Programme, used: set[int]) -> dict[int, int]:
    """{old id: new id}"""
    copied = {}
    for ronde in Ronde.objects.filter(programme=source, pk__in=used):
        old, ronde.pk, ronde.programme = ronde.pk, None, programme
        ronde.save(force_insert=True)
        copied[old] = ronde.pk
    return copied


def _copied(visit: Visit, shift: dt.timedelta, week: Week, rondes: dict[int, int]) -> Visit:
    visit = moved(visit, day=visit.day + shift, start=visit.start)
    return replace(
        visit,
        id=0,
        revision=0,
        is_fixed=False,
        ronde=rondes.get(visit.ronde) if visit.ronde else None,
        people=tuple(part for part in visit.people if part.person in week.people),
    )


@dataclass(frozen=True)
class LeftOut:
    """Who and what was in the programme that this one was copied from, and is not in this one."""

    ended: list[Mandataris]
    people: list[Mandataris]
    stopped: list[Zorgdienst]
    services: list[Zorgdienst]


def left_out(programme: Programme) -> LeftOut:
    people = Mandataris.objects.filter(programmes=programme.copied_from).exclude(programmes=programme)
    people = people.prefetch_related("mandaten")
    services = Zorgdienst.objects.filter(programmes=programme.copied_from).exclude(programmes=programme)
    ended = list(people.ended(programme.first_day))
    rest = list(services)
    return LeftOut(
        ended=ended,
        people=[person for person in people if person not in ended],
        stopped=[service for service in rest if not service.is_active],
        services=[service for service in rest if service.is_active],
    )


@transaction.atomic
def shift_visits(programme: Programme, *, days: int, by: User, now: dt.datetime) -> None:
    """All visits of the draft move by so many days, on the same hours; may raise NonexistentTimeError."""
    week = load_week(programme)
    shift = dt.timedelta(days=days)
    store(
        programme,
        week,
        put=[moved(visit, day=visit.day + shift, start=visit.start) for visit in week.visits],
        label=f"Alle bezoeken {abs(days)} {'dag' if abs(days) == 1 else 'dagen'} {'later' if days > 0 else 'vroeger'}",
        by=by,
        now=now,
    )
