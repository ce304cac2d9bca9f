"""The page of the board: what stands where, for whom, in how many queries."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.models import Programme, User
from tests.factories import make_bezoek, make_gast, make_mandataris, make_user, make_zorgdienst

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


@pytest.mark.parametrize("name", ["board", "conflict-list", "wijziging-list"])
@pytest.mark.parametrize("role", ["communicatie", "lezer"])
def test_the_draft_is_for_coordinators_only(programme: Programme, role: str, name: str, client_of: ClientOf) -> None:
    client = client_of(make_user(role, bestuur=programme.bestuur))
    assert client.get(reverse(name, args=[programme.bestuur.slug, programme.slug])).status_code == 404


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
