"""The list taken along: a spreadsheet, a PDF, and a feed for calendars."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from followup.agreements import acts
from followup.models import Afspraak, Nazorglink
from followup.sharing import shared_token
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from tests.factories import MONDAY, at
from tests.followup.afspraken import make_afspraak
from tests.invitations.pdfs import assert_tagged, read, words

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "12.00")
DUE = MONDAY + dt.timedelta(days=21)
ARGS = ["leiedorp", "2025"]


def midnight(day: dt.date) -> dt.datetime:
    """A day as a spreadsheet gives it back."""
    return dt.datetime.combine(day, dt.time())


@pytest.fixture
def agreed(visit: Bezoek, an: Mandataris, griet: Contactpersoon) -> Programme:
    both = {"council": [an], "service": [griet], "zorgdienst": visit.zorgdienst}
    make_afspraak(visit.programme, **both, text="Per kamer")
    make_afspraak(visit.programme, title="Geheim", **both, is_shared=False)
    make_afspraak(
        visit.programme, title="Klaar", **both, state="gedaan", done_at=NOW, done_by="Griet", done_note="Gemaild"
    )
    return visit.programme


def test_the_spreadsheet_has_them_all_with_days_as_days(staff: Client, agreed: Programme) -> None:
    response = staff.get(reverse("afspraken-xlsx", args=ARGS))
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert response.headers["Content-Disposition"] == 'attachment; filename="expeditie-zorg-afspraken.xlsx"'
    assert [(row[0], row[3], row[5], row[6], row[8], row[12]) for row in rows] == [
        ("Afspraak", "Dienst", "Van de dienst", "Van het bestuur", "Toestand", "Intern"),
        ("De cijfers bezorgen", "De Linde", "Griet", "An Aerts", "open", None),
        ("Geheim", "De Linde", "Griet", "An Aerts", "open", "ja"),
        ("Klaar", "De Linde", "Griet", "An Aerts", "gedaan", None),
    ]
    assert (rows[1][7], rows[3][9], rows[3][11]) == (midnight(DUE), midnight(MONDAY), "Gemaild")


@pytest.mark.parametrize("title", ["=1+1", '=HYPERLINK("https://x.example")', "bel\x0b"])
def test_no_text_becomes_a_formula_or_breaks_the_file(staff: Client, programme: Programme, title: str) -> None:
    make_afspraak(programme, title=title)
    content = staff.get(reverse("afspraken-xlsx", args=ARGS)).content
    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type) == (title.rstrip("\x0b"), "s")


def test_an_evening_in_brussels_is_that_day_in_the_spreadsheet(staff: Client, programme: Programme) -> None:
    make_afspraak(programme, state="gedaan", done_at=at(MONDAY, "0.30"))
    sheet = load_workbook(io.BytesIO(staff.get(reverse("afspraken-xlsx", args=ARGS)).content)).active
    assert sheet["J2"].value == midnight(MONDAY)


def test_the_pdf_is_for_everybody_and_leaves_out_what_is_internal(staff: Client, agreed: Programme) -> None:
    pdf = read(staff.get(reverse("afspraken-pdf", args=ARGS)).content)
    text = words(pdf)
    assert_tagged(pdf)
    assert [part in text for part in ("Per kamer", "maandag 17 maart", "An Aerts", "Gemaild", "Geheim")] == [
        *(True, True, True, True),
        False,
    ]


def test_without_agreements_there_is_a_page_that_says_so(staff: Client, programme: Programme) -> None:
    text = words(read(staff.get(reverse("afspraken-pdf", args=ARGS)).content))
    assert "Er zijn nog geen afspraken om te delen." in text


@pytest.fixture
def feed(staff: Client, agreed: Programme) -> str:
    staff.post(reverse("afspraken-link", args=ARGS))
    return reverse("afspraken-feed", args=[shared_token(Nazorglink.objects.get())])


def test_the_feed_has_what_is_open_and_shared_on_its_day(client: Client, feed: str, agreed: Programme) -> None:
    response = client.get(feed)
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    one = Afspraak.objects.get(title="De cijfers bezorgen")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(calendar["METHOD"]), str(event["UID"])) == ("PUBLISH", f"afspraak-{one.key}@localhost")
    assert (str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND")) == (
        *("De cijfers bezorgen (De Linde)", DUE, DUE + dt.timedelta(days=1)),
    )
    assert str(event["DESCRIPTION"]) == "Per kamer\nWie: Griet, An Aerts\nSoort: informatie bezorgen"


def test_a_minor_has_no_name_on_what_is_handed_out(
    client: Client, staff: Client, feed: str, agreed: Programme, an: Mandataris
) -> None:
    Mandataris.objects.filter(pk=an.pk).update(is_minor=True)
    told = [
        words(read(staff.get(reverse("afspraken-pdf", args=ARGS)).content)),
        client.get(feed).text.replace("\r\n ", ""),
    ]
    assert [("An Aerts" in text, "een minderjarige gast" in text) for text in told] == [(False, True)] * 2
    assert "An Aerts" in staff.get(reverse("afspraak-list", args=ARGS)).text


def test_the_feed_is_fetched_again_only_when_something_changed(client: Client, feed: str) -> None:
    tag = client.get(feed).headers["ETag"]
    assert client.get(feed, headers={"if-none-match": tag}).status_code == 304
    later = NOW + dt.timedelta(hours=1)
    one = Afspraak.objects.get(title="De cijfers bezorgen")
    acts.move(one, due_on=DUE + dt.timedelta(days=7), reason="x", by="Griet", now=later)
    response = client.get(feed, headers={"if-none-match": tag})
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTSTAMP")) == (DUE + dt.timedelta(days=7), later)


def test_a_new_link_ends_the_old_one_and_it_can_be_withdrawn(staff: Client, client: Client, feed: str) -> None:
    staff.post(reverse("afspraken-link", args=ARGS))
    assert client.get(feed).status_code == 410
    new = reverse("afspraken-feed", args=[shared_token(Nazorglink.objects.get(revoked_at=None))])
    assert client.get(new).status_code == 200
    page = staff.get(reverse("afspraak-list", args=ARGS)).context
    assert (page["feed"], page["webcal"]) == (f"http://localhost:8000{new}", f"webcal://localhost:8000{new}")
    staff.post(reverse("afspraken-link", args=ARGS), {"weg": "ja"})
    assert client.get(new).status_code == 410
    assert staff.get(reverse("afspraak-list", args=ARGS)).context["feed"] == ""


def test_an_unknown_link_does_not_exist(client: Client, db: None) -> None:
    assert client.get(reverse("afspraken-feed", args=["x"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_takes_a_fixed_number_of_queries(
    client: Client, staff: Client, programme: Programme, an: Mandataris, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        make_afspraak(programme, council=[an])
    staff.post(reverse("afspraken-link", args=ARGS))
    url = reverse("afspraken-feed", args=[shared_token(Nazorglink.objects.get())])
    with django_assert_num_queries(5):
        client.get(url)
