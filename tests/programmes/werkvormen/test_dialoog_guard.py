"""The rules that a dialogue with residents holds."""

import datetime as dt

import pytest

from programmes.werkvormen.inwonersdialoog.guard import Course, Meeting, breaches, refused
from programmes.werkvormen.inwonersdialoog.harvest import Line, subjects_of
from programmes.werkvormen.inwonersdialoog.runsheet import steps_of
from programmes.werkvormen.inwonersdialoog.standard import MEETINGS, proposed_days

MAY, JUNE, JULY, SEPTEMBER, OCTOBER = (dt.date(2025, month, 5) for month in (5, 6, 7, 9, 10))
START, OWN, JOINT = frozenset({"professionals"}), frozenset({"inwoners"}), frozenset({"professionals", "inwoners"})


def course(
    *,
    start: dt.date | None = MAY,
    first: dt.date | None = JUNE,
    second: dt.date | None = JULY,
    joint: dt.date | None = SEPTEMBER,
    fixed_by: int | None = 1,
    held: frozenset[int] = frozenset(),
) -> Course:
    days = (start, first, second, joint)
    groups = (START, OWN, OWN, JOINT)
    names = ("Start", "Eerste", "Tweede", "Samen")
    rows = [
        Meeting(key, name, who, day, key in held)
        for key, name, who, day in zip(range(1, 5), names, groups, days, strict=True)
    ]
    return Course(tuple(rows), fixed_by)


def test_the_order_of_the_seed_breaks_nothing() -> None:
    assert breaches(course()) == []


def test_without_days_nothing_is_broken_yet() -> None:
    assert breaches(course(start=None, first=None, second=None, joint=None, fixed_by=None)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"second": None},
            (
                "‘Samen’ kan niet op vrijdag 5 september 2025: inwoners komen eerst twee keer onder elkaar "
                "samen, en ‘Tweede’ heeft nog geen dag. Geef eerst ‘Tweede’ een dag voor vrijdag 5 "
                "september 2025, of kies een latere dag."
            ),
        ),
        (
            {"second": dt.date(2025, 10, 6)},
            (
                "‘Samen’ kan niet op vrijdag 5 september 2025: inwoners komen eerst twee keer onder elkaar "
                "samen, en ‘Tweede’ valt pas op maandag 6 oktober 2025. Geef eerst ‘Tweede’ een dag voor vrijdag 5 "
                "september 2025, of kies een latere dag."
            ),
        ),
        (
            {"held": frozenset({1, 2, 4})},
            (
                "‘Samen’ kan nog niet gehouden zijn: ‘Tweede’ gaat vooraf en is nog niet gehouden. Zet eerst "
                "‘Tweede’ op gehouden."
            ),
        ),
        (
            {"start": JULY},
            (
                "‘Eerste’ op donderdag 5 juni 2025 bouwt voort op thema en afbakening, en ‘Start’, die ze vastlegt, "
                "valt pas op zaterdag 5 juli 2025. Geef ‘Start’ een dag voor donderdag 5 juni 2025, of zet ‘Eerste’ "
                "later."
            ),
        ),
    ],
)
def test_what_breaks_the_order_is_refused_with_a_way_out(change: dict[str, object], sentence: str) -> None:
    found = refused(course(), course(**change))  # type: ignore[arg-type] # by name
    assert [one.sentence for one in found] == [sentence]


def test_a_theme_that_is_still_open_is_told_and_not_refused() -> None:
    (found,) = breaches(course(fixed_by=None))
    assert (found.refuses, found.sentence) == (
        False,
        "‘Eerste’ bouwt voort op het thema, maar thema en afbakening liggen nog niet vast. Leg ze vast met ‘Start’.",
    )


def again(*, joint_is_held: bool = False, third: dt.date = dt.date(2025, 11, 5), start_again: bool = True) -> Course:
    """The first three were held; professionals met anew in October, and two other groups of residents come after."""
    held = course(held=frozenset({1, 2, 3, *([4] if joint_is_held else [])}))
    late = (
        Meeting(5, "Opnieuw", START, OCTOBER, is_held=True),
        Meeting(6, "Derde", OWN, third),
        Meeting(7, "Vierde", OWN, dt.date(2025, 11, 12)),
    )
    return Course((*held.meetings, *late), 5 if start_again else 1)


def test_theme_and_scope_are_fixed_anew_for_a_second_pair_of_meetings() -> None:
    assert breaches(again(joint_is_held=True)) == []


def test_a_theme_that_is_fixed_anew_goes_before_all_that_still_comes() -> None:
    first = again(start_again=False, third=SEPTEMBER)
    assert breaches(first) == []
    (joint,) = refused(first, again())
    assert joint.text == (
        "‘Samen’ op vrijdag 5 september 2025 bouwt voort op thema en afbakening, en ‘Opnieuw’, die ze vastlegt, valt "
        "pas op zondag 5 oktober 2025."
    )
    (third,) = refused(again(joint_is_held=True), again(joint_is_held=True, third=JULY))
    assert (third.rule, third.meeting, third.open) == ("late", 6, 5)


def test_what_was_held_stays_held_on_a_theme_that_was_fixed() -> None:
    held = again(joint_is_held=True)
    (loose,) = refused(held, Course(held.meetings, None))
    assert (loose.rule, loose.meeting) == ("held-open", 2)
    without = Course(held.meetings[1:], 5)  # the meeting on which the first residents built
    assert {(one.rule, one.meeting) for one in refused(held, without)} == {("late", 2)}


def test_what_was_broken_already_stands_in_the_way_of_nothing() -> None:
    broken = course(second=None)
    assert refused(broken, broken) == []


def test_fewer_than_five_residents_is_told() -> None:
    few = Course((Meeting(1, "Eerste", OWN, None, residents=2),))
    assert [one.text for one in breaches(few)][-1] == "Naar ‘Eerste’ komen 2 inwoners."


def test_the_days_that_are_proposed_hold_the_rules() -> None:
    for days in range(0, 400, 7):
        joint = MAY + dt.timedelta(days=days)
        pairs = zip(MEETINGS, proposed_days(joint, today=MAY), strict=True)
        rows = [Meeting(n, one.title, frozenset(one.groups), day) for n, (one, day) in enumerate(pairs)]
        assert [one for one in breaches(Course(tuple(rows), 0)) if one.refuses] == []


def test_what_was_said_lies_together_by_subject_kind_and_group() -> None:
    lines = [
        Line(1, "", "quote", "inwoners", "Vraag wat ik kan."),
        Line(2, "Vervoer", "kans", "inwoners", "Samen rijden."),
        Line(3, "vervoer", "knelpunt", "professionals", "Geen bus."),
    ]
    found = [(one.theme, [bundle.heading for bundle in one.bundles]) for one in subjects_of(lines)]
    assert found == [
        ("vervoer", ["Knelpunten van professionals", "Kansen van inwoners"]),
        ("Wat nog aan bod kwam", ["Uitspraken van inwoners"]),
    ]


def test_the_minutes_of_a_meeting_are_shared_by_its_questions() -> None:
    steps = steps_of(["Wat knelt?", "Wat kan?"], 120)
    assert ([step.minutes for step in steps], sum(step.minutes for step in steps)) == ([15, 40, 40, 15, 10], 120)
