"""What people type for a figure and a day, and what cannot be read."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invitations.fiches.cijfers import VOORSTELLEN, Earlier, verschil
from invitations.fiches.figures import in_dutch, parse_figure, parse_measured_on
from invitations.fiches.tendensen import parse_points, points_text
from invitations.models import Cijfer
from programmes.models import Soort

EXAMPLES = "Schrijf bijvoorbeeld 40, 12,5, 1.250 of ca. 40. Weet je het niet, schrijf dan n.v.t."
TODAY = dt.date(2025, 2, 12)


def refusal(parse: Callable[..., Any], text: Any, **options: Any) -> str:
    """The sentence, '' when it is read."""
    try:
        parse(text, **options)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40", "40"),
        ("12,5", "12.5"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("1 250", "1250"),
        ("1\u00a0250,75", "1250.75"),
        ("1.250.000", "1250000"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        ("ca. 40", "40"),
        ("ca 40", "40"),
        ("circa 1.250", "1250"),
        ("± 40", "40"),
        ("+/- 40", "40"),
        ("~40", "40"),
        ("meer dan 1.000", "1000"),
        ("> 15", "15"),
        ("40 %", "40"),
        ("40%", "40"),
        ("40 VTE", "40"),
        ("78,5 vte (2024)", "78.5"),
        ("€ 1.250,50", "1250.5"),
        ("12 uur per week", "12"),
        ("15 m²", "15"),
        ("geen", "0"),
        ("0", "0"),
    ],
)
def test_a_figure_is_read(typed: str, number: str) -> None:
    assert parse_figure(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "  ", "n.v.t.", "N.V.T.", "nvt", "niet van toepassing", "onbekend", "-", "?"])
def test_what_says_that_there_is_none_is_no_number(typed: str) -> None:
    assert parse_figure(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "1.25",
            "Bedoel je 1,25? Schrijf een komma voor wat na het getal komt en een punt bij duizend.",
        ),
        ("1,250", "Bedoel je 1.250 (duizendtal) of 1,25? Schrijf een van die twee."),
        ("1,255", "Bedoel je 1.255 (duizendtal) of 1,26? Schrijf een van die twee."),
        ("40-50", "'40-50' is geen getal. Schrijf één getal, bijvoorbeeld ca. 45."),
        ("40 tot 50", "'40 tot 50' is geen getal. Schrijf één getal, bijvoorbeeld ca. 45."),
        ("1,250.5", "'1,250.5' lezen we niet als één getal. Schrijf bijvoorbeeld 1.250 of 1.250,5."),
        ("1,23456", "'1,23456' heeft te veel cijfers na de komma: schrijf er hoogstens drie."),
        ("3 op 4", "'3 op 4' is geen getal. Schrijf één getal, bijvoorbeeld ca. 45."),
        (
            "veel",
            f"'veel' is geen getal. {EXAMPLES}",
        ),
        (
            "999999999999",
            "'999999999999' is te groot. Kies een grotere eenheid, bijvoorbeeld duizend of miljoen.",
        ),
    ],
)
def test_what_cannot_be_read_is_asked(typed: str, sentence: str) -> None:
    assert refusal(parse_figure, typed) == sentence


@given(st.text(max_size=40))
def test_any_text_gives_a_number_that_fits_or_a_sentence(text: str) -> None:
    sentence = refusal(parse_figure, text)
    number = None if sentence else parse_figure(text)
    assert sentence[-1:] in {"", ".", "?"}
    assert number is None or (abs(number) < 10**11 and number == round(number, 3))


@given(st.decimals(min_value=0, max_value=10**9, places=1))
def test_a_number_comes_back_as_it_is_shown(number: Decimal) -> None:
    assert parse_figure(in_dutch(number)) == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("2024", "2024-12-31"),
        ("12/2024", "2024-12-31"),
        ("februari 2024", "2024-02-29"),
        ("sep 2024", "2024-09-30"),
        ("31/12/2024", "2024-12-31"),
        ("1-2-2025", "2025-02-01"),
        ("2024-06-30", "2024-06-30"),
        ("30 juni 2024", "2024-06-30"),
    ],
)
def test_a_day_is_read(typed: str, day: str | None) -> None:
    assert parse_measured_on(typed, today=TODAY) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2025", "'2025' ligt nog niet achter ons. Schrijf de dag waarop je telde, bijvoorbeeld 31-12-2024."),
        ("31-2-2024", "'31-2-2024' is geen dag. Schrijf bijvoorbeeld 31-12-2024, of alleen het jaar: 2024."),
        ("13/2024", "'13/2024' is geen dag. Schrijf bijvoorbeeld 31-12-2024, of alleen het jaar: 2024."),
        ("vorig jaar", "'vorig jaar' is geen dag. Schrijf bijvoorbeeld 31-12-2024, of alleen het jaar: 2024."),
    ],
)
def test_what_is_no_day_is_asked(typed: str, sentence: str) -> None:
    assert refusal(parse_measured_on, typed, today=TODAY) == sentence


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_a_sentence(text: str) -> None:
    sentence = refusal(parse_measured_on, text, today=TODAY)
    day = None if sentence else parse_measured_on(text, today=TODAY)
    assert sentence[-1:] in {"", "."}
    assert day is None or day <= TODAY


def test_every_kind_has_proposals_each_with_a_key_of_its_own() -> None:
    assert set(VOORSTELLEN) == set(Soort)
    assert [kind for kind, figures in VOORSTELLEN.items() if not figures] == [Soort.ANDERE]
    for figures in VOORSTELLEN.values():
        assert len({one.key for one in figures}) == len(figures)
        for one in figures:
            Cijfer(key=one.key, name=one.name, unit=one.unit).clean_fields(exclude={"fiche"})


def cijfer(value: Any, unit: str = "plaatsen", **fields: Any) -> Cijfer:
    return Cijfer(typed=str(value), value=None if value is None else Decimal(value), unit=unit, **fields)


@pytest.mark.parametrize(
    ("new", "old", "text"),
    [
        (cijfer(96), cijfer(90), "+6 (+6,7 %)"),
        (cijfer("78.5"), cijfer("81.2"), "−2,7 (−3,3 %)"),
        (cijfer(4), cijfer(0), "+4"),
        (cijfer(4), cijfer(4), "gelijk gebleven"),
        (cijfer(1500), cijfer(-500), "+2.000 (+400 %)"),
        (cijfer(4), cijfer(None), "None"),
        (cijfer(None), cijfer(4), "None"),
        (cijfer(4, "VTE"), cijfer(4, "personen"), "None"),
        (cijfer(4), None, "None"),
    ],
)
def test_the_difference_with_the_last_edition(new: Cijfer, old: Cijfer | None, text: str) -> None:
    assert str(verschil(new, old)) == text


def test_a_figure_is_found_by_key_and_else_by_name() -> None:
    plaatsen, eigen = cijfer(1, key="plaatsen", name="plaatsen"), cijfer(2, name="Eigen  Cijfer")
    earlier = Earlier([plaatsen, eigen, Cijfer(name="leeg")])
    assert earlier.of(cijfer(3, key="plaatsen", name="anders genoemd")) is plaatsen
    assert earlier.of(cijfer(3, key="andere-sleutel", name="Plaatsen")) is plaatsen
    assert earlier.of(cijfer(3, name="eigen cijfer")) is eigen
    assert [earlier.of(cijfer(3, name=name)) for name in ("leeg", "nieuw")] == [None, None]
    assert earlier.of(cijfer(3, name="eigen cijfer", section="tevredenheid")) is None


def test_points_are_typed_one_on_a_line() -> None:
    text = "2020; 1.250\n\n2021: 1.310,5\n2022\t1400\nca. 80 jaar en ouder 12 \nA = 4 %"
    points = [["2020", 1250], ["2021", 1310.5], ["2022", 1400], ["ca. 80 jaar en ouder", 12], ["A", 4]]
    assert parse_points(text) == points
    assert points_text(points) == "2020; 1.250\n2021; 1.310,5\n2022; 1.400\nca. 80 jaar en ouder; 12\nA; 4"
    assert parse_points(points_text(points)) == points


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2020; 5\n2021", "Regel 2: '2021' is geen naam met een getal. Schrijf bijvoorbeeld 2024; 512."),
        ("2020; n.v.t.", "Regel 1: '2020; n.v.t.' is geen naam met een getal. Schrijf bijvoorbeeld 2024; 512."),
        (
            "2020; 1.25",
            "Regel 1: Bedoel je 1,25? Schrijf een komma voor wat na het getal komt en een punt bij duizend.",
        ),
        (f"{'x' * 61}; 5", f"Regel 1: maak '{'x' * 30}…' korter, hoogstens 60 tekens."),
        ("\n".join(f"{n}; 5" for n in range(41)), "Dit zijn 41 regels. Een grafiek toont er hoogstens 40."),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, sentence: str) -> None:
    assert refusal(parse_points, text) == sentence
