"""A trajectory that two people change at once, and rules that hold for what was held."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from programmes.models import Bijeenkomst, Oogst, Programme, Traject, User
from programmes.werkvormen.inwonersdialoog.trajects import withdraw
from tests.factories import MONDAY, at, make_bezoek
from tests.programmes.werkvormen.dialoog_rows import (
    RESIDENTS,
    START,
    make_bijeenkomst,
    make_inwoner,
    make_oogst,
    make_traject,
)

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "9.00")
THERE = "Deze bijeenkomst staat er al. Wijzig ze daar, of geef een andere titel, dag of uur."
PAST = MONDAY - dt.timedelta(days=3)


def url(traject: Traject, act: str, *more: Any) -> str:
    return reverse(f"dialoog-{act}", args=["leiedorp", "2025", traject.pk, *more])


def typed(row: Bijeenkomst, **changed: Any) -> dict[str, Any]:
    return {"title": row.title, "groups": row.groups, "minutes": 120, "revision": row.revision} | changed


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_delete_a_meeting_of_residents_two_stay(programme: Programme, coordinator: User) -> None:
    traject = make_traject(programme)
    residents = [make_bijeenkomst(traject, RESIDENTS, PAST + dt.timedelta(days=n)) for n in range(3)]
    make_bijeenkomst(traject, [*RESIDENTS, *START], MONDAY + dt.timedelta(days=9))
    together = Barrier(2)

    def push(row: Bijeenkomst) -> int:
        try:
            client = Client()
            client.force_login(coordinator)
            together.wait()
            return client.post(url(traject, "bijeenkomst-delete", row.pk)).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(push, residents[:2])) == [200, 302]
    assert sum(one.groups == RESIDENTS for one in Bijeenkomst.objects.all()) == 2


def test_what_was_erased_does_not_come_back_from_a_form_that_was_open(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    meeting = make_bijeenkomst(traject, RESIDENTS, PAST, revision=1)
    maria = make_inwoner(traject, "Maria Peeters", meeting)
    said = make_oogst(meeting, "Ik ben bang.", inwoner=maria)
    data = {"text": "Ik ben erg bang.", "kind": said.kind, "group": said.group, "revision": said.revision}
    withdraw(maria, removes=True, now=NOW)
    response = staff.post(url(traject, "regel", said.pk), data, follow=True)
    assert ("intussen verwijderd" in response.text, Oogst.objects.count()) == (True, 0)
    edit = typed(meeting, day="03-02-2025")
    meeting.delete()
    gone = staff.post(url(traject, "bijeenkomst-edit", 10**6), edit)
    assert (gone.status_code, Bijeenkomst.objects.count()) == (200, 0)


def test_residents_met_only_once_theme_and_scope_are_fixed(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    make_bijeenkomst(traject, START, PAST - dt.timedelta(days=5), title="Start")
    row = make_bijeenkomst(traject, RESIDENTS, PAST)
    found = errors(staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, day=str(PAST), is_held="on")))
    assert found == {
        "is_held": [
            "‘Bijeenkomst 2’ werd gehouden, maar thema en afbakening liggen nog niet vast. Leg ze vast met ‘Start’."
        ]
    }


def test_a_theme_is_not_fixed_by_a_meeting_that_is_still_to_come(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    start = make_bijeenkomst(traject, START, MONDAY + dt.timedelta(days=9), title="Start")
    data = {"title": "T", "theme": "Wonen", "scope": "Geen zorg", "fixed_by": start.pk, "revision": traject.revision}
    ahead = "‘Start’ valt pas op woensdag 5 maart 2025: dan is er nog niets vastgelegd."
    assert errors(staff.post(url(traject, "thema"), data)) == {
        "fixed_by": [f"{ahead} Laat dit leeg tot dan, of vul in op welke dag het gebeurde."]
    }


def test_a_meeting_is_as_long_as_its_questions_take_and_stands_there_once(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    row = make_bijeenkomst(traject, RESIDENTS, PAST)
    short = errors(staff.post(url(traject, "bijeenkomst-new"), typed(row, minutes=30, questions="Wat?\nWie?")))
    assert short["minutes"][0].startswith("Met 2 vragen, een welkom en een einde duurt het minstens 50 minuten.")
    twice = errors(staff.post(url(traject, "bijeenkomst-new"), typed(row, day=str(PAST))))
    assert twice == {"title": [THERE]}


def test_a_meeting_may_be_held_twice_on_a_day_at_another_hour(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    row = make_bijeenkomst(traject, RESIDENTS, PAST, starts=dt.time(14))
    assert errors(staff.post(url(traject, "bijeenkomst-new"), typed(row, day=str(PAST), starts="14.00"))) == {
        "title": [THERE]
    }
    assert staff.post(url(traject, "bijeenkomst-new"), typed(row, day=str(PAST), starts="19.30")).status_code == 302
    assert [one.starts for one in traject.bijeenkomsten.all()] == [dt.time(14), dt.time(19, 30)]


def test_the_hour_of_a_meeting_in_a_visit_is_that_of_the_visit(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    early, late = (make_bezoek(programme, werkvorm="inwonersdialoog", start=hour) for hour in ("10.00", "14.00"))
    row = make_bijeenkomst(traject, RESIDENTS, PAST, bezoek=early)  # its visit was moved since
    new = url(traject, "bijeenkomst-new")
    assert staff.post(new, typed(row, bezoek=late.pk)).status_code == 302
    assert errors(staff.post(new, typed(row, bezoek=early.pk))) == {"title": [THERE]}
    assert errors(staff.post(new, typed(row, day=str(MONDAY), starts="10.00"))) == {"title": [THERE]}
    assert [one.when for one in traject.bijeenkomsten.all()] == [
        "maandag 24 februari 2025, 10.00–11.00",
        "maandag 24 februari 2025, 14.00–15.00",
    ]


@pytest.mark.parametrize(("end", "status"), [("16.30", 302), ("14.30", 200)])
def test_a_meeting_in_a_visit_is_as_long_as_its_visit(
    staff: Client, programme: Programme, end: str, status: int
) -> None:
    traject = make_traject(programme)
    visit = make_bezoek(programme, werkvorm="inwonersdialoog", start="14.00", end=end)
    row = make_bijeenkomst(traject, RESIDENTS, PAST)
    data = typed(row, title="In het bezoek", minutes=30, questions="Wat?\nWie?", bezoek=visit.pk)
    response = staff.post(url(traject, "bijeenkomst-new"), data)
    assert response.status_code == status
    if status == 200:
        assert "Het bezoek duurt er 30: maak het langer, of schrap vragen." in errors(response)["bezoek"][0]


def test_a_later_meeting_is_no_way_around_the_theme(staff: Client, programme: Programme) -> None:
    traject = make_traject(programme)
    make_bijeenkomst(traject, START, PAST - dt.timedelta(days=9), title="Start")
    make_bijeenkomst(traject, RESIDENTS, PAST - dt.timedelta(days=2))
    row = make_bijeenkomst(traject, RESIDENTS, PAST)
    found = errors(staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, day=str(PAST), is_held="on")))
    assert "thema en afbakening liggen nog niet vast" in found["is_held"][0]
