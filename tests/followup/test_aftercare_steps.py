"""Step 4 on the home of a programme, computed from what is there."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from followup.models import Bewaartermijn, Verslag, Verslagversie
from followup.workflow import Progress, lines, progress_of
from programmes.models import Programme, User
from programmes.overview import Step
from programmes.workflow import Stage, next_of, situation_of, stages
from tests.factories import MONDAY, make_programme
from tests.followup.editions import fill, make_afspraak, make_enquete, make_knelpunt, publish

FRIDAY = MONDAY + dt.timedelta(days=4)
A_DAY = dt.timedelta(days=1)
ALL = (
    "Maak het verslag",
    "Bezorg iedereen een eigen verslag",
    "Volg de afspraken op",
    "Bundel knelpunten en kansen",
    "Vraag wat iedereen ervan vond",
    "Begin de volgende editie",
)


def make_verslag(programme: Programme, *, is_published: bool = False, **fields: object) -> Verslag:
    now = timezone.now()
    verslag = Verslag.objects.create(programme=programme, title="Verslag", composed_at=now, **fields)
    for number, moment in enumerate((None, now if is_published else None), start=1):
        Verslagversie.objects.create(
            verslag=verslag, number=number, content={}, made_at=now, approved_at=moment, published_at=moment
        )
    return verslag


def texts(progress: Progress) -> dict[str, str]:
    return {line.url: line.text for line in lines(progress)}


def test_how_far_the_aftercare_is(programme: Programme) -> None:
    now = timezone.now()
    yesterday, tomorrow = timezone.localdate() - A_DAY, timezone.localdate() + A_DAY
    later = make_programme(programme.bestuur, copied_from=programme)
    make_verslag(programme, is_published=True, is_personal_on=True, personal_days=14, personal_sent_at=now)
    make_afspraak(programme, due_on=yesterday)
    make_afspraak(programme, due_on=tomorrow)
    make_afspraak(later, carried_from=make_afspraak(programme, due_on=yesterday))
    make_afspraak(programme, "gedaan", due_on=yesterday)
    make_afspraak(programme, "vervallen")
    make_knelpunt(later, carried_from=make_knelpunt(programme))
    make_knelpunt(programme)
    make_enquete(programme, 3, asked_at=now, closes_on=yesterday)
    make_enquete(programme, 4, 5, asked_at=now, closes_on=tomorrow, role="gastheer")
    make_enquete(programme, role="medewerker")
    Bewaartermijn.objects.create(programme=programme, ends_on=tomorrow, warned_at=now)
    assert progress_of(situation_of(programme)) == Progress(
        last_day=FRIDAY,
        has_report=True,
        is_published=True,
        is_personal_on=True,
        personal_days=14,
        is_personal_sent=True,
        agreements=4,
        open_agreements=2,
        late_agreements=1,
        bottlenecks=2,
        open_bottlenecks=1,
        surveys=2,
        open_surveys=1,
        answers=3,
        has_next=True,
        ends_on=tomorrow,
    )


def test_at_first_nothing_is_there(programme: Programme) -> None:
    Bewaartermijn.objects.create(programme=programme, ends_on=timezone.localdate())
    assert progress_of(situation_of(programme)) == Progress(last_day=FRIDAY)


@pytest.mark.parametrize("times", [1, 3])
def test_all_counts_of_all_steps_take_one_query(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    fill(programme, times=times)
    situation = situation_of(programme)
    with django_assert_num_queries(1):
        assert set(situation.counts) == {"press", "followup"}
        assert progress_of(situation).agreements == 2 * times


def test_nothing_is_done_at_first() -> None:
    found = [(line.title, line.is_done, line.blocks) for line in lines(Progress(FRIDAY))]
    assert found == [(title, False, "") for title in ALL]


def test_all_is_done_in_the_end() -> None:
    done = Progress(
        FRIDAY,
        is_published=True,
        is_personal_sent=True,
        agreements=2,
        bottlenecks=3,
        surveys=1,
        has_next=True,
        is_cleared=True,
    )
    titles = (*ALL, "Kijk na wat verdwijnt en wat blijft")
    assert [(line.title, line.is_done) for line in lines(done)] == [(title, True) for title in titles]
    assert [texts(done)[name] for name in ("afspraak-list", "knelpunt-list")] == [
        "2 van 2 afspraken zijn afgerond of meegenomen naar de volgende editie.",
        "3 van 3 zijn opgepakt door het bestuur of meegenomen naar de volgende editie.",
    ]


def test_half_done_says_how_far() -> None:
    half = Progress(
        FRIDAY,
        has_report=True,
        is_personal_on=True,
        personal_days=21,
        agreements=1,
        open_agreements=1,
        bottlenecks=8,
        open_bottlenecks=3,
        surveys=2,
        open_surveys=1,
        answers=12,
        ends_on=dt.date(2026, 2, 28),
    )
    assert texts(half) == {
        "verslag": "Het staat klaar om na te lezen, goed te keuren en te publiceren.",
        "persoonlijk": "De verslagen vertrekken vanzelf op vrijdag 21 maart.",
        "afspraak-list": "0 van 1 afspraak is afgerond.",
        "knelpunt-list": "5 van 8 zijn opgepakt door het bestuur.",
        "enquete-list": "12 antwoorden kwamen binnen. De enquête loopt nog.",
        "tafel": "De datums schuiven op; wat nog openstaat, ligt opnieuw op tafel.",
        "termijn": "Na zaterdag 28 februari 2026 verdwijnen de persoonsgegevens vanzelf.",
    }
    one_of_six = Progress(FRIDAY, agreements=6, open_agreements=5)
    assert texts(one_of_six)["afspraak-list"] == "1 van 6 afspraken is afgerond."
    assert texts(Progress(FRIDAY, surveys=1, answers=1))["enquete-list"] == "1 antwoord kwam binnen."


@pytest.mark.parametrize(("count", "blocks"), [(1, "1 afspraak is te laat"), (2, "2 afspraken zijn te laat")])
def test_what_is_late_is_said(count: int, blocks: str) -> None:
    late = Progress(FRIDAY, agreements=3, open_agreements=2, late_agreements=count)
    assert [line.blocks for line in lines(late) if line.blocks] == [blocks]


@pytest.mark.parametrize("times", [1, 3])
def test_the_home_shows_them_in_no_more_queries(
    programme: Programme,
    coordinator: User,
    client_of: Callable[[User], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
    times: int,
) -> None:
    fill(programme, times=times)
    make_verslag(programme)
    make_enquete(programme, 5, asked_at=timezone.now())
    publish(programme)
    client = client_of(coordinator)
    with django_assert_num_queries(15):
        text = client.get(reverse("programme", args=["leiedorp", "2025"])).text
    assert ("Maak het verslag" in text, "Het staat klaar om na te lezen" in text) == (True, True)


@pytest.mark.parametrize(
    ("day", "is_published", "number"), [(FRIDAY, True, 1), (FRIDAY + A_DAY, False, 1), (FRIDAY + A_DAY, True, 4)]
)
def test_after_its_days_only_the_aftercare_is_to_do(
    programme: Programme, day: dt.date, number: int, *, is_published: bool
) -> None:
    if is_published:
        publish(programme)
    situation = situation_of(programme)
    first = next_of(stages(situation), is_held=situation.is_held(day))
    assert first is not None
    assert (first[0].number, first[1] == first[0].next) == (number, True)


def test_when_the_aftercare_is_done_nothing_is_to_do() -> None:
    waiting = Step("Plan de bezoeken", "", "/", "Naar het bord", is_done=False)
    assert next_of([Stage(1, (waiting,)), Stage(4, ())], is_held=True) is None
