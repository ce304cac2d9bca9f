"""Step 3 on the home of a programme, computed from what is there."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming
from press.models import Beeld, Persmap, Persmoment, Post, Vertraging
from press.workflow import Progress, lines, progress_of
from programmes.links import make_links
from programmes.models import Programme
from programmes.workflow import situation_of, stages
from tests.factories import make_gast

ALL = (
    "Zet klaar voor de dag",
    "Vraag toestemming voor beeld",
    "Nodig de pers uit",
    "Maak de persmap",
    "Keur beelden goed",
    "Plan de posts",
)


def fill(programme: Programme, *, times: int = 1) -> None:
    """Half done: of each kind one that is ready and one that is not."""
    now = timezone.now()
    for _ in range(times):
        gast = make_gast(programme)
        make_links(programme, now=now)
        make_gast(programme)
        for _ in range(2):  # asked again: still one guest
            Toestemming.objects.create(
                bestuur=programme.bestuur,
                programme=programme,
                mandataris=gast.mandataris,
                person="An",
                given_on=now,
                ends_on=now,
                created_at=now,
            )
        for moment in (now, None):
            ends_at = now + dt.timedelta(hours=1)
            Persmoment.objects.create(
                programme=programme, title="Koffie", starts_at=now, ends_at=ends_at, invited_at=moment
            )
            Post.objects.create(programme=programme, planned_at=moment)
        for state in ("nieuw", "goedgekeurd"):
            Beeld.objects.create(programme=programme, sha256=uuid.uuid4().hex, state=state, uploaded_at=now)
        Vertraging.objects.create(programme=programme, visit=1, minutes=15, reported_at=now)


def test_how_far_the_days_are(programme: Programme) -> None:
    fill(programme)
    Persmap.objects.create(programme=programme, lead="Vijf dagen lang")
    assert progress_of(situation_of(programme)) == Progress(
        guests=2,
        links=1,
        consents=1,
        press_moments=2,
        press_invited=1,
        has_kit=True,
        pictures=2,
        new_pictures=1,
        posts=2,
        planned_posts=1,
        delays=1,
    )


@pytest.mark.parametrize("times", [1, 3])
def test_it_takes_one_query(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    fill(programme, times=times)
    situation = situation_of(programme)
    with django_assert_num_queries(1):
        progress_of(situation)


def test_nothing_is_done_at_first() -> None:
    assert [(line.title, line.is_done, line.blocks) for line in lines(Progress())] == [
        (title, False, "") for title in ALL
    ]


def test_all_is_done_in_the_end() -> None:
    done = Progress(
        *(2, 2, 2),
        press_moments=1,
        press_invited=1,
        has_kit=True,
        pictures=3,
        posts=2,
        planned_posts=2,
    )
    assert [(line.title, line.is_done) for line in lines(done)] == [(title, True) for title in ALL]


def test_half_done_says_how_far() -> None:
    half = Progress(8, 5, 3, press_moments=1, pictures=12, new_pictures=4, posts=1)
    assert [line.text for line in lines(half)] == [
        "Druk de draaiboeken af; 5 van 8 gasten hebben een link naar hun eigen dag.",
        "Van 3 van 8 gasten weet je of ze op beeld mogen.",
        "Voor 0 van 1 persmoment vertrok een uitnodiging.",
        "Programma, cijfers, verhalen en foto's, in één map voor de pers.",
        "4 van 12 beelden wachten op een beslissing.",
        "0 van 1 post heeft een dag.",
    ]


@pytest.mark.parametrize(("count", "blocks"), [(1, "1 vertraging wacht op jou"), (2, "2 vertragingen wachten op jou")])
def test_a_delay_that_waits_stands_on_the_home(programme: Programme, count: int, blocks: str) -> None:
    fill(programme, times=count)
    third = stages(situation_of(programme))[2]
    assert (third.steps[0].title, [step.blocks for step in third.blocks]) == ("Beslis over de vertraging", [blocks])
