"""The timetable behind a link: a host writes it for the visits that are theirs, a visitor reads it; and on paper."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from programmes.booklets import schedules_booklet
from programmes.drafts import store
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme, User
from programmes.times import BRUSSELS
from programmes.versions import publish
from programmes.week import moved
from programmes.werkvormen.onderdelen import timetable_of
from programmes.werkvormen.papers import cards_of
from tests.factories import MONDAY, make_bezoek, make_contactpersoon, make_mandataris, make_zorgdienst
from tests.programmes.werkvormen.timetable_rows import make_onderdeel, staff_url, titles

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


@pytest.fixture
def host(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet Declercq", phone="051 12 34 56")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, host: Contactpersoon, coordinator: User) -> Bezoek:
    """Published: a shift from nine to eleven, of two visitors."""
    bo = make_mandataris(programme.bestuur, first_name="Bo", last_name="Boone")
    service = make_zorgdienst(programme.bestuur, name="De Linde", contact=host, clothing="Gesloten schoenen")
    fields: dict[str, Any] = {"zorgdienst": service, "host": host, "werkvorm": "jobruil", "meeting_point": "Onthaal"}
    visit = make_bezoek(programme, start="9.00", end="11.00", people=[an, bo], **fields)
    make_onderdeel(visit, "Omkleden", minutes=10, clothing="Polo")
    make_onderdeel(visit, "Waterronde", minutes=40, who="Lies", place="Populier", hands_on="zelf", mandataris=an)
    make_onderdeel(visit, "Voorlezen", minutes=40, who="Omar", hands_on="zelf", mandataris=bo)
    make_onderdeel(visit, "Tillift", minutes=20, hands_on="kijken")
    make_links(programme, now=NOW)
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    return visit


def url(name: str, owner: Mandataris | Contactpersoon, *args: int) -> str:
    return reverse(name, args=[token_of(owner.links.get()), *args])


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def pdf_words(response: Any) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_visitor_reads_their_own_hours(visit: Bezoek, an: Mandataris, client: Client) -> None:
    text = words(client.get(url("mijn", an)))
    for part in ("Van uur tot uur", "Omkleden", "Waterronde", "Zelf doen", "Tillift", "Alleen meekijken", "9.50"):
        assert part in text
    assert "Voorlezen" not in text


def test_the_hours_are_those_of_the_published_visit(
    visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    week = load_week(visit.programme)
    later = moved(week.by_id[visit.pk], day=MONDAY, start=14 * 60)
    store(visit.programme, week, put=[later], label="x", by=coordinator, now=NOW)
    assert '<p class="line-hours">9.10</p>' in words(client.get(url("mijn", an)))
    assert timetable_of(load_week(visit.programme).by_id[visit.pk]).lines[1].hours == "14.10–14.50"


def test_a_host_reads_and_reaches_the_timetable_of_a_visit(visit: Bezoek, host: Contactpersoon, client: Client) -> None:
    text = words(client.get(url("gastheer", host)))
    assert "Wijzig het uurschema" in text
    text = words(client.get(url("gastheer-uurschema", host, visit.pk)))
    for part in ("9.10–9.50", "Waterronde", "Alleen An Aerts", "Alleen Bo Boone", "De bezoekers zien dit meteen"):
        assert part in text


def test_a_host_writes_the_shift(visit: Bezoek, host: Contactpersoon, client: Client) -> None:
    data = {"title": "Napraten", "minutes": "30"}
    answer: Any = client.post(url("gastheer-uurschema-add", host, visit.pk), data)
    row = visit.onderdelen.get(title="Napraten")
    assert answer.url == f"{url('gastheer-uurschema', host, visit.pk)}#onderdeel-{row.pk}"
    client.post(url("gastheer-onderdeel-move", host, row.pk), {"to": "omhoog"})
    assert titles(visit) == ["Omkleden", "Waterronde", "Voorlezen", "Napraten", "Tillift"]
    client.post(url("gastheer-onderdeel-edit", host, row.pk), data | {"title": "Koffie", "seen": "1"})
    assert titles(visit)[3] == "Koffie"
    client.get(url("gastheer-onderdeel-move", host, row.pk))
    client.post(url("gastheer-onderdeel-remove", host, row.pk))
    assert titles(visit) == ["Omkleden", "Waterronde", "Voorlezen", "Tillift"]


def test_a_host_keeps_what_was_typed_in_a_line_that_is_gone(
    visit: Bezoek, host: Contactpersoon, client: Client
) -> None:
    row = visit.onderdelen.get(title="Tillift")
    edit = url("gastheer-onderdeel-edit", host, row.pk)
    row.delete()
    text = words(client.post(edit, {"title": "Van mij", "minutes": "5", "visit": visit.pk}))
    assert "Iemand anders haalde dit onderdeel intussen weg." in text
    assert f'action="{url("gastheer-uurschema-add", host, visit.pk)}"' in text


def test_a_visit_that_is_off_the_board_takes_no_more_lines(visit: Bezoek, host: Contactpersoon, client: Client) -> None:
    key = visit.pk
    visit.delete()
    text = words(client.post(url("gastheer-uurschema-add", host, key), {"title": "Koffie", "minutes": "5"}))
    assert "Iemand anders heeft op hetzelfde ogenblik iets gewijzigd." in text


@pytest.mark.parametrize(
    "name",
    ["gastheer-uurschema", "gastheer-uurschema-add", "gastheer-uurschema-cards"],
)
def test_the_visits_of_another_do_not_exist(
    visit: Bezoek, host: Contactpersoon, coordinator: User, client: Client, name: str
) -> None:
    other = make_bezoek(visit.programme, start="14.00")
    line = make_onderdeel(other)
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW)
    assert client.get(url(name, host, other.pk)).status_code == 404
    for act in ("edit", "move", "remove"):
        assert client.post(url(f"gastheer-onderdeel-{act}", host, line.pk), {"to": "omhoog"}).status_code == 404


def test_what_is_not_published_does_not_exist_for_a_host(visit: Bezoek, host: Contactpersoon, client: Client) -> None:
    draft = make_bezoek(visit.programme, start="14.00", zorgdienst=visit.zorgdienst, host=host)
    assert client.get(url("gastheer-uurschema", host, draft.pk)).status_code == 404


# on paper


def test_a_visitor_has_their_own_hours_on_paper(visit: Bezoek, an: Mandataris, client: Client) -> None:
    response = client.get(url("mijn-pdf", an))
    text = pdf_words(response)
    hours = (
        "Van uur tot uur 9.00 Omkleden (Polo) 9.10 Waterronde zelf doen (Lies, Populier) 9.50 Tillift alleen meekijken"
    )
    assert (hours in text, "Voorlezen" in text) == (True, False)
    assert len(PdfReader(BytesIO(response.content)).pages) == 1


def test_the_paper_of_a_visitor_changes_with_the_timetable(visit: Bezoek, an: Mandataris, client: Client) -> None:
    path = url("mijn-pdf", an)
    tag = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=tag).status_code == 304
    visit.onderdelen.filter(title="Voorlezen").update(title="Zingen")
    assert client.get(path, headers=tag).status_code == 304
    visit.onderdelen.filter(title="Tillift").update(title="Koffie")
    assert "9.50 Koffie" in pdf_words(client.get(path, headers=tag))
    visit.onderdelen.all().delete()
    assert "Van uur tot uur" not in pdf_words(client.get(path, headers=tag))


def test_in_the_booklet_everyone_has_their_own_hours(visit: Bezoek) -> None:
    booklet = PdfReader(BytesIO(schedules_booklet(visit.programme, lambda _done, _total: None)))
    pages = [page.extract_text() for page in booklet.pages]
    assert [("Waterronde" in page, "Voorlezen" in page) for page in pages] == [(True, False), (False, True)]


def test_a_pocket_card_says_where_when_who_and_what_one_may_do(visit: Bezoek, an: Mandataris, client: Client) -> None:
    text = pdf_words(client.get(url("mijn-kaartje", an, visit.pk)))
    for part in (
        "An Aerts",
        "De Linde",
        "Maandag 24 februari, 9.00–11.00",
        "Afspreken Onthaal",
        "Griet Declercq, 051 12 34 56",
        "Kledij Gesloten schoenen",
        "9.10 Waterronde met Lies, Populier ZELF",
        "9.50 Tillift kijk mee",
        "Einde om 10.10",
        "ZELF mag je zelf doen.",
    ):
        assert part in text
    assert "Voorlezen" not in text


def test_a_host_and_a_coordinator_print_a_card_for_each(
    visit: Bezoek, host: Contactpersoon, coordinator: User, client: Client
) -> None:
    text = pdf_words(client.get(url("gastheer-uurschema-cards", host, visit.pk)))
    assert ("An Aerts" in text, "Bo Boone" in text) == (True, True)
    client.force_login(coordinator)
    response = client.get(staff_url("werkvorm-cards", visit.programme, visit.pk))
    assert pdf_words(response) == text
    assert response.headers["Content-Disposition"] == 'inline; filename="de-linde-2025-02-24-zakkaartjes.pdf"'


def test_the_agenda_is_one_page_with_minutes_and_speakers(visit: Bezoek, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    response = client.get(staff_url("werkvorm-agenda", visit.programme, visit.pk))
    assert len(PdfReader(BytesIO(response.content)).pages) == 1
    text = pdf_words(response)
    for part in ("Jobruil of meedraaien, maandag 24 februari, 9.00–11.00", "9.10 40 Waterronde (zelf doen)", "Lies"):
        assert part in text
    assert "Einde om 10.10" in text


def test_there_is_no_paper_of_an_empty_timetable(
    visit: Bezoek, an: Mandataris, host: Contactpersoon, coordinator: User, client: Client
) -> None:
    visit.onderdelen.all().delete()
    assert client.get(url("mijn-kaartje", an, visit.pk)).status_code == 404
    assert client.get(url("gastheer-uurschema-cards", host, visit.pk)).status_code == 404
    client.force_login(coordinator)
    assert client.get(staff_url("werkvorm-agenda", visit.programme, visit.pk)).status_code == 404


def test_a_visitor_has_no_card_of_a_visit_that_is_not_theirs(
    visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    other = make_bezoek(visit.programme, start="14.00")
    make_onderdeel(other)
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW)
    assert client.get(url("mijn-kaartje", an, other.pk)).status_code == 404


def test_who_declined_has_no_card_and_a_visit_without_people_one_without_name(visit: Bezoek) -> None:
    visit.deelnames.filter(mandataris__last_name="Boone").update(answer="nee")
    week = load_week(visit.programme)
    shown = week.by_id[visit.pk]
    assert [card.name for card in cards_of(week, shown, timetable_of(shown))] == ["An Aerts"]
    visit.deelnames.all().delete()
    week = load_week(visit.programme)
    [card] = cards_of(week, week.by_id[visit.pk], timetable_of(week.by_id[visit.pk]))
    assert (card.name, [line.title for line in card.lines]) == ("", ["Omkleden", "Tillift"])


def test_a_long_shift_goes_on_on_a_next_card(visit: Bezoek, an: Mandataris) -> None:
    for number in range(14):
        make_onderdeel(visit, f"Taak {number} met een lange naam die niet op één regel past", minutes=5)
    week = load_week(visit.programme)
    shown = week.by_id[visit.pk]
    cards = cards_of(week, shown, timetable_of(shown), person=an.pk)
    assert [(card.name, card.is_last) for card in cards] == [("An Aerts", False), ("An Aerts", True)]
    assert sum(len(card.lines) for card in cards) == 17
