"""The day for a coordinator: every visit with who is there, everybody with where they are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.models import Taak
from press.day.overview import overview
from press.models import Aanwezigheid, Vertraging
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme, User
from tests.factories import MONDAY, at
from tests.press.days import DURING, make_host, make_person, make_visit, publish, ticked

HTMX = {"HX-Request": "true"}


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_person(programme, phone="0470 00 00 01")


@pytest.fixture
def visits(programme: Programme, griet: Contactpersoon, an: Mandataris, time_machine: Any) -> list[Bezoek]:
    time_machine.move_to(DURING, tick=False)
    els, bo = make_person(programme, "Els Maes"), make_person(programme, "Bo Claes")
    kade = make_host(programme, "Bert Baert")
    visits = [
        make_visit(programme, griet, an, els),
        make_visit(programme, kade, an, bo, name="De Kade", start="11.00"),
        make_visit(programme, griet, bo, start="8.00"),
        make_visit(programme, kade, els, name="De Kade", start="16.00"),
        make_visit(programme, griet, an, start="9.30", day=MONDAY + dt.timedelta(days=2)),
    ]
    publish(programme)
    return visits


def url(programme: Programme, name: str = "vandaag", query: str = "") -> str:
    return reverse(name, args=["leiedorp", programme.slug]) + query


def test_the_visits_of_today_by_where_they_are(programme: Programme, visits: list[Bezoek]) -> None:
    day = overview(programme, wanted=None, now=DURING)
    assert day is not None
    found = [(title, [(one.entry.name, one.entry.hours) for one in found]) for _, title, found in day.groups]
    assert found == [
        ("Nu bezig", [("De Linde", "9.30–10.30")]),
        ("Straks", [("De Kade", "11.00–12.00")]),
        ("Later", [("De Kade", "16.00–17.00")]),
        ("Voorbij", [("De Linde", "8.00–9.00")]),
    ]
    assert (day.is_today, day.expected, day.here, day.under_way, len(day.days)) == (True, 6, 0, 1, 5)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("7.30", [("Bo", "vrij"), ("An", "vrij"), ("Els", "vrij")]),
        ("10.02", [("An", "er"), ("Els", "er"), ("Bo", "vrij")]),
        ("11.30", [("An", "er"), ("Bo", "er"), ("Els", "vrij")]),
        ("16.10", [("Els", "er"), ("An", "klaar"), ("Bo", "klaar")]),
    ],
)
def test_where_everyone_is(
    programme: Programme, visits: list[Bezoek], clock: str, expected: list[tuple[str, str]]
) -> None:
    day = overview(programme, wanted=None, now=at(MONDAY, clock))
    assert day is not None
    assert [(one.person.name.split()[0], one.state) for one in day.people] == expected


def test_who_is_on_the_way(programme: Programme, visits: list[Bezoek]) -> None:
    far = programme.bestuur.zorgdiensten.get(name="De Kade")
    far.latitude = 50.95
    far.save()
    publish(programme, number=2)
    day = overview(programme, wanted=None, now=at(MONDAY, "10.55"))
    assert day is not None
    assert [(one.state, one.place) for one in day.people][:2] == [
        ("onderweg", "Naar De Kade, verwacht om 11.00"),
        ("onderweg", "Naar De Kade, verwacht om 11.00"),
    ]


def test_who_is_there_before_it_begins(
    programme: Programme, visits: list[Bezoek], an: Mandataris, staff: Client
) -> None:
    staff.post(url(programme, "vandaag-aanwezig"), ticked(visits[1], an))
    day = overview(programme, wanted=None, now=at(MONDAY, "10.45"))
    assert day is not None
    first = day.people[0]
    assert (first.person.name, first.state, first.place, first.is_here) == (
        *("An Peeters", "er"),
        *("Al bij De Kade, begint om 11.00", True),
    )


def test_another_day(programme: Programme, visits: list[Bezoek], staff: Client) -> None:
    response = staff.get(url(programme, query="?dag=2025-02-26"))
    day = response.context["day"]
    assert (day.name, day.is_today, [title for _, title, _ in day.groups]) == (
        *("woensdag 26 februari", False),
        ["Alle bezoeken"],
    )
    assert [one.place for one in day.people] == ["Begint om 9.30: De Linde"]
    assert "hx-trigger" not in response.content.decode()
    for asked in ("?dag=2024-01-01", "?dag=ooit", "?dag="):
        assert staff.get(url(programme, query=asked)).context["day"].day == MONDAY


def test_the_page_follows_the_day_without_what_is_typed(
    programme: Programme, visits: list[Bezoek], staff: Client
) -> None:
    whole = staff.get(url(programme)).content.decode()
    assert ('hx-trigger="every 30s"' in whole, 'name="name"' in whole) == (True, True)
    part = staff.get(url(programme, query="?deel=nu"), headers=HTMX).content.decode()
    assert ('id="vandaag-nu"' in part, 'name="name"' in part, "<html" in part) == (True, False, False)


def test_tasks_delays_and_phones(programme: Programme, visits: list[Bezoek], staff: Client) -> None:
    linde = visits[0].zorgdienst
    tasks = {"Zet koffie": {"zorgdienst": linde}, "Leg naamkaartjes klaar": {"bezoek": visits[0]}}
    tasks |= {"Bedank de dienst": {"zorgdienst": linde, "days": 3}, "Gedaan": {"bezoek": visits[0], "done_at": DURING}}
    for title, fields in tasks.items():
        Taak.objects.create(programme=programme, step=3, title=title, **fields)
    Vertraging.objects.create(
        programme=programme, visit=visits[1].pk, minutes=15, reported_at=DURING, reported_by="Bert", reason="file"
    )
    response = staff.get(url(programme))
    day = response.context["day"]
    assert [sorted(task.title for task in one.tasks) for one in day.visits] == [
        ["Zet koffie"],
        ["Leg naamkaartjes klaar", "Zet koffie"],
        [],
        [],
    ]
    assert (day.tasks, day.reported) == (2, 1)
    text = response.content.decode()
    for part in ("15 minuten later, gemeld om 10.02 door Bert", "tel:0470000001", "tel:051000001"):
        assert part in text, part


def test_a_coordinator_ticks(programme: Programme, visits: list[Bezoek], an: Mandataris, staff: Client) -> None:
    sent = ticked(visits[0], an, dag="2025-02-24")
    response = staff.post(url(programme, "vandaag-aanwezig"), sent, headers=HTMX)
    assert (response.context["told"], response.context["day"].here) == ("An Peeters is er.", 1)
    response = staff.post(url(programme, "vandaag-aanwezig"), sent)
    assert response.headers["Location"] == url(programme, query=f"?dag=2025-02-24#bezoek-{visits[0].pk}")
    assert Aanwezigheid.objects.count() == 1
    day = overview(programme, wanted=None, now=DURING)
    assert day is not None
    assert [(one.person.name, one.is_here) for one in day.people][:2] == [("An Peeters", True), ("Els Maes", None)]


def test_a_coordinator_adds_a_guest(programme: Programme, visits: list[Bezoek], staff: Client) -> None:
    sent = ticked(visits[0], None, name="Rik Sioen", function="adviesraad")
    for _ in range(2):
        response = staff.post(url(programme, "vandaag-gast"), sent, follow=True)
        assert [str(message) for message in response.context["messages"]] == ["Rik Sioen staat erbij."]
    assert (Aanwezigheid.objects.count(), response.context["day"].extra) == (1, 1)
    response = staff.post(url(programme, "vandaag-gast"), sent | {"name": "", "key": "x"})
    assert (response.status_code, response.context["problem"]) == (200, "Vul in wie er is.")
    assert 'value="adviesraad"' in response.content.decode()


def test_a_tick_that_cannot_be_kept(programme: Programme, visits: list[Bezoek], an: Mandataris, staff: Client) -> None:
    sent = ticked(visits[0], an) | {"visit": "12345"}
    message = "Dit bezoek staat niet (meer) bij jou in het programma. Vernieuw de pagina en probeer opnieuw."
    assert staff.post(url(programme, "vandaag-aanwezig"), sent, headers=HTMX).context["problem"] == message
    response = staff.post(url(programme, "vandaag-aanwezig"), sent, follow=True)
    assert [str(line) for line in response.context["messages"]] == [message]
    assert Aanwezigheid.objects.count() == 0


def test_only_a_coordinator_looks(
    programme: Programme, visits: list[Bezoek], lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    statuses = [client_of(user).get(url(programme)).status_code for user in (lezer, stranger)]
    assert statuses == [404, 404]


def test_nothing_published(programme: Programme, staff: Client) -> None:
    response = staff.get(url(programme))
    assert (response.context["day"], "Er is nog niets gepubliceerd" in response.content.decode()) == (None, True)
    assert staff.get(url(programme, query="?deel=nu")).status_code == 200


def test_who_came_though_the_programme_has_them_elsewhere(
    programme: Programme, visits: list[Bezoek], an: Mandataris, staff: Client
) -> None:
    """What was ticked is not lost when a next version moves somebody."""
    staff.post(url(programme, "vandaag-aanwezig"), ticked(visits[0], an))
    visits[0].deelnames.filter(mandataris=an).delete()
    publish(programme, number=2)
    day = overview(programme, wanted=None, now=DURING)
    assert day is not None
    assert [(one.attendance.expected, [str(row) for row in one.attendance.extra]) for one in day.visits][1] == (
        1,
        ["An Peeters"],
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_overview_takes_the_same_queries_for_any_number(
    programme: Programme,
    griet: Contactpersoon,
    an: Mandataris,
    staff: Client,
    time_machine: Any,
    django_assert_num_queries: Callable[..., Any],
    number: int,
) -> None:
    time_machine.move_to(DURING, tick=False)
    for n in range(number):
        visit = make_visit(programme, griet, an, make_person(programme, f"Els {n}"), start=f"{9 + n}.00")
        programme.aanwezigheden.create(visit=visit.pk, mandataris=an, at=DURING, received_at=DURING)
        Taak.objects.create(programme=programme, step=3, title="Koffie", bezoek=visit)
        Vertraging.objects.create(programme=programme, visit=visit.pk, minutes=15, reported_at=DURING)
    publish(programme)
    with django_assert_num_queries(9):
        assert staff.get(url(programme)).status_code == 200
