"""How close together a day is printed: no closer than it takes to be on its page."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from programmes.documents import DENSITIES, document, roomiest
from programmes.schedules import person_schedule
from programmes.werkvormen.vrij_podium.lineup import PublicLine
from tests.factories import MONDAY, at
from tests.programmes.test_documents import VERSION, small
from tests.programmes.weeks import visit

TOP, BOTTOM = 842 - 37, 43  # of the text on an A4, in points


def day(words: int) -> tuple[str, dict[str, Any]]:
    """A visitor's day with two visits, of which one says a lot."""
    long = visit(1, "9.30-12.30", people=(1, 2, 3), activity="Meedraaien op de afdeling. " * words)
    week = small(long, visit(2, "14.00-15.00", people=(1, 2, 3)))
    return "mijn", {"schedule": person_schedule(week, 1), "version": VERSION}


def poster(stories: int) -> tuple[str, dict[str, Any]]:
    lines = [PublicLine(570 + 6 * n, "Mijn straat en wie er woont", f"Maria {n}", "een buur") for n in range(stories)]
    desk = {"name": "De Linde", "hours": "9.30–10.30", "day": MONDAY}
    programme = SimpleNamespace(title="Expeditie Zorg", bestuur=SimpleNamespace(name="Leiedorp"), hashtag="")
    return "podium_affiche", {"lines": lines, "desk": desk, "programme": programme, "now": at(MONDAY, "8.00")}


def filled(paper: tuple[str, dict[str, Any]]) -> float:
    """The part of the only page down to the last line of the text."""
    (page,) = PdfReader(BytesIO(document(*paper, pages=1))).pages
    heights: list[float] = []

    def note(text: str, page: list[float], line: list[float], *_: Any) -> None:
        if text.strip():
            heights.append(line[5] * page[3] + page[5])

    page.extract_text(visitor_text=note)
    return (TOP - min(height for height in heights if height > BOTTOM)) / (TOP - BOTTOM)


@pytest.mark.parametrize("words", [75, 100, 120, 155])
def test_a_day_that_is_just_too_long_for_a_step_is_printed_a_little_closer(words: int) -> None:
    assert filled(day(words)) > 0.8


@pytest.mark.parametrize("stories", [10, 12, 15, 18])
def test_a_poster_with_a_story_too_many_is_printed_a_little_closer(stories: int) -> None:
    assert filled(poster(stories)) > 0.8


@pytest.mark.parametrize(("first", "looked"), [(0, 1), (1, 3), (2, 3), (3, 3), (4, 4), (5, 4)])
def test_the_roomiest_step_is_found_in_few_looks(first: int, looked: int) -> None:
    """`first` is the roomiest that is on one page; the closest is taken when none is."""
    laid: list[int] = []

    def lay(step: int) -> Any:
        laid.append(step)
        return SimpleNamespace(step=step, pages=[1] if step >= first else [1, 2])

    found: Any = roomiest(lay, 1)
    assert (found.step, len(set(laid))) == (min(first, len(DENSITIES) - 1), looked)
