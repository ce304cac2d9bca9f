"""Charts: which kind, what they say, and that nothing that people type makes them fall over."""

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invitations.fiches.charts import chart, is_series, message, pair, points_of, table_columns

SVG = "{http://www.w3.org/2000/svg}"
YEARS = [["2015", 602], ["2018", 655], ["2024", 768]]


def drawn(points: Any, title: str = "Titel", unit: str = "") -> ET.Element:
    return ET.fromstring(chart(title, points, unit=unit))


def texts(svg: ET.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def widths(svg: ET.Element) -> list[float]:
    return [float(one.attrib["width"]) for one in svg.iter(f"{SVG}rect")]


def test_years_become_a_line_and_other_things_bars() -> None:
    kinds = {tag: [len(list(drawn(p).iter(SVG + tag))) for p in (YEARS, YEARS[:2])] for tag in ("polyline", "rect")}
    assert kinds == {"polyline": [1, 0], "rect": [0, 2]}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("2019", "2020", "2021"), True),
        (("januari 2019", "januari 2020", "1e kwartaal 2021"), True),
        (("2021", "2020", "2019"), False),
        (("2021", "2021", "2021"), False),
        (("2019", "2020"), False),
        (("2019", "2020", "Leiedorp"), False),
        (("12019", "12020", "12021"), False),
    ],
)
def test_a_series_has_years_that_go_on(labels: tuple[str, ...], expected: object) -> None:
    assert is_series([(label, Decimal(1)) for label in labels]) == expected


def test_years_lie_as_far_apart_as_they_are() -> None:
    places = [float(dot.attrib["cx"]) for dot in drawn(YEARS).iter(f"{SVG}circle")]
    first, second = places[1] - places[0], places[2] - places[1]
    assert round(second / first, 1) == 2.0


def test_the_title_is_the_message() -> None:
    assert (
        message("Tachtigers", points_of(YEARS), "inwoners") == "Tachtigers: 602 inwoners in 2015, 768 inwoners in 2024"
    )
    assert message("Herkomst", points_of([["Dorp", 1250.5], ["Elders", 3]])) == "Herkomst: Dorp 1.250,5, Elders 3"
    many = points_of([[f"Wijk {n}", n] for n in range(30)])
    assert message("Wijken", many, "%") == "Wijken: van 0 % (Wijk 0) tot 29 % (Wijk 29)"


def test_a_bar_is_as_long_as_its_number() -> None:
    one, two, none = widths(drawn([["a", 10], ["b", 5], ["c", 0]]))
    assert (round(one / two, 2), none) == (2.0, 0)


def test_bars_below_nought_go_the_other_way() -> None:
    below, above = drawn([["krimp", -10], ["groei", 10]]).iter(f"{SVG}rect")
    assert float(below.attrib["x"]) + float(below.attrib["width"]) == pytest.approx(float(above.attrib["x"]), abs=0.1)
    assert "−10" in texts(drawn([["krimp", -10]]))


def test_numbers_are_written_as_in_dutch() -> None:
    assert texts(drawn([["x", 1234567.25]]))[-1] == "1.234.567,25"
    assert [text for text in texts(drawn([[str(2019 + n), 1_500_000 + n] for n in range(4)])) if "mln." in text]


def test_equal_numbers_lie_on_a_level_line() -> None:
    svg = drawn([["2019", 5], ["2020", 5], ["2021", 5]])
    assert len({dot.attrib["cy"] for dot in svg.iter(f"{SVG}circle")}) == 1


def test_a_long_label_is_cut_and_the_table_has_it_whole() -> None:
    found = texts(drawn([["Buurgemeenten en de wijde omgeving van de hele Leiestreek en de Westhoek", 3]]))
    assert found == ["Buurgemeenten en de", "wijde omgeving van", "de hele Leiestreek …", "3"]
    assert texts(drawn([["Een idee of een afspraak om mee verder te gaan", 4]]))[:3] == [
        "Een idee of een",
        "afspraak om mee",
        "verder te gaan",
    ]


def test_nothing_to_draw_is_no_chart() -> None:
    assert chart("Leeg", []) == ""
    assert chart("Leeg", [["2024", None]]) == ""


def test_what_people_type_is_no_markup() -> None:
    hostile = "</svg><script>alert('x')</script>"
    svg = drawn([[hostile, 1]], title=hostile)
    assert svg.findtext(f"{SVG}title") == f"{hostile}: {hostile} 1"
    assert list(svg.iter(f"{SVG}script")) == []


def test_a_chart_has_no_style_and_no_script() -> None:
    """The policy of the pages would refuse them."""
    assert re.findall(r"style=|<style|<script|\son\w+=", chart("Titel", YEARS)) == []


def test_a_pair_compares_on_one_scale() -> None:
    assert [round(width) for width in widths(ET.fromstring(pair("Plaatsen", Decimal(100), Decimal(50))))] == [119, 60]


def test_a_percentage_is_a_part_of_a_hundred() -> None:
    svg = ET.fromstring(pair("Tevreden", Decimal(50), Decimal(0), unit="%"))
    assert [round(width) for width in widths(svg)] == [60, 0]
    assert svg.findtext(f"{SVG}title") == "Tevreden: 50 % nu, 0 % in de vorige editie"


@pytest.mark.parametrize(("count", "columns"), [(0, []), (1, [1]), (10, [10]), (11, [6, 5]), (30, [10, 10, 10])])
def test_the_table_beside_it_has_even_columns(count: int, columns: list[int]) -> None:
    assert [len(part) for part in table_columns(range(count))] == columns


LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), max_size=80)
NUMBERS = st.one_of(
    st.integers(-(10**11), 10**11),
    st.floats(-1e11, 1e11, allow_nan=False),
    st.floats(-1e-4, 1e-4, allow_nan=False),
    st.just(0),
)


@given(st.lists(st.tuples(st.one_of(LABELS, st.integers(1900, 2090).map(str)), NUMBERS), max_size=30))
def test_any_chart_stays_within_its_frame(points: list[tuple[str, float]]) -> None:
    text = chart("Titel", points)
    if not points:
        assert text == ""
        return
    svg = ET.fromstring(text)
    _, _, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    for one in svg.iter(f"{SVG}rect"):
        assert float(one.attrib["x"]) >= -0.1
        assert float(one.attrib["x"]) + float(one.attrib["width"]) <= width + 1
        assert 0 <= float(one.attrib["y"]) <= height
    for one in svg.iter(f"{SVG}circle"):
        assert 0 <= float(one.attrib["cx"]) <= width
        assert 0 <= float(one.attrib["cy"]) <= height


@given(st.lists(NUMBERS, min_size=3, max_size=30))
def test_any_series_stays_within_its_frame(numbers: list[float]) -> None:
    svg = drawn([[str(1990 + n), number] for n, number in enumerate(numbers)])
    places = [point.split(",") for point in next(svg.iter(f"{SVG}polyline")).attrib["points"].split()]
    assert all(0 <= float(x) <= 360 and 17 <= float(y) <= 165 for x, y in places)


def test_a_footnote_at_a_year_is_drawn_all_the_same() -> None:
    assert "2024²" in texts(drawn([["2022", 3], ["2023", 4], ["2024²", 6]]))
