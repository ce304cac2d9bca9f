"""Chasing: only the silent, each step once, and after the deadline the telephone."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.models import Belnota, Bericht, Herinneringsregel
from invitations.reminding.chasing import call_list, chase, steps
from programmes.links import link_url, make_links
from programmes.models import Gast, Programme, User
from programmes.times import BRUSSELS
from tests.factories import at, make_bezoek, make_deelname, make_gast, make_mandataris, make_programme
from tests.invitations.agendas import publish
from tests.invitations.test_reminders import invite

INVITED = dt.datetime(2025, 1, 20, 10, tzinfo=BRUSSELS)
DEADLINE = dt.date(2025, 2, 14)
FIRST, SECOND = at(dt.date(2025, 2, 7), "9.00"), at(dt.date(2025, 2, 12), "9.00")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FIRST, tick=False) as clock:
        yield clock


@pytest.fixture
def open_programme(programme: Programme) -> Programme:
    programme.answer_by = DEADLINE
    programme.contact_name, programme.contact_phone = "Els", "056 00 12 00"
    programme.save()
    return programme


def silent_guest(programme: Programme, *, invited: bool = True, **fields: Any) -> Gast:
    fields = {"email": "an@example.be", "phone": "0400 12 34 56"} | fields
    gast = make_gast(programme, make_mandataris(programme.bestuur, **fields))
    if invited:
        invite(programme, gast.mandataris, now=INVITED)
    return gast


@pytest.fixture
def gast(open_programme: Programme) -> Gast:
    return silent_guest(open_programme, first_name="An", last_name="Aerts")


def chased() -> list[tuple[str, str]]:
    """(step, state)"""
    messages = Bericht.objects.filter(kind="aanmaning").order_by("pk")
    return [(message.key.rsplit(":", 1)[1], message.state) for message in messages]


def send() -> None:
    Bericht.objects.filter(kind="aanmaning", state="wacht").update(state="verzonden")


def test_the_silent_get_a_mail_and_a_second_mail(gast: Gast) -> None:
    chase(FIRST - dt.timedelta(minutes=1))
    assert chased() == []
    chase(FIRST)
    chase(FIRST)
    assert chased() == [("1", "wacht")]
    send()
    chase(SECOND)
    chase(SECOND + dt.timedelta(days=1))
    assert chased() == [("1", "verzonden"), ("2", "wacht")]


def test_the_mail_asks_with_a_link_and_a_deadline(gast: Gast, open_programme: Programme) -> None:
    make_links(open_programme, now=INVITED)
    chase(FIRST)
    send()
    chase(SECOND)
    first, second = Bericht.objects.filter(kind="aanmaning").order_by("pk")
    assert (first.subject, second.subject) == (
        "Kan je mee met Expeditie Zorg?",
        "Nog even: kan je mee met Expeditie Zorg?",
    )
    for message in (first, second):
        for part in ("vrijdag 14 februari", link_url(gast.mandataris.links.get()), "Liever bellen? Els, 056 00 12 00"):
            assert part in message.text
            assert part in message.html


def test_after_the_deadline_no_mail_leaves(gast: Gast) -> None:
    chase(at(DEADLINE, "23.59") + dt.timedelta(minutes=1))
    assert chased() == []


def test_until_the_last_minute_a_late_step_goes_and_only_the_last(gast: Gast) -> None:
    chase(at(DEADLINE, "23.59"))
    chase(at(DEADLINE, "23.59"))
    assert chased() == [("2", "wacht")]


@pytest.mark.parametrize("answer", ["by link", "noted by the coordinator", "never available", "a visit"])
def test_who_answered_is_not_chased(gast: Gast, open_programme: Programme, answer: str) -> None:
    if answer == "by link":
        Gast.objects.update(answered_at=INVITED)
    if answer == "noted by the coordinator":
        Gast.objects.update(available=[["2025-02-24", 480, 720]])
    if answer == "never available":
        Gast.objects.update(available=[])
    if answer == "a visit":
        make_deelname(make_bezoek(open_programme), gast.mandataris, answer="nee")
    chase(FIRST)
    assert (chased(), call_list(open_programme)) == ([], [])


def test_a_mail_that_waits_is_called_off_when_the_answer_comes(gast: Gast) -> None:
    chase(FIRST)
    Gast.objects.update(answered_at=FIRST)
    chase(FIRST)
    message = Bericht.objects.get(kind="aanmaning")
    assert (message.state, message.problem) == ("geannuleerd", "niet meer nodig: er is geantwoord")


def test_who_was_not_invited_is_not_chased(open_programme: Programme) -> None:
    silent_guest(open_programme, invited=False)
    chase(FIRST)
    assert (chased(), call_list(open_programme)) == ([], [])


def test_whose_invitation_still_waits_or_just_left_is_not_chased(gast: Gast) -> None:
    Bericht.objects.filter(kind="uitnodiging").update(state="wacht", sent_at=None)
    chase(FIRST)
    Bericht.objects.filter(kind="uitnodiging").update(state="verzonden", sent_at=FIRST - dt.timedelta(days=1))
    chase(FIRST)
    assert chased() == []
    chase(SECOND)
    assert chased() == [("2", "wacht")]


def test_without_a_deadline_nobody_is_chased(gast: Gast, open_programme: Programme) -> None:
    Programme.objects.update(answer_by=None)
    open_programme.refresh_from_db()
    chase(FIRST)
    assert (chased(), steps(open_programme)) == ([], [])


def test_a_deadline_that_moves_makes_no_step_twice(gast: Gast) -> None:
    chase(FIRST)
    send()
    Programme.objects.update(answer_by=DEADLINE + dt.timedelta(days=3))
    chase(FIRST + dt.timedelta(days=3))
    assert chased() == [("1", "verzonden")]


def test_a_step_that_is_off_does_not_go(gast: Gast, open_programme: Programme) -> None:
    Herinneringsregel.objects.create(
        programme=open_programme, audience="stil", number=1, days_before=7, is_active=False
    )
    chase(FIRST)
    assert chased() == []


def test_who_has_no_mail_is_only_on_the_call_list(open_programme: Programme) -> None:
    gast = silent_guest(open_programme)
    gast.mandataris.email = ""
    gast.mandataris.save()
    chase(FIRST)
    assert chased() == []
    assert [call.gast for call in call_list(open_programme)] == [gast]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    open_programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        silent_guest(open_programme)
    with django_assert_num_queries(20):
        chase(FIRST)
    assert len(chased()) == count
    with django_assert_num_queries(5):
        assert len(call_list(open_programme)) == count


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_call_list_has_numbers_and_what_was_tried(
    gast: Gast, open_programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    chase(FIRST)
    Bericht.objects.filter(kind="aanmaning").update(state="verzonden", sent_at=FIRST)
    Belnota.objects.create(
        programme=open_programme, mandataris=gast.mandataris, called_on=dt.date(2025, 2, 6), remark="Belt terug."
    )
    text = page(client_of(coordinator).get(reverse("belronde", args=["leiedorp", "2025"])))
    for part in (
        "Eén genodigde liet nog niets weten. Antwoorden kan tot en met vrijdag 14 februari.",
        '<a href="tel:0400123456">0400 12 34 56</a>',
        "Kan je mee met Expeditie Zorg?, verzonden op 7 februari",
        "Gebeld op 6 februari: Belt terug.",
    ):
        assert part in text


def test_a_call_is_noted_with_one_click(gast: Gast, coordinator: User, client_of: Callable[[User], Client]) -> None:
    url = reverse("belronde-note", args=["leiedorp", "2025", gast.pk])
    answer = client_of(coordinator).post(url, {"called_on": "2025-02-07", "remark": "Komt mee."})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("belronde", args=["leiedorp", "2025"]))
    note = Belnota.objects.get()
    assert (note.mandataris, note.called_on, note.remark, note.by) == (
        gast.mandataris,
        dt.date(2025, 2, 7),
        "Komt mee.",
        coordinator,
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"called_on": "", "remark": "Komt mee."}, "Vul in wanneer je belde."),
        ({"called_on": "gisteren", "remark": "Komt mee."}, "Vul een datum in, zoals 14/2/2025."),
        (
            {"called_on": "2025-02-08", "remark": "Komt mee."},
            "Je kan nog niet gebeld hebben op een dag die nog moet komen.",
        ),
        ({"called_on": "2025-02-07", "remark": "Komt mee." * 40}, "Hou de opmerking korter dan 300 tekens."),
    ],
)
def test_a_call_that_cannot_be_noted_keeps_what_was_typed(
    gast: Gast, coordinator: User, client_of: Callable[[User], Client], data: dict[str, str], message: str
) -> None:
    text = page(client_of(coordinator).post(reverse("belronde-note", args=["leiedorp", "2025", gast.pk]), data))
    assert message in text
    assert f'value="{data["remark"]}"' in text
    assert Belnota.objects.count() == 0


def test_who_was_chased_for_one_programme_is_chased_for_the_next_too(open_programme: Programme, gast: Gast) -> None:
    chase(FIRST)
    send()
    following = make_programme(open_programme.bestuur, slug="volgende", answer_by=DEADLINE)
    make_gast(following, gast.mandataris)
    open_programme.berichten.filter(kind="uitnodiging").update(programme=following, of_programme=following.pk)
    chase(FIRST)
    assert list(following.berichten.filter(kind="aanmaning").values_list("state", flat=True)) == ["wacht"]


def test_who_waits_for_a_place_is_not_silent(open_programme: Programme, gast: Gast) -> None:
    visit = make_bezoek(open_programme, people=[gast.mandataris])
    visit.deelnames.update(answered_at=INVITED)
    chase(FIRST)
    assert chased() == []


def test_who_said_when_they_can_and_then_got_a_programme_is_asked_for_an_answer(
    gast: Gast, open_programme: Programme
) -> None:
    Gast.objects.update(available=[["2025-02-24", 480, 720]], answered_at=INVITED)
    visit = make_bezoek(open_programme, people=[gast.mandataris])
    assert call_list(open_programme) == []
    publish(open_programme)
    assert [call.gast for call in call_list(open_programme)] == [gast]
    visit.deelnames.update(answered_at=INVITED)  # on the waiting list
    assert call_list(open_programme) == []
