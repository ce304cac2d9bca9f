"""'Ongedaan maken' after the checklist was looked at: tasks that made themselves are nobody's work."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.models import Taak
from programmes.models import Bezoek, Programme, User
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import make_guest, make_service, make_voorstel


def url(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


@pytest.fixture
def accepted(programme: Programme, coordinator: User, staff: Client) -> Client:
    """Two visits of a proposal, and the pages that a coordinator opens after it."""
    an, bo = (make_guest(programme, first, "Aerts") for first in ("An", "Bo"))
    linde, meander = (make_service(programme, name) for name in ("De Linde", "De Meander"))
    made = make_voorstel(programme, [(linde, MONDAY, 570, [an]), (meander, MONDAY, 570, [bo])], by=coordinator)
    staff.post(url("voorstel-accept", made.pk), {"all": "on"})
    for page in ("board", "taak-list", "voorbereiding", "programme"):
        assert staff.get(url(page)).status_code == 200
    assert Taak.objects.filter(bezoek__programme=programme).count() == 2
    return staff


def undo(staff: Client) -> str:
    return staff.post(url("undo"), follow=True).text


def test_tasks_that_nobody_touched_go_along_in_silence(accepted: Client) -> None:
    text = undo(accepted)
    assert "Ongedaan gemaakt: Voorstel overgenomen" in text
    assert not Bezoek.objects.exists()
    assert not Taak.objects.exclude(bezoek=None).exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("taak-tick", {}),
        ("taak-remove", {}),
        ("taak-edit", {"text": "Vraag het aan Griet."}),
        ("taak-edit", {"title": "Iets anders"}),
        ("taak-edit", {"who": "coordinator"}),
        ("taak-edit", {"number": "9"}),
    ],
)
def test_a_task_that_somebody_touched_is_not_lost(accepted: Client, name: str, data: dict[str, Any]) -> None:
    task = Taak.objects.exclude(bezoek=None).order_by("pk")[0]
    if name == "taak-edit":
        data = {key: field.value() for key, field in typed(accepted, task)} | data
    accepted.post(url(name, task.pk), data)
    text = undo(accepted)
    assert "kan niet meer ongedaan gemaakt worden: er is daarna nog iets gewijzigd. Weg zou ook zijn: 1 taak." in text
    assert Bezoek.objects.count() == 2


def typed(staff: Client, task: Taak) -> list[tuple[str, Any]]:
    form = staff.get(url("taak-edit", task.pk)).context["form"]
    return [(field.name, field) for field in form if field.value() is not None]


def test_a_task_that_is_kept_as_it_was_is_not_touched(accepted: Client) -> None:
    task = Taak.objects.exclude(bezoek=None).order_by("pk")[0]
    data = {key: field.value() for key, field in typed(accepted, task)}
    assert accepted.post(url("taak-edit", task.pk), data).status_code == 302
    accepted.post(url("taak-tick", task.pk))
    accepted.post(url("taak-untick", task.pk))
    assert "Ongedaan gemaakt" in undo(accepted)
    assert not Bezoek.objects.exists()


def test_another_owner_is_somebodys_work(accepted: Client) -> None:
    task = Taak.objects.exclude(bezoek=None).order_by("pk")[0]
    accepted.post(url("taak-assign"), {"pk": task.pk, "who": "communicatie"})
    assert "Weg zou ook zijn: 1 taak." in undo(accepted)


def test_a_task_of_ones_own_at_the_visit_is_not_lost(accepted: Client, programme: Programme) -> None:
    visit = Bezoek.objects.order_by("pk")[0]
    Taak.objects.create(programme=programme, bezoek=visit, step=2, title="Bel de dienst")
    assert "Weg zou ook zijn: 1 taak." in undo(accepted)


def test_a_visit_that_is_put_back_gets_its_tasks_again(programme: Programme, staff: Client) -> None:
    visit = make_bezoek(programme, werkvorm="jobruil")
    staff.get(url("taak-list"))
    before = sorted(visit.taken.values_list("key", "title", "owner", "days"))
    assert len(before) == 3
    assert "taken" not in staff.get(url("bezoek-delete", visit.pk)).text.partition("<form")[2].partition("</form")[0]
    staff.post(url("bezoek-delete", visit.pk))
    undo(staff)
    staff.get(url("taak-list"))
    assert sorted(visit.taken.values_list("key", "title", "owner", "days")) == before
