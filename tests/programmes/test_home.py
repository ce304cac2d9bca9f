import re
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bestuur, Lidmaatschap, User
from tests.factories import PASSWORD, make_bestuur, make_user

ClientOf = Callable[[User], Client]


def test_home_leads_to_the_only_authority(coordinator: User, client_of: ClientOf) -> None:
    response = client_of(coordinator).get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/leiedorp/")


def test_home_lets_choose_between_authorities(bestuur: Bestuur, coordinator: User, client_of: ClientOf) -> None:
    other = make_bestuur(name="Molenbos", slug="molenbos")
    make_bestuur(name="Vreemdegem")
    Lidmaatschap.objects.create(bestuur=other, user=coordinator, role="lezer")
    response = client_of(coordinator).get("/")
    assert [m.bestuur for m in response.context["memberships"]] == [bestuur, other]
    assert "Je bent er lezer." in response.text
    assert "Vreemdegem" not in response.text


def test_home_explains_what_to_do_without_an_authority(db: None, client_of: ClientOf) -> None:
    response = client_of(make_user(email="an@leiedorp.be")).get("/")
    assert "Vraag de coördinator van je bestuur om je toe te voegen" in response.text
    assert "an@leiedorp.be" in response.text


@pytest.mark.parametrize("number", [2, 4])
def test_home_takes_a_fixed_number_of_queries(
    number: int, coordinator: User, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        Lidmaatschap.objects.create(bestuur=make_bestuur(), user=coordinator)
    client = client_of(coordinator)
    with django_assert_num_queries(3):  # the session, the user, the memberships
        client.get("/")


def test_nieuw_bestuur_makes_an_authority_with_a_coordinator_who_can_sign_in(db: None, client: Client) -> None:
    call_command("nieuw_bestuur", " Gemeente Leiedorp ", "An@Leiedorp.be", password=PASSWORD)
    member = Lidmaatschap.objects.get()
    assert (member.bestuur.name, member.bestuur.slug) == ("Gemeente Leiedorp", "gemeente-leiedorp")
    assert (member.user.email, member.role) == ("an@leiedorp.be", "coordinator")
    response = client.post("/account/login/", {"login": "an@leiedorp.be", "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1] == ("/gemeente-leiedorp/", 302)


def test_nieuw_bestuur_keeps_the_password_of_an_account_that_exists(db: None) -> None:
    make_user(email="an@leiedorp.be")
    call_command("nieuw_bestuur", "Leiedorp", "an@leiedorp.be")
    assert User.objects.get().check_password(PASSWORD)


def test_nieuw_bestuur_asks_for_a_password(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    call_command("nieuw_bestuur", "Leiedorp", "an@leiedorp.be")
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("name", "email", "password", "message"),
    [
        (" ", "an@leiedorp.be", PASSWORD, "Geef het bestuur een naam."),
        ("x" * 121, "an@leiedorp.be", PASSWORD, "De naam is te lang: hou het bij 120 tekens."),
        ("Leiedorp", "an", PASSWORD, "'an' is geen e-mailadres."),
        ("gemeente x", "an@x.be", PASSWORD, "Er is al een bestuur 'gemeente x'."),
        ("Leiedorp", "an@leiedorp.be", "kort", "Dit wachtwoord is te kort: neem er minstens 12 tekens voor."),
    ],
)
def test_nieuw_bestuur_refuses(db: None, name: str, email: str, password: str, message: str) -> None:
    make_bestuur(name="Gemeente X")
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("nieuw_bestuur", name, email, password=password)
    assert Lidmaatschap.objects.count() == 0


@pytest.mark.parametrize(("name", "slug"), [("Kaart", "kaart-2"), ("Leiedorp", "leiedorp-2"), ("!", "bestuur")])
def test_nieuw_bestuur_finds_a_free_address(bestuur: Bestuur, name: str, slug: str) -> None:
    make_bestuur(name="Een ander")
    Bestuur.objects.filter(pk=bestuur.pk).update(name="Iets anders")
    call_command("nieuw_bestuur", name, "an@leiedorp.be", password=PASSWORD)
    assert Lidmaatschap.objects.get().bestuur.slug == slug
