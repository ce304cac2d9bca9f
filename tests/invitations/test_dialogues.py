"""Mails to the residents of a dialogue: each their own, only who agreed, and nothing of who withdraws."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from invitations.clock import DUTIES
from invitations.dialogues import forget_landed, round_of
from invitations.models import Bericht
from programmes.models import Bijeenkomst, Inwoner, Programme, Traject, User
from tests.factories import MONDAY, at, make_user
from tests.programmes.werkvormen.dialoog_rows import RESIDENTS, make_bijeenkomst, make_inwoner, make_traject

State = Bericht.State
ClientOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(at(MONDAY, "9.00"), tick=False):
        yield


@pytest.fixture
def meeting(programme: Programme) -> Bijeenkomst:
    traject = make_traject(programme, theme="Alleen thuis")
    day = MONDAY + dt.timedelta(days=7)
    return make_bijeenkomst(traject, RESIDENTS, day, starts=dt.time(19, 30), place="Buurthuis")


def resident(meeting: Bijeenkomst, name: str, **fields: Any) -> Any:
    fields = {"email": f"{name.split(maxsplit=1)[0].lower()}@inwoner.example", "may_be_contacted": True} | fields
    return make_inwoner(meeting.traject, name, meeting, **fields)


def url(traject: Traject, act: str = "inwoners-mail", *more: int) -> str:
    return reverse(f"dialoog-{act}", args=["leiedorp", "2025", traject.pk, *more])


def test_each_resident_who_agreed_gets_a_mail_of_their_own(meeting: Bijeenkomst, staff: Client) -> None:
    resident(meeting, "Maria Claes")
    resident(meeting, "Jan Maes")
    resident(meeting, "Bo Nee", may_be_contacted=False)
    resident(meeting, "Els Zonder", email="")
    response: Any = staff.post(url(meeting.traject), follow=True)
    assert "2 mails staan klaar bij Berichten." in response.content.decode()
    rows = Bericht.objects.order_by("to_email")
    assert [(row.to_email, row.to_name) for row in rows] == [
        ("jan@inwoner.example", "Jan Maes"),
        ("maria@inwoner.example", "Maria Claes"),
    ]
    text = rows[1].text
    for part in ("Dag Maria Claes", "Alleen thuis", "- Bijeenkomst 1: maandag 3 maart 2025, 19.30–21.30, Buurthuis"):
        assert part in text
    assert [name in f"{text} {rows[1].html}" for name in ("Jan", "Bo", "Els")] == [False, False, False]
    assert "Wil je niet meer meedoen?" in text


def test_the_page_says_who_gets_a_mail_and_who_does_not(meeting: Bijeenkomst, staff: Client) -> None:
    resident(meeting, "Maria Claes")
    resident(meeting, "Bo Nee", may_be_contacted=False)
    resident(meeting, "Els Zonder", email="")
    make_inwoner(meeting.traject, "Kim Nergens", email="kim@inwoner.example", may_be_contacted=True)
    response = staff.get(url(meeting.traject))
    found = response.context["round"]
    assert [row.name for row, _ in found.fresh] == ["Maria Claes"]
    assert [(row.name, why) for row, why in found.left_out] == [
        ("Bo Nee", "wil niet gebeld of gemaild worden"),
        ("Els Zonder", "heeft geen e-mailadres: bel met de bellijst"),
        ("Kim Nergens", "komt naar geen enkele bijeenkomst die nog moet komen"),
    ]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert Bericht.objects.count() == 0
    assert f'href="{url(meeting.traject)}"' in staff.get(url(meeting.traject, "inwoners")).content.decode()


def test_the_same_is_told_once_and_another_day_again(meeting: Bijeenkomst, staff: Client) -> None:
    resident(meeting, "Maria Claes")
    staff.post(url(meeting.traject))
    again = staff.post(url(meeting.traject), follow=True).content.decode()
    assert ("er vertrekt geen mail" in again, Bericht.objects.count()) == (True, 1)
    Bijeenkomst.objects.update(day=MONDAY + dt.timedelta(days=8))
    staff.post(url(meeting.traject))
    assert list(Bericht.objects.order_by("pk").values_list("state", flat=True)) == ["geannuleerd", "wacht"]


def test_a_meeting_that_was_held_invites_nobody(meeting: Bijeenkomst, staff: Client) -> None:
    resident(meeting, "Maria Claes")
    Bijeenkomst.objects.update(is_held=True)
    staff.post(url(meeting.traject))
    assert Bericht.objects.count() == 0


def test_only_to_what_is_still_to_come_on_a_known_day_somebody_is_invited(meeting: Bijeenkomst, staff: Client) -> None:
    traject = meeting.traject
    over = make_bijeenkomst(traject, RESIDENTS, MONDAY - dt.timedelta(days=1), title="Voorbij")
    undated = make_bijeenkomst(traject, RESIDENTS, title="Zonder dag")
    today = make_bijeenkomst(traject, RESIDENTS, MONDAY, title="Vandaag")
    people = {"Maria": (over, undated, today, meeting), "Jan": (over, undated), "Els": (over,)}
    for name, meetings in people.items():
        make_inwoner(traject, name, *meetings, email=f"{name}@inwoner.example", may_be_contacted=True)
    found = staff.get(url(traject)).context["round"]
    [(maria, item)] = found.fresh
    lines = [line for line in item.mail.text.splitlines() if line.startswith("- ")]
    assert (maria.name, [line.split(":")[0] for line in lines]) == ("Maria", ["- Vandaag", "- Bijeenkomst 1"])
    assert [(row.name, why) for row, why in found.left_out] == [
        ("Els", "komt naar geen enkele bijeenkomst die nog moet komen"),
        ("Jan", "komt naar een bijeenkomst die nog geen dag heeft"),
    ]


def test_the_title_and_theme_name_no_resident_to_another(meeting: Bijeenkomst, staff: Client) -> None:
    Traject.objects.update(title="Rond Jan Maes", theme="Hoe Jan woont")
    for name in ("Maria Claes", "Jan Maes"):
        resident(meeting, name)
    staff.post(url(meeting.traject))
    row = Bericht.objects.get(to_name="Maria Claes")
    assert row.subject == "Je bent uitgenodigd: Rond een inwoner"
    assert ["Jan" in text for text in (row.text, row.html)] == [False, False]


def test_of_who_withdraws_no_message_stays(meeting: Bijeenkomst, staff: Client) -> None:
    maria, _ = resident(meeting, "Maria Claes"), resident(meeting, "Jan Maes")
    staff.post(url(meeting.traject))
    staff.post(url(meeting.traject, "inwoner-withdraw", maria.pk))
    maria.refresh_from_db()
    assert (maria.name, [row.to_name for row in Bericht.objects.all()]) == ("", ["Jan Maes"])


def test_it_is_for_coordinators_of_the_authority_only(meeting: Bijeenkomst, client_of: ClientOf) -> None:
    resident(meeting, "Maria Claes")
    for user in (make_user("lezer", bestuur=meeting.traject.programme.bestuur), make_user()):
        assert client_of(user).post(url(meeting.traject)).status_code == 404
    assert Bericht.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_residents_takes_three_queries(
    meeting: Bijeenkomst, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        resident(meeting, f"Maria{number} Claes")
    with django_assert_num_queries(3):
        found = round_of(meeting.traject, today=MONDAY)
    assert len(found.items) == count


def test_with_a_dialogue_that_is_deleted_all_its_messages_go(meeting: Bijeenkomst, staff: Client) -> None:
    resident(meeting, "Maria Claes")
    other = make_bijeenkomst(make_traject(meeting.traject.programme), RESIDENTS, meeting.day)
    resident(other, "Jan Maes")
    for one in (meeting, other):
        staff.post(url(one.traject))
    staff.post(url(meeting.traject, "delete"))
    assert [row.to_name for row in Bericht.objects.all()] == ["Jan Maes"]


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"may_be_contacted": ""}, []),
        ({"email": "elders@inwoner.example"}, []),
        ({"email": ""}, []),
        ({"name": "Maria Maes"}, ["maria@inwoner.example"]),
    ],
)
def test_who_may_no_longer_be_reached_there_is_sent_nothing_more(
    meeting: Bijeenkomst, staff: Client, changed: dict[str, str], left: list[str]
) -> None:
    maria = resident(meeting, "Maria Claes", phone="0470 11 22 33")
    staff.post(url(meeting.traject))
    typed = {"name": maria.name, "email": maria.email, "phone": maria.phone, "may_be_contacted": "on"}
    typed |= {"bijeenkomsten": str(meeting.pk), "revision": "0"}
    response = staff.post(url(meeting.traject, "inwoner", maria.pk), typed | changed)
    assert (response.status_code, [row.to_email for row in Bericht.objects.all()]) == (302, left)


def leaving(*names: str) -> None:
    """The mails to them are with the mail server just now."""
    Bericht.objects.filter(to_name__in=names).update(state=State.IN_AFLEVERING, claim="x", lease_until=timezone.now())


def landed() -> None:
    Bericht.objects.filter(state=State.IN_AFLEVERING).update(state=State.VERZONDEN, claim="", lease_until=None)


def test_a_mail_that_leaves_while_somebody_withdraws_goes_when_it_landed(meeting: Bijeenkomst, staff: Client) -> None:
    people = [resident(meeting, name) for name in ("Maria Claes", "Jan Maes", "Bo Nu", "Els Elders")]
    staff.post(url(meeting.traject))
    leaving("Maria Claes", "Jan Maes", "Els Elders")
    Bericht.objects.filter(to_name="Bo Nu").update(state=State.BEZIG, claim="x", lease_until=timezone.now())
    for row in (people[0], people[2]):
        staff.post(url(meeting.traject, "inwoner-withdraw", row.pk))
    Inwoner.objects.filter(name="Els Elders").update(email="nieuw@inwoner.example")
    assert set(Bericht.objects.values_list("to_name", flat=True)) == {"Maria Claes", "Jan Maes", "Els Elders"}
    assert (forget_landed(timezone.now()), Bericht.objects.count()) == (0, 3)
    landed()
    assert (forget_landed in DUTIES, forget_landed(timezone.now()), forget_landed(timezone.now())) == (True, 2, 0)
    assert [row.to_name for row in Bericht.objects.all()] == ["Jan Maes"]


def test_a_mail_that_leaves_while_its_dialogue_is_deleted_goes_when_it_landed(
    meeting: Bijeenkomst, staff: Client
) -> None:
    resident(meeting, "Maria Claes")
    staff.post(url(meeting.traject))
    leaving("Maria Claes")
    staff.post(url(meeting.traject, "delete"))
    landed()
    assert (Bericht.objects.count(), forget_landed(timezone.now()), Bericht.objects.count()) == (1, 1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_who_may_be_reached_is_asked_at_once_for_all(
    meeting: Bijeenkomst, staff: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        resident(meeting, f"Maria{number} Claes")
    staff.post(url(meeting.traject))
    with django_assert_num_queries(2):
        assert forget_landed(timezone.now()) == 0
    Bericht.objects.all().delete()
    with django_assert_num_queries(1):
        assert forget_landed(timezone.now()) == 0
