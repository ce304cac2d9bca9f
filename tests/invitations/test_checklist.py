"""The checklist: what is generated, once; due dates that move along; how far everybody is."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from invitations.checklist.formats import OF_FORMAT, OF_KIND, OF_VISIT
from invitations.checklist.generating import keep_lists, sync
from invitations.checklist.playbook import OF_PROGRAMME, OF_SERVICE, advice_of
from invitations.checklist.tasks import (
    Tally,
    as_published,
    due_of,
    for_host,
    overdue,
    progress,
    progress_by_step,
    tasks_of,
)
from invitations.checklist.ticking import assign, remove, restore, tick, untick
from invitations.models import Taak
from programmes.loading import load_week
from programmes.models import Bezoek, Programme, Ronde, Werkvorm, Zorgdienst
from programmes.workflow import TITLES
from tests.factories import MONDAY, make_bezoek, make_contactpersoon, make_deelnemende_dienst, make_programme
from tests.invitations.tasks import NOW, TODAY, make_task

DAY = dt.timedelta(days=1)


@pytest.fixture
def linde(programme: Programme) -> Zorgdienst:
    service = make_deelnemende_dienst(programme)
    service.name = "De Linde"
    service.save()
    return service


def keys(programme: Programme, beginning: str = "") -> list[str]:
    rows = Taak.objects.filter(programme=programme, key__startswith=beginning).kept().order_by("pk")
    return list(rows.values_list("key", flat=True))


def task(programme: Programme, key: str) -> Taak:
    return tasks_of(programme).get(key=key)


def test_every_line_of_the_playbook_is_one_task(programme: Programme, linde: Zorgdienst) -> None:
    sync([programme])
    assert keys(programme, "draaiboek:") == [f"draaiboek:{one.name}" for one in OF_PROGRAMME]
    assert keys(programme, f"dienst:{linde.pk}:") == [f"dienst:{linde.pk}:{one.name}" for one in OF_SERVICE]
    assert {one.step for one in Taak.objects.all()} == set(TITLES)


def test_a_line_has_a_name_of_its_own_and_fits_the_model(programme: Programme) -> None:
    scopes: list[list[Any]] = [list(OF_PROGRAMME), list(OF_SERVICE)]
    scopes += [[*OF_VISIT, *lines] for lines in (*OF_FORMAT.values(), *OF_KIND.values())]
    for lines in scopes:
        assert len({one.name for one in lines}) == len(lines)
    sync([programme])
    for row in Taak.objects.all():
        row.full_clean(exclude=["key"])


def test_every_format_of_the_playbook_asks_something() -> None:
    assert set(OF_FORMAT) == set(Werkvorm.values)


@pytest.mark.parametrize(
    ("kind", "werkvorm", "names"),
    [
        ("bezoek", "", ["beleving"]),
        ("bezoek", "jobruil", ["beleving", "collega", "kledij"]),
        ("bezoek", "vrij_podium", ["beleving", "sprekers", "micro", "toestemming", "podiumblad"]),
        ("bezoek", "speeddate", ["beleving", "partners", "tafels", "kaartjes"]),
        ("bezoek", "rondrit", ["beleving", "bus"]),
        ("persmoment", "", ["plek", "persuitnodiging", "woord", "ontvangst"]),
        ("maaltijd", "", ["keuken"]),
        ("verplaatsing", "", []),
    ],
)
def test_a_format_brings_its_own_tasks(programme: Programme, kind: str, werkvorm: str, names: list[str]) -> None:
    visit = make_bezoek(programme, kind=kind, werkvorm=werkvorm)
    sync([programme])
    assert keys(programme, "bezoek:") == [f"bezoek:{visit.pk}:{name}" for name in names]
    assert [advice is not None for advice in map(advice_of, keys(programme))] == [True] * len(keys(programme))


def test_a_tour_needs_one_bus(programme: Programme) -> None:
    tour = Ronde.objects.create(programme=programme, title="Langs de Leie")
    for start in ("9.00", "10.30", "13.00"):
        make_bezoek(programme, werkvorm="rondrit", ronde=tour, start=start)
    sync([programme])
    assert [key for key in keys(programme) if key.endswith(":bus")] == [f"ronde:{tour.pk}:bus"]
    assert task(programme, f"ronde:{tour.pk}:bus").title == "Regel het vervoer voor de rondrit: Langs de Leie"


def test_twice_makes_nothing_twice_and_writes_nothing(programme: Programme, linde: Zorgdienst) -> None:
    sync([programme])
    before = list(Taak.objects.values())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        sync([programme])
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SELECT"] * 3
    assert list(Taak.objects.values()) == before


def test_what_a_person_took_off_stays_off(programme: Programme) -> None:
    sync([programme])
    gone = task(programme, "draaiboek:pers")
    remove(gone, now=NOW)
    sync([programme])
    assert "draaiboek:pers" not in keys(programme)
    restore(gone)
    assert keys(programme).count("draaiboek:pers") == 1


def test_what_a_person_changed_stays_changed(programme: Programme) -> None:
    sync([programme])
    Taak.objects.filter(key="draaiboek:pers").update(title="Bel de krant", days=-3)
    sync([programme])
    assert (task(programme, "draaiboek:pers").title, task(programme, "draaiboek:pers").days) == ("Bel de krant", -3)


def test_another_format_brings_other_tasks_and_keeps_what_was_done(programme: Programme) -> None:
    visit = make_bezoek(programme, werkvorm="jobruil")
    sync([programme])
    tick(task(programme, f"bezoek:{visit.pk}:kledij"), by="Griet", now=NOW)
    Bezoek.objects.update(werkvorm="gesprek")
    sync([programme])
    assert sorted(keys(programme, "bezoek:")) == [
        f"bezoek:{visit.pk}:{name}" for name in ("beleving", "gesprekspartners", "kledij")
    ]


def test_a_visit_that_is_deleted_takes_its_tasks_along(programme: Programme) -> None:
    visit = make_bezoek(programme, werkvorm="jobruil")
    sync([programme])
    visit.delete()
    assert keys(programme, "bezoek:") == []


def test_a_service_that_leaves_takes_its_open_tasks_along(programme: Programme, linde: Zorgdienst) -> None:
    sync([programme])
    tick(task(programme, f"dienst:{linde.pk}:fiche"), by="Griet", now=NOW)
    remove(task(programme, f"dienst:{linde.pk}:vaker"), now=NOW)
    programme.deelnemende_diensten.all().delete()
    sync([programme])
    assert keys(programme, "dienst:") == [f"dienst:{linde.pk}:fiche"]
    make_deelnemende_dienst(programme, linde)
    sync([programme])
    assert len(keys(programme, "dienst:")) == len(OF_SERVICE) - 1


def test_a_day_that_moves_moves_what_is_due(programme: Programme) -> None:
    visit = make_bezoek(programme, werkvorm="jobruil")
    sync([programme])
    names = ("draaiboek:uitnodiging", "draaiboek:verslag", f"bezoek:{visit.pk}:kledij")
    assert [due_of(task(programme, name)) for name in names] == [
        MONDAY - 35 * DAY,
        MONDAY + 4 * DAY + 21 * DAY,
        MONDAY - 2 * DAY,
    ]
    Programme.objects.update(first_day=MONDAY + 7 * DAY, last_day=MONDAY + 8 * DAY)
    Bezoek.objects.update(starts_at=visit.starts_at + 8 * DAY, ends_at=visit.ends_at + 8 * DAY)
    assert [due_of(task(programme, name)) for name in names] == [
        MONDAY - 28 * DAY,
        MONDAY + 29 * DAY,
        MONDAY + 6 * DAY,
    ]


def test_a_fixed_day_stands_and_the_day_is_that_of_brussels(programme: Programme) -> None:
    fixed = make_task(programme, anchor="datum", due_day=dt.date(2025, 2, 3), days=9)
    late = make_bezoek(programme, start="0.30", end="1.00")  # still the day before in UTC
    near = make_task(programme, anchor="bezoek", bezoek=late)
    assert [due_of(one) for one in tasks_of(programme).filter(pk__in=[fixed.pk, near.pk])] == [
        dt.date(2025, 2, 3),
        MONDAY,
    ]


def test_a_task_of_a_visit_needs_one(programme: Programme) -> None:
    for fields, message in (
        ({"anchor": "bezoek"}, "Kies het bezoek waarbij deze taak hoort."),
        ({"anchor": "datum"}, "Kies de dag waartegen het klaar moet zijn."),
    ):
        with pytest.raises(ValidationError) as refused:
            Taak(programme=programme, step=1, title="x", **fields).full_clean()
        assert refused.value.messages == [message]


def test_who_ticks_first_did_it(programme: Programme) -> None:
    one = make_task(programme)
    assert (tick(one, by="Els", now=NOW), tick(one, by="Wies", now=NOW + DAY)) == (True, False)
    one.refresh_from_db()
    assert (one.done_by, one.done_at) == ("Els", NOW)
    untick(one)
    one.refresh_from_db()
    assert (one.done_by, one.done_at) == ("", None)


def test_many_get_another_owner_at_once(programme: Programme) -> None:
    griet = make_contactpersoon(programme.bestuur)
    own = [make_task(programme).pk for _ in range(3)]
    remove(Taak.objects.get(pk=own[2]), now=NOW)
    assert assign(own, owner="gastheer", host=griet) == 2
    assert list(Taak.objects.order_by("pk").values_list("owner", "contactpersoon")) == [
        ("gastheer", griet.pk),
        ("gastheer", griet.pk),
        ("coordinator", None),
    ]


def test_progress_counts_per_step_per_service_and_the_whole(programme: Programme, linde: Zorgdienst) -> None:
    visit = make_bezoek(programme, zorgdienst=linde)
    make_task(programme, step=1, days=-30)
    make_task(programme, step=1, days=-30, done_at=NOW)
    make_task(programme, zorgdienst=linde, days=-14)
    make_task(programme, bezoek=visit, anchor="bezoek", days=-15)
    make_task(programme, removed_at=NOW)
    tasks = list(tasks_of(programme).kept())
    found = progress(tasks, TODAY)
    assert found.whole == Tally(done=1, total=4, overdue=2)
    assert found.steps == {1: Tally(1, 2, 1), 2: Tally(0, 2, 1), 3: Tally(), 4: Tally()}
    assert found.services == {linde: Tally(0, 2, 1)}
    assert found.whole.open == 3
    assert [due_of(one) for one in overdue(tasks, TODAY)] == [MONDAY - 30 * DAY, MONDAY - 15 * DAY]
    assert progress_by_step(programme, today=TODAY) == {1: Tally(1, 2, 1), 2: Tally(0, 2, 1)}


def test_progress_of_nothing_is_nothing(programme: Programme) -> None:
    assert progress([], TODAY).whole == Tally(0, 0, 0)
    assert progress_by_step(programme, today=TODAY) == {}


def test_the_duty_keeps_the_lists_of_who_is_not_over(programme: Programme) -> None:
    over = make_programme(programme.bestuur, first_day=TODAY - 60 * DAY, days=5)
    keep_lists(NOW)
    assert (len(keys(programme)), len(keys(over))) == (len(OF_PROGRAMME), 0)


@pytest.mark.parametrize("programmes", [1, 3])
def test_many_programmes_ask_as_much_as_one(programme: Programme, programmes: int) -> None:
    for _ in range(programmes - 1):
        make_programme(programme.bestuur)
    for one in Programme.objects.all():
        make_bezoek(one, werkvorm="jobruil")
    keep_lists(NOW)
    with CaptureQueriesContext(connection) as asked:
        keep_lists(NOW)
    assert len(asked) == 4


@pytest.mark.parametrize("number", [1, 3, 600])
def test_the_home_page_asks_once(programme: Programme, number: int) -> None:
    visit = make_bezoek(programme)
    Taak.objects.bulk_create(
        Taak(programme=programme, step=2, title="x", anchor="bezoek", bezoek=visit, days=-1) for _ in range(number)
    )
    with CaptureQueriesContext(connection) as asked:
        found = progress_by_step(programme, today=TODAY)
    assert (len(asked), found) == (1, {2: Tally(0, number, 0)})


def test_a_host_sees_what_is_theirs(programme: Programme, linde: Zorgdienst) -> None:
    griet, bo = make_contactpersoon(programme.bestuur), make_contactpersoon(programme.bestuur)
    elsewhere = make_bezoek(programme, host=griet)
    at_linde = make_bezoek(programme, zorgdienst=linde)
    host: dict[str, Any] = {"owner": "gastheer"}
    mine = [
        make_task(programme, zorgdienst=linde, **host),
        make_task(programme, bezoek=at_linde, **host),
        make_task(programme, bezoek=elsewhere, **host),
        make_task(programme, contactpersoon=griet, **host),
    ]
    make_task(programme, zorgdienst=linde)
    make_task(programme, zorgdienst=linde, contactpersoon=bo, **host)
    make_task(programme, zorgdienst=linde, removed_at=NOW, **host)
    make_task(programme, zorgdienst=make_deelnemende_dienst(programme), **host)
    assert list(for_host(tasks_of(programme), griet.pk, [linde.pk])) == mine


def test_outside_a_visit_is_as_it_was_published(programme: Programme, linde: Zorgdienst) -> None:
    visit = make_bezoek(programme, zorgdienst=linde)
    of_service, of_visit = make_task(programme, zorgdienst=linde), make_task(programme, bezoek=visit, anchor="bezoek")
    assert as_published(tasks_of(programme), None) == [of_service]
    week = load_week(programme)
    visit.starts_at += dt.timedelta(days=1)
    visit.ends_at += dt.timedelta(days=1)
    visit.title = "Nog niet gezegd"
    visit.save()
    make_task(programme, bezoek=make_bezoek(programme, zorgdienst=linde))
    found = as_published(tasks_of(programme), week)
    assert found == [of_service, of_visit]
    assert (due_of(found[1]), str(found[1].bezoek)) == (programme.first_day, "De Linde")
    assert due_of(tasks_of(programme).get(pk=of_visit.pk)) == programme.first_day + dt.timedelta(days=1)
