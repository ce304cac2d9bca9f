"""What a group may see of its answers, and the chart of it."""

from decimal import Decimal

from programmes.werkvormen.interface import Outline
from programmes.werkvormen.visieworkshop import FORMAT
from programmes.werkvormen.visieworkshop.blocks import BLOCKS, STEPS
from programmes.werkvormen.visieworkshop.radar import radar
from programmes.werkvormen.visieworkshop.scores import (
    FEWEST,
    Score,
    differences_in_words,
    functions_of,
    least_of,
    lines_of,
    score,
)

EVERY = [block.key for block in BLOCKS]


def test_of_fewer_than_five_nothing_is_shown() -> None:
    assert score([1, 2, 3, 4]) == Score(4)
    assert score([1, 2, 3, 4]).shown == ""
    assert score([1, 2, 3, 4]).band == ""
    assert score([1, 2, 3, 4]).word == ""


def test_five_give_a_mean_and_the_middle_half() -> None:
    found = score([1, 2, 3, 4, 5])
    assert found == Score(5, Decimal("3.0"), Decimal("2.0"), Decimal("4.0"))
    assert (found.shown, found.band, found.word) == ("3,0", "2,0 tot 4,0", "voor een deel")


def test_the_threshold_is_that_of_the_surveys() -> None:
    from followup.surveys import results  # noqa: PLC0415 (only to compare)

    assert FEWEST == results.FEWEST


def test_differences_with_the_earlier_session_in_words() -> None:
    lines = lines_of(
        {"detectie": [4] * 5, "toeleiding": [2] * 5, "rollen": [3] * 5, "netwerken": [1] * 4},
        {"detectie": [3] * 5, "toeleiding": [3] * 6, "rollen": [3] * 5, "netwerken": [3] * 5},
    )
    assert [line.change for line in lines[:4]] == ["1,0 hoger", "1,0 lager", "ongeveer gelijk", ""]
    assert differences_in_words(lines) == [
        "Hoger dan vorige keer: Zorgnoden detecteren (1,0).",
        "Lager dan vorige keer: Toeleiden naar zorg (1,0).",
        "De andere scoort ongeveer gelijk.",
    ]


def test_nothing_is_compared_without_an_earlier_session() -> None:
    assert differences_in_words(lines_of({"detectie": [4] * 5})) == []


def test_all_the_same_as_before() -> None:
    same = {key: [3] * 5 for key in EVERY}
    assert differences_in_words(lines_of(same, same)) == ["Alle bouwstenen scoren ongeveer als vorige keer."]


def test_the_least_fulfilled_are_the_lowest_that_may_be_shown() -> None:
    values = {"detectie": [2] * 5, "toeleiding": [1] * 4, "rollen": [4] * 5, "beleid": [3] * 5}
    assert [line.block.key for line in least_of(lines_of(values))] == ["detectie", "beleid"]
    assert least_of(lines_of({key: [3] * 5 for key in EVERY})) == []
    assert least_of(lines_of({})) == []


def test_a_function_has_a_mean_when_all_its_blocks_have_one() -> None:
    values = {"detectie": [2] * 5, "toeleiding": [3] * 5, "rollen": [4] * 5}
    found = functions_of(lines_of(values))
    assert [(one.name, one.shown) for one in found] == [("Minder mazen", "2,5"), ("Meer net", ""), ("Voorwaarden", "")]


def test_the_chart_tells_its_numbers() -> None:
    svg = radar(lines_of({key: [3] * 5 for key in EVERY} | {"beleid": [1] * 4}))
    assert svg.count("<circle") == len(BLOCKS) - 1
    assert "radar-band" not in svg  # an axis of which nothing may be shown would be guessed from it
    assert "Beleid (–)" in svg
    assert svg.partition("<title>")[2].startswith("Gemiddelde van de groep, van 1 tot 5: Zorgnoden detecteren 3,0; ")


def test_the_chart_has_a_band_and_a_line_of_before() -> None:
    every = {key: [1, 2, 3, 4, 5] for key in EVERY}
    svg = radar(lines_of(every, every))
    assert (svg.count("radar-band"), svg.count('class="radar-before"'), svg.count("<circle")) == (1, 1, len(BLOCKS))


def test_no_chart_of_two_axes() -> None:
    assert radar(lines_of({"detectie": [3] * 5, "rollen": [3] * 5})) == ""


def test_the_timetable_takes_one_to_two_hours() -> None:
    assert sum(part.minutes for part in FORMAT.skeleton) == sum(step.minutes for step in STEPS) == 90
    assert [part.title for part in FORMAT.skeleton if part.takes_rest] == ["Zelfinschatting"]


def test_checks_of_the_format() -> None:
    def said(minutes: int, people: int) -> list[str]:
        return [text for check in FORMAT.checks for text in check(Outline(minutes, people))]

    assert said(90, 12) == []
    assert said(90, 4) == [
        (
            "Met minder dan 5 deelnemers tonen we geen resultaten: dan is te raden wie wat antwoordde. "
            "Nodig meer mensen uit, ook van de dienst zelf."
        )
    ]
    assert said(45, 12) == ["Een visie maak je niet in 45 minuten. Reken op 1 à 2 uur."]
    assert said(90, 30) == [
        "Met 30 mensen lukt één gesprek niet meer. Werk in groepen aan tafels, met aan elke tafel iemand die noteert."
    ]
