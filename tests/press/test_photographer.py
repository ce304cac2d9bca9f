"""The photographer's list: who may not be on a picture that day, of what was published."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from press.rights.photographer import PhotoVisit, photo_list
from programmes.models import Programme, User
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_user,
    make_zorgdienst,
)
from tests.invitations.rsvp import publish_now
from tests.press.consents import say
from tests.press.quotes import NOW, TODAY
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]
PAGE = reverse("fotograaf", args=ARGS)
ClientOf = Callable[[User], Client]


@pytest.fixture
def published(programme: Programme) -> Programme:
    """On Wednesday, today: guests A to F and the people of De Linde, each with another word."""
    linde = make_zorgdienst(programme.bestuur, name="De Linde", contact=make_contactpersoon(name="Griet"))
    make_deelnemende_dienst(programme, linde)
    guests = [make_mandataris(programme.bestuur, first_name=letter, last_name="") for letter in "ABCDEF"]
    make_bezoek(programme, day=TODAY, zorgdienst=linde, people=guests, place="Kerkstraat 1")
    make_bezoek(programme, day=MONDAY, zorgdienst=make_zorgdienst(programme.bestuur, name="De Brug"))
    say(programme, guests[0])
    say(programme, guests[1], refuses=True)
    say(programme, guests[2], withdrawn_at=NOW)
    say(programme, guests[3], ends_on=TODAY - dt.timedelta(days=1))
    say(programme, guests[4], channels=["intern", "site"])
    say(programme, "Maria", zorgdienst=linde, refuses=True)
    say(programme, "Jef", zorgdienst=linde, purposes=["verhaal"])
    say(programme, "Roger", zorgdienst=linde, purposes=["beeld_maken"], channels=[])
    say(programme, "Elders", zorgdienst=make_deelnemende_dienst(programme), refuses=True)
    publish_now(programme)
    return programme


def names(visit: PhotoVisit) -> tuple[list[str], list[str], list[str]]:
    barred, ask, some = ([row.known.name for row in rows] for rows in (visit.barred, visit.ask, visit.some))
    return barred, ask, some


def test_it_tells_who_may_not_be_on_a_picture(published: Programme) -> None:
    photos = photo_list(published, None, today=TODAY)
    [visit] = photos.visits
    assert (photos.day, photos.days, visit.name, visit.place) == (TODAY, (MONDAY, TODAY), "De Linde", "Kerkstraat 1")
    assert names(visit) == (["B", "C", "D", "Maria"], ["F", "Griet", "Jef"], ["E", "Roger"])
    assert (visit.free, visit.is_clear) == (1, False)
    assert [row.standing.reason for row in visit.barred] == [
        "B wil niet op beeld",
        "C trok de toestemming in op 26 februari",
        "van D is de toestemming verlopen sinds 26 februari",
        "Maria wil niet op beeld",
    ]
    assert [row.standing.barred for row in visit.some] == [
        ("sociale media", "pers"),
        ("het verslag", "website en gemeenteblad", "sociale media", "pers"),
    ]
    assert photos.barred == ["B", "C", "D", "Maria"]


def test_who_refused_without_a_service_is_named_for_every_visit(published: Programme) -> None:
    say(published, "Wim", refuses=True)
    say(published, "Wies")
    photos = photo_list(published, MONDAY, today=TODAY)
    assert (photos.barred, [row.known.name for row in photos.anywhere]) == (["Wim"], ["Wim"])


def test_who_tells_a_story_on_a_stage_said_there_what_may(published: Programme) -> None:
    visit = published.bezoeken.get(zorgdienst__name="De Linde")
    podium = make_stage(visit)
    make_verteller(podium, "Agnes", consent="ja")
    make_verteller(podium, "Bert")
    make_verteller(podium, "Celine", consent="ja", may_be_pictured=True)
    make_verteller(podium, "Dora", consent="nee")
    make_verteller(podium, "Griet", consent="ja")  # of her and of Jef the register knows nothing about pictures
    make_verteller(podium, "Jef", consent="ja")
    photos = photo_list(published, TODAY, today=TODAY)
    [found] = photos.visits
    assert names(found) == (["B", "C", "D", "Maria", "Agnes", "Griet", "Jef"], ["F", "Bert"], ["E", "Roger"])
    assert found.barred[-2].standing.reason == "Griet wil niet op de foto bij het vrij podium"


def test_it_follows_what_was_published(published: Programme) -> None:
    published.bezoeken.all().delete()
    published.gasten.all().delete()
    [visit] = photo_list(published, TODAY, today=TODAY).visits
    assert names(visit)[0] == ["B", "C", "D", "Maria"]


def test_what_ends_before_a_later_day_counts_on_that_day(published: Programme) -> None:
    guest = make_gast(published).mandataris
    make_bezoek(published, day=MONDAY + dt.timedelta(days=4), zorgdienst=make_zorgdienst(), people=[guest])
    say(published, guest, ends_on=TODAY)
    publish_now(published)
    [visit] = photo_list(published, MONDAY + dt.timedelta(days=4), today=TODAY).visits
    assert names(visit) == ([guest.name], [], [])


@pytest.mark.parametrize("role", ["coordinator", "communicatie"])
def test_coordinator_and_communication_read_it(published: Programme, client_of: ClientOf, role: str) -> None:
    staff = client_of(make_user(role, bestuur=published.bestuur))
    text = staff.get(PAGE).text
    assert "<strong>Niet fotograferen:</strong> B, C, D, Maria." in text
    assert "Elders" not in text
    assert "De Brug" in staff.get(PAGE, {"dag": "2025-02-24"}).text
    assert [staff.get(PAGE, {"dag": day}).context["photos"].day for day in ("morgen", "2025-02-31", "2020-01-01")] == [
        TODAY,
        TODAY,
        TODAY,
    ]
    assert staff.post(PAGE).status_code == 405


def test_a_reader_does_not(published: Programme, client_of: ClientOf, lezer: User) -> None:
    assert client_of(lezer).get(PAGE).status_code == 404


def test_before_anything_is_published(programme: Programme, client_of: ClientOf, coordinator: User) -> None:
    staff = client_of(coordinator)
    assert "Er is nog niets gepubliceerd" in staff.get(PAGE).text
    assert staff.get(reverse("fotograaf-pdf", args=ARGS)).status_code == 404


def test_it_is_printed(
    published: Programme, client_of: ClientOf, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    response = client_of(coordinator).get(reverse("fotograaf-pdf", args=ARGS), {"dag": "2025-02-26"})
    [page] = PdfReader(BytesIO(response.content)).pages
    text = " ".join(page.extract_text().split())
    assert "Woensdag 26 februari. Niet fotograferen: B, C, D, Maria." in text
    assert "E: niet voor sociale media, pers" in text
    assert response.headers["Content-Disposition"] == 'inline; filename="expeditie-zorg-fotograaf-2025-02-26.pdf"'
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme,
    number: int,
    client_of: ClientOf,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        guest: Any = make_mandataris(programme.bestuur)
        linde = make_zorgdienst(programme.bestuur, contact=make_contactpersoon(programme.bestuur))
        make_bezoek(programme, day=TODAY, zorgdienst=linde, people=[guest])
        say(programme, guest, refuses=True)
    publish_now(programme)
    staff = client_of(coordinator)
    with django_assert_num_queries(13):
        staff.get(PAGE)
