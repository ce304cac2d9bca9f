"""Run sheets as PDF: A4, one page a day where it fits, tagged, readable in black and white."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from press.runsheets.codes import (
    overview_code,
    overview_url,
    person_code,
    person_urls,
    visit_code,
    visit_urls,
)
from press.runsheets.drivers import Drive
from press.runsheets.sheets import SheetDay, Sheets, person_days, service_days, whole_day
from programmes.documents import draw, join_pdf
from programmes.times import local
from programmes.week import Person, Service

if TYPE_CHECKING:
    from weasyprint import Document

DAY, SERVICES, PEOPLE, DRIVERS = "dag", "diensten", "personen", "chauffeurs"
KINDS = (DAY, SERVICES, PEOPLE, DRIVERS)
MOST_LINES = 12  # on a page
MANY = 99


def people_pdf(sheets: Sheets, people: Iterable[Person], day: dt.date | None, *, now: dt.datetime) -> bytes:
    """All days when `day` is None. At least one person."""
    return join_pdf(_people(sheets, list(people), day, now=now))


def services_pdf(sheets: Sheets, services: Iterable[Service], day: dt.date | None, *, now: dt.datetime) -> bytes:
    return join_pdf(_services(sheets, list(services), day, now=now))


def drives_pdf(sheets: Sheets, found: Iterable[Drive], day: dt.date | None) -> bytes:
    return join_pdf(_drives(sheets, found, day))


def day_pdf(sheets: Sheets, day: dt.date) -> bytes:
    return join_pdf([_day(sheets, day)])


def all_pdf(sheets: Sheets, day: dt.date, kinds: Iterable[str], *, now: dt.datetime) -> bytes | None:
    """Everything of these KINDS that there is on that day, in one file for the printer; None when there is nothing."""
    drawn: list[Document] = []
    chosen = set(kinds)
    if DAY in chosen:
        drawn.append(_day(sheets, day))
    if SERVICES in chosen:
        drawn += _services(sheets, sheets.services_on(day), day, now=now)
    if PEOPLE in chosen:
        drawn += _people(sheets, sheets.people_on(day), day, now=now)
    if DRIVERS in chosen:
        drawn += _drives(sheets, sheets.drives_on(day), day)
    return join_pdf(drawn) if drawn else None


def _people(sheets: Sheets, people: list[Person], day: dt.date | None, *, now: dt.datetime) -> "Iterator[Document]":
    urls = person_urls(sheets.programme, [person.id for person in people], now=now)
    for person in people:
        yield _draw(
            sheets,
            "draaiboek_persoon",
            person_days(sheets, person.id, day),
            person=person,
            drivers=sheets.drivers_of(person.id),
            qr=person_code(urls.get(person.id, ""), person.name),
        )


def _services(
    sheets: Sheets, services: list[Service], day: dt.date | None, *, now: dt.datetime
) -> "Iterator[Document]":
    found = [(service, service_days(sheets, service.id, day)) for service in services]
    shown = [line.entry.visit for _, days in found for one in days for line in one.lines]
    visits = {visit.id: visit for visit in shown if visit.is_visit}
    urls = visit_urls(sheets.programme, visits, now=now) if local(now).date() <= sheets.programme.links_end_on else {}
    codes = {key: visit_code(url, sheets.week, visits[key]) for key, url in urls.items()}
    for service, days in found:
        coded = [(one, [(line, codes.get(line.entry.visit.id, "")) for line in one.lines]) for one in days]
        yield _draw(sheets, "draaiboek_dienst", coded, service=service)


def _drives(sheets: Sheets, found: Iterable[Drive], day: dt.date | None) -> "Iterator[Document]":
    for drive in found:
        days = [one for one in drive.days if day in (None, one.day)]
        yield _draw(sheets, "draaiboek_chauffeur", days, drive=drive)


def _day(sheets: Sheets, day: dt.date) -> "Document":
    shown: SheetDay = whole_day(sheets, day)
    qr = overview_code(overview_url(sheets.programme, day))
    rides = [(drive, one) for drive in sheets.drives for one in drive.days if one.day == day]
    return _draw(sheets, "draaiboek_dag", [shown], rides=rides, qr=qr)


def _draw(sheets: Sheets, template: str, days: list[Any], **context: Any) -> "Document":
    """One page a day when a smaller letter does it; otherwise large letters, on as many pages as it takes."""
    info = {"schedule": {"info": sheets.week.info}, "info": sheets.week.info, "version": sheets.version}
    pages = max(len(days), 1) if _may_fit(days) else None
    return draw(template, {"days": days, **info, **context}, pages=pages, spare=MANY)


def _may_fit(days: list[Any]) -> bool:
    """Whether it is worth trying: of a long day one knows beforehand."""
    lines = (one.lines for one in days if isinstance(one, SheetDay))
    return all(len(found) <= MOST_LINES for found in lines)
