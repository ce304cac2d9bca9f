"""The page of the board: what stands where, for whom, in how many queries."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.models import Programme, User
from tests.factories import make_bezoek, make_gast, make_mandataris, make_zorgdienst

ClientOf = Callable[[User], Client]


def board(programme: Programme, query: str = "") -> str:
    return reverse("board", args=[programme.bestuur.slug, programme.slug]) + query


@pytest.mark.parametrize("query", ["", "?toon=persoon", "?toon=dag", "?toon=dag&rijen=persoon"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_visits(
    programme: Programme,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    query: str,
) -> None:
    for _ in range(count):
        make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    client = client_of(coordinator)
    with django_assert_num_queries(11):
        response = client.get(board(programme, query))
    assert response.status_code == 200


def test_a_reader_sees_the_cards_but_no_way_to_change_them(
    programme: Programme, lezer: User, client_of: ClientOf
) -> None:
    make_bezoek(programme, title="Soep bedelen")
    html = client_of(lezer).get(board(programme)).content.decode()
    assert "Soep bedelen" in html
    assert ("data-edit" in html, "Nieuw bezoek" in html, "/verplaatsen/" in html) == (False, False, False)


def test_another_authority_has_no_board(programme: Programme, stranger: User, client_of: ClientOf) -> None:
    assert client_of(stranger).get(board(programme)).status_code == 404


def test_an_address_that_is_not_understood_shows_the_first_day(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    html = client_of(coordinator).get(board(programme, "?toon=xyz&dag=gisteren")).content.decode()
    assert "24 februari" in html


def test_an_empty_programme_has_a_board(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_gast(programme, make_mandataris(programme.bestuur, first_name="Lieve", last_name="Vandaele"))
    make_zorgdienst(programme.bestuur)
    html = client_of(coordinator).get(board(programme)).content.decode()
    assert "Lieve Vandaele" in html
