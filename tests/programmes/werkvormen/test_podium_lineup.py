"""The line-up: in order, made to fit, and what of it may hang on the wall."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from programmes.models import Podium, Verteller
from programmes.werkvormen.vrij_podium import lineup
from programmes.werkvormen.vrij_podium.lineup import PublicLine
from tests.factories import make_bezoek
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller

pytestmark = pytest.mark.django_db
NINE_THIRTY, TEN_THIRTY = 570, 630


def names(podium: Podium) -> list[str]:
    return [row.first_name for row in podium.vertellers.all()]


def stage(podium: Podium, until: int = TEN_THIRTY) -> lineup.Stage:
    return lineup.stage_of(podium, start=NINE_THIRTY, until=until)


@pytest.fixture
def podium() -> Podium:
    podium = make_stage()
    for name in ("An", "Bo", "Cas"):
        make_verteller(podium, name)
    return podium


@pytest.mark.parametrize(
    ("who", "how", "expected"),
    [
        ("An", {"to": "omlaag"}, ["Bo", "An", "Cas"]),
        ("An", {"to": "omhoog"}, ["An", "Bo", "Cas"]),
        ("Cas", {"to": "omhoog"}, ["An", "Cas", "Bo"]),
        ("Cas", {"to": "omlaag"}, ["An", "Bo", "Cas"]),
        ("Cas", {"to": "eerst"}, ["Cas", "An", "Bo"]),
        ("An", {"to": "laatst"}, ["Bo", "Cas", "An"]),
        ("An", {"to": "zijwaarts"}, ["An", "Bo", "Cas"]),
        ("Bo", {"before": 999_999}, ["An", "Bo", "Cas"]),
    ],
)
def test_move(podium: Podium, who: str, how: dict[str, Any], expected: list[str]) -> None:
    row = podium.vertellers.get(first_name=who)
    assert lineup.move(podium, row.pk, **how) == row
    assert names(podium) == expected
    assert [one.position for one in podium.vertellers.all()] == [1, 2, 3]


def test_move_before_another(podium: Podium) -> None:
    an, _, cas = podium.vertellers.all()
    lineup.move(podium, cas.pk, before=an.pk)
    assert names(podium) == ["Cas", "An", "Bo"]


def test_two_people_move_at_once_and_both_get_it(podium: Podium) -> None:
    an, bo, cas = podium.vertellers.all()
    lineup.move(podium, cas.pk, to="eerst")
    lineup.move(podium, an.pk, to="laatst")  # from a page that still showed An, Bo, Cas
    assert names(podium) == ["Cas", "Bo", "An"]
    assert lineup.move(podium, bo.pk + 999, to="eerst") is None


def test_who_does_not_take_part_takes_no_time_and_no_place(podium: Podium) -> None:
    bo = podium.vertellers.get(first_name="Bo")
    bo.consent = Verteller.Consent.NEE
    lineup.keep(bo, by="Els")
    found = stage(podium)
    assert ([str(row) for row in found.rows], [str(row) for row in found.out]) == (["An", "Cas"], ["Bo"])
    assert (found.talking, found.running.minutes) == (10, 21)
    lineup.move(podium, podium.vertellers.get(first_name="An").pk, to="omlaag")
    assert names(podium) == ["Cas", "An", "Bo"]


def test_make_fit_shortens_as_was_shown(podium: Podium) -> None:
    proposed = stage(podium, until=595).shorter  # 27 minutes in 25
    assert [(str(row), minutes) for row, minutes in proposed] == [("Bo", 4), ("Cas", 4)]
    agreed = {row.pk: minutes for row, minutes in proposed}
    assert lineup.make_fit(podium, agreed, start=NINE_THIRTY, until=595, by="Els") is True
    assert [row.minutes for row in podium.vertellers.all()] == [5, 4, 4]
    assert stage(podium, until=595).running.over == 0
    assert lineup.make_fit(podium, agreed, start=NINE_THIRTY, until=595, by="Els") is False


def test_make_fit_refuses_when_the_line_up_changed(podium: Podium) -> None:
    agreed = {row.pk: minutes for row, minutes in stage(podium, until=595).shorter}
    podium.vertellers.filter(first_name="An").update(minutes=8)
    assert lineup.make_fit(podium, agreed, start=NINE_THIRTY, until=595, by="Els") is False
    assert [row.minutes for row in podium.vertellers.all()] == [8, 5, 5]


def test_public_lines_hold_what_is_allowed_only() -> None:
    podium = make_stage()
    make_verteller(podium, "An", last_name="Maes", topic="Soep", consent="ja", named_as="voluit")
    make_verteller(podium, "Bo", last_name="Claes", topic="De bus", consent="ja", named_as="voornaam", teller="buur")
    make_verteller(podium, "Cas", topic="Het plein", consent="ja", teller="familie")
    make_verteller(podium, "Dirk", topic="De winkel", consent="gevraagd")
    make_verteller(podium, "Eva", topic="De markt")
    assert lineup.public_lines(stage(podium)) == [
        PublicLine(575, "Soep", "An Maes", "iemand die hier komt"),
        PublicLine(581, "De bus", "Bo", "een buur"),
        PublicLine(587, "Het plein", "", "een familielid"),
    ]


def test_a_subject_does_not_tell_a_name_that_may_not_be_told() -> None:
    podium = make_stage()
    make_verteller(podium, "Godelieve", last_name="Pattyn", topic="Het leven van godelieve", consent="ja")
    make_verteller(podium, "An", topic="Met mevrouw Pattyn naar zee", consent="ja", named_as="voornaam")
    assert [(line.topic, line.name) for line in lineup.public_lines(stage(podium))] == [("", ""), ("", "An")]


def test_a_word_of_every_sentence_is_no_name_and_a_short_name_is_one() -> None:
    podium = make_stage()
    make_verteller(podium, "Maria", last_name="Van den Berg", topic="Mijn straat", consent="ja", named_as="voornaam")
    introduction = "Jan komt uit het huis van de buurt"
    make_verteller(
        podium, "Jan", topic="Het leven van mijn moeder", consent="ja", named_as="voornaam", introduction=introduction
    )
    make_verteller(podium, "An", topic="De bus van An", consent="ja", introduction="Hier is An.")
    make_verteller(podium, "Cas", topic="Fietsen langs de berg", consent="ja", named_as="voornaam")
    shown = [line.topic for line in lineup.public_lines(stage(podium))]
    assert shown == ["Mijn straat", "Het leven van mijn moeder", "", ""]
    left_out = "en die mag niet op de affiche. Het onderwerp komt er dus niet op: schrijf het anders."
    assert [text for _, text in lineup.remarks_on(stage(podium))] == [
        "In de aankondiging van An staat meer van de naam dan genoemd mag worden.",
        f"In het onderwerp van An staat misschien de naam van An, {left_out}",
        f"In het onderwerp van Cas staat misschien de naam van Maria Van den Berg, {left_out}",
    ]


def test_remarks() -> None:
    podium = make_stage()
    make_verteller(podium, "An", consent="ja", introduction="Dit is An.")
    make_verteller(podium, "Godelieve", consent="ja", introduction="Hier is Godelieve.")
    make_verteller(podium, "Cas", consent="gevraagd", phone="")
    make_verteller(podium, "Dirk")
    make_verteller(podium, "Eva", consent="nee", phone="")
    assert [(str(row), text) for row, text in lineup.remarks_on(stage(podium))] == [
        ("An", "In de aankondiging van An staat meer van de naam dan genoemd mag worden."),
        ("Godelieve", "In de aankondiging van Godelieve staat meer van de naam dan genoemd mag worden."),
        ("Cas", "Cas heeft nog niet geantwoord. Op de affiche komt er niets van."),
        ("Cas", "Van Cas is er geen telefoonnummer. Wie bel je als die er niet is?"),
        ("Dirk", "Dirk is nog niet gevraagd. Op de affiche komt er niets van."),
    ]


@pytest.mark.parametrize("fields", [{"named_as": "voornaam"}, {"may_be_pictured": True}, {"may_be_recorded": True}])
def test_without_a_yes_nothing_is_shown(fields: dict[str, Any]) -> None:
    podium = make_stage()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_verteller(podium, consent="gevraagd", **fields)
    with pytest.raises(ValidationError) as caught:
        Verteller(podium=podium, first_name="An", topic="x", **fields).full_clean()
    assert caught.value.messages == ["Zonder een ja mag er niets: geen naam, geen foto en geen opname."]


def test_a_minor_needs_somebody_who_consents() -> None:
    podium = make_stage()
    with pytest.raises(ValidationError) as caught:
        Verteller(podium=podium, first_name="An", topic="x", consent="ja", is_minor=True).full_clean()
    assert caught.value.messages == ["Vul bij een minderjarige in wie de toestemming gaf."]
    Verteller(podium=podium, first_name="An", topic="x", is_minor=True).full_clean()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["micro op een staander"]),
        ({"posture": "rolstoel"}, ["micro op een staander", "rolstoel: hou de helling vrij, micro lager"]),
        ({"posture": "rolstoel", "mic": "hand"}, ["handmicro", "rolstoel: hou de helling vrij"]),
        (
            {"posture": "zittend", "mic": "geen", "beside": "Ria", "needs": "water"},
            ["zonder micro", "zit: stoel klaar", "Ria staat ernaast", "water"],
        ),
    ],
)
def test_setting_up(fields: dict[str, Any], expected: list[str]) -> None:
    assert Verteller(**fields).setting_up == expected


def test_a_visit_that_goes_takes_its_stage_along() -> None:
    podium = make_stage(make_bezoek())
    make_verteller(podium)
    podium.bezoek.delete()
    assert (Podium.objects.count(), Verteller.objects.count()) == (0, 0)
