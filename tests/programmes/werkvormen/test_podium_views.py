"""The pages of the vrij podium: for staff, and for the host behind their link."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.models import Bezoek, Podium, Programme, User, Verteller, Werkvorm
from tests.factories import MONDAY, at
from tests.invitations.pdfs import read, words
from tests.press.days import make_host, make_visit
from tests.programmes.werkvormen.podium_rows import TYPED, make_stage, make_verteller

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "8.00")
YES = {"consent": "ja", "named_as": "voornaam", "may_be_pictured": "on"}


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_visit(programme, make_host(programme), werkvorm=Werkvorm.VRIJ_PODIUM)


@pytest.fixture
def podium(visit: Bezoek) -> Podium:
    return make_stage(visit)


def url(visit: Bezoek, act: str = "", *more: Any) -> str:
    name = f"podium-{act}" if act else "podium"
    return reverse(name, args=["leiedorp", "2025", visit.pk, *more])


def errors(response: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = response.context["form"].errors
    return {name: list(texts) for name, texts in found.items()}


def test_an_empty_stage_asks_for_somebody(staff: Client, visit: Bezoek) -> None:
    response = staff.get(url(visit))
    assert (response.status_code, "Nog geen vertellers" in response.text) == (200, True)
    assert Podium.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_shows_the_line_up(
    staff: Client, podium: Podium, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_verteller(podium)
    with django_assert_num_queries(7):
        response = staff.get(url(podium.bezoek))
    assert next(slot.hours for _, slot, _ in response.context["lines"]) == "9.35–9.40"
    assert len(response.context["lines"]) == count


def test_add_comes_at_the_end(staff: Client, podium: Podium) -> None:
    make_verteller(podium, "An")
    response = staff.post(url(podium.bezoek, "add"), TYPED)
    maria = podium.vertellers.get(first_name="Maria")
    assert response.headers["Location"] == f"{url(podium.bezoek)}?zeg=bewaard#verteller-{maria.pk}"
    assert (maria.position, maria.revision, maria.asked_on) == (2, 1, None)


def test_the_first_one_makes_the_stage(staff: Client, visit: Bezoek) -> None:
    staff.post(url(visit, "add"), TYPED)
    assert [row.name for row in Verteller.objects.filter(podium__bezoek=visit)] == ["Maria"]


def test_a_stage_has_an_end(staff: Client, podium: Podium) -> None:
    rows = [Verteller(podium=podium, first_name=f"An {n}", topic="x") for n in range(40)]
    Verteller.objects.bulk_create(rows)
    response = staff.get(url(podium.bezoek, "add"), follow=True)
    assert response.context["said"] == "Op één podium passen hoogstens 40 vertellers."
    typed = staff.post(url(podium.bezoek, "add"), TYPED)
    assert errors(typed) == {"__all__": ["Op één podium passen hoogstens 40 vertellers."]}
    assert podium.vertellers.count() == 40


def test_who_was_asked_without_a_day_was_asked_today(staff: Client, podium: Podium) -> None:
    staff.post(url(podium.bezoek, "add"), TYPED | YES)
    row = podium.vertellers.get()
    assert (row.asked_on, row.public_name, row.may_be_pictured) == (MONDAY, "Maria", True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"first_name": ""}, {"first_name": ["Vul een voornaam in. Een schuilnaam mag ook."]}),
        ({"topic": ""}, {"topic": ["Vul in waarover het gaat, in een paar woorden."]}),
        ({"minutes": "kort"}, {"minutes": ["Vul een aantal minuten in, zoals 5."]}),
        ({"minutes": "0"}, {"minutes": ["Vul minstens 1 minuut in."]}),
        ({"minutes": "9" * 30}, {"minutes": ["Vul hoogstens 60 minuten in."]}),
        ({"named_as": "voornaam"}, {"consent": ["Zonder een ja mag er niets: geen naam, geen foto en geen opname."]}),
        (YES | {"is_minor": "on"}, {"consent_of": ["Vul bij een minderjarige in wie de toestemming gaf."]}),
        (YES | {"named_as": "voluit"}, {"last_name": ["Vul de naam in, of kies ‘met de voornaam’."]}),
        (
            YES | {"asked_on": "2025-02-25"},
            {"asked_on": ["Deze dag moet nog komen. Vul in wanneer je het gevraagd hebt."]},
        ),
        (YES | {"asked_on": "2025-13-45"}, {"asked_on": ["Vul een datum in, zoals 24-02-2025."]}),
    ],
)
def test_what_is_not_right_is_said(
    staff: Client, podium: Podium, typed: dict[str, str], expected: dict[str, list[str]]
) -> None:
    response = staff.post(url(podium.bezoek, "add"), TYPED | typed)
    assert (response.status_code, errors(response)) == (200, expected)
    assert podium.vertellers.count() == 0


def test_who_does_not_take_part_allows_nothing(staff: Client, podium: Podium) -> None:
    row = make_verteller(podium, consent="ja", named_as="voornaam", may_be_pictured=True, may_be_recorded=True)
    typed = TYPED | YES | {"consent": "nee", "may_be_recorded": "on"}
    assert staff.post(url(podium.bezoek, "edit", row.pk), typed).status_code == 302
    row.refresh_from_db()
    assert (row.named_as, row.may_be_pictured, row.may_be_recorded, row.asked_on) == ("geen", False, False, MONDAY)


def test_two_people_in_one_form_lose_nothing(staff: Client, podium: Podium) -> None:
    row = make_verteller(podium, revision=4, changed_by="Griet")
    address = url(podium.bezoek, "edit", row.pk)
    response = staff.post(address, TYPED | {"revision": "3", "minutes": "9"})
    told = (
        "Griet wijzigde dit intussen. Nu staat er ‘gebruiker of bewoner’ bij Vertelt als, ‘5’ bij Minuten, ‘micro op "
        "een staander’ bij Micro, ‘staand’ bij Op het podium, ‘0470 00 00 01’ bij Telefoon. "
        "Bewaar nog eens als het moet worden wat er hier staat."
    )
    assert errors(response)["__all__"] == [told]
    assert response.context["form"]["minutes"].value() == "9"
    again = response.context["form"]["revision"].value()
    assert staff.post(address, TYPED | {"revision": again, "minutes": "9"}).status_code == 302
    row.refresh_from_db()
    assert (row.minutes, row.revision) == (9, 5)


def test_who_was_taken_away_meanwhile_can_be_put_back(staff: Client, podium: Podium) -> None:
    row = make_verteller(podium, revision=1)
    address = url(podium.bezoek, "edit", row.pk)
    row.delete()
    response = staff.post(address, TYPED | {"revision": "1"})
    assert errors(response)["__all__"] == [
        "Intussen is deze verteller weggehaald. Bewaar nog eens om die terug in de volgorde te zetten."
    ]
    staff.post(address, TYPED | {"revision": response.context["form"]["revision"].value()})
    assert [one.name for one in podium.vertellers.all()] == ["Maria"]
    assert staff.get(url(podium.bezoek, "edit", 999), follow=True).context["said"] == (
        "Deze verteller is intussen weggehaald."
    )


def test_move_is_a_plain_form(staff: Client, podium: Podium) -> None:
    an, bo = make_verteller(podium, "An"), make_verteller(podium, "Bo")
    response = staff.post(url(podium.bezoek, "move", bo.pk), {"to": "omhoog"})
    assert response.headers["Location"] == f"{url(podium.bezoek)}#verteller-{bo.pk}"
    assert [row.first_name for row in podium.vertellers.all()] == ["Bo", "An"]
    staff.post(url(podium.bezoek, "move", an.pk), {"before": str(bo.pk)})
    assert [row.first_name for row in podium.vertellers.all()] == ["An", "Bo"]
    assert staff.post(url(podium.bezoek, "move", 999), {"to": "omhoog"}, follow=True).context["said"] == (
        "Deze verteller is intussen weggehaald."
    )


def test_remove_says_what_goes_first(staff: Client, podium: Podium) -> None:
    row = make_verteller(podium)
    address = url(podium.bezoek, "remove", row.pk)
    assert "Wie erna komt, begint vroeger." in staff.get(address).text
    assert staff.post(address, follow=True).context["said"] == "Weggehaald uit de volgorde."
    assert staff.post(address, follow=True).context["said"] == "Deze verteller is intussen weggehaald."
    assert podium.vertellers.count() == 0


def test_the_times_of_the_stage(staff: Client, visit: Bezoek) -> None:
    typed = {"leader": "Nele", "opening_minutes": "0", "changeover_minutes": "2", "closing_minutes": "10"}
    staff.post(url(visit, "settings"), typed)
    podium = visit.podium
    assert (podium.leader, podium.opening_minutes, podium.changeover_minutes) == ("Nele", 0, 2)
    wrong = typed | {"opening_minutes": "", "closing_minutes": "999", "revision": revision(staff, visit)}
    response = staff.post(url(visit, "settings"), wrong)
    assert errors(response) == {
        "opening_minutes": ["Vul een aantal minuten in, 0 mag ook."],
        "closing_minutes": ["Vul hoogstens 60 minuten in."],
    }


def revision(staff: Client, visit: Bezoek) -> str:
    """Of the times as somebody sees them now."""
    return str(staff.get(url(visit, "settings")).context["form"]["revision"].value())


def test_the_second_who_keeps_the_times_reads_what_the_first_kept(staff: Client, visit: Bezoek) -> None:
    typed = {"leader": "Nele", "opening_minutes": "5", "changeover_minutes": "1", "closing_minutes": "5"}
    staff.post(url(visit, "settings"), typed | {"revision": "0"})
    seen = revision(staff, visit)
    staff.post(url(visit, "settings"), typed | {"leader": "Omar", "closing_minutes": "9", "revision": seen})
    mine = typed | {"closing_minutes": "7", "revision": seen}
    response = staff.post(url(visit, "settings"), mine)
    assert errors(response)["__all__"] == [
        (
            "Iemand anders wijzigde dit intussen. Nu staat er ‘Omar’ bij Wie leidt het podium, ‘9’ bij Afronden "
            "(minuten). Bewaar nog eens als het moet worden wat er hier staat."
        )
    ]
    assert (visit.podium.leader, visit.podium.closing_minutes) == ("Omar", 9)
    staff.post(url(visit, "settings"), mine | {"revision": response.context["form"]["revision"].value()})
    visit.podium.refresh_from_db()
    assert (visit.podium.leader, visit.podium.closing_minutes) == ("Nele", 7)


def test_too_long_is_said_with_a_way_out(staff: Client, podium: Podium) -> None:
    make_verteller(podium, "An", minutes=25)
    bo = make_verteller(podium, "Bo", minutes=26)
    response = staff.get(url(podium.bezoek))  # 5 + 25 + 1 + 26 + 5 minutes in an hour
    assert "Het past als Bo 24 in plaats van 26 minuten vertelt." in " ".join(response.text.split())
    assert f'<a href="{podium.bezoek.get_absolute_url()}">maak het bezoek langer</a>' in response.text
    agreed = {f"minuten-{bo.pk}": "24"}
    assert staff.post(url(podium.bezoek, "fit"), agreed, follow=True).context["said"].startswith("De verhalen zijn")
    assert [row.minutes for row in podium.vertellers.all()] == [25, 24]
    assert staff.post(url(podium.bezoek, "fit"), agreed, follow=True).context["said"] == (
        "De volgorde is intussen gewijzigd. Kijk het voorstel opnieuw na."
    )


@pytest.mark.usefixtures("no_complaints")
def test_the_stage_sheet_has_names_and_needs(staff: Client, podium: Podium) -> None:
    make_verteller(podium, "Roger", posture="rolstoel", beside="Ria", consent="ja", introduction="Roger van de bus.")
    make_verteller(podium, "Youssef")
    text = words(read(staff.get(url(podium.bezoek, "blad")).content))
    for part in (
        *(
            "9.35–9.40",
            "1. Roger",
            "Kondig aan Roger van de bus.",
            "rolstoel: hou de helling vrij",
            "Ria staat ernaast",
        ),
        *("noem de naam niet", "nog niet gevraagd: vraag het voor het begint", "Einde om 9.51 uur."),
    ):
        assert part in text


@pytest.mark.usefixtures("no_complaints")
def test_the_wall_shows_no_name_without_consent(staff: Client, podium: Podium) -> None:
    make_verteller(podium, "Roger", last_name="Deconinck", topic="De bus", consent="ja", named_as="voornaam")
    make_verteller(podium, "Godelieve", topic="Zorgen", consent="ja")
    make_verteller(podium, "Youssef", topic="Lampen")
    response = staff.get(url(podium.bezoek, "affiche"))
    text = words(read(response.content))
    assert [name in text for name in ("De bus", "Roger", "Zorgen", "Iemand die hier komt")] == [True] * 4
    assert [name in text for name in ("Deconinck", "Godelieve", "Youssef", "Lampen")] == [False] * 4
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_clock_knows_moments_and_needs(staff: Client, podium: Podium) -> None:
    row = make_verteller(podium, "Roger", posture="rolstoel", consent="ja")
    data = staff.get(url(podium.bezoek, "clock")).context["data"]
    assert data["start"] == at(MONDAY, "9.30").timestamp() * 1000
    assert data["until"] - data["start"] == dt.timedelta(hours=1).total_seconds() * 1000
    assert data["turns"] == [
        {
            "id": row.pk,
            "name": "Roger",
            "topic": "Mijn straat",
            "minutes": 5,
            "introduction": "",
            "needs": ["micro op een staander", "rolstoel: hou de helling vrij, micro lager"],
            "is_nameless": True,
        }
    ]


def test_a_reader_and_a_stranger_see_nothing(
    lezer: User, stranger: User, client_of: Callable[[User], Client], podium: Podium
) -> None:
    for user in (lezer, stranger):
        assert client_of(user).get(url(podium.bezoek)).status_code == 404


NAMES = (*TYPED, "leader", "opening_minutes", "to", "before", "asked_on", "minuten-1", "minuten-x", "zeg")
GARBAGE = ["9" * 30, "-1", "x\x00y", "١٢", "2025-13-45", "<b>'\"%", "é" * 5000]


@pytest.mark.parametrize("act", ["", "add", "settings", "fit", "edit", "move", "remove"])
def test_garbage(staff: Client, podium: Podium, act: str) -> None:
    row = make_verteller(podium)
    address = url(podium.bezoek, act, *([row.pk] if act in {"edit", "move", "remove"} else []))
    for value in GARBAGE:
        said = dict.fromkeys(NAMES, value)
        assert max(staff.post(address, said).status_code, staff.get(address, said).status_code) < 500


def test_a_button_that_is_pressed_twice_adds_one(staff: Client, visit: Bezoek) -> None:
    for _ in range(2):
        again = staff.post(url(visit, "add"), TYPED)
    assert Verteller.objects.count() == 1
    assert "staat er al met dit verhaal" in again.context["form"].errors["topic"][0]
