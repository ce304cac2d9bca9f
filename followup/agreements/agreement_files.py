"""The agreements as a spreadsheet, on paper and as a calendar: from data to bytes."""

import datetime as dt
from collections.abc import Mapping, Sequence

from icalendar import Event

from followup.agreements.listing import Line
from followup.models import Afspraak
from followup.workbooks import Sheet, workbook
from invitations.agendas.calendars import published_calendar
from programmes.documents import document
from programmes.models import Programme
from programmes.times import local

HEADER = (
    *("Afspraak", "Toelichting", "Soort", "Dienst", "Initiatief", "Van de dienst", "Van het bestuur"),
    *("Tegen", "Toestand", "Afgerond op", "Afgerond door", "Hoe afgelopen", "Intern"),
)
WIDTHS = (42, 42, 20, 28, 16, 26, 26, 13, 16, 13, 22, 42, 9)


def agreements_xlsx(found: Sequence[Line]) -> bytes:
    """One row each, days as days."""
    rows = [HEADER, *map(_row, found)]
    return workbook([Sheet("Afspraken", rows, WIDTHS, freeze="B2", has_filter=True)])


def _row(line: Line) -> tuple[str | dt.date | None, ...]:
    one = line.afspraak
    return (
        one.title,
        one.text,
        one.get_kind_display(),
        one.zorgdienst.name if one.zorgdienst else "",
        one.get_initiative_display(),
        ", ".join(person.name for person in one.contactpersonen.all()),
        ", ".join(person.name for person in one.mandatarissen.all()),
        one.due_on,
        "te laat" if line.is_late else one.get_state_display(),
        local(one.done_at).date() if one.done_at else None,
        one.done_by,
        one.done_note,
        "" if one.is_shared else "ja",
    )


def agreements_pdf(programme: Programme, groups: Sequence[tuple[str, Sequence[Line]]], *, today: dt.date) -> bytes:
    return document("afspraken", {"programme": programme, "groups": groups, "today": today})


def agreements_calendar(title: str, found: Sequence[Line], *, changed: Mapping[int, dt.datetime], domain: str) -> bytes:
    """A whole-day event for each that is open and has a day; `changed`: {key: when something last happened with it}.

    The same facts give the same bytes, so that an ETag holds.
    """
    calendar = published_calendar(f"Afspraken · {title}")
    for line in found:
        if line.afspraak.is_open and line.afspraak.due_on:
            calendar.add_component(_event(line.afspraak, line, changed, domain))
    content: bytes = calendar.to_ical()
    return content


def _event(one: Afspraak, line: Line, changed: Mapping[int, dt.datetime], domain: str) -> Event:
    assert one.due_on  # noqa: S101 (tells the type checker)
    event = Event()
    event.add("uid", f"afspraak-{one.key}@{domain}")
    event.add("summary", f"{one.title} ({one.zorgdienst.name})" if one.zorgdienst else one.title)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    facts = [one.text, f"Wie: {', '.join(line.owners)}", f"Soort: {one.get_kind_display()}"]
    event.add("description", "\n".join(filter(None, facts)))
    stamp = changed.get(one.pk, one.made_at).astimezone(dt.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    return event
