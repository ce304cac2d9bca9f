"""What a guest of a speed date reads of it themselves: their table in each round, on their page and on paper."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.links import make_links, token_of
from programmes.models import Bezoek, Mandataris, Programme, Speeddate, User, Werkvorm
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import MONDAY, make_bezoek
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


@pytest.fixture
def date(programme: Programme, an: Mandataris, coordinator: User) -> Speeddate:
    """Published, from 9.30: three rounds of eight minutes, with two to change."""
    visit = make_bezoek(programme, start="9.30", werkvorm=Werkvorm.SPEEDDATE, people=[an])
    found = make_speeddate(visit, guests=5)
    make_links(programme, now=NOW)
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    return found


def own(client: Client, person: Mandataris, name: str = "mijn") -> str:
    response = client.get(reverse(name, args=[token_of(person.links.get())]))
    assert response.status_code == 200
    return words(read(response.content)) if name == "mijn-pdf" else " ".join(response.content.decode().split())


def tables(date: Speeddate, person: Mandataris) -> list[str]:
    """Where the seating has this person, round by round."""
    key, names = date.gasten.get(mandataris=person).pk, [str(tafel) for tafel in date.tafels.all()]
    return [
        names[number] for seated in date.arrangement["rounds"] for number, group in enumerate(seated) if key in group
    ]


def test_a_guest_reads_their_table_in_each_round(date: Speeddate, an: Mandataris, client: Client) -> None:
    text = own(client, an)
    rounds = zip(("9.30", "9.40", "9.50"), (1, 2, 3), tables(date, an), strict=True)
    for hour, number, tafel in rounds:
        assert (
            f'<p class="line-hours">{hour}</p> <p class="line-body"><span class="meta">ronde {number}</span> '
            f"<strong>{tafel}</strong></p>" in text
        )


def test_a_guest_has_their_tables_on_paper(date: Speeddate, an: Mandataris, client: Client) -> None:
    first, second, third = tables(date, an)
    text = own(client, an, "mijn-pdf")
    assert f"Jouw tafels 9.30 ronde 1 {first} 9.40 ronde 2 {second} 9.50 ronde 3 {third}" in text


def test_a_round_that_was_held_is_left_out(date: Speeddate, an: Mandataris, client: Client) -> None:
    Speeddate.objects.update(held=2)
    text = own(client, an)
    assert ("ronde 2" in text, "ronde 3" in text) == (False, True)


def test_without_a_seating_there_is_nothing_to_read(date: Speeddate, an: Mandataris, client: Client) -> None:
    Speeddate.objects.update(arrangement={})
    assert "Jouw tafels" not in own(client, an)


def test_who_left_reads_no_table(date: Speeddate, an: Mandataris, client: Client) -> None:
    date.gasten.filter(mandataris=an).update(is_gone=True)
    assert "Jouw tafels" not in own(client, an)


def test_a_visit_of_another_format_has_no_tables(
    date: Speeddate, an: Mandataris, coordinator: User, client: Client
) -> None:
    Bezoek.objects.update(werkvorm=Werkvorm.GESPREK)
    publish(date.bezoek.programme, based_on=1, note="", by=coordinator, now=NOW)
    assert "Jouw tafels" not in own(client, an)


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_speed_dates_takes_three_queries_more(
    date: Speeddate,
    an: Mandataris,
    coordinator: User,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(1, count):
        day = MONDAY + dt.timedelta(days=number)
        visit = make_bezoek(date.bezoek.programme, day=day, werkvorm=Werkvorm.SPEEDDATE, people=[an])
        make_speeddate(visit, guests=5)
        publish(date.bezoek.programme, based_on=number, note="", by=coordinator, now=NOW)
    path = reverse("mijn", args=[token_of(an.links.get())])
    with django_assert_num_queries(8):
        text = client.get(path).content.decode()
    assert text.count("Jouw tafels") == count
