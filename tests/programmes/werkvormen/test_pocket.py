"""Pocket cards: no closer together than it takes, and nothing is cut off."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from programmes.werkvormen.papers import cards_of, cards_pdf
from programmes.werkvormen.pocket import Card
from programmes.werkvormen.timetable import Line, Timetable, timetable
from tests.factories import MONDAY
from tests.programmes.test_documents import INFO, LINDE, PEOPLE
from tests.programmes.weeks import visit, week

HIGH = 148.4  # mm of a card
LONG = "Warme maaltijden opdienen met de verpleegkundige van de afdeling Zonnebloem"


def day(*titles: str, hands_on: str = "") -> Timetable:
    lines = [
        Line(
            id=number,
            minutes=5,
            title=title,
            text="",
            who="de hoofdverpleegkundige" if number % 3 == 0 else "",
            place="zaal" if number % 2 else "",
            clothing="",
            hands_on=hands_on,
            person=None,
        )
        for number, title in enumerate(titles)
    ]
    return timetable(lines, start=570, end=750)


def cards(table: Timetable, **service: str) -> tuple[list[Card], list[float]]:
    """With how many mm each has left under the words with which it ends."""
    shown = week(visit(1, "9.30-12.30", people=(1,)), people=PEOPLE[:1], services=(replace(LINDE, **service),), **INFO)
    (page,) = PdfReader(BytesIO(cards_pdf(shown, shown.visits[0], table, today=MONDAY))).pages
    left: list[float] = []

    def note(text: str, drawn: list[float], line: list[float], *_: Any) -> None:
        if text.strip().startswith(("Einde om", "Het vervolg")):
            left.append(HIGH - (842 - line[5] * drawn[3] - drawn[5]) / 72 * 25.4 % HIGH)

    page.extract_text(visitor_text=note)
    return cards_of(shown, shown.visits[0], table), left


@pytest.mark.parametrize(("count", "density"), [(7, ""), (8, "full"), (10, "full"), (12, "crowded")])
def test_a_card_is_printed_as_roomy_as_its_lines_allow(count: int, density: str) -> None:
    (card,), (left,) = cards(day(*(f"Onderdeel {number} van de dag op de afdeling" for number in range(count))))
    assert (card.density, 8 < left < 50) == (density, True)


def test_what_does_not_go_on_a_card_goes_on_a_next_one() -> None:
    found, left = cards(day(*[LONG] * 14))
    assert ([card.is_last for card in found], sum(len(card.lines) for card in found)) == ([False, True], 14)
    assert min(left) > 8


def test_long_facts_and_the_legend_leave_less_room_for_lines() -> None:
    (plain,), _ = cards(day(*["Wassen"] * 11))
    behind = "Aan de achterkant van het gebouw, bij de fietsen. " * 4
    (full,), (left,) = cards(day(*["Wassen"] * 11, hands_on="zelf"), meeting_point=behind)
    assert (plain.density, full.density, left > 12) == ("", "crowded", True)
