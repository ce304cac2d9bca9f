import datetime as dt
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from programmes.conflicts import TITLES, find_conflicts
from programmes.demo.load import COORDINATOR, PASSWORD, Demo, load_demo, next_edition
from programmes.demo.notation import weekly
from programmes.loading import load_week
from programmes.models import (
    Bestuur,
    Bezoek,
    Gast,
    Mandataris,
    PersonalLink,
    Programme,
    User,
    Versie,
    Werkvorm,
    Zorgdienst,
)
from programmes.versions import last_version
from programmes.werkvormen.speeddate.desk import desk_of
from programmes.werkvormen.speeddate.remarks import disagreements
from tests.worlds import left_open

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    with left_open(django_db_blocker):
        yield load_demo(NOW)


@pytest.fixture
def demo(loaded: Demo, db: None) -> Demo:
    return deepcopy(loaded)


def test_weekly_reads_hours_as_on_paper() -> None:
    assert weekly("ma-wo 9.30-11") == [(0, 570, 660), (1, 570, 660), (2, 570, 660)]
    assert weekly("di+vr 9-10, 14-15.15; za 8-9") == [
        *[(1, 540, 600), (1, 840, 915), (4, 540, 600), (4, 840, 915)],
        (5, 480, 540),
    ]
    assert weekly("") == []


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (dt.date(2025, 1, 27), dt.date(2025, 2, 17)),
        (dt.date(2025, 1, 28), dt.date(2025, 2, 24)),
        (dt.date(2025, 2, 2), dt.date(2025, 2, 24)),
        (dt.date(2026, 11, 27), dt.date(2026, 12, 14)),  # not on Christmas
        (dt.date(2026, 12, 4), dt.date(2026, 12, 14)),  # nor on the first of January
        (dt.date(2026, 12, 10), dt.date(2027, 1, 4)),
    ],
)
def test_the_coming_edition_is_about_three_weeks_away(today: dt.date, monday: dt.date) -> None:
    assert next_edition(today) == monday


def test_the_demo_is_as_large_as_a_real_town(demo: Demo) -> None:
    programme = demo.programme
    assert (programme.first_day, programme.last_day) == (dt.date(2025, 2, 24), dt.date(2025, 2, 28))
    assert (programme.gasten.count(), programme.diensten.count()) == (30, 14)
    assert Mandataris.objects.filter(is_minor=True).get().guardian != ""
    assert Bestuur.objects.visible_to(demo.coordinator).count() == 2


def test_everything_in_the_demo_would_pass_the_forms(demo: Demo) -> None:
    wrong = []
    for model in (Bestuur, Programme, Mandataris, Bezoek, User, Gast, Zorgdienst):
        for row in model._default_manager.all():
            try:
                row.full_clean()
            except ValidationError as error:
                wrong.append((row, error.message_dict))
    assert wrong == []


def test_the_demo_shows_every_kind_of_conflict(demo: Demo) -> None:
    found = Counter(conflict.kind for conflict in find_conflicts(load_week(demo.programme)))
    assert set(found) == set(TITLES)
    assert {kind for kind, count in found.items() if count > 1} == {"te_veel"}


def test_two_conflicts_were_accepted_with_a_note(demo: Demo) -> None:
    accepted = [conflict for conflict in find_conflicts(load_week(demo.programme)) if conflict.accepted]
    assert sorted(conflict.kind for conflict in accepted) == ["buiten_programma", "te_veel"]


def test_what_is_published_has_no_conflict_that_blocks(demo: Demo) -> None:
    version = last_version(demo.programme)
    assert version is not None
    assert (version.number, len(version.content["visits"])) == (1, 14)
    assert Bezoek.objects.filter(programme=demo.programme).count() == 25


def test_the_week_shows_many_formats_and_a_tour(demo: Demo) -> None:
    visits = Bezoek.objects.filter(programme=demo.programme)
    assert len({visit.werkvorm for visit in visits if visit.werkvorm}) >= 7
    assert visits.filter(ronde__isnull=False).count() == 3
    assert {visit.kind for visit in visits} == {"bezoek", "maaltijd", "persmoment", "vrij"}
    assert {visit.werkvorm for visit in visits if visit.werkvorm} <= set(Werkvorm.values)


def test_the_earlier_edition_has_somebody_whose_mandate_ended(demo: Demo) -> None:
    guests = Mandataris.objects.filter(gast_bij__programme=demo.earlier)
    ended = guests.exclude(pk__in=Mandataris.objects.in_office(demo.programme.first_day))
    assert [person.name for person in ended] == ["Guy Roelandts"]
    assert Versie.objects.filter(programme=demo.earlier).count() == 1


def test_every_guest_and_host_has_a_link(demo: Demo) -> None:
    links = PersonalLink.objects.filter(programme=demo.programme)
    assert links.filter(mandataris__isnull=False).count() == 30
    assert links.filter(contactpersoon__isnull=False).count() == 13


def test_the_coordinator_can_sign_in(demo: Demo) -> None:
    assert User.objects.get(email=COORDINATOR).check_password(PASSWORD)


def test_the_rounds_of_the_speed_date_fill_their_line_in_the_timetable(demo: Demo) -> None:
    desk = desk_of(demo.programme.bezoeken.get(werkvorm=Werkvorm.SPEEDDATE))
    assert desk is not None
    assert [(part.title, part.minutes) for part in desk.parts] == [("De rondes", desk.minutes)]
    assert (list(disagreements(desk)), desk.table.over) == ([], 0)
