"""The pages of the checklist: for staff by role, and for a host behind their link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from invitations.checklist.generating import sync
from invitations.models import Taak
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, PersonalLink, Programme, User, Zorgdienst
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.invitations.tasks import NOW, TODAY, make_task, only
from tests.invitations.uitnodigingen import make_version

pytestmark = pytest.mark.usefixtures("clock")

HTMX = {"headers": {"HX-Request": "true"}}
DAY = dt.timedelta(days=1)


@pytest.fixture
def office(client: Client, coordinator: User) -> Client:
    User.objects.update(name="Els")
    client.force_login(coordinator)
    return client


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon) -> Zorgdienst:
    return make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Linde", contact=griet))


def url(name: str, *args: object) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def titles(response: Any) -> list[tuple[str, list[str]]]:
    """[(group, titles of its tasks)] as the page shows them."""
    return [(name, [line.task.title for line in lines]) for name, lines in response.context["groups"]]


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]  # type: ignore[attr-defined]


def as_communicatie(programme: Programme) -> Client:
    client = Client()
    client.force_login(make_user("communicatie", bestuur=programme.bestuur, name="Wies"))
    return client


def test_opening_the_list_makes_it(office: Client, programme: Programme, linde: Zorgdienst) -> None:
    response = office.get(url("taak-list"))
    assert [name for name, _ in titles(response)] == ["Te laat", "Deze week", "Volgende week", "Later"]
    assert titles(response)[0][1][:2] == ["Beslis wie je meeneemt", "Kies welke diensten en projecten meedoen"]
    assert response.context["progress"].whole.total == Taak.objects.count()


def test_the_groups_follow_the_week(office: Client, programme: Programme) -> None:
    sync([programme])
    only(programme)
    for day, title in ((-1, "a"), (0, "b"), (6, "c"), (7, "d"), (14, "e")):
        make_task(programme, title=title, anchor="datum", due_day=TODAY + day * DAY)
    make_task(programme, title="f", done_at=NOW)
    assert titles(office.get(url("taak-list"))) == [
        ("Te laat", ["a"]),
        ("Deze week", ["b", "c"]),
        ("Volgende week", ["d"]),
        ("Later", ["e"]),
    ]
    shown = office.get(url("taak-list"), {"toon": "alles"})
    assert titles(shown)[-1] == ("Gedaan", ["f"])
    words = [line.when for _, lines in shown.context["groups"] for line in lines]
    assert words[:3] == ["1 dag te laat", "vandaag", "zondag 16 februari"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["a", "b", "c"]),
        ({"toon": "gedaan"}, ["d"]),
        ({"toon": "weg"}, ["e"]),
        ({"stap": "1"}, ["a"]),
        ({"wie": "communicatie"}, ["b"]),
        ({"dienst": "DE_LINDE"}, ["c"]),
        ({"stap": "9", "wie": "x", "dienst": "0", "toon": "?", "orde": "y"}, ["a", "b", "c"]),
    ],
)
def test_the_filter_shows_what_one_asks(
    office: Client, programme: Programme, linde: Zorgdienst, query: dict[str, str], shown: list[str]
) -> None:
    sync([programme])
    Taak.objects.all().delete()
    make_task(programme, title="a", step=1)
    make_task(programme, title="b", owner="communicatie")
    make_task(programme, title="c", owner="gastheer", zorgdienst=linde)
    make_task(programme, title="d", done_at=NOW)
    make_task(programme, title="e", removed_at=NOW)
    query = {name: value.replace("DE_LINDE", str(linde.pk)) for name, value in query.items()}
    response = office.get(url("taak-list"), query)
    found = [title for _, group in titles(response) for title in group if title in "abcde"]
    assert found == shown


def test_per_step_the_late_ones_come_first(office: Client, programme: Programme) -> None:
    sync([programme])
    only(programme)
    make_task(programme, title="later", step=1)
    make_task(programme, title="late", step=1, days=-30)
    make_task(programme, title="done", step=1, days=-40, done_at=NOW)
    response = office.get(url("taak-list"), {"orde": "stap", "toon": "alles"})
    assert titles(response) == [("Stap 1: Werk een programma uit", ["late", "later", "done"])]


def test_one_tap_ticks_and_one_takes_it_back(office: Client, programme: Programme) -> None:
    task = make_task(programme)
    response = office.post(f"{url('taak-tick', task.pk)}?stap=2")
    assert response.headers["Location"] == f"{url('taak-list')}?stap=2"
    assert said(response) == ["Afgevinkt: Bel de dienst. Toch niet? Je vindt de taak bij ‘Gedaan’."]
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("Els", NOW)
    shown = office.get(url("taak-list"), {"toon": "gedaan"}).content.decode()
    assert "gedaan door Els, maandag 10 februari om 9.15" in shown
    office.post(url("taak-untick", task.pk))
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("", None)


def test_with_htmx_the_line_and_the_progress_come_back(office: Client, programme: Programme) -> None:
    task = make_task(programme)
    response = office.post(url("taak-tick", task.pk), **HTMX)
    page = response.content.decode()
    assert re.findall(r'<li class="todo ?(\w*)" id="(taak-\d+)"', page) == [("done", f"taak-{task.pk}")]
    assert re.findall(r'id="voortgang"[^>]*(hx-swap-oob="true")', page) == ['hx-swap-oob="true"']
    assert f'formaction="{url("taak-untick", task.pk)}"' in page
    assert said(response) == []
    page = office.post(url("taak-untick", task.pk), **HTMX).content.decode()
    assert f'formaction="{url("taak-tick", task.pk)}"' in page


def test_communicatie_ticks_only_what_is_theirs(programme: Programme) -> None:
    wies = as_communicatie(programme)
    own, other = make_task(programme, owner="communicatie"), make_task(programme)
    assert wies.post(url("taak-tick", own.pk)).status_code == 302
    for name, pk in (("taak-tick", other.pk), ("taak-untick", other.pk), ("taak-remove", own.pk)):
        assert wies.post(url(name, pk)).status_code == 404
    for name, pk in (("taak-restore", own.pk), ("taak-edit", own.pk)):
        assert wies.post(url(name, pk)).status_code == 404
    assert wies.post(url("taak-assign"), {"pk": own.pk, "who": "coordinator"}).status_code == 404
    assert list(Taak.objects.order_by("pk").values_list("done_by", "owner")) == [
        ("Wies", "communicatie"),
        ("", "coordinator"),
    ]
    page = wies.get(url("taak-list"), {"toon": "alles"}).content.decode()
    assert page.count('class="todo-tick"') == Taak.objects.filter(owner="communicatie").count()
    assert 'class="todo-acts"' not in page


def test_a_reader_only_looks(programme: Programme, lezer: User) -> None:
    client = Client()
    client.force_login(lezer)
    own = make_task(programme, owner="communicatie")
    page = client.get(url("taak-list")).content.decode()
    assert (page.count("formaction"), "Bel de dienst" in page) == (0, True)
    assert client.post(url("taak-tick", own.pk)).status_code == 404
    assert Taak.objects.filter(done_at=None).count() == Taak.objects.count()


def test_a_task_of_another_programme_does_not_exist(office: Client, programme: Programme) -> None:
    elsewhere = make_task(make_programme(programme.bestuur))
    for name in ("taak-tick", "taak-untick", "taak-remove", "taak-restore", "taak-edit"):
        assert office.post(url(name, elsewhere.pk)).status_code == 404
    office.post(url("taak-assign"), {"pk": elsewhere.pk, "who": "communicatie"})
    elsewhere.refresh_from_db()
    assert (elsewhere.owner, elsewhere.done_at, elsewhere.removed_at) == ("coordinator", None, None)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "title": "Koop koffie",
        "text": "",
        "step": "2",
        "who": "coordinator",
        "anchor": "eerste_dag",
        "number": "2",
        "side": "voor",
    } | fields


def test_a_task_of_ones_own(office: Client, programme: Programme, linde: Zorgdienst, griet: Contactpersoon) -> None:
    response = office.post(url("taak-new"), typed(who=f"c{griet.pk}", zorgdienst=linde.pk))
    assert response.headers["Location"] == url("taak-list")
    task = Taak.objects.get()
    assert (task.title, task.key, task.owner, task.contactpersoon, task.days) == (
        *("Koop koffie", "", "gastheer", griet, -2),
    )
    form = office.get(url("taak-edit", task.pk)).context["form"]
    assert [form[name].value() for name in ("who", "number", "side")] == [f"c{griet.pk}", 2, "voor"]
    office.post(url("taak-edit", task.pk), typed(number="3", side="na", anchor="laatste_dag"))
    task.refresh_from_db()
    assert (task.owner, task.contactpersoon, task.days, task.anchor) == ("coordinator", None, 3, "laatste_dag")


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"title": ""}, {"title": ["Vul in wat er te doen is."]}),
        ({"title": "x" * 201}, {"title": ["Hou de taak korter dan 200 tekens."]}),
        ({"who": "c0"}, {"who": ["Selecteer een geldige keuze. c0 is geen beschikbare keuze."]}),
        ({"who": "gastheer"}, {"zorgdienst": ["Kies de dienst of het bezoek: anders ziet niemand deze taak."]}),
        ({"anchor": "datum"}, {"due_day": ["Kies de dag waartegen het klaar moet zijn."]}),
        ({"anchor": "datum", "due_day": "ooit"}, {"due_day": ["Vul een datum in, zoals 14/2/2025."]}),
        ({"anchor": "bezoek"}, {"bezoek": ["Kies het bezoek waarvan je telt."]}),
        ({"number": "veel"}, {"number": ["Vul een heel getal in, zoals 7."]}),
        ({"number": "-1"}, {"number": ["Vul 0 of meer in."]}),
        ({"number": "401"}, {"number": ["Vul hoogstens 400 in."]}),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(
    office: Client, programme: Programme, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = office.post(url("taak-new"), typed(text="Zes pakken", **fields))
    assert (response.status_code, response.context["form"].errors) == (200, errors)
    assert response.context["form"]["text"].value() == "Zes pakken"
    assert Taak.objects.count() == 0


def test_a_service_of_another_authority_cannot_be_chosen(office: Client, programme: Programme) -> None:
    stranger = make_zorgdienst(make_bestuur())
    visit = make_bezoek()
    response = office.post(url("taak-new"), typed(zorgdienst=stranger.pk, bezoek=visit.pk))
    assert sorted(response.context["form"].errors) == ["bezoek", "zorgdienst"]


def test_off_the_list_and_back(office: Client, programme: Programme) -> None:
    task = make_task(programme)
    response = office.post(url("taak-remove", task.pk))
    assert said(response) == ["Van de lijst gehaald: Bel de dienst. Je kan de taak terugzetten."]
    assert titles(office.get(url("taak-list"), {"toon": "weg"})) == [("Later", ["Bel de dienst"])]
    office.post(url("taak-restore", task.pk))
    task.refresh_from_db()
    assert task.removed_at is None


def test_many_at_once_go_to_somebody_else(office: Client, programme: Programme, linde: Zorgdienst) -> None:
    own = [make_task(programme).pk for _ in range(3)]
    response = office.post(url("taak-assign"), {"pk": own[:2], "who": "communicatie"})
    assert said(response) == ["2 taken zijn nu voor communicatie."]
    owners = list(Taak.objects.order_by("pk").values_list("owner", flat=True))
    assert owners == ["communicatie", "communicatie", "coordinator"]


@pytest.mark.parametrize(
    "data", [{"who": "communicatie"}, {"pk": "1"}, {"pk": "¹", "who": "communicatie"}, {"pk": "9" * 30, "who": "x"}]
)
def test_giving_nothing_or_to_nobody_is_said(office: Client, programme: Programme, data: dict[str, str]) -> None:
    task = make_task(programme)
    if data.get("pk") == "1":
        data = {"pk": str(task.pk)}
    response = office.post(url("taak-assign"), data)
    assert said(response) == ["Kies minstens één taak, en aan wie je die geeft."]
    task.refresh_from_db()
    assert task.owner == "coordinator"


def test_a_line_leads_to_where_it_is_done(office: Client, programme: Programme, linde: Zorgdienst) -> None:
    lines = {line.task.key: line.url for _, group in office.get(url("taak-list")).context["groups"] for line in group}
    assert lines["draaiboek:gastenlijst"] == url("gast-list")
    assert lines["draaiboek:pers"] == ""
    assert lines[f"dienst:{linde.pk}:gebruikers"] == url("verhaal-list")


def test_what_is_agreed_in_a_timetable_is_done_there(
    client: Client, office: Client, programme: Programme, linde: Zorgdienst, token: str
) -> None:
    visit = make_bezoek(programme, zorgdienst=linde, werkvorm="jobruil")
    sync([programme])
    make_version(programme)
    key = f"bezoek:{visit.pk}:collega"
    lines = {line.task.key: line.url for _, group in office.get(url("taak-list")).context["groups"] for line in group}
    assert lines[key] == url("werkvorm", visit.pk)
    groups = client.get(reverse("gastheer-taken", args=[token])).context["groups"]
    assert {line.task.key: line.url for _, group in groups for line in group}[key] == reverse(
        "gastheer-uurschema", args=[token, visit.pk]
    )


def many(programme: Programme, linde: Zorgdienst, number: int) -> None:
    sync([programme])
    visit = make_bezoek(programme, zorgdienst=linde)
    sync([programme])
    Taak.objects.bulk_create(
        Taak(
            programme=programme,
            step=2,
            title="x",
            owner="gastheer",
            anchor="bezoek",
            bezoek=visit,
            contactpersoon=linde.contactpersonen.get(),
        )
        for _ in range(number)
    )


@pytest.mark.parametrize("number", [1, 3, 600])
def test_the_list_asks_the_same_however_long(
    office: Client, programme: Programme, linde: Zorgdienst, number: int
) -> None:
    many(programme, linde, number)
    with CaptureQueriesContext(connection) as asked:
        office.get(url("taak-list"))
    assert len(asked) == 10


@pytest.mark.parametrize("number", [1, 3, 600])
def test_a_tick_asks_the_same_however_long_the_list(
    office: Client, programme: Programme, linde: Zorgdienst, number: int
) -> None:
    many(programme, linde, number)
    task = make_task(programme)
    with CaptureQueriesContext(connection) as asked:
        office.post(url("taak-tick", task.pk), **HTMX)
    assert len(asked) == 9


@pytest.fixture
def token(programme: Programme, linde: Zorgdienst, griet: Contactpersoon) -> str:
    make_links(programme, now=NOW)
    return token_of(PersonalLink.objects.get(contactpersoon=griet))


def test_a_host_sees_and_ticks_their_own(client: Client, programme: Programme, linde: Zorgdienst, token: str) -> None:
    page = reverse("gastheer-taken", args=[token])
    response = client.get(page)
    assert response.headers["Cache-Control"] == "private, no-cache"
    shown = {line.task.key: line.url for _, lines in response.context["groups"] for line in lines}
    assert set(shown) == set(
        Taak.objects.filter(key__startswith=f"dienst:{linde.pk}:", owner="gastheer").values_list("key", flat=True)
    )
    assert shown[f"dienst:{linde.pk}:verhalen"] == reverse("gastheer-verhaal-list", args=[token])
    task = Taak.objects.get(key=f"dienst:{linde.pk}:fiche")
    response = client.post(page, {"gedaan": task.pk})
    assert response.headers["Location"] == f"{page}?gedaan={task.pk}"
    assert "Gedaan: Vul de voorstellingsfiche in." in client.get(response.headers["Location"]).text
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("Griet", NOW)
    response = client.post(page, {"open": task.pk})
    assert "Staat weer open: Vul de voorstellingsfiche in." in client.get(response.headers["Location"]).text
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == ("", None)


def test_a_host_cannot_touch_what_is_not_theirs(client: Client, programme: Programme, token: str) -> None:
    page = reverse("gastheer-taken", args=[token])
    other = make_deelnemende_dienst(programme)
    tasks = [make_task(programme), make_task(programme, owner="gastheer", zorgdienst=other)]
    for key in (*(task.pk for task in tasks), 0, "", "x", "²", "9" * 40):
        assert client.post(page, {"gedaan": key}).status_code == 404
    assert client.post(page).status_code == 404
    assert Taak.objects.filter(done_at=None).count() == 2


def test_a_host_whose_service_does_not_take_part_has_nothing(
    client: Client, programme: Programme, griet: Contactpersoon, token: str
) -> None:
    programme.deelnemende_diensten.all().delete()
    response = client.get(reverse("gastheer-taken", args=[token]))
    assert response.context["groups"] == []


@pytest.mark.parametrize("number", [1, 3, 600])
def test_the_page_of_a_host_asks_the_same_however_long(
    client: Client, programme: Programme, linde: Zorgdienst, token: str, number: int
) -> None:
    many(programme, linde, number)
    make_version(programme)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("gastheer-taken", args=[token]))
    assert len(asked) == 8
