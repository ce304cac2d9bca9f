"""An edition beside those before it: which ones, what changed, what is drawn."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from followup.models import Balans
from followup.reach.balance import Asked, Numbers, Opinion, Share
from followup.reach.comparing import Reach, compare, reach_of
from followup.reach.editions import Edition, editions_of, labels_of
from followup.reach.measures import AGREEMENTS, COLLEGE, KEPT, OPINIONS, TIME, VISITS, Measure
from programmes.models import Programme
from tests.factories import MONDAY, make_bezoek, make_mandataris, make_programme
from tests.followup.editions import make_afspraak, publish

AFTER = dt.date(2030, 1, 1)


def held(programme: Programme, *, weeks: int, **fields: Any) -> Programme:
    """An edition so many weeks before that of the test, with one visit of one person."""
    first_day = programme.first_day - dt.timedelta(weeks=weeks)
    earlier = make_programme(programme.bestuur, first_day=first_day, **fields)
    make_bezoek(earlier, people=[make_mandataris(programme.bestuur)])
    publish(earlier)
    return earlier


def shown(programme: Programme) -> list[str]:
    return [one.label for one in editions_of(programme)]


def edition(numbers: Numbers, *, year: int = 2025, pk: int = 0, **fields: Any) -> Edition:
    first_day = dt.date(year, 2, 24)
    programme = Programme(pk=pk or year, title=f"Editie {year}", first_day=first_day, last_day=first_day, **fields)
    return Edition(programme, numbers, str(year))


def titles(reach: Reach) -> list[list[str]]:
    return [[drawing.title for drawing in part.drawings] for part in reach.parts]


def test_the_first_edition_stands_alone(programme: Programme) -> None:
    make_programme(programme.bestuur, first_day=MONDAY - dt.timedelta(weeks=52))  # never published
    held(programme, weeks=-52)  # later
    publish(make_programme(first_day=MONDAY - dt.timedelta(weeks=52)))  # of another authority
    assert shown(programme) == ["2025"]


def test_earlier_ones_that_were_published_stand_beside_it(programme: Programme) -> None:
    held(programme, weeks=52)
    held(programme, weeks=104)
    assert shown(programme) == ["2023", "2024", "2025"]


def test_one_that_was_cleared_stands_beside_it_with_what_was_kept(programme: Programme) -> None:
    cleared = make_programme(programme.bestuur, first_day=MONDAY - dt.timedelta(weeks=52))
    Balans.objects.create(programme=cleared, numbers={"visits": 7}, frozen_at=timezone.now())
    assert [(one.numbers.visits, one.is_kept) for one in editions_of(programme)] == [(7, True), (0, False)]


def test_from_whom_it_was_copied_stands_beside_it_whenever_it_was(programme: Programme) -> None:
    first = held(programme, weeks=-104)
    second = held(programme, weeks=-52, copied_from=first)
    first.copied_from, programme.copied_from = programme, second  # a ring, which ends
    first.save()
    assert shown(programme) == ["2026", "2027", "2025"]


def test_visits_that_came_of_an_agreement_are_no_edition(programme: Programme) -> None:
    small = held(programme, weeks=4)
    make_afspraak(programme, follow_up=small, follow_up_visit=1)
    assert shown(programme) == ["2025"]
    make_bezoek(small)
    assert shown(programme) == ["januari 2025", "februari 2025"]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([dt.date(2024, 3, 1), dt.date(2025, 3, 1)], ["2024", "2025"]),
        ([dt.date(2025, 3, 1), dt.date(2025, 4, 1)], ["maart 2025", "april 2025"]),
        ([dt.date(2025, 3, 1), dt.date(2025, 3, 8)], ["1 maart 2025", "8 maart 2025"]),
        ([dt.date(2025, 3, 1), dt.date(2025, 3, 1)], ["1 maart 2025 (1)", "1 maart 2025 (2)"]),
    ],
)
def test_a_label_is_as_short_as_tells_them_apart(days: list[dt.date], labels: list[str]) -> None:
    programmes = [Programme(pk=number, first_day=day) for number, day in enumerate(days)]
    assert list(labels_of(programmes).values()) == labels


@pytest.mark.parametrize(
    ("measure", "before", "now", "text", "change"),
    [
        (VISITS, Numbers(visits=5), Numbers(visits=8), "8", "+3"),
        (VISITS, Numbers(visits=8), Numbers(visits=5), "5", "−3"),
        (VISITS, Numbers(visits=5), Numbers(visits=5), "5", "evenveel"),
        (TIME, Numbers(minutes=90), Numbers(minutes=3150), "53 uur", "+51,5 uur"),
        (COLLEGE, Numbers(college=Share(2, 5)), Numbers(college=Share(4, 5)), "80 %", "+40 procentpunten"),
        (COLLEGE, Numbers(college=Share(99, 100)), Numbers(college=Share(98, 100)), "98 %", "−1 procentpunt"),
        (COLLEGE, Numbers(), Numbers(college=Share(4, 5)), "80 %", ""),
        (KEPT, Numbers(agreements=2, kept=1), Numbers(), "–", ""),
        (
            OPINIONS[0],
            Numbers(opinions=(Opinion("mandataris", 5, 4.0),)),
            Numbers(opinions=(Opinion("mandataris", 6, 4.2),)),
            "4,2 op 5",
            "+0,2",
        ),
    ],
)
def test_a_figure_and_what_changed(measure: Measure, before: Numbers, now: Numbers, text: str, change: str) -> None:
    assert (measure.text(now), measure.change(now, before)) == (text, change)


@pytest.mark.parametrize(
    ("measure", "numbers", "detail"),
    [
        (COLLEGE, Numbers(college=Share(4, 5)), "4 van 5"),
        (COLLEGE, Numbers(), ""),
        (KEPT, Numbers(agreements=3, kept=2), "2 van 3"),
        (AGREEMENTS, Numbers(agreements=3), ""),
        (OPINIONS[0], Numbers(opinions=(Opinion("mandataris", 1),)), "1 antwoord"),
        (OPINIONS[0], Numbers(opinions=(Opinion("mandataris", 4),)), "4 antwoorden"),
        (OPINIONS[0], Numbers(), ""),
    ],
)
def test_what_a_figure_is_made_of(measure: Measure, numbers: Numbers, detail: str) -> None:
    assert measure.detail(numbers) == detail


def test_of_one_edition_it_is_drawn_what_there_is() -> None:
    numbers = Numbers(visits=2, services=2, photos=3, opinions=(Opinion("gastheer", 6, 4.5),))
    assert titles(compare([edition(numbers)], is_over=True)) == [
        ["Bezoeken en zorgdiensten"],
        [],
        ["Verhalen, beeld en pers"],
        [],
        ["Gemiddeld cijfer in de enquête (op 5)"],
    ]


def test_of_several_editions_it_is_drawn_how_it_went_on() -> None:
    rows = [edition(Numbers(services=year, minutes=60 * year, photos=2), year=2020 + year) for year in (3, 4, 5)]
    reach = compare(rows, is_over=True)
    assert titles(reach) == [["Bezochte zorgdiensten", "Uren op bezoek (uur)"], [], ["Verhalen, beeld en pers"], []]
    assert "<title>Bezochte zorgdiensten: 3 in 2023, 5 in 2025</title>" in reach.parts[0].drawings[0].svg


def bar(college: Share) -> float:
    """How long the first bar is."""
    (drawing,) = compare([edition(Numbers(college=college))], is_over=True).parts[1].drawings
    found = re.search(r'class="chart-bar"[^>]* width="([\d.]+)"', drawing.svg)
    return float(found[1]) if found else 0


def test_a_part_of_a_whole_is_drawn_as_such() -> None:
    assert round(bar(Share(1, 2)) / bar(Share(2, 2)), 1) == 0.5


def test_it_is_compared_with_the_one_it_was_copied_from() -> None:
    rows = [
        edition(Numbers(visits=1), year=2023),
        edition(Numbers(visits=4), year=2024),
        edition(Numbers(visits=6), year=2025, copied_from_id=2023),
    ]
    reach = compare(rows, is_over=True)
    assert (reach.before, reach.parts[0].rows[0].change) == (rows[0], "+5")
    reach = compare(rows[:2], is_over=True)
    assert (reach.before, reach.parts[0].rows[0].change) == (rows[0], "+3")


def test_before_its_days_are_over_nothing_has_changed() -> None:
    rows = [edition(Numbers(visits=1), year=2024), edition(Numbers(visits=4))]
    reach = compare(rows, is_over=False)
    assert (reach.before, {row.change for part in reach.parts for row in part.rows}) == (None, {""})


def test_the_last_five_stand_beside_each_other_and_the_one_it_came_from() -> None:
    rows = [edition(Numbers(), year=year) for year in range(2018, 2025)]
    this = edition(Numbers(), year=2025, copied_from_id=2018)
    assert [one.label for one in compare([*rows, edition(Numbers())], is_over=True).editions] == [
        *("2021", "2022", "2023", "2024", "2025")
    ]
    assert [one.label for one in compare([*rows, this], is_over=True).editions] == [
        *("2018", "2022", "2023", "2024", "2025")
    ]


@pytest.mark.parametrize(
    ("unticked", "is_over", "is_kept", "note"),
    [
        (0, True, False, ""),
        (1, True, False, "Bij 1 bezoek is niet aangetikt wie er was."),
        (3, True, False, "Bij 3 bezoeken is niet aangetikt wie er was."),
        (3, False, False, "De laatste dag is nog niet voorbij."),
        (3, True, True, "De persoonsgegevens van deze editie zijn opgeruimd."),
    ],
)
def test_it_says_how_sure_the_figures_are(unticked: int, note: str, *, is_over: bool, is_kept: bool) -> None:
    one = edition(Numbers(unticked=unticked))
    reach = compare([Edition(one.programme, one.numbers, one.label, is_kept=is_kept)], is_over=is_over)
    assert (reach.note.split(". ")[0].rstrip(".") + "." if reach.note else "") == note


def test_questions_are_told_by_whom_they_were_asked() -> None:
    asked = (Asked("Hoe was het?", 4.2), Asked("Kwam je iets te weten?"))
    reach = compare(
        [edition(Numbers(opinions=(Opinion("gastheer", 6, 4.2, asked), Opinion("mandataris"))))], is_over=True
    )
    assert reach.questions == [("Gastheren en gastvrouwen", asked)]


def test_the_reach_of_a_programme(programme: Programme) -> None:
    held(programme, weeks=52)
    make_bezoek(programme, people=[make_mandataris(programme.bestuur) for _ in range(2)])
    publish(programme)
    reach = reach_of(programme, on=AFTER)
    assert [row.last.text for row in reach.headlines] == ["1", "–", "–", "2 uur", "2", "–"]
    assert [row.change for row in reach.headlines] == ["evenveel", "", "", "+1 uur", "+1", ""]
