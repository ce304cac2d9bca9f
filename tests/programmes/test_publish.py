"""The publish page, the versions and the published week, for staff."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Bestuur, Mandataris, Programme, User, Versie, Voorstel, Zorgdienst
from programmes.times import BRUSSELS
from programmes.versions import proposal, publish
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
ClientOf = Callable[[User], Client]


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", fractie="Lijst A")


@pytest.fixture
def linde(programme: Programme) -> Zorgdienst:
    contact = make_contactpersoon(programme.bestuur, name="Griet Declercq", phone="051 1")
    return make_zorgdienst(programme.bestuur, name="De Linde", contact=contact)


@pytest.fixture
def planned(programme: Programme, an: Mandataris, linde: Zorgdienst) -> Programme:
    """An at De Linde, Monday at 9.30; nothing published yet."""
    make_bezoek(programme, zorgdienst=linde, people=[an], host=linde.contactpersonen.get())
    return programme


@pytest.fixture
def published(planned: Programme, coordinator: User) -> Versie:
    return publish(planned, based_on=0, note="Eerste", by=coordinator, now=NOW)


def url(name: str, programme: Programme, *args: object) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def form_of(programme: Programme, **fields: object) -> dict[str, object]:
    proposed = proposal(programme)
    return {"based_on": proposed.based_on, "seen": proposed.fingerprint, "note": ""} | fields


def guests() -> list[Mandataris]:
    return list(Mandataris.objects.all())


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_shows_what_changes_and_names_the_number(
    planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    text = page(client_of(coordinator).get(url("publish", planned)))
    assert "Nog niemand buiten ziet iets. Dit wordt versie 1." in text
    assert "Raakt 1 mens en 1 dienst." in text
    assert "De Linde, maandag 24 februari 9.30–10.30" in text
    assert "Publiceer versie 1</button>" in text


def test_publishing_keeps_the_note_and_shows_the_version(
    planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    client = client_of(coordinator)
    response = client.post(url("publish", planned), form_of(planned, note="Na het overleg"), follow=True)
    assert response.redirect_chain == [(url("versie", planned, 1), 302)]
    assert "Versie 1 is gepubliceerd." in page(response)
    version = Versie.objects.get()
    assert (version.number, version.note, version.by, version.published_at) == (1, "Na het overleg", coordinator, NOW)


def test_the_second_time_only_the_difference_is_shown(
    published: Versie, planned: Programme, an: Mandataris, coordinator: User, client_of: ClientOf
) -> None:
    bo = make_mandataris(planned.bestuur, first_name="Bo", last_name="Baert")
    make_deelname(planned.bezoeken.get(), bo)
    text = page(client_of(coordinator).get(url("publish", planned)))
    assert "Dit verandert er met versie 2." in text
    assert "Raakt 1 mens en 1 dienst." in text
    assert ("<h3>Bo Baert</h3>" in text, "<h3>An Aerts</h3>" in text) == (True, False)
    assert "Bo Baert komt erbij" in text


def test_nothing_to_publish_is_said_in_a_sentence(
    published: Versie, planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    text = page(client_of(coordinator).get(url("publish", planned)))
    assert "Alles op het bord staat al in versie 1." in text
    assert '<button class="button primary" type="submit">' not in text


def test_an_empty_board_is_said_in_a_sentence(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    assert "Er staat nog niets op het bord" in page(client_of(coordinator).get(url("publish", programme)))


def test_a_blocking_conflict_is_shown_with_a_way_to_solve_or_accept_it(
    planned: Programme, an: Mandataris, coordinator: User, client_of: ClientOf
) -> None:
    other = make_bezoek(planned, start="9.45", people=[an])
    client = client_of(coordinator)
    text = page(client.get(url("publish", planned)))
    assert "Eén conflict houdt de publicatie tegen" in text
    assert "An Aerts is op maandag 24 februari tegelijk bij De Linde" in text
    assert url("bezoek-edit", planned, other.pk) in text
    assert "Publiceer versie 1" not in text
    (conflict,) = [one for one in find_conflicts(load_week(planned)) if one.blocks]
    asked = {"scope": f"conflict:{conflict.key}", "quick": "1"}
    assert f'<form method="post" action="{url("voorstel-new", planned)}">' in text
    assert [f'name="{name}" value="{value}"' in text for name, value in asked.items()] == [True, True]
    client.post(url("voorstel-new", planned), asked)
    assert Voorstel.objects.get().asked["scope"]["kind"] == conflict.kind
    again = page(client.post(url("publish", planned), form_of(planned, note="Toch")))
    assert "Eén conflict houdt de publicatie tegen. Los het op, of aanvaard het met een reden." in again
    assert ("> Toch</textarea>" in again, Versie.objects.exists()) == (True, False)


def test_somebody_who_publishes_meanwhile_is_noticed(
    planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    seen = form_of(planned, note="Mijn toelichting")
    publish(planned, based_on=0, note="Van een collega", by=coordinator, now=NOW)
    make_bezoek(planned, day=MONDAY + dt.timedelta(days=1), people=[make_mandataris(planned.bestuur)])
    client = client_of(coordinator)
    text = page(client.post(url("publish", planned), seen))
    assert "Intussen is versie 1 gepubliceerd. Bekijk opnieuw wat er verandert en publiceer dan." in text
    assert "> Mijn toelichting</textarea>" in text
    assert 'name="based_on" value="1"' in text
    assert "Publiceer versie 2" in text


def test_a_board_that_changes_meanwhile_is_noticed(planned: Programme, coordinator: User, client_of: ClientOf) -> None:
    seen = form_of(planned)
    make_bezoek(planned, day=MONDAY + dt.timedelta(days=1), people=[make_mandataris(planned.bestuur)])
    text = page(client_of(coordinator).post(url("publish", planned), seen))
    assert "Het bord is intussen gewijzigd. Bekijk opnieuw wat er verandert en publiceer dan." in text
    assert not Versie.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{}, {"based_on": "x", "seen": "y"}, {"based_on": "-1", "seen": ""}, {"based_on": "9" * 30, "seen": "z" * 100}],
)
def test_a_broken_form_asks_to_look_again(
    planned: Programme, coordinator: User, client_of: ClientOf, fields: dict[str, str]
) -> None:
    text = page(client_of(coordinator).post(url("publish", planned), {"note": "Bewaar mij", **fields}))
    assert "Bekijk opnieuw wat er verandert en publiceer dan." in text
    assert ("> Bewaar mij</textarea>" in text, Versie.objects.exists()) == (True, False)


def test_a_note_that_is_too_long_is_refused_and_kept(
    planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    text = page(client_of(coordinator).post(url("publish", planned), form_of(planned, note="x" * 301)))
    assert ("x" * 301 in text, Versie.objects.exists()) == (True, False)


@pytest.mark.parametrize("role", ["communicatie", "lezer"])
def test_only_a_coordinator_publishes(planned: Programme, bestuur: Bestuur, client_of: ClientOf, role: str) -> None:
    client = client_of(make_user(role, bestuur=bestuur))
    assert client.get(url("publish", planned)).status_code == 404
    assert client.post(url("publish", planned), form_of(planned)).status_code == 404
    assert not Versie.objects.exists()


@pytest.mark.parametrize("name", ["publish", "versie-list", "versie", "week", "week-pdf"])
def test_another_authority_sees_nothing(
    published: Versie, planned: Programme, stranger: User, client_of: ClientOf, name: str
) -> None:
    args = [1] if name == "versie" else []
    assert client_of(stranger).get(url(name, planned, *args)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_any_number_of_visits(
    programme: Programme, coordinator: User, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_bezoek(programme, day=MONDAY + dt.timedelta(days=number), people=[make_mandataris(programme.bestuur)])
    client = client_of(coordinator)
    with django_assert_num_queries(10):
        client.get(url("publish", programme))


# Versions


def test_versions_are_listed_with_the_last_one_first(
    published: Versie, planned: Programme, lezer: User, client_of: ClientOf
) -> None:
    make_bezoek(planned, day=MONDAY + dt.timedelta(days=1), people=[make_mandataris(planned.bestuur)])
    assert published.by is not None
    publish(planned, based_on=1, note="Tweede", by=published.by, now=NOW + dt.timedelta(hours=2))
    text = page(client_of(lezer).get(url("versie-list", planned)))
    assert text.index('Versie 2</a> <span class="badge ok">nu te zien</span>') < text.index("Versie 1</a></h2>")
    assert "woensdag 12 februari 2025 om 12.30" in text
    assert ("Tweede" in text, "Nieuwe versie" in text) == (True, False)


def test_a_version_is_shown_as_it_was_with_what_it_changed(
    published: Versie, planned: Programme, lezer: User, client_of: ClientOf
) -> None:
    make_bezoek(planned, zorgdienst=Zorgdienst.objects.get(), day=MONDAY + dt.timedelta(days=1), people=guests())
    assert published.by is not None
    publish(planned, based_on=1, note="", by=published.by, now=NOW)
    Zorgdienst.objects.update(name="Hernoemd")
    client = client_of(lezer)
    first, second = (page(client.get(url("versie", planned, number))) for number in (1, 2))
    assert "Dit was de eerste versie." in first
    assert ("Maandag 24 februari" in first, "Dinsdag 25 februari" in first) == (True, False)
    assert ("Wat veranderde er met deze versie?" in second, "Dinsdag 25 februari" in second) == (True, True)
    assert "De Linde, dinsdag 25 februari 9.30–10.30" in second
    assert ("Hernoemd" in first, "Hernoemd" in second) == (False, False)


def test_a_version_that_is_not_there_is_not_found(
    published: Versie, planned: Programme, lezer: User, client_of: ClientOf
) -> None:
    assert client_of(lezer).get(url("versie", planned, 2)).status_code == 404


def test_a_version_of_another_programme_is_not_found(
    published: Versie, planned: Programme, lezer: User, client_of: ClientOf
) -> None:
    other = make_programme(planned.bestuur)
    assert client_of(lezer).get(url("versie", other, 1)).status_code == 404


@pytest.mark.parametrize("name", ["versie", "versie-list", "week", "week-pdf"])
def test_no_page_changes_a_version(
    published: Versie, planned: Programme, coordinator: User, client_of: ClientOf, name: str
) -> None:
    client, target = client_of(coordinator), url(name, planned, *([1] if name == "versie" else []))
    assert [getattr(client, method)(target).status_code for method in ("post", "put", "patch", "delete")] == [405] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_a_version_takes_as_many_queries_for_any_number_of_visits(
    programme: Programme, coordinator: User, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_bezoek(programme, day=MONDAY + dt.timedelta(days=number), people=[make_mandataris(programme.bestuur)])
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    client = client_of(coordinator)
    with django_assert_num_queries(8):
        client.get(url("versie", programme, 1))
    with django_assert_num_queries(6):
        client.get(url("versie-list", programme))


# The week, for the communication service and all other staff


def test_the_week_is_the_published_one_with_a_banner_when_the_board_differs(
    published: Versie, planned: Programme, bestuur: Bestuur, client_of: ClientOf
) -> None:
    client = client_of(make_user("communicatie", bestuur=bestuur))
    before = page(client.get(url("week", planned)))
    assert "Zoals gepubliceerd: versie 1, 12 februari." in before
    assert ("De Linde" in before, "An Aerts" in before, "Griet Declercq, 051 1" in before) == (True, True, True)
    assert ("Het bord is gewijzigd" in before, "Lijst A" in before) == (False, False)
    planned.bezoeken.update(title="Nog geheim")
    after = page(client.get(url("week", planned)))
    assert "Het bord is gewijzigd sinds versie 1. Die wijzigingen staan hier nog niet." in after
    assert ("Nog geheim" in after, "Bekijk en publiceer" in after) == (False, False)


def test_the_coordinator_goes_from_the_banner_to_publishing(
    published: Versie, planned: Programme, coordinator: User, client_of: ClientOf
) -> None:
    planned.bezoeken.update(title="Nieuw")
    assert "Bekijk en publiceer" in page(client_of(coordinator).get(url("week", planned)))


def test_before_publication_the_week_says_so(planned: Programme, lezer: User, client_of: ClientOf) -> None:
    client = client_of(lezer)
    text = page(client.get(url("week", planned)))
    assert "Er is nog niets gepubliceerd" in text
    assert "De Linde" not in text
    assert client.get(url("week-pdf", planned)).status_code == 404
    assert "Er is nog niets gepubliceerd" in page(client.get(url("versie-list", planned)))


def test_the_week_as_pdf_is_the_published_one(
    published: Versie, planned: Programme, lezer: User, client_of: ClientOf
) -> None:
    planned.bezoeken.update(title="Nog geheim")
    response = client_of(lezer).get(url("week-pdf", planned))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="expeditie-zorg-versie-1.pdf"'
    text = " ".join(PdfReader(BytesIO(response.content)).pages[0].extract_text().split())
    assert "9.30–10.30 De Linde An Aerts Griet Declercq" in text
    assert ("Nog geheim" in text, "Lijst A" in text) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_week_takes_as_many_queries_for_any_number_of_visits(
    programme: Programme, coordinator: User, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_bezoek(programme, day=MONDAY + dt.timedelta(days=number), people=[make_mandataris(programme.bestuur)])
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    client = client_of(coordinator)
    with django_assert_num_queries(12):
        client.get(url("week", programme))
    with django_assert_num_queries(5):
        client.get(url("week-pdf", programme))
