"""What the board does beside showing itself: undo, the trail, where something can go, conflicts that are accepted."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.drafts import last_change
from programmes.models import Aanvaarding, Bezoek, Programme, User
from tests.factories import (
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_user,
    make_zorgdienst,
)

ClientOf = Callable[[User], Client]


def url(name: str, programme: Programme, *args: int) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def from_board(programme: Programme) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url('board', programme)}"}


def without_host(programme: Programme) -> Bezoek:
    """A visit at a service that has a contact person, but nobody receives."""
    dienst = make_zorgdienst(programme.bestuur, contact=make_contactpersoon(programme.bestuur, name="Griet Declercq"))
    return make_bezoek(programme, zorgdienst=dienst, people=[make_mandataris(programme.bestuur)])


# undo and the trail


def test_undo_puts_back_and_says_what(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme, title="Soep bedelen")
    was = bezoek.starts_at
    staff.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-26", "start": "14:00"})
    response = staff.post(url("undo", programme), headers=from_board(programme))
    bezoek.refresh_from_db()
    assert bezoek.starts_at == was
    assert "Ongedaan gemaakt: Soep bedelen: verplaatst van maandag 24 februari" in response.content.decode()
    assert f"cel-d{bezoek.zorgdienst_id}-20250224" in response.content.decode()
    assert f"cel-d{bezoek.zorgdienst_id}-20250226" in response.content.decode()


def test_undo_without_a_change_says_so(programme: Programme, staff: Client) -> None:
    response = staff.post(url("undo", programme), headers=from_board(programme))
    assert "Er is niets om ongedaan te maken." in response.content.decode()


def test_undo_without_javascript_goes_back_to_the_board(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    staff.post(url("bezoek-delete", programme, bezoek.pk))
    response = staff.post(url("undo", programme), follow=True)
    assert (Bezoek.objects.get().pk, response.request["PATH_INFO"]) == (bezoek.pk, url("board", programme))
    assert "Ongedaan gemaakt" in response.content.decode()


def test_undo_leaves_the_changes_of_others(programme: Programme, staff: Client, client_of: ClientOf) -> None:
    bezoek = make_bezoek(programme)
    other = client_of(make_user(bestuur=programme.bestuur))
    other.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-26", "start": "14:00"})
    response = staff.post(url("undo", programme), headers=from_board(programme))
    assert "Er is niets om ongedaan te maken." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_trail_tells_who_did_what(
    programme: Programme,
    staff: Client,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    bezoek = make_bezoek(programme, title="Soep bedelen")
    for day in range(25, 25 + count):
        staff.post(url("bezoek-move", programme, bezoek.pk), {"day": f"2025-02-{day}", "start": "14:00"})
    with django_assert_num_queries(7):
        html = staff.get(url("wijziging-list", programme)).content.decode()
    assert html.count("<td>Soep bedelen: verplaatst van") == count
    assert str(coordinator) in html


# what others did


def ask_news(programme: Programme, client: Client, since: dt.datetime | str) -> HttpResponse:
    address = url("board-news", programme)
    return client.get(address, {"sinds": str(since)}, headers=from_board(programme))


def test_the_board_hears_what_others_did(programme: Programme, staff: Client, client_of: ClientOf) -> None:
    before = timezone.now()
    bezoek = make_bezoek(programme, title="Soep bedelen")
    greet = client_of(make_user(bestuur=programme.bestuur, name="Greet Persyn"))
    greet.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-26", "start": "14:00"})
    html = ask_news(programme, staff, before).content.decode()
    assert "Greet Persyn: Soep bedelen: verplaatst van" in html
    assert f"cel-d{bezoek.zorgdienst_id}-20250226" in html
    assert ask_news(programme, staff, timezone.now()).status_code == 204
    assert ask_news(programme, greet, before).status_code == 204


def test_the_board_hears_that_somebody_took_it_back(programme: Programme, staff: Client, client_of: ClientOf) -> None:
    bezoek = make_bezoek(programme)
    greet = client_of(make_user(bestuur=programme.bestuur, name="Greet Persyn"))
    greet.post(url("bezoek-delete", programme, bezoek.pk))
    between = timezone.now()
    greet.post(url("undo", programme))
    response = ask_news(programme, staff, between)
    assert "(ongedaan gemaakt)" in response.content.decode()
    told = json.loads(response.headers["HX-Trigger-After-Settle"])
    assert told == {"board:news": {"visits": [bezoek.pk], "gone": []}}


@pytest.mark.parametrize("since", ["", "gisteren", "2025-02-24T10:00:00"])
def test_a_moment_that_is_not_understood_is_no_news(programme: Programme, staff: Client, since: str) -> None:
    assert ask_news(programme, staff, since).status_code == 204


# where something can go


def test_where_a_visit_can_go(programme: Programme, staff: Client) -> None:
    dienst = make_zorgdienst(programme.bestuur, name="De Linde", moments=[[0, 480, 720]])
    bezoek = make_bezoek(programme, zorgdienst=dienst, start="9.30")
    days = staff.get(url("board-possible", programme), {"visit": bezoek.pk}).json()["days"]
    assert list(days) == ["2025-02-24", "2025-02-25", "2025-02-26", "2025-02-27", "2025-02-28"]
    closed = "De Linde ontvangt op maandag 24 februari van 8.00 tot 12.00"
    assert days["2025-02-24"] == [[480, 675, ""], [675, 1080, closed]]
    assert [run[2] for run in days["2025-02-25"]] == ["De Linde ontvangt niet op dinsdag 25 februari"]


def test_where_a_service_can_go(programme: Programme, staff: Client) -> None:
    dienst = make_deelnemende_dienst(programme)
    days = staff.get(url("board-possible", programme), {"service": dienst.pk}).json()["days"]
    assert days["2025-02-28"] == [[480, 1080, ""]]


def test_where_a_person_can_go(programme: Programme, staff: Client) -> None:
    lieve = make_gast(programme).mandataris
    bezoek = make_bezoek(programme)
    assert staff.get(url("board-possible", programme), {"person": lieve.pk}).json() == {"visits": {str(bezoek.pk): ""}}


@pytest.mark.parametrize(
    "params", [{}, {"visit": "999"}, {"person": "x"}, {"service": "-1"}, {"dag": "²"}, {"visit": "²"}]
)
def test_nonsense_can_go_nowhere(programme: Programme, staff: Client, params: dict[str, str]) -> None:
    assert staff.get(url("board-possible", programme), params).json() == {"days": {}}


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-12:00", "2025-02-24", "x"])
def test_a_moment_that_is_none_brings_no_news(programme: Programme, staff: Client, since: str) -> None:
    assert ask_news(programme, staff, since).status_code == 204


# conflicts


def test_the_conflicts_of_no_visit_are_all_of_them(programme: Programme, staff: Client) -> None:
    make_bezoek(programme)
    response = staff.get(url("conflict-list", programme), {"bezoek": "²"})
    shown = response.context["shown"]
    assert (shown.title, len(shown.conflicts)) == ("", 2)


def test_the_conflicts_say_what_and_why_and_how_out(programme: Programme, staff: Client) -> None:
    without_host(programme)
    html = staff.get(url("conflict-list", programme)).content.decode()
    assert "Niemand ontvangt" in html
    assert "Griet Declercq is contactpersoon en kan ontvangen." in html


def test_the_conflicts_of_one_visit(programme: Programme, staff: Client) -> None:
    bezoek = without_host(programme)
    make_bezoek(programme, title="Een ander bezoek")
    html = staff.get(url("conflict-list", programme), {"bezoek": bezoek.pk}).content.decode()
    assert ("Niemand ontvangt" in html, "Een ander bezoek" in html) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_conflicts_take_the_same_queries(
    programme: Programme, staff: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        without_host(programme)
    with django_assert_num_queries(10):
        staff.get(url("conflict-list", programme))


def test_the_way_out_lets_somebody_receive(programme: Programme, staff: Client) -> None:
    bezoek = without_host(programme)
    host = programme.bestuur.zorgdiensten.get().contactpersonen.get()
    staff.post(url("bezoek-people", programme, bezoek.pk), {"host": host.pk, "drop": "1"})
    bezoek.refresh_from_db()
    assert bezoek.host == host


def test_a_host_of_elsewhere_is_passed_over(programme: Programme, staff: Client) -> None:
    bezoek = without_host(programme)
    staff.post(url("bezoek-people", programme, bezoek.pk), {"host": make_contactpersoon().pk, "drop": "1"})
    bezoek.refresh_from_db()
    assert bezoek.host is None


def test_a_conflict_is_accepted_with_a_note_and_taken_back(programme: Programme, staff: Client) -> None:
    bezoek = without_host(programme)
    key = f"geen_host:{bezoek.pk}"
    address = url("conflict-accept", programme)
    assert staff.get(address, {"key": key}).status_code == 200
    page = staff.post(address, {"key": key, "note": ""}).content.decode()
    assert ("Schrijf in een zin waarom dit mag." in page, Aanvaarding.objects.count()) == (True, 0)
    response = staff.post(address, {"key": key, "note": "De buren doen open."}, headers=from_board(programme))
    assert Aanvaarding.objects.get().note == "De buren doen open."
    assert "Niemand ontvangt" not in response.content.decode().replace("Aanvaard: Niemand ontvangt", "")
    staff.post(address, {"key": key, "withdraw": "on"})
    assert Aanvaarding.objects.count() == 0
    assert [change.label.split(":")[0] for change in programme.wijzigingen.all()] == [
        "Niet langer aanvaard",
        "Aanvaard",
    ]


def test_undo_passes_over_what_was_accepted(programme: Programme, staff: Client) -> None:
    bezoek = without_host(programme)
    staff.post(url("bezoek-people", programme, bezoek.pk), {"host": make_contactpersoon(programme.bestuur).pk})
    moved = programme.wijzigingen.first()
    Bezoek.objects.update(host=None)
    staff.post(url("conflict-accept", programme), {"key": f"geen_host:{bezoek.pk}", "note": "De buren doen open."})
    assert last_change(programme, by=programme.wijzigingen.latest("pk").by) == moved


def test_a_person_in_two_places_is_never_accepted(programme: Programme, staff: Client) -> None:
    lieve = make_mandataris(programme.bestuur)
    bezoeken = [make_bezoek(programme, people=[lieve]) for _ in range(2)]
    html = staff.get(url("conflict-list", programme), {"bezoek": bezoeken[0].pk}).content.decode()
    key = html.partition("conflict-accept")[2]
    assert "Dubbel gepland" in html
    assert "dubbel" not in key


def test_a_conflict_that_is_gone_cannot_be_accepted(programme: Programme, staff: Client) -> None:
    data = {"key": "geen_host:1", "note": "ok"}
    response = staff.post(url("conflict-accept", programme), data, headers=from_board(programme))
    assert "Dit conflict bestaat niet meer" in response.content.decode()
    assert Aanvaarding.objects.count() == 0


def test_the_page_of_the_conflicts_is_loaded_again_after_a_way_out(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url('conflict-list', programme)}"}
    data = {"day": "2025-02-26", "start": "14.00"}
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=headers)
    assert response.headers["HX-Refresh"] == "true"
