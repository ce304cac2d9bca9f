"""Run sheets as PDF: A4, one page a day where it fits, tagged, readable in black and white."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from press.runsheets.codes import (
    overview_code,
    overview_url,
    person_code,
    person_urls,
    visit_code,
    visit_urls,
)
from press.runsheets.drivers import Drive
from press.runsheets.sheets import SheetDay, Sheets, load_sheets, person_days, service_days, whole_day
from programmes.documents import join_pdf
from programmes.models import Programme
from programmes.papers import Paper, Part
from programmes.times import day_name, local
from programmes.week import Person, Service

DAY, SERVICES, PEOPLE, DRIVERS = "dag", "diensten", "personen", "chauffeurs"
KINDS = (DAY, SERVICES, PEOPLE, DRIVERS)
ALL = "alles"
NAMES = {
    ALL: "Alle draaiboeken",
    DAY: "Draaiboek",
    SERVICES: "Draaiboek per dienst",
    PEOPLE: "Draaiboek per persoon",
    DRIVERS: "Draaiboek per chauffeur",
}
MOST_LINES = 12  # on a page
MANY = 99


def people_pdf(sheets: Sheets, people: Iterable[Person], day: dt.date | None, *, now: dt.datetime) -> bytes:
    """All days when `day` is None. At least one person."""
    return _pdf(_people(sheets, list(people), day, now=now))


def services_pdf(sheets: Sheets, services: Iterable[Service], day: dt.date | None, *, now: dt.datetime) -> bytes:
    return _pdf(_services(sheets, list(services), day, now=now))


def drives_pdf(sheets: Sheets, found: Iterable[Drive], day: dt.date | None) -> bytes:
    return _pdf(_drives(sheets, found, day))


def run_sheets(programme: Programme, about: str, now: dt.datetime) -> Paper | None:
    """All of a day in one file for the printer, or all of one kind; `about`: '20250224-personen'."""
    read = re.fullmatch("([0-9]{8})-([a-z]+)", about)
    sheets = load_sheets(programme, today=local(now).date())
    day = next((one for one in sheets.days if read and f"{one:%Y%m%d}" == read[1]), None) if sheets else None
    if read is None or sheets is None or day is None or read[2] not in {ALL, *KINDS}:
        return None
    back = reverse("draaiboek-list", args=[programme.bestuur.slug, programme.slug])
    return Paper(
        f"{NAMES[read[2]]} van {day_name(day)}",
        f"draaiboek {read[2]} {day} versie {sheets.version.number}",
        f"{back}?dag={day}",
        "Draaiboeken",
        partial(_parts, sheets, day, set(KINDS) if read[2] == ALL else {read[2]}, now=now),
    )


def _parts(sheets: Sheets, day: dt.date, kinds: set[str], *, now: dt.datetime) -> Iterator[Part]:
    if DAY in kinds:
        yield _day(sheets, day)
    if SERVICES in kinds:
        yield from _services(sheets, sheets.services_on(day), day, now=now)
    if PEOPLE in kinds:
        yield from _people(sheets, sheets.people_on(day), day, now=now)
    if DRIVERS in kinds:
        yield from _drives(sheets, sheets.drives_on(day), day)


def _pdf(parts: Iterable[Part]) -> bytes:
    return join_pdf(part.drawn() for part in parts)


def _people(sheets: Sheets, people: list[Person], day: dt.date | None, *, now: dt.datetime) -> Iterator[Part]:
    urls = person_urls(sheets.programme, [person.id for person in people], now=now)
    for person in people:
        yield _part(
            sheets,
            "draaiboek_persoon",
            person_days(sheets, person.id, day),
            person=person,
            drivers=sheets.drivers_of(person.id),
            qr=person_code(urls.get(person.id, ""), person.name),
        )


def _services(sheets: Sheets, services: list[Service], day: dt.date | None, *, now: dt.datetime) -> Iterator[Part]:
    found = [(service, service_days(sheets, service.id, day)) for service in services]
    shown = [line.entry.visit for _, days in found for one in days for line in one.lines]
    visits = {visit.id: visit for visit in shown if visit.is_visit}
    urls = visit_urls(sheets.programme, visits, now=now) if local(now).date() <= sheets.programme.links_end_on else {}
    codes = {key: visit_code(url, sheets.week, visits[key]) for key, url in urls.items()}
    for service, days in found:
        coded = [(one, [(line, codes.get(line.entry.visit.id, "")) for line in one.lines]) for one in days]
        yield _part(sheets, "draaiboek_dienst", coded, service=service)


def _drives(sheets: Sheets, found: Iterable[Drive], day: dt.date | None) -> Iterator[Part]:
    for drive in found:
        days = [one for one in drive.days if day in (None, one.day)]
        yield _part(sheets, "draaiboek_chauffeur", days, drive=drive)


def _day(sheets: Sheets, day: dt.date) -> Part:
    shown: SheetDay = whole_day(sheets, day)
    qr = overview_code(overview_url(sheets.programme, day))
    rides = [(drive, one) for drive in sheets.drives for one in drive.days if one.day == day]
    return _part(sheets, "draaiboek_dag", [shown], rides=rides, qr=qr)


def _part(sheets: Sheets, template: str, days: list[Any], **context: Any) -> Part:
    """One page a day when a smaller letter does it; otherwise large letters, on as many pages as it takes."""
    info = {"schedule": {"info": sheets.week.info}, "info": sheets.week.info, "version": sheets.version}
    pages = max(len(days), 1) if _may_fit(days) else None
    return Part(template, {"days": days, **info, **context}, pages=pages, spare=MANY)


def _may_fit(days: list[Any]) -> bool:
    """Whether it is worth trying: of a long day one knows beforehand."""
    lines = (one.lines for one in days if isinstance(one, SheetDay))
    return all(len(found) <= MOST_LINES for found in lines)
