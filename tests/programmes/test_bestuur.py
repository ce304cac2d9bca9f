import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from invitations.mail.transports import SMTP_BACKEND
from programmes.models import Bestuur, Lidmaatschap, User
from programmes.staff import LAST_COORDINATOR, add_colleague
from tests.factories import (
    MONDAY,
    make_bestuur,
    make_bezoek,
    make_gast,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.invitations.mailserver import free_port

ClientOf = Callable[[User], Client]
STAFF = "/leiedorp/beheer/medewerkers/"
DATA = "/leiedorp/beheer/gegevens/"


def member_of(user: User) -> Lidmaatschap:
    return Lidmaatschap.objects.get(user=user)


# the page of an authority


def test_an_empty_authority_says_how_to_begin(coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).get("/leiedorp/")
    assert [step.is_done for step in response.context["steps"]] == [False, False, False]
    assert "Zo begin je" in response.text
    assert 'href="/leiedorp/beheer/programmas/nieuw/"' in response.text


def test_a_reader_of_an_empty_authority_is_not_told_to_begin(lezer: User, client_of: ClientOf) -> None:
    response = client_of(lezer).get("/leiedorp/")
    assert "De coördinator is nog bezig met de voorbereiding." in response.text
    assert "/beheer/programmas/nieuw/" not in response.text


@time_machine.travel("2025-02-25 12:00+01:00")
def test_programmes_are_current_until_their_last_day(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    running = make_programme(bestuur)
    today = make_programme(bestuur, days=1, first_day=MONDAY + dt.timedelta(days=1))
    over = make_programme(bestuur, days=1)
    response = client_of(coordinator).get("/leiedorp/")
    assert (response.context["current"], response.context["earlier"]) == ([running, today], [over])


def test_a_programme_shows_its_numbers(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    programme = make_programme(bestuur)
    make_bezoek(programme)
    make_bezoek(programme)
    make_gast(programme)
    response = client_of(coordinator).get("/leiedorp/")
    assert "1 gast · 2 diensten · 2 bezoeken" in response.text
    assert "ontwerp" in response.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_an_authority_takes_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_bezoek(make_programme(bestuur), people=[make_mandataris(bestuur)])
    client = client_of(coordinator)
    with django_assert_num_queries(9):
        client.get("/leiedorp/")


def test_an_authority_of_others_does_not_exist(stranger: User, bestuur: Bestuur, client_of: ClientOf) -> None:
    assert client_of(stranger).get("/leiedorp/").status_code == 404


# its data


def test_the_data_of_an_authority_can_change(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    data = {"name": "Stad Leiedorp", "address": "Markt 1", "point_lat": "50,932", "point_lon": "3.456"}
    response = client_of(coordinator).post(DATA, data | {"shows_fractie": "on"})
    assert response.headers["Location"] == "/leiedorp/"
    bestuur.refresh_from_db()
    assert (bestuur.name, bestuur.address, bestuur.shows_fractie) == ("Stad Leiedorp", "Markt 1", True)
    assert (bestuur.latitude, bestuur.longitude) == (50.932, 3.456)


def test_a_point_of_the_authority_can_go(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    Bestuur.objects.update(latitude=50.9, longitude=3.4)
    client_of(coordinator).post(DATA, {"name": "Leiedorp", "point_lat": "", "point_lon": ""})
    bestuur.refresh_from_db()
    assert (bestuur.latitude, bestuur.longitude) == (None, None)


def test_what_was_typed_wrong_for_the_authority_stays(coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(DATA, {"name": "", "point_lat": "hier", "point_lon": "3,4"})
    assert response.status_code == 200
    assert response.context["form"].errors["point"] == [
        "Breedtegraad: 'hier' is geen getal. Schrijf bijvoorbeeld 50,8703 en 3,8113."
    ]
    assert 'value="hier"' in response.text


@pytest.mark.parametrize("path", [DATA, STAFF, f"{STAFF}nieuw/"])
def test_a_reader_does_not_manage_the_authority(path: str, lezer: User, client_of: ClientOf) -> None:
    assert client_of(lezer).get(path).status_code == 404


# staff


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_staff_takes_a_fixed_number_of_queries(
    number: int,
    bestuur: Bestuur,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        make_user("lezer", bestuur=bestuur)
    make_user("lezer", bestuur=make_bestuur(), email="vreemd@example.be")
    client = client_of(coordinator)
    with django_assert_num_queries(5):
        response = client.get(STAFF)
    assert len(response.context["members"]) == number + 1
    assert "vreemd@example.be" not in response.text


def test_a_new_colleague_gets_a_mail_to_choose_a_password(coordinator: User, client_of: ClientOf) -> None:
    data = {"email": "Bo@Leiedorp.be", "name": "Bo Claes", "role": "communicatie"}
    response = client_of(coordinator).post(f"{STAFF}nieuw/", data, follow=True)
    assert "bo@leiedorp.be krijgt een mail" in response.text
    member = Lidmaatschap.objects.get(user__email="bo@leiedorp.be")
    assert (str(member), member.user.has_usable_password()) == ("Bo Claes (communicatie)", False)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["bo@leiedorp.be"], "Expeditie: je toegang voor Leiedorp")
    assert "Dag Bo Claes" in message.body
    assert "Je rol is communicatie." in message.body


def test_the_link_in_the_mail_lets_choose_a_password(coordinator: User, client_of: ClientOf, client: Client) -> None:
    client_of(coordinator).post(f"{STAFF}nieuw/", {"email": "bo@leiedorp.be", "role": "lezer"})
    url = re.search(r"http://localhost:8000(/account/password/reset/key/\S+)", mail.outbox[0].body)
    assert url
    form_url = client.get(url[1]).headers["Location"]
    password = "nog-een-lang-wachtwoord"
    client.post(form_url, {"password1": password, "password2": password})
    assert User.objects.get(email="bo@leiedorp.be").check_password(password)


def test_an_account_that_exists_is_only_added(
    bestuur: Bestuur, coordinator: User, stranger: User, client_of: ClientOf
) -> None:
    data = {"email": stranger.email, "name": "Iemand Anders", "role": "lezer"}
    response = client_of(coordinator).post(f"{STAFF}nieuw/", data, follow=True)
    assert "dit account bestond al" in response.text
    stranger.refresh_from_db()
    assert (stranger.name, bestuur.lidmaatschappen.get(user=stranger).role) == ("", "lezer")
    assert mail.outbox == []


def test_a_colleague_is_not_added_twice(coordinator: User, lezer: User, client_of: ClientOf) -> None:
    data = {"email": lezer.email.upper(), "name": "Rudy", "role": "lezer"}
    response = client_of(coordinator).post(f"{STAFF}nieuw/", data)
    assert response.context["form"].errors["email"] == [
        "Deze medewerker heeft al een rol in dit bestuur. Wijzig die in de lijst."
    ]
    assert 'value="Rudy"' in response.text


def test_a_button_that_is_pushed_twice_adds_one_colleague(bestuur: Bestuur) -> None:
    first = add_colleague(bestuur, email="bo@leiedorp.be", name="Bo", role="communicatie")
    assert add_colleague(bestuur, email="bo@leiedorp.be", name="Bo", role="lezer") == first
    assert [member.role for member in bestuur.lidmaatschappen.all()] == ["communicatie"]


def test_a_mail_that_cannot_leave_is_told(
    coordinator: User, client_of: ClientOf, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    kept_in_memory = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", free_port()
    client = client_of(coordinator)
    response = client.post(f"{STAFF}nieuw/", {"email": "bo@leiedorp.be", "role": "lezer"}, follow=True)
    assert "bo@leiedorp.be is toegevoegd, maar de mail" in response.text
    assert caplog.messages == ["De uitnodiging aan een medewerker vertrok niet"]
    settings.EMAIL_BACKEND = kept_in_memory
    member = Lidmaatschap.objects.get(user__email="bo@leiedorp.be")
    client.post(f"{STAFF}{member.pk}/uitnodigen/")
    assert mail.outbox[0].to == ["bo@leiedorp.be"]


def test_who_has_a_password_is_not_invited_again(coordinator: User, lezer: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(f"{STAFF}{member_of(lezer).pk}/uitnodigen/", follow=True)
    assert "heeft al een wachtwoord" in response.text
    assert mail.outbox == []


def test_a_role_can_change(coordinator: User, lezer: User, client_of: ClientOf) -> None:
    client_of(coordinator).post(f"{STAFF}{member_of(lezer).pk}/", {"role": "coordinator"})
    assert member_of(lezer).role == "coordinator"


def test_the_last_coordinator_stays_coordinator(coordinator: User, lezer: User, client_of: ClientOf) -> None:
    url = f"{STAFF}{member_of(coordinator).pk}/"
    response = client_of(coordinator).post(url, {"role": "lezer"})
    assert response.context["form"].errors["role"] == [LAST_COORDINATOR]
    response = client_of(coordinator).post(f"{url}verwijderen/")
    assert LAST_COORDINATOR in response.text
    assert member_of(coordinator).role == "coordinator"


def test_a_coordinator_of_another_authority_does_not_count(
    coordinator: User, stranger: User, client_of: ClientOf
) -> None:
    response = client_of(coordinator).post(f"{STAFF}{member_of(coordinator).pk}/verwijderen/")
    assert (response.status_code, member_of(coordinator).role) == (200, "coordinator")


def test_a_coordinator_may_leave_when_there_is_another(
    bestuur: Bestuur, coordinator: User, client_of: ClientOf
) -> None:
    make_user("coordinator", bestuur=bestuur)
    response = client_of(coordinator).post(f"{STAFF}{member_of(coordinator).pk}/verwijderen/")
    assert response.headers["Location"] == "/"
    assert not Lidmaatschap.objects.filter(user=coordinator).exists()
    assert User.objects.filter(pk=coordinator.pk).exists()


def test_a_colleague_can_be_removed(coordinator: User, lezer: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).post(f"{STAFF}{member_of(lezer).pk}/verwijderen/")
    assert response.headers["Location"] == STAFF
    assert not Lidmaatschap.objects.filter(user=lezer).exists()


def test_the_steps_of_an_authority_tick_off(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    make_zorgdienst(bestuur)
    response = client_of(coordinator).get("/leiedorp/")
    assert [step.is_done for step in response.context["steps"]] == [True, False, False]
    assert response.context["next_step"].title == "Zet de mandatarissen erin"
