"""What is counted of an edition, and how."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from followup.models import Balans
from followup.reach.balance import Asked, Opinion, Share
from followup.reach.numbers import Numbers, numbers_of, numbers_of_all
from followup.reports.held import held
from programmes.models import Programme, Segment
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_deelname,
    make_deelnemende_dienst,
    make_mandaat,
    make_mandataris,
    make_programme,
)
from tests.followup.editions import fill, make_afspraak, make_enquete, publish, tick


def test_of_nothing_all_is_nought(programme: Programme) -> None:
    assert numbers_of(programme) == Numbers()


def test_what_is_there_is_counted(programme: Programme) -> None:
    fill(programme)
    publish(programme)
    assert numbers_of(programme) == Numbers(
        visits=1,
        services=1,
        services_of=1,
        guests=1,
        people=1,
        minutes=60,
        unticked=1,
        council=Share(1, 1),
        stories=1,
        quotes=1,
        photos=1,
        films=1,
        posts=1,
        articles=1,
        agreements=2,
        kept=1,
        dropped=1,
        follow_ups=1,
        bottlenecks=3,
        taken_up=2,
    )


def test_only_what_was_published_was_a_visit(programme: Programme) -> None:
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    publish(programme)
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    publish(programme, number=2)
    make_bezoek(programme, people=[make_mandataris(programme.bestuur)])
    numbers = numbers_of(programme)
    assert (numbers.visits, numbers.services, numbers.services_of, numbers.people) == (2, 2, 3, 2)


def test_a_meal_is_no_visit_and_neither_is_one_where_nobody_goes(programme: Programme) -> None:
    make_bezoek(programme, kind="maaltijd", people=[make_mandataris(programme.bestuur)])
    make_bezoek(programme)
    publish(programme)
    assert (numbers_of(programme).visits, numbers_of(programme).minutes) == (0, 0)


def test_who_was_not_there_does_not_count(programme: Programme) -> None:
    """As the report has it: where somebody was ticked, whoever was not, was not there."""
    an, bo, els = (make_mandataris(programme.bestuur) for _ in range(3))
    first = make_bezoek(programme, people=[an, bo, els])
    second = make_bezoek(programme, start="14.00", people=[bo])
    make_bezoek(programme, start="16.00", people=[an, els])
    publish(programme)
    tick(first, an)
    tick(second, bo, is_present=False)
    numbers = numbers_of(programme)
    assert (numbers.visits, numbers.services, numbers.people) == (2, 2, 2)
    assert (numbers.minutes, numbers.unticked) == (180, 1)


def test_the_report_and_the_figures_tell_the_same(programme: Programme) -> None:
    people = [make_mandataris(programme.bestuur) for _ in range(3)]
    visits = [make_bezoek(programme, start=f"{hour}.00", people=people) for hour in (9, 11, 13)]
    publish(programme)
    tick(visits[0], people[0])
    tick(visits[1], people[1], is_present=False)
    tick(visits[1], name="Maxim Claeys")
    visits[2].deelnames.filter(mandataris=people[2]).update(answer="nee")
    told = held(programme)
    assert told is not None
    heads = [visit.heads for visit in told.visits]
    assert (heads, numbers_of(programme).minutes) == ([1, 1, 2], 60 * 4)


def test_who_came_on_top_counts_once(programme: Programme) -> None:
    an, bo = make_mandataris(programme.bestuur), make_mandataris(programme.bestuur)
    first, second = make_bezoek(programme, people=[an]), make_bezoek(programme, start="14.00", people=[an])
    publish(programme)
    for bezoek in (first, second):
        tick(bezoek, an)
        tick(bezoek, name="Maxim Claeys")
    tick(first, name="maxim  claeys ")
    tick(second, bo)
    tick(second, name="Kwam niet", is_present=False)
    numbers = numbers_of(programme)
    assert (numbers.people, numbers.minutes) == (3, 5 * 60)


def test_who_came_later_was_there_for_less_time(programme: Programme) -> None:
    bezoek = make_bezoek(programme, start="9.00", end="11.00")
    make_deelname(bezoek, arrives_at=at(MONDAY, "10.15"))
    publish(programme)
    assert (numbers_of(programme).minutes, numbers_of(programme).hours) == (45, 0.8)


def test_the_college_and_the_council_are_those_of_that_day(programme: Programme) -> None:
    """Whoever sits in both counts in both; one who left before or came after counts in none."""
    both = make_mandataris(programme.bestuur, segment=Segment.COLLEGE)
    make_mandaat(both, Segment.RAAD, starts_on=MONDAY)
    make_mandaat(both, Segment.RAAD)
    at_home = make_mandataris(programme.bestuur, segment=Segment.RAAD)
    before, after, prevented = (make_mandataris(programme.bestuur) for _ in range(3))
    make_mandaat(before, ends_on=MONDAY - dt.timedelta(days=1))
    make_mandaat(after, starts_on=programme.last_day + dt.timedelta(days=1))
    make_mandaat(prevented, is_prevented=True)
    make_mandataris(segment=Segment.RAAD)  # of another authority
    make_bezoek(programme, people=[both, before, after, prevented])
    publish(programme)
    numbers = numbers_of(programme)
    assert (numbers.college, numbers.council) == (Share(1, 1), Share(1, 2))
    assert (at_home.pk is not None, numbers.people) == (True, 4)


@pytest.mark.parametrize(("share", "percent"), [(Share(2, 3), 67), (Share(0, 7), 0), (Share(), None)])
def test_a_share_in_percent(share: Share, percent: int | None) -> None:
    assert share.percent == percent


def test_an_agreement_that_was_carried_counts_where_it_was_made(programme: Programme) -> None:
    later = make_programme(programme.bestuur, first_day=MONDAY + dt.timedelta(weeks=52))
    last = make_programme(programme.bestuur, first_day=MONDAY + dt.timedelta(weeks=104))
    kept, dropped, waiting = (make_afspraak(programme) for _ in range(3))
    make_afspraak(last, "gedaan", carried_from=make_afspraak(later, carried_from=kept))
    make_afspraak(later, "vervallen", carried_from=dropped)
    make_afspraak(later, carried_from=waiting)
    make_afspraak(later, "gedaan")
    found = numbers_of_all([programme, later, last])
    counts = [(one.agreements, one.kept, one.dropped) for one in found.values()]
    assert counts == [(2, 1, 1), (1, 1, 0), (0, 0, 0)]


def test_a_survey_gives_its_averages(programme: Programme) -> None:
    make_enquete(programme, 5, 4, 4, 3, 5)
    average = Opinion("mandataris", 5, 4.2, (Asked("Hoe was het?", 4.2),))
    assert numbers_of(programme).opinions == (average,)


@pytest.mark.parametrize(("is_anonymous", "average"), [(True, None), (False, 4.5)])
def test_a_few_anonymous_answers_are_not_told(
    programme: Programme, *, is_anonymous: bool, average: float | None
) -> None:
    make_enquete(programme, 5, 4, is_anonymous=is_anonymous)
    found = numbers_of(programme).opinion_of("mandataris")
    assert (found.answers, found.average, found.questions) == (2, average, (Asked("Hoe was het?", average),))


def test_of_an_anonymous_survey_that_goes_on_nothing_is_told(programme: Programme) -> None:
    make_enquete(programme, 5, 4, 4, 3, 5, closes_on=timezone.localdate())
    assert numbers_of(programme).opinions[0].average is None


def test_a_question_that_was_passed_over_by_most_is_not_told(programme: Programme) -> None:
    survey = make_enquete(programme, 5, 4, 4, 3, 5)
    survey.vragen.create(number=3, text="Hoe was de soep?")
    blad = survey.bladen.all()[0]
    blad.answers |= {"3": 1}
    blad.save()
    found = numbers_of(programme).opinions[0]
    assert ([asked.average for asked in found.questions], found.average) == ([4.2, None], 4.2)


def test_the_average_of_one_question_that_is_not_told_is_none(programme: Programme) -> None:
    """Five answered, one of them with a figure: the average of the whole would be that figure."""
    survey = make_enquete(programme, 5)
    for _ in range(4):
        survey.bladen.create(answers={"2": "Goed"})
    assert (numbers_of(programme).opinions[0].answers, numbers_of(programme).opinions[0].average) == (5, None)


@pytest.mark.parametrize("answers", [{"1": "veel"}, {"1": 6}, {"1": None}, {}, [], "5", None])
def test_an_answer_that_is_no_figure_is_passed_over(programme: Programme, answers: object) -> None:
    survey = make_enquete(programme, 4, is_anonymous=False)
    survey.bladen.create(answers=answers if answers is not None else {})
    assert (survey.bladen.count(), numbers_of(programme).opinions[0].average) == (2, 4.0)


def test_the_numbers_go_to_json_and_back(programme: Programme) -> None:
    fill(programme)
    make_enquete(programme, 5, 4, 4, 3, 5)
    publish(programme)
    numbers = numbers_of(programme)
    assert Numbers.from_json(numbers.to_json()) == numbers


def test_numbers_of_another_version_are_read_as_far_as_they_go() -> None:
    kept = {"visits": 4, "college": {"reached": 2}, "colour": "green", "opinions": [{"role": "x", "average": 4}]}
    assert Numbers.from_json(kept) == Numbers(visits=4, college=Share(2), opinions=(Opinion("x", average=4),))


def test_what_was_kept_when_it_was_cleared_stands(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = Numbers(visits=12, council=Share(8, 23), opinions=(Opinion("mandataris", 9, 4.4, (Asked("Goed?", 4.4),)),))
    Balans.objects.create(programme=programme, numbers=kept.to_json(), frozen_at=timezone.now())
    fill(programme)
    publish(programme)
    with django_assert_num_queries(1):
        assert numbers_of(programme) == kept


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_a_fixed_number_of_queries(
    number: int, programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programmes = [programme, *(make_programme(programme.bestuur) for _ in range(number - 1))]
    for one in programmes:
        fill(one, times=number)
        make_enquete(one, *range(1, 6))
        make_deelnemende_dienst(one)
        publish(one)
    with django_assert_num_queries(10):
        found = numbers_of_all(programmes)
    assert [numbers.visits for numbers in found.values()] == [number] * number
