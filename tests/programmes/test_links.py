"""Personal links: how they are made, and the coordinator's page of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from programmes.links import find_link, link_owners, link_url, make_links, renew, revoke, token_of
from programmes.models import Bestuur, PersonalLink, Programme, User
from programmes.times import BRUSSELS
from tests.factories import (
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
TODAY = NOW.date()
ClientOf = Callable[[User], Client]


@pytest.fixture
def invited(programme: Programme) -> Programme:
    """An Aerts on the guest list, Griet Declercq at a service that takes part, Mia Claes who receives at a visit."""
    make_gast(programme, make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", function="schepen"))
    griet = make_contactpersoon(programme.bestuur, name="Griet Declercq", function="directeur")
    linde = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=griet))
    make_bezoek(programme, zorgdienst=linde, host=make_contactpersoon(programme.bestuur, name="Mia Claes"))
    make_contactpersoon(programme.bestuur, name="Van een andere dienst")
    make_mandataris(programme.bestuur, last_name="Niet uitgenodigd")
    return programme


def url(name: str, programme: Programme, *args: object) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_everybody_of_the_programme_gets_one_link(invited: Programme) -> None:
    assert make_links(invited, now=NOW) == 3
    assert sorted(str(link) for link in PersonalLink.objects.all()) == [
        "link van An Aerts",
        "link van Griet Declercq",
        "link van Mia Claes",
    ]
    assert make_links(invited, now=NOW) == 0


def test_a_contact_person_of_two_services_gets_one_link(invited: Programme) -> None:
    griet = invited.bestuur.contactpersonen.get(name="Griet Declercq")
    make_deelnemende_dienst(invited, make_zorgdienst(invited.bestuur, contact=griet))
    assert make_links(invited, now=NOW) == 3


def test_a_token_cannot_be_made_from_what_the_database_holds(invited: Programme) -> None:
    make_links(invited, now=NOW)
    tokens = [token_of(link) for link in PersonalLink.objects.all()]
    stored = str(list(PersonalLink.objects.values()))
    assert (len(set(tokens)), {len(token) for token in tokens}) == (3, {28})
    assert not any(token in stored for token in tokens)


def test_another_key_makes_other_tokens(invited: Programme, settings: Any) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.first()
    assert link is not None
    before = token_of(link)
    assert find_link(before) == link
    settings.LINK_KEY = "another"
    assert token_of(link) != before


def test_an_unknown_token_finds_nothing(invited: Programme) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.all()[0]
    assert [find_link(token) for token in ("", "x", link.nonce, link.token_hash)] == [None] * 4


def test_a_link_lives_until_a_year_after_the_programme(invited: Programme) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.select_related("programme")[0]
    last = invited.last_day + dt.timedelta(days=365)
    assert [link.is_live(day) for day in (TODAY, last, last + dt.timedelta(days=1))] == [True, True, False]
    assert [PersonalLink.objects.live(day).count() for day in (last, last + dt.timedelta(days=1))] == [3, 0]


def test_a_revoked_link_is_dead_and_stays_so(invited: Programme) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.all()[0]
    revoke(link, now=NOW)
    revoke(link, now=NOW + dt.timedelta(days=1))
    link.refresh_from_db()
    assert (link.revoked_at, link.is_live(TODAY)) == (NOW, False)
    assert make_links(invited, now=NOW) == 0


def test_renewing_gives_another_token_and_kills_the_one_before(invited: Programme) -> None:
    make_links(invited, now=NOW)
    old = PersonalLink.objects.get(mandataris__isnull=False)
    new = renew(old, now=NOW)
    old.refresh_from_db()
    assert (old.is_live(TODAY), new.is_live(TODAY)) == (False, True)
    assert (new.mandataris, new.programme, token_of(new) != token_of(old)) == (old.mandataris, old.programme, True)


def test_renewing_a_link_that_was_renewed_already_leaves_one_alive(invited: Programme) -> None:
    make_links(invited, now=NOW)
    old = PersonalLink.objects.get(contactpersoon__name="Mia Claes")
    renew(old, now=NOW)
    last = renew(old, now=NOW)
    assert list(PersonalLink.objects.live(TODAY).filter(contactpersoon=old.contactpersoon)) == [last]


def test_nobody_has_two_live_links(invited: Programme) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.get(mandataris__isnull=False)
    with pytest.raises(IntegrityError):
        PersonalLink.objects.create(programme=invited, mandataris=link.mandataris, token_hash="x", created_at=NOW)


def test_the_url_is_of_the_right_page(invited: Programme) -> None:
    make_links(invited, now=NOW)
    guest = PersonalLink.objects.get(mandataris__isnull=False)
    host = PersonalLink.objects.get(contactpersoon__name="Mia Claes")
    assert link_url(guest) == f"{settings.SITE_URL}/mijn/{token_of(guest)}/"
    assert link_url(host) == f"{settings.SITE_URL}/gastheer/{token_of(host)}/"


def test_owners_have_a_state(invited: Programme) -> None:
    def states(on: dt.date = TODAY) -> dict[str, str]:
        return {owner.name: owner.state for owner in link_owners(invited, on=on)}

    assert states() == {"An Aerts": "geen", "Griet Declercq": "geen", "Mia Claes": "geen"}
    make_links(invited, now=NOW)
    revoke(PersonalLink.objects.get(contactpersoon__name="Mia Claes"), now=NOW)
    assert states() == {"An Aerts": "werkt", "Griet Declercq": "werkt", "Mia Claes": "ingetrokken"}
    assert states(invited.last_day + dt.timedelta(days=366)) == {
        "An Aerts": "verlopen",
        "Griet Declercq": "verlopen",
        "Mia Claes": "ingetrokken",
    }


def test_who_left_the_guest_list_but_has_a_link_is_still_shown(invited: Programme) -> None:
    make_links(invited, now=NOW)
    invited.gasten.all().delete()
    owners = {owner.name: (owner.detail, owner.state) for owner in link_owners(invited, on=TODAY)}
    assert owners["An Aerts"] == ("doet niet meer mee", "werkt")
    revoke(PersonalLink.objects.get(mandataris__isnull=False), now=NOW)
    assert "An Aerts" not in {owner.name for owner in link_owners(invited, on=TODAY)}


# The page


def test_links_are_made_from_the_page(invited: Programme, coordinator: User, client_of: ClientOf) -> None:
    client = client_of(coordinator)
    assert "Maak links voor iedereen" in page(client.get(url("link-list", invited)))
    text = page(client.post(url("link-make", invited), follow=True))
    assert "Er zijn 3 links gemaakt." in text
    for link in PersonalLink.objects.all():
        assert f'<code id="link-{link.pk}">{link_url(link)}</code>' in text
    assert "Iedereen had al een link." in page(client.post(url("link-make", invited), follow=True))
    make_gast(invited)
    assert "Maak de link die nog ontbreekt" in page(client.get(url("link-list", invited)))
    assert "Er is één link gemaakt." in page(client.post(url("link-make", invited), follow=True))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["An Aerts", "Griet Declercq", "Mia Claes"]),
        ("?q=griet", ["Griet Declercq"]),
        ("?q=AERTS an", ["An Aerts"]),
        ("?wie=mandataris", ["An Aerts"]),
        ("?wie=contactpersoon", ["Griet Declercq", "Mia Claes"]),
        ("?staat=ingetrokken", ["Mia Claes"]),
        ("?staat=werkt&wie=contactpersoon", ["Griet Declercq"]),
        ("?wie=onzin&staat=onzin", ["An Aerts", "Griet Declercq", "Mia Claes"]),
        ("?q=niemand", []),
    ],
)
def test_the_list_is_filtered(
    invited: Programme, coordinator: User, client_of: ClientOf, query: str, names: list[str]
) -> None:
    make_links(invited, now=NOW)
    revoke(PersonalLink.objects.get(contactpersoon__name="Mia Claes"), now=NOW)
    response = client_of(coordinator).get(url("link-list", invited) + query)
    assert [owner.name for owner in response.context["owners"]] == names
    assert f"{len(names)} van 3" in page(response)
    assert ("Niemand past bij deze filter." in page(response)) == (not names)


@pytest.mark.parametrize(
    ("name", "question", "done"),
    [
        ("link-revoke", "Link van An Aerts intrekken?", "De link van An Aerts werkt niet meer."),
        ("link-renew", "Nieuwe link voor An Aerts?", "An Aerts heeft een nieuwe link. De vorige werkt niet meer."),
    ],
)
def test_a_link_is_revoked_or_renewed_after_a_question(
    invited: Programme, client_of: ClientOf, name: str, question: str, done: str
) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.get(mandataris__isnull=False)
    client = client_of(make_user(bestuur=invited.bestuur))
    assert question in page(client.get(url(name, invited, link.pk)))
    link.refresh_from_db()
    assert link.is_live(TODAY)
    assert done in page(client.post(url(name, invited, link.pk), follow=True))
    link.refresh_from_db()
    assert not link.is_live(TODAY)


def test_a_link_of_another_programme_is_not_found(invited: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.all()[0]
    other, client = make_programme(invited.bestuur), client_of(coordinator)
    assert [client.post(url(name, other, link.pk)).status_code for name in ("link-renew", "link-revoke")] == [404, 404]
    link.refresh_from_db()
    assert link.is_live(TODAY)


@pytest.mark.parametrize("role", ["communicatie", "lezer", None])
def test_only_the_coordinator_of_this_authority_sees_links(
    invited: Programme, bestuur: Bestuur, client_of: ClientOf, role: str | None
) -> None:
    make_links(invited, now=NOW)
    link = PersonalLink.objects.all()[0]
    client = client_of(make_user(role, bestuur=bestuur) if role else make_user())
    assert client.get(url("link-list", invited)).status_code == 404
    assert client.post(url("link-make", invited)).status_code == 404
    assert client.post(url("link-renew", invited, link.pk)).status_code == 404
    assert client.post(url("link-revoke", invited, link.pk)).status_code == 404


def test_an_empty_programme_says_what_to_do(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    assert "Nog niemand om een link te geven" in page(client_of(coordinator).get(url("link-list", programme)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number_of_people(
    programme: Programme, coordinator: User, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        make_gast(programme)
        contact = make_contactpersoon(programme.bestuur)
        make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=contact))
    make_links(programme, now=NOW)
    client = client_of(coordinator)
    with django_assert_num_queries(9):
        client.get(url("link-list", programme))


def test_an_assistant_has_one_link_among_the_others(programme: Programme) -> None:
    rita = programme.assistenten.create(name="Rita")
    assert (make_links(programme, now=NOW), make_links(programme, now=NOW)) == (1, 0)
    [owner] = link_owners(programme, on=TODAY)
    assert (owner.owner, owner.name, owner.detail, owner.state) == (
        "assistent",
        "Rita",
        "antwoordt voor anderen",
        "werkt",
    )
    assert owner.url == f"http://localhost:8000/assistent/{token_of(rita.links.get())}/"
    new = renew(rita.links.get(), now=NOW)
    assert (new.assistent, rita.links.filter(revoked_at__isnull=True).get()) == (rita, new)
