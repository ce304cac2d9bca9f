from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import Gast, Mandataris, Programme, User, Wijziging
from programmes.windows import availability_lines
from tests.factories import MONDAY, make_bestuur, make_bezoek, make_gast, make_mandaat, make_mandataris

ClientOf = Callable[[User], Client]
LIST = "/leiedorp/2025/gasten/"
ADD = f"{LIST}toevoegen/"
NEW = f"{LIST}nieuw/"


def guests(programme: Programme) -> set[Mandataris]:
    return set(programme.guests.all())


# the list


def test_an_empty_guest_list_says_how_to_begin(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    text = client_of(coordinator).get(LIST).text
    assert "Nog niemand op de gastenlijst" in text
    assert f'href="{ADD}"' in text


def test_everybody_stands_once_under_the_first_group(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    alderman = make_mandataris(programme.bestuur, last_name="Aerts", segment="raad")
    make_mandaat(alderman, "college")
    councillor = make_mandataris(programme.bestuur, last_name="Bal", segment="raad")
    make_mandaat(councillor, "college", ends_on=MONDAY.replace(day=1))
    nobody = make_mandataris(programme.bestuur, last_name="Claes")
    for person in (alderman, councillor, nobody):
        make_gast(programme, person)
    make_bezoek(programme, people=[alderman])
    make_bezoek(programme, people=[alderman])
    response = client_of(coordinator).get(LIST)
    assert [(label, [g.mandataris for g in gasten]) for label, gasten in response.context["groups"]] == [
        ("college", [alderman]),
        ("gemeenteraad", [councillor]),
        ("zonder lopend mandaat", [nobody]),
    ]
    assert response.context["groups"][0][1][0].visit_count == 2


def test_silence_is_a_state_of_its_own(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_gast(programme)
    make_gast(programme, available=[])
    make_gast(programme, available=[["2025-02-24", 0, 1440], ["2025-02-25", 0, 1440], ["2025-02-27", 540, 660]])
    response = client_of(coordinator).get(LIST)
    assert (response.context["total"], response.context["silent"]) == (3, 1)
    assert "nog niet geantwoord" in response.text
    assert "kan niet" in response.text
    assert "ma 24/2 tot di 25/2: hele dag" in response.text
    assert "do 27/2: 9.00–11.00" in response.text


@pytest.mark.parametrize(
    ("windows", "lines"),
    [
        ([], []),
        ([["2025-02-24", 0, 750], ["2025-02-24", 750, 1440]], ["ma 24/2: hele dag"]),
        ([["2025-02-24", 0, 750], ["2025-02-26", 0, 750]], ["ma 24/2: voormiddag", "wo 26/2: voormiddag"]),
        ([["2025-02-24", 840, 900], ["2025-02-24", 540, 600]], ["ma 24/2: 9.00–10.00, 14.00–15.00"]),
    ],
)
def test_availability_in_words(windows: list[list[Any]], lines: list[str]) -> None:
    assert availability_lines(windows) == lines


@pytest.mark.parametrize("number", [1, 3])
def test_the_guest_list_takes_a_fixed_number_of_queries(
    number: int,
    programme: Programme,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        person = make_mandataris(programme.bestuur, segment="raad")
        make_gast(programme, person, accompanies=make_mandataris(programme.bestuur))
    client = client_of(coordinator)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_a_reader_sees_the_guest_list_without_edit_links(
    programme: Programme, lezer: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme, pk=7)
    text = client_of(lezer).get(LIST).text
    assert gast.mandataris.name in text
    assert f"{LIST}7/" not in text
    assert ADD not in text


@pytest.mark.parametrize("path", [ADD, NEW, f"{LIST}7/", f"{LIST}7/verwijderen/"])
def test_a_reader_changes_no_guest(path: str, programme: Programme, lezer: User, client_of: ClientOf) -> None:
    make_gast(programme, pk=7)
    assert client_of(lezer).get(path).status_code == 404


@pytest.mark.parametrize("path", ["", "verwijderen/"])
def test_a_guest_of_another_programme_does_not_exist(
    path: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    other = make_gast(
        programme.__class__.objects.create(
            bestuur=make_bestuur(), title="x", slug="2025", first_day=MONDAY, last_day=MONDAY
        )
    )
    assert client_of(coordinator).post(f"{LIST}{other.pk}/{path}").status_code == 404


# from the list of the authority


def test_a_whole_group_comes_on_the_list(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    college = [make_mandataris(programme.bestuur, segment="college") for _ in range(2)]
    ended = make_mandataris(programme.bestuur)
    make_mandaat(ended, "college", ends_on=MONDAY.replace(day=23))
    make_mandataris(programme.bestuur, segment="raad")
    present = make_gast(programme, college[0])
    client = client_of(coordinator)
    assert client.get(ADD).context["form"].fields["segments"].choices == [
        ("college", "Heel het college (1)"),
        ("raad", "Heel de gemeenteraad (1)"),
    ]
    assert client.post(ADD, {"segments": ["college"]}).headers["Location"] == LIST
    assert guests(programme) == set(college)
    assert Gast.objects.get(mandataris=college[0]) == present


def test_persons_are_offered_under_their_first_group(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    nobody = make_mandataris(programme.bestuur, last_name="Aerts")
    councillor = make_mandataris(programme.bestuur, last_name="Bal", segment="raad", function="gemeenteraadslid")
    alderman = make_mandataris(programme.bestuur, last_name="Claes", segment="raad")
    make_mandaat(alderman, "college")
    form = client_of(coordinator).get(ADD).context["form"]
    assert form.fields["people"].choices == [
        ("College", [(str(alderman.pk), "An Claes")]),
        ("Gemeenteraad", [(str(councillor.pk), "An Bal, gemeenteraadslid")]),
        ("Zonder groep", [(str(nobody.pk), "An Aerts")]),
    ]


def test_persons_and_groups_come_together_and_nobody_twice(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    one = make_mandataris(programme.bestuur, segment="college")
    other = make_mandataris(programme.bestuur, segment="gast")
    make_mandataris(programme.bestuur, segment="gast")
    client_of(coordinator).post(ADD, {"segments": ["college"], "people": [one.pk, other.pk]})
    assert guests(programme) == {one, other}


def test_choosing_nobody_is_refused(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_mandataris(programme.bestuur, segment="raad")
    response = client_of(coordinator).post(ADD, {})
    assert response.context["form"].non_field_errors() == ["Kies minstens één groep of één persoon."]


def test_somebody_of_another_authority_cannot_be_chosen(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    make_mandataris(programme.bestuur, segment="raad")
    other = make_mandataris(make_bestuur(), segment="raad")
    response = client_of(coordinator).post(ADD, {"people": [other.pk]})
    assert list(response.context["form"].errors) == ["people"]
    assert guests(programme) == set()


@pytest.mark.parametrize("number", [1, 3])
def test_choosing_guests_takes_a_fixed_number_of_queries(
    number: int,
    programme: Programme,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_mandataris(programme.bestuur, segment="raad")
    client = client_of(coordinator)
    with django_assert_num_queries(7):
        client.get(ADD)


# a new guest


def test_a_pupil_comes_along_with_the_mayor(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    mayor = make_gast(programme).mandataris
    data = {
        "first_name": "Maxim",
        "function": "leerling van het zesde leerjaar",
        "is_minor": "on",
        "guardian": "Griet Maes, 0470 00 00 00",
        "accompanies": mayor.pk,
    }
    client_of(coordinator).post(NEW, data)
    gast = Gast.objects.get(mandataris__first_name="Maxim")
    assert (gast.accompanies, gast.available) == (mayor, None)
    assert (gast.mandataris.is_minor, gast.mandataris.bestuur) == (True, programme.bestuur)
    assert list(gast.mandataris.mandaten.values_list("segment", "source")) == [("gast", "hand")]


def test_a_minor_needs_a_guardian(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(NEW, {"first_name": "Maxim", "is_minor": "on"})
    assert response.context["form"].errors == {
        "guardian": ["Vul in wie de ouder of voogd is: deze persoon is minderjarig."]
    }
    assert 'value="Maxim"' in response.text
    assert Mandataris.objects.count() == 0


# what is known of a guest


def edit(client: Client, gast: Gast, **changes: Any) -> Any:
    return client.post(f"{LIST}{gast.pk}/", {"answer": "some"} | changes)


def test_a_guest_says_when(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    gast = make_gast(programme)
    moments = {
        "windows-0-hele-dag": "on",
        "windows-1-voormiddag": "on",
        "windows-1-namiddag": "on",
        "windows-2-from-0": "9.30",
        "windows-2-until-0": "11u",
        "windows-3-voormiddag": "on",
        "windows-3-from-0": "12:00",
        "windows-3-until-0": "14:00",
    }
    assert edit(client_of(coordinator), gast, **moments).headers["Location"] == LIST
    gast.refresh_from_db()
    assert gast.available == [
        ["2025-02-24", 0, 1440],
        ["2025-02-25", 0, 1440],
        ["2025-02-26", 570, 660],
        ["2025-02-27", 0, 840],
    ]


@pytest.mark.parametrize(("answer", "stored"), [("silent", None), ("never", [])])
def test_a_guest_is_silent_or_cannot(
    answer: str, stored: list[Any] | None, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme, available=[["2025-02-24", 0, 1440]])
    edit(client_of(coordinator), gast, answer=answer)
    gast.refresh_from_db()
    assert gast.available == stored


STOOD = [["2025-02-24", 0, 750], ["2025-02-26", 570, 660], ["2025-03-03", 0, 750]]  # the last outside the dates
SHOWN = {"windows-0-voormiddag": "on", "windows-2-from-0": "9.30", "windows-2-until-0": "11"}


@pytest.mark.parametrize(("answer", "stored"), [("silent", None), ("never", [])])
def test_another_answer_wins_from_the_moments_that_stood_there(
    answer: str, stored: list[Any] | None, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    """Nobody has to empty the hours one by one."""
    gast = make_gast(programme, available=STOOD)
    assert edit(client_of(coordinator), gast, answer=answer, **SHOWN).status_code == 302
    gast.refresh_from_db()
    assert gast.available == stored


def test_moments_that_are_typed_beside_another_answer_are_not_lost_unread(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast, client = make_gast(programme, available=STOOD), client_of(coordinator)
    typed = SHOWN | {"windows-3-from-0": "13:00", "windows-3-until-0": "15:00", "answer": "never"}
    page = edit(client, gast, **typed)
    assert "bewaar nog eens: dan vervallen die momenten." in page.text
    assert 'value="13:00"' in page.text
    gast.refresh_from_db()
    assert gast.available == STOOD
    drops = page.context["form"]["drops"].value()
    more = edit(client, gast, **typed | {"drops": drops, "windows-4-namiddag": "on"})
    assert "bewaar nog eens: dan vervallen die momenten." in more.text  # these were not told yet
    assert edit(client, gast, **typed | {"drops": drops}).status_code == 302
    gast.refresh_from_db()
    assert gast.available == []


@pytest.mark.parametrize(("available", "answer"), [(None, "silent"), ([], "never"), ([["2025-02-25", 0, 750]], "some")])
def test_the_form_shows_what_a_guest_answered(
    available: list[Any] | None, answer: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme, available=available)
    response = client_of(coordinator).get(f"{LIST}{gast.pk}/")
    assert response.context["form"]["answer"].value() == answer
    assert ('name="windows-1-voormiddag" checked' in response.text) == (answer == "some")


def test_moments_outside_the_dates_are_kept(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    gast = make_gast(programme, available=[["2025-03-03", 0, 750]])
    edit(client_of(coordinator), gast, **{"windows-0-namiddag": "on"})
    gast.refresh_from_db()
    assert gast.available == [["2025-02-24", 750, 1440], ["2025-03-03", 0, 750]]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({}, "windows", "Vul minstens één moment in, of kies een ander antwoord."),
        (
            {"answer": "silent", "windows-0-hele-dag": "on"},
            "answer",
            "Je vulde ook momenten in. Kies 'Kan op deze momenten', of bewaar nog eens: dan vervallen die momenten.",
        ),
        (
            {"windows-0-from-0": "9.30"},
            "windows",
            "Maandag 24 februari: vul ook het einde in bij 9.30.",
        ),
        (
            {"windows-1-from-0": "14:00", "windows-1-until-0": "13:00"},
            "windows",
            "Dinsdag 25 februari: 13:00 komt niet na 14:00.",
        ),
        (
            {"windows-4-from-0": "straks", "windows-4-until-0": "13:00"},
            "windows",
            "Vrijdag 28 februari: 'straks' is geen uur. Schrijf bijvoorbeeld 9.30.",
        ),
    ],
)
def test_the_form_of_a_guest_refuses(
    changes: dict[str, str], field: str, message: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme)
    response = edit(client_of(coordinator), gast, remarks="Komt met de bus", **changes)
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert "Komt met de bus" in response.text
    for name, value in changes.items():
        assert f'name="{name}"' in response.text
        assert value == "on" or f'value="{value}"' in response.text
    gast.refresh_from_db()
    assert gast.available is None


def test_nobody_accompanies_himself(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    gast = make_gast(programme)
    response = edit(client_of(coordinator), gast, answer="silent", accompanies=gast.mandataris_id)
    assert list(response.context["form"].errors) == ["accompanies"]


# off the list


def test_a_guest_goes_off_the_list_and_off_the_visits(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme)
    companion = make_gast(programme, accompanies=gast.mandataris)
    other = make_mandataris(programme.bestuur)
    bezoek = make_bezoek(programme, people=[gast.mandataris, other], title="Waterronde")
    client = client_of(coordinator)
    page = client.get(f"{LIST}{gast.pk}/verwijderen/").text
    assert "Waterronde, maandag 24 februari 9.30–10.30" in page
    assert f"{companion.mandataris.name} komt mee met {gast.mandataris.name}" in page
    client.post(f"{LIST}{gast.pk}/verwijderen/")
    assert set(bezoek.deelnemers.all()) == {other}
    assert not Gast.objects.filter(pk=gast.pk).exists()
    companion.refresh_from_db()
    assert companion.accompanies is None
    assert Mandataris.objects.filter(pk=gast.mandataris_id).exists()
    assert Wijziging.objects.get().label == f"{gast.mandataris} van de gastenlijst gehaald"


def test_a_guest_without_visits_leaves_no_trail(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    gast = make_gast(programme)
    client_of(coordinator).post(f"{LIST}{gast.pk}/verwijderen/")
    assert Wijziging.objects.count() == 0


def test_a_guest_on_a_visit_that_cannot_change_stays(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    gast = make_gast(programme)
    make_bezoek(programme, people=[gast.mandataris])
    programme.diensten.clear()
    response = client_of(coordinator).post(f"{LIST}{gast.pk}/verwijderen/", follow=True)
    assert "Deze dienst doet niet mee aan het programma." in response.text
    assert Gast.objects.filter(pk=gast.pk).exists()
