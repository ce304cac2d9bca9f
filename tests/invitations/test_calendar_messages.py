"""The text of a REQUEST and a CANCEL, property by property (RFC 5545 and 5546)."""

import datetime as dt

import pytest
from icalendar import Calendar

from invitations.agendas.reconciling import reconcile
from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.models import Mandataris, Programme
from tests.factories import MONDAY, at
from tests.invitations.agendas import LATER, NOW, event_in, make_invited, make_linde, publish, send


@pytest.fixture
def request_message(programme: Programme, an: Mandataris) -> Bericht:
    make_linde(programme, [an])
    make_links(programme, now=NOW)
    publish(programme)
    reconcile(programme, now=NOW)
    return Bericht.objects.get(kind="agenda")


def test_a_request_asks_one_person(request_message: Bericht, settings: object) -> None:
    calendar = Calendar.from_ical(request_message.calendar)
    event = event_in(request_message.calendar)
    assert (request_message.method, str(calendar["METHOD"]), len(calendar.timezones)) == ("REQUEST", "REQUEST", 1)
    attendee = event["ATTENDEE"]
    assert (str(attendee), dict(attendee.params)) == (
        "mailto:an@example.be",
        {
            "CN": "An Peeters",
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        },
    )
    assert (str(event["ORGANIZER"]), dict(event["ORGANIZER"].params)) == ("mailto:expeditie@localhost", {})


def test_a_request_says_what_where_and_when(request_message: Bericht, an: Mandataris) -> None:
    event = event_in(request_message.calendar)
    assert (event.start, event.end) == (at(MONDAY, "9.30"), at(MONDAY, "10.30"))
    assert [event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt] == [NOW, NOW]
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), event["GEO"].to_ical(), str(event["STATUS"])) == (
        "De Linde · Expeditie Zorg",
        "De Linde, Lindestraat 1, Leiedorp",
        "50.927;3.2",
        "CONFIRMED",
    )
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Wie ontvangt je: Griet Declercq (directeur), 051 12 34 56",
        "Kledij: Schort",
        "Parkeren: Achteraan",
    ]


def test_a_request_wakes_an_hour_before(request_message: Bericht) -> None:
    (alarm,) = event_in(request_message.calendar).walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"])) == (
        "DISPLAY",
        dt.timedelta(hours=-1),
        "De Linde",
    )


def test_lines_end_and_fold_as_the_standard_wants(request_message: Bericht) -> None:
    lines = request_message.calendar.encode().split(b"\r\n")
    assert (b"\n" in b"".join(lines), max(map(len, lines)) <= 75) == (False, True)


def test_the_personal_link_is_in_the_mail_and_not_in_the_calendar(request_message: Bericht, an: Mandataris) -> None:
    token = token_of(an.links.get())
    unfolded = request_message.calendar.replace("\r\n ", "")
    assert (token in request_message.text, token in request_message.html, token in unfolded) == (True, True, False)


def test_a_link_that_was_revoked_is_not_in_the_mail(programme: Programme, an: Mandataris) -> None:
    make_linde(programme, [an])
    make_links(programme, now=NOW)
    an.links.update(revoked_at=NOW)
    publish(programme)
    reconcile(programme, now=NOW)
    assert "/mijn/" not in Bericht.objects.get(kind="agenda").text


def test_the_organizer_is_the_bare_address_of_from(programme: Programme, an: Mandataris, settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL = "Expeditie Zorg <zorg@leiedorp.be>"  # type: ignore[attr-defined]
    make_linde(programme, [an])
    publish(programme)
    reconcile(programme, now=NOW)
    event = event_in(Bericht.objects.get(kind="agenda").calendar)
    assert str(event["ORGANIZER"]) == "mailto:zorg@leiedorp.be"


def test_a_cancel_repeats_the_event_without_an_alarm(programme: Programme, request_message: Bericht) -> None:
    send()
    asked = event_in(request_message.calendar)
    programme.bezoeken.all().delete()
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    message = Bericht.objects.get(state="wacht")
    event = event_in(message.calendar)
    assert (message.method, str(Calendar.from_ical(message.calendar)["METHOD"])) == ("CANCEL", "CANCEL")
    assert (str(event["STATUS"]), event["SEQUENCE"], event["DTSTAMP"].dt, event.walk("VALARM")) == (
        "CANCELLED",
        1,
        LATER,
        [],
    )
    for name in ("UID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "ORGANIZER", "ATTENDEE"):
        assert event[name].to_ical() == asked[name].to_ical()


def test_text_from_outside_cannot_write_lines_of_its_own(programme: Programme) -> None:
    person = make_invited(programme, 'An"\r\nX-KWAAD:ja\r\n')
    Mandataris.objects.filter(pk=person.pk).update(email="an@example.be")
    make_linde(programme, [person], title="Linde\r\nATTENDEE:mailto:x@example.be")
    publish(programme)
    reconcile(programme, now=NOW)
    event = event_in(Bericht.objects.get(kind="agenda").calendar)
    assert (str(event["ATTENDEE"]), event.get("X-KWAAD")) == ("mailto:an@example.be", None)
