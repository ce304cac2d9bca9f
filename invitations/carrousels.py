"""Whoever signed up for a carousel hears of it: that it is in, which seats they got, that they are out again."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from invitations.by_programme import each
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post
from invitations.models import Agendapunt, Bericht
from programmes.models import Carrousel, Inschrijving, Programme, Werkvorm
from programmes.models.carrousel import NO_CAROUSEL
from programmes.times import local, moment
from programmes.tokens import token_from
from programmes.versions import published_week
from programmes.week import Visit
from programmes.werkvormen.carrousel.day import Day

KIND = Bericht.Kind.INSCHRIJVING


def tell_sign_ups(now: dt.datetime) -> None:
    """The duty: that the day is no carousel any more, or is one again; and one mail for what changed since the last."""
    coming = Programme.objects.filter(last_day__gte=local(now).date())
    turned = Carrousel.objects.turned().values("bezoek__programme")
    each(coming.filter(pk__in=turned), tell_of_format, now=now)
    untold = Inschrijving.objects.untold().values("carrousel__bezoek__programme")
    each(coming.filter(pk__in=untold), tell_of_programme, now=now)


@transaction.atomic
def tell_of_format(programme: Programme, *, now: dt.datetime) -> int:
    """As it was published. Whoever signed up hears it once; when it is a carousel again, their programme comes anew."""
    week, made = published_week(programme), 0
    turned = Carrousel.objects.turned().filter(bezoek__programme=programme)
    for carrousel in turned.select_related("bezoek").select_for_update(of=("self",)) if week else ():
        visit = week.by_id.get(carrousel.bezoek_id) if week else None
        if visit is None or visit.day < local(now).date():
            continue
        day, was_told = Day(carrousel, visit), carrousel.told_stamp == NO_CAROUSEL
        if day.is_carousel == was_told:
            made += _turned(programme, day, now=now)
    return made


def _turned(programme: Programme, day: Day, *, now: dt.datetime) -> int:
    rows = day.carrousel.inschrijvingen.active()
    if day.is_carousel:
        rows.update(revision=F("revision") + 1)
        stamp = day.stamp if day.carrousel.allocated_at else ""
    else:
        rows.update(told_revision=F("revision"))
        stamp = NO_CAROUSEL
    Carrousel.objects.filter(pk=day.carrousel.pk).update(told_stamp=stamp)
    told = [] if day.is_carousel else rows.exclude(email="")
    items = [_off(programme, row, day.visit, day.carrousel.bezoek.name, is_over=False) for row in told]
    return post(programme.bestuur, items, programme=programme, now=now)


@transaction.atomic
def tell_of_programme(programme: Programme, *, now: dt.datetime) -> int:
    """Returns how many messages are new; what is not published, waits."""
    week = published_week(programme)
    untold = Inschrijving.objects.untold().filter(carrousel__bezoek__programme=programme)
    items, told, calendars = [], [], _calendars(programme)
    days: dict[int, Day] = {}
    for row in untold.select_related("carrousel__bezoek").select_for_update(of=("self",)):
        visit = week.by_id.get(row.carrousel.bezoek_id) if week else None
        if visit is None or (visit.werkvorm != Werkvorm.CARROUSEL and not row.withdrawn_at):
            continue
        day = days.setdefault(row.carrousel_id, Day(row.carrousel, visit))
        is_again = row.again_on == local(now).date()
        if is_again or not _is_told_by_calendar(day, row, calendars, now=now):
            items.append(_item(programme, day, row, is_again=is_again))
        told.append(row.pk)
    Inschrijving.objects.filter(pk__in=told).update(told_revision=F("revision"))
    return post(programme.bestuur, items, programme=programme, now=now)


def _calendars(programme: Programme) -> set[tuple[int, int | None]]:
    """(visit, person) of the guests who have the visit in their calendar."""
    rows = Agendapunt.objects.filter(programme=programme, method=Agendapunt.Method.REQUEST)
    return set(rows.exclude(partstat=Agendapunt.Partstat.DECLINED).values_list("visit", "mandataris"))


def _is_told_by_calendar(
    day: Day, row: Inschrijving, calendars: set[tuple[int, int | None]], *, now: dt.datetime
) -> bool:
    """A guest who knows that they are in: until it begins, the invitation says where they sit (agendas.seats)."""
    is_coming = moment(day.visit.day, day.visit.start) > now and (day.visit.id, row.mandataris_id) in calendars
    return is_coming and row.told_revision > 0 and bool(_seats(day, row))


def tell_cancelled(programme: Programme, visits: Sequence[int]) -> None:
    """Whoever signed up, and heard of it, hears that the day is off: their sign-up goes with the visit."""
    told = Inschrijving.objects.active().filter(carrousel__bezoek__in=visits, told_revision__gt=0).exclude(email="")
    rows = list(told.select_related("carrousel"))
    week = published_week(programme) if rows else None
    if week is None:
        return
    now = timezone.now()
    shown = ((row, week.by_id.get(row.carrousel.bezoek_id)) for row in rows)
    coming = [(row, visit) for row, visit in shown if visit and visit.day >= local(now).date()]
    items = [_off(programme, row, visit, week.name_of(visit), is_over=True) for row, visit in coming]
    post(programme.bestuur, items, programme=programme, now=now)


def _off(programme: Programme, row: Inschrijving, visit: Visit, name: str, *, is_over: bool) -> Item:
    """`is_over`: the whole visit; else it goes on in another format, and nobody has to sign up."""
    recipient = Recipient(row.name, row.email)
    context = {"bestuur": programme.bestuur, "programme": programme, "recipient": recipient, "visit": visit}
    subject = f"Gaat niet door: {name}" if is_over else f"Geen praktijkcarrousel meer: {name}"
    return Item(
        kind=KIND,
        recipient=recipient,
        thing=f"inschrijving-{row.pk}",
        version=str(row.revision + 1) if is_over else f"{row.revision}-vorm",
        mail=mails.render("inschrijving_af", subject=subject, about=name, is_over=is_over, **context),
        cause="Een praktijkcarrousel die niet doorgaat",
    )


def _item(programme: Programme, day: Day, row: Inschrijving, *, is_again: bool) -> Item:
    """`is_again`: somebody signed up with their address once more today."""
    name, recipient = day.carrousel.bezoek.name, Recipient(row.name, row.email)
    seats = _seats(day, row)
    waits = bool(day.carrousel.allocated_at and not seats and not row.withdrawn_at)
    subject = f"Je bent ingeschreven: {name}"
    if row.withdrawn_at:
        subject = f"Je bent uitgeschreven: {name}"
    elif waits:
        subject = f"Je staat op de wachtlijst: {name}"
    elif seats:
        subject = f"Jouw programma: {name}"
    site: str = settings.SITE_URL
    context: dict[str, Any] = {
        "bestuur": programme.bestuur,
        "programme": programme,
        "recipient": recipient,
        "row": row,
        "about": name,
        "visit": day.visit,
        "seats": seats,
        "waits": waits,
        "is_again": is_again and not row.withdrawn_at,
        "url": site + reverse("inschrijving", args=[token_from(row.nonce)]),
    }
    return Item(
        kind=KIND,
        recipient=recipient,
        thing=f"inschrijving-{row.pk}",
        version=str(row.revision),
        mail=mails.render("inschrijving", subject=subject, **context),
        cause="Een inschrijving, of wat er aan veranderde",
    )


def _seats(day: Day, row: Inschrijving) -> list[Any]:
    if day.carrousel.allocated_at is None or row.withdrawn_at:
        return []
    person = day.number_of(row.pk)
    bundle = () if person is None else day.bundles[person]
    return day.lines_for(bundle) if bundle else []
