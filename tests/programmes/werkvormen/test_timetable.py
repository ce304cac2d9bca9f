"""The hours of a timetable, a skeleton that is fitted, and what does not add up: plain data only."""

import pytest

from programmes.werkvormen.interface import SELF, Format, Part
from programmes.werkvormen.timetable import Line, fitted, remarks, timetable

NINE, TEN = 540, 600
KIND = Format(
    key="gesprek",
    title="Gesprek",
    icon="x",
    lead="",
    suits="",
    group=(2, 6, 12),
    minutes=(45, 60, 120),
    preparation="",
    example="",
    skeleton=(),
)


def hours(*lines: Line) -> list[str]:
    return [line.hours for line in timetable(lines, start=NINE, end=TEN).lines]


def line(key: int, minutes: int, person: int | None = None, **fields: str) -> Line:
    return Line(key, minutes, f"Deel {key}", person=person, **fields)


def test_parts_follow_each_other_from_the_start_of_the_visit() -> None:
    assert hours(line(1, 10), line(2, 20), line(3, 5)) == ["9.00–9.10", "9.10–9.30", "9.30–9.35"]


def test_what_is_for_one_visitor_runs_beside_what_is_for_another_and_all_wait_for_all() -> None:
    found = hours(line(1, 10), line(2, 40, 7), line(3, 25, 8), line(4, 10, 8), line(5, 5), line(6, 5, 8))
    assert found == ["9.00–9.10", "9.10–9.50", "9.10–9.35", "9.35–9.45", "9.50–9.55", "9.55–10.00"]


def test_a_night_shift_passes_midnight() -> None:
    [one] = timetable([line(1, 90)], start=1380, end=1500).lines
    assert one.hours == "23.00–0.30"


def test_a_visitor_sees_what_is_for_them_while_they_are_there() -> None:
    table = timetable([line(1, 10), line(2, 20, 7), line(3, 20, 8), line(4, 30)], start=NINE, end=TEN)
    assert [one.id for one in table.of(7).lines] == [1, 2, 4]
    assert [one.id for one in table.of(8, start=NINE + 10, end=NINE + 30).lines] == [3]
    assert [one.id for one in timetable([line(1, 80), line(2, 9)], start=NINE, end=TEN).of(7, end=TEN).lines] == [1, 2]


def test_marks_say_what_a_visitor_may_do() -> None:
    table = timetable([line(1, 5, hands_on="zelf"), line(2, 5, hands_on="kijken"), line(3, 5)], start=NINE, end=TEN)
    assert [(one.mark, one.is_own_work) for one in table.lines] == [
        ("zelf doen", True),
        ("alleen meekijken", False),
        ("", False),
    ]
    assert table.has_own_work


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (60, [10, 40, 10]),
        (120, [10, 100, 10]),
        (40, [10, 20, 10]),
        (30, [5, 20, 5]),
        (5, [5, 5, 5]),
    ],
)
def test_the_part_that_takes_the_rest_grows_and_shrinks(minutes: int, expected: list[int]) -> None:
    skeleton = (Part(10, "Welkom"), Part(40, "Gesprek", takes_rest=True), Part(10, "Slot"))
    assert [part.minutes for part in fitted(skeleton, minutes)] == expected
    assert [part.title for part in fitted(skeleton, minutes)] == ["Welkom", "Gesprek", "Slot"]


def test_nothing_is_said_of_what_adds_up() -> None:
    assert remarks(KIND, timetable([line(1, 58)], start=NINE, end=TEN), coming=[1, 2]) == []
    assert remarks(KIND, timetable([], start=NINE, end=TEN), coming=[1, 2]) == []


@pytest.mark.parametrize(
    ("lines", "coming", "until", "expected"),
    [
        ([line(1, 61)], [1, 2], TEN, ("Het uurschema loopt tot 10.01, 1 minuut langer dan het bezoek.", "visit")),
        ([line(1, 40)], [1, 2], TEN, ("Na het laatste onderdeel is er nog 20 minuten over.", "visit")),
        ([line(1, 60)], [1], TEN, ("Er komt 1 bezoeker: deze werkvorm past vanaf 2.", "people")),
        ([line(1, 60)], [], TEN, ("Er komt nog niemand: deze werkvorm past vanaf 2.", "people")),
        ([line(1, 60)], list(range(13)), TEN, ("Er komen 13 bezoekers: deze werkvorm past tot 12.", "people")),
        (
            [line(1, 30)],
            [1, 2],
            NINE + 30,
            ("Het bezoek duurt 30 minuten; deze werkvorm duurt gewoonlijk 45 tot", "visit"),
        ),
        ([line(1, 60, 9)], [1, 2], TEN, ("'Deel 1' om 9.00 is alleen voor iemand die niet (meer) meegaat.", "")),
    ],
)
def test_what_does_not_add_up_is_said_with_a_way_out(
    lines: list[Line], coming: list[int], until: int, expected: tuple[str, str]
) -> None:
    [remark] = remarks(KIND, timetable(lines, start=NINE, end=until), coming=coming)
    assert (remark.text.startswith(expected[0]), remark.way) == (True, expected[1]), remark.text


def test_the_checks_of_the_format_see_the_parts() -> None:
    seen: list[Part] = []

    def check(outline: object) -> list[str]:
        seen.extend(outline.parts)  # type: ignore[attr-defined]
        return ["Let op."]

    kind = Format(**{name: getattr(KIND, name) for name in KIND.__slots__} | {"checks": (check,)})
    table = timetable([line(1, 60, who="An", hands_on=SELF)], start=NINE, end=TEN)
    assert [remark.text for remark in remarks(kind, table, coming=[1, 2])] == ["Let op."]
    assert seen == [Part(60, "Deel 1", who="An", hands_on=SELF)]
