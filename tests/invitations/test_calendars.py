"""A programme as a calendar: parsed back, and held against RFC 5545."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar, Event

from invitations.agendas.calendars import Stamp, empty_calendar, person_calendar
from invitations.agendas.events import uid_of
from programmes.schedules import person_schedule
from programmes.times import BRUSSELS
from programmes.week import Participation, Visit, Week
from tests.programmes.weeks import MONDAY, TUESDAY, person, service, visit, week

UID, UID_8 = (uid_of(visit, 1, "expeditie.example") for visit in (7, 8))
PUBLISHED = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
LINDE = service(1, address="Lindestraat 1, 8000 Leiedorp", point=(50.927, 3.2), parking="Achteraan", clothing="Schort")


def calendar(*visits: Visit, ledger: dict[int, Stamp] | None = None, **info: Any) -> bytes:
    one = week(*visits, people=(person(1), person(2, "Bo Maes", function="schepen")), services=(LINDE,), **info)
    return of(one, ledger=ledger)


def of(one: Week, *, ledger: dict[int, Stamp] | None = None, without: Collection[int] = ()) -> bytes:
    schedule = person_schedule(one, 1)
    assert schedule is not None
    return person_calendar(
        schedule, published_at=PUBLISHED, domain="expeditie.example", ledger=ledger or {}, without=without
    )


def events(content: bytes) -> list[Event]:
    return Calendar.from_ical(content).events


def test_a_werkvorm_that_no_longer_exists_is_told_as_it_was() -> None:
    (event,) = events(calendar(replace(visit(7, people=(1, 2)), werkvorm="theekransje")))
    assert "Werkvorm: theekransje" in str(event["DESCRIPTION"])


def test_an_event_tells_what_where_and_when() -> None:
    (event,) = events(calendar(visit(7, people=(1, 2))))
    assert str(event["SUMMARY"]) == "De Linde · Expeditie Zorg"
    assert str(event["LOCATION"]) == "De Linde, Lindestraat 1, 8000 Leiedorp"
    assert event["GEO"].to_ical() == "50.927;3.2"
    assert event.start == dt.datetime(2025, 2, 24, 9, 30, tzinfo=BRUSSELS)
    assert event.end == dt.datetime(2025, 2, 24, 10, 30, tzinfo=BRUSSELS)
    assert event["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert str(event["STATUS"]) == "CONFIRMED"


def test_the_uid_is_of_this_person_at_this_visit_and_stays() -> None:
    (before,) = events(calendar(visit(7)))
    (after,) = events(calendar(visit(7, "14.00-15.00", day=TUESDAY), ledger={7: Stamp(UID, 4, PUBLISHED)}))
    assert str(before["UID"]) == str(after["UID"]) == UID
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 4)


def test_dtstamp_is_the_moment_of_change_so_that_bytes_stay_the_same() -> None:
    (event,) = events(calendar(visit(7)))
    assert event["DTSTAMP"].to_ical() == event["LAST-MODIFIED"].to_ical() == b"20250212T093000Z"
    assert calendar(visit(7)) == calendar(visit(7))
    (later,) = events(calendar(visit(7), ledger={7: Stamp(UID, 1, PUBLISHED + dt.timedelta(hours=1))}))
    assert later["DTSTAMP"].to_ical() == b"20250212T103000Z"


def test_an_event_keeps_its_uid_when_the_site_gets_another_name() -> None:
    (event,) = events(calendar(visit(7), ledger={7: Stamp("bezoek-7-1@oud.example", 1, PUBLISHED)}))
    assert str(event["UID"]) == "bezoek-7-1@oud.example"


def test_what_was_declined_is_not_in_the_feed() -> None:
    one = week(visit(7), visit(8, day=TUESDAY), services=(LINDE,))
    assert [str(event["UID"]) for event in events(of(one, without={7}))] == [UID_8]


def test_a_visit_that_goes_is_gone_from_the_calendar() -> None:
    assert [str(event["UID"]) for event in events(calendar(visit(7), visit(8, day=TUESDAY)))] == [
        UID,
        UID_8,
    ]
    assert [str(event["UID"]) for event in events(calendar(visit(8, day=TUESDAY)))] == [UID_8]


def test_the_description_has_what_one_needs_on_the_way() -> None:
    own = visit(7, people=(Participation(1, is_spokesperson=True, note="Breng je badge mee"), 2), activity="Meedraaien")
    info = {"start_place": "Markt 1", "start_point": (50.9, 3.2), "contact_name": "Els", "contact_phone": "056 1"}
    (event,) = events(calendar(replace(own, werkvorm="jobruil", remarks="Kom langs achter."), **info))
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Vertrek om 9.10 aan het gemeentehuis (6 min met de auto).",
        "Werkvorm: jobruil of meedraaien",
        "Wie ontvangt je: Griet Declercq (directeur), 051 00 00 01",
        "Kledij: Schort",
        "Parkeren: Achteraan",
        "Voor jou: Breng je badge mee",
        "Jouw rol: woordvoerder",
        "Wat gebeurt er: Meedraaien",
        "Goed om te weten: Kom langs achter.",
        "Met: Bo Maes (schepen)",
        "Vragen? Els, 056 1",
    ]


def test_who_comes_later_is_in_the_calendar_at_their_own_hours() -> None:
    (event,) = events(calendar(visit(7, "9.00-12.00", people=(Participation(1, start=600, end=660),))))
    assert (event.start.hour, event.end.hour) == (10, 11)
    assert "Het hele bezoek duurt: van 9.00 tot 12.00" in str(event["DESCRIPTION"]).splitlines()


def test_the_feed_is_published_and_asks_nobody_anything() -> None:
    parsed = Calendar.from_ical(calendar(visit(7), title="Expeditie Zorg 2025"))
    assert str(parsed["METHOD"]) == "PUBLISH"
    assert str(parsed["X-WR-CALNAME"]) == str(parsed["NAME"]) == "Expeditie Zorg 2025"
    assert parsed["REFRESH-INTERVAL"].dt == dt.timedelta(hours=1)
    assert parsed["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert [event.get("ATTENDEE") or event.get("ORGANIZER") for event in parsed.events] == [None]


def test_lines_end_and_fold_as_the_standard_wants() -> None:
    content = calendar(visit(7, remarks="Een heel lange opmerking, met komma's; en punten. " * 5))
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (event,) = events(content)
    assert "Een heel lange opmerking, met komma's; en punten. " * 5 in str(event["DESCRIPTION"])


def test_text_cannot_write_lines_of_its_own() -> None:
    (event,) = events(calendar(visit(7, title="Linde\r\nATTENDEE:mailto:x@example.be")))
    assert event.get("ATTENDEE") is None


@pytest.mark.parametrize(
    ("day", "start_utc"),
    [
        (dt.date(2026, 3, 28), "2026-03-28T08:30:00+00:00"),
        (dt.date(2026, 3, 29), "2026-03-29T07:30:00+00:00"),
        (dt.date(2026, 3, 30), "2026-03-30T07:30:00+00:00"),
        (dt.date(2026, 10, 24), "2026-10-24T07:30:00+00:00"),
        (dt.date(2026, 10, 25), "2026-10-25T08:30:00+00:00"),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clock_changes(day: dt.date, start_utc: str) -> None:
    content = calendar(visit(7, day=day))
    assert f"DTSTART;TZID=Europe/Brussels:{day:%Y%m%d}T093000".encode() in content
    (event,) = events(content)
    assert event.start.astimezone(dt.UTC).isoformat() == start_utc


def test_the_time_zone_is_a_constant_rule() -> None:
    (zone,) = Calendar.from_ical(calendar(visit(7))).timezones
    assert [(part.name, part["RRULE"].to_ical(), part["TZOFFSETTO"].to_ical()) for part in zone.subcomponents] == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "+0200"),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "+0100"),
    ]


def test_the_time_zone_says_what_the_tables_say() -> None:
    """Our constant rule against the tz database, around each change of the clock for ten years."""
    (zone,) = Calendar.from_ical(calendar(visit(7))).timezones
    brussels = zone.to_tz()
    for year in range(2025, 2035):
        for month in (3, 10):
            last_sunday = max(day for n in range(25, 32) if (day := dt.date(year, month, n)).weekday() == 6)
            for shift in (-1, 0, 1):
                noon = dt.datetime.combine(last_sunday + dt.timedelta(days=shift), dt.time(12))
                assert noon.replace(tzinfo=brussels).utcoffset() == noon.replace(tzinfo=BRUSSELS).utcoffset()


def test_an_empty_calendar_is_a_valid_one() -> None:
    parsed = Calendar.from_ical(empty_calendar("Expeditie Zorg"))
    assert (str(parsed["X-WR-CALNAME"]), parsed.events, len(parsed.timezones)) == ("Expeditie Zorg", [], 1)


def test_a_visit_without_a_place_has_no_location() -> None:
    (event,) = events(calendar(visit(7, kind="vrij", service=None, title="Koffie", host=None)))
    assert (event.get("LOCATION"), event.get("GEO")) == (None, None)
    assert str(event["SUMMARY"]) == "Koffie · Expeditie Zorg"
    assert event.start.date() == MONDAY


def test_nobody_guesses_an_identifier(settings: Any) -> None:
    assert re.fullmatch(r"bezoek-7-1-[0-9a-f]{24}@expeditie\.example", UID)
    settings.LINK_KEY = "een andere sleutel"
    assert uid_of(7, 1, "expeditie.example") != UID
