"""Mail that does not arrive shows at the person, until their address changes or a newer mail did arrive."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.mail.undelivered import Undelivered, of_person, undelivered
from invitations.models import Bericht
from programmes.models import Mandataris, Programme
from tests.factories import make_gast, make_mandataris, make_programme
from tests.invitations.messages import NOW, make_bericht

CAME_BACK = {"state": "teruggekomen", "bounced_at": NOW, "problem": "Teruggekomen: 550 onbekend"}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    person = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")
    make_gast(programme, person)
    return person


def to(person: Mandataris, programme: Programme, **fields: Any) -> Bericht:
    return make_bericht(programme, mandataris=person, **({"to_email": person.email} | fields))


def seen(person: Mandataris) -> Undelivered | None:
    return of_person(undelivered(Bericht.objects.filter(mandataris=person)), person)


def page(staff: Client, name: str, *args: object) -> str:
    response = staff.get(reverse(name, args=["leiedorp", *args]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        (CAME_BACK, "mail kwam terug"),
        ({"state": "mislukt", "problem": "550 onbekend"}, "mail is geweigerd"),
        ({"state": "verzonden", "sent_at": NOW}, None),
        ({"state": "onzeker"}, None),
        ({"state": "wacht"}, None),
    ],
)
def test_what_came_back_and_what_was_refused_show(
    an: Mandataris, programme: Programme, fields: dict[str, Any], label: str | None
) -> None:
    to(an, programme, **fields)
    found = seen(an)
    assert (found and found.label) == label


@pytest.mark.parametrize("failed", [CAME_BACK, {"state": "mislukt"}])
@pytest.mark.parametrize(
    ("later", "fields", "is_gone"),
    [
        (HOUR, {}, True),
        (HOUR, {"to_email": "AN@Example.be"}, True),
        (-HOUR, {}, False),
        (HOUR, {"to_email": "bo@example.be"}, False),
        (HOUR, {"state": "onzeker"}, False),
    ],
)
def test_a_newer_mail_that_arrived_at_the_same_address_takes_it_away(
    an: Mandataris,
    programme: Programme,
    failed: dict[str, Any],
    later: dt.timedelta,
    fields: dict[str, Any],
    is_gone: bool,  # noqa: FBT001
) -> None:
    to(an, programme, **failed)
    to(an, programme, **({"state": "verzonden", "sent_at": NOW + later} | fields))
    assert (seen(an) is None) == is_gone


def test_one_that_fails_again_after_that_shows_its_own_reason(an: Mandataris, programme: Programme) -> None:
    to(an, programme, **CAME_BACK)
    to(an, programme, state="verzonden", sent_at=NOW + HOUR)
    to(an, programme, **(CAME_BACK | {"bounced_at": NOW + 2 * HOUR, "problem": "Teruggekomen: 552 mailbox vol"}))
    assert seen(an) == Undelivered(came_back=True, problem="Teruggekomen: 552 mailbox vol")


def test_at_another_address_they_have_a_clean_sheet(an: Mandataris, programme: Programme) -> None:
    to(an, programme, **CAME_BACK)
    an.email = "nieuw@example.be"
    assert seen(an) is None


def test_the_answers_say_that_mail_was_refused(staff: Client, an: Mandataris, programme: Programme) -> None:
    to(an, programme, state="mislukt", problem="550 geen postbus")
    shown = page(staff, "antwoord-list", "2025")
    assert ("mail is geweigerd" in shown, "550 geen postbus" in shown) == (True, True)


def test_the_mails_of_a_person_are_those_of_all_programmes(staff: Client, an: Mandataris, programme: Programme) -> None:
    other = make_programme(programme.bestuur, slug="2024", title="De vorige keer")
    old = to(an, other, state="verzonden", sent_at=NOW, subject="Kom mee")
    to(an, programme, **CAME_BACK, subject="Kom nog eens mee", to_email="oud@example.be")
    make_bericht(programme, subject="Voor een ander")
    shown = page(staff, "mandataris-berichten", an.pk)
    assert "Mail gaat naar an@example.be." in shown
    assert f'href="{reverse("bericht", args=["leiedorp", "2024", old.pk])}">Kom mee</a>' in shown
    texts = ("verzonden op 3 februari 2025 om 10.00", "aan oud@example.be", "Voor een ander", "kwam terug.")
    assert [text in shown for text in texts] == [True, True, False, False]


def test_the_mails_of_a_programme_that_is_gone_stay_readable(
    staff: Client, an: Mandataris, programme: Programme
) -> None:
    to(an, programme, subject="Van toen")
    programme.delete()
    shown = page(staff, "mandataris-berichten", an.pk)
    assert ("Van toen" in shown, ">Van toen</a>" in shown) == (True, False)


def test_who_got_no_mail_and_has_no_address_reads_so(staff: Client, programme: Programme) -> None:
    bo = make_mandataris(programme.bestuur, first_name="Bo", last_name="Baert")
    shown = page(staff, "mandataris-berichten", bo.pk)
    assert ("Geen e-mailadres: mail kan niet." in shown, "Aan Bo Baert is nog niets gemaild." in shown) == (True, True)


def test_the_pages_of_a_person_lead_to_their_mails_and_ask_whether_they_arrive(
    staff: Client, an: Mandataris, programme: Programme
) -> None:
    mails = reverse("mandataris-berichten", args=["leiedorp", an.pk])
    person = page(staff, "mandataris-edit", an.pk)
    guest = page(staff, "gast-edit", "2025", an.gast_bij.get().pk)
    assert f'<a href="{mails}">Mails aan An Aerts</a>' in person
    outbox = reverse("bericht-list", args=["leiedorp", "2025"])
    assert f'<a href="{outbox}?wie=m{an.pk}">mails aan An Aerts</a>' in guest
    asks = f'hx-get="{mails}" hx-trigger="load" hx-select="#komt-aan" hx-swap="outerHTML ignoreTitle:true"'
    assert [asks in shown for shown in (person, guest)] == [True, True]
    to(an, programme, **CAME_BACK)
    assert '<div id="komt-aan"> <div class="message stop">' in page(staff, "mandataris-berichten", an.pk)


def test_who_is_being_added_has_no_mails(staff: Client, programme: Programme) -> None:
    assert "komt-aan" not in page(staff, "mandataris-new")


@pytest.mark.parametrize("count", [1, 3])
def test_the_mails_take_as_many_queries_for_any_number(
    staff: Client, an: Mandataris, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        to(an, programme, **CAME_BACK)
    with django_assert_num_queries(7):
        page(staff, "mandataris-berichten", an.pk)
