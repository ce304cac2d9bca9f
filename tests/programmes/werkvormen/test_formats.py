"""The formats that there are: whole, each with an example that adds up, and without an address that does not exist."""

import pytest
from django.urls import reverse

from programmes.models import Werkvorm
from programmes.werkvormen.formats import all_formats, format_of
from programmes.werkvormen.interface import COMMUNICATIE, COORDINATOR, GASTHEER, SELF, WATCH, Outline, Part
from programmes.werkvormen.jobruil import FORMAT as JOBRUIL

KEYS = sorted(Werkvorm.values)


def test_every_format_of_a_visit_has_its_module() -> None:
    assert sorted(all_formats()) == KEYS
    assert list(all_formats()) == sorted(all_formats(), key=lambda key: all_formats()[key].title)
    assert format_of("onbekend") is None


@pytest.mark.parametrize("key", KEYS)
def test_the_tool_and_the_prints_of_a_format_have_an_address(key: str) -> None:
    kind = all_formats()[key]
    for name in (kind.tool, *(one.url for one in kind.prints)):
        assert not name or reverse(name, args=["leiedorp", "2025", 1])
    assert bool(kind.tool) == bool(kind.tool_title)


@pytest.mark.parametrize("key", KEYS)
def test_what_a_format_tells_of_itself_is_whole(key: str) -> None:
    kind = all_formats()[key]
    assert all((kind.title, kind.icon, kind.lead, kind.suits, kind.preparation, kind.example))
    assert list(kind.group) == sorted(kind.group)
    assert list(kind.minutes) == sorted(kind.minutes)
    assert sum(part.takes_rest for part in kind.skeleton) == 1
    assert {part.hands_on for part in kind.skeleton} <= {"", SELF, WATCH}
    assert {task.owner for task in kind.tasks} <= {COORDINATOR, GASTHEER, COMMUNICATIE}


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_format_takes_as_long_as_it_may(key: str) -> None:
    kind = all_formats()[key]
    total = sum(part.minutes for part in kind.skeleton)
    assert total <= kind.minutes[2]


def told(*parts: Part) -> list[str]:
    return [text for check in JOBRUIL.checks for text in check(Outline(120, 2, parts))]


def test_a_shift_asks_for_work_and_for_a_colleague() -> None:
    look = Part(15, "Overdracht", who="Lies", hands_on=WATCH)
    assert told(look)[0].startswith("Nergens in de dienst mag een bezoeker zelf iets doen.")
    assert told(look, Part(30, "Tafels dekken", hands_on=SELF)) == [
        "Bij 'Tafels dekken' staat nog niet met welke collega de bezoeker meedraait. Vul een naam in bij 'wie'."
    ]
    assert told(look, Part(30, "Tafels dekken", who="Lies", hands_on=SELF)) == []
    assert told() == []


def test_somebody_listens_for_half_an_hour_at_most() -> None:
    [check] = all_formats()["infosessie"].checks
    assert list(check(Outline(60, 9, (Part(30, "Toelichting", who="An"), Part(45, "Vragen"))))) == []
    [text] = check(Outline(60, 9, (Part(45, "Toelichting", who="An"),)))
    assert text.startswith("'Toelichting' duurt 45 minuten.")
