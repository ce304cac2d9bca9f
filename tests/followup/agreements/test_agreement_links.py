"""What a guest and a host see and do behind their personal link."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from followup.agreements.acts import OWNERLESS
from followup.agreements.card import agreements_card
from followup.models import Afspraak
from press.models import Aanwezigheid
from programmes.links import make_links, revoke, token_of
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from tests.factories import MONDAY, at, make_bezoek, make_contactpersoon, make_mandataris
from tests.followup.afspraken import make_afspraak
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "12.00")
TYPED = {"title": "De wachtlijst bezorgen", "kind": "informatie", "initiative": "dienst", "due_on": "2025-03-17"}


@pytest.fixture
def linked(visit: Bezoek) -> Bezoek:
    make_links(visit.programme, now=NOW)
    return visit


def url(name: str, person: Mandataris | Contactpersoon, *more: Any) -> str:
    return reverse(name, args=[token_of(person.links.get()), *more])


def shown(client: Client, person: Mandataris | Contactpersoon) -> tuple[list[str], list[str], list[str]]:
    context = client.get(url("nazorg-afspraken", person)).context
    mine, others, closed = ([line.afspraak.title for line in context[name]] for name in ("mine", "others", "closed"))
    return mine, others, closed


def test_own_promises_come_first_then_those_of_others(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    both = {"council": [an], "service": [griet], "zorgdienst": linked.zorgdienst}
    make_afspraak(linked.programme, title="van Griet", **both)
    make_afspraak(linked.programme, title="van An", initiative="bestuur", **both)
    make_afspraak(linked.programme, title="klaar", state="gedaan", done_at=NOW, **both)
    make_afspraak(linked.programme, title="intern", is_shared=False, **both)
    make_afspraak(linked.programme, title="van anderen", council=[make_mandataris(linked.programme.bestuur)])
    assert shown(client, griet) == (["van Griet"], ["van An"], ["klaar"])
    assert shown(client, an) == (["van An"], ["van Griet"], ["klaar"])


def test_either_side_notes_one_at_their_visit(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    page = client.get(url("nazorg-afspraak-new", an))
    assert page.context["form"]["mandatarissen"].value() == [an.pk]
    response = client.post(
        url("nazorg-afspraak-new", an), TYPED | {"mandatarissen": [an.pk], "contactpersonen": [griet.pk]}
    )
    assert response.headers["Location"] == url("nazorg-afspraken", an) + "?bewaard=genoteerd"
    one = Afspraak.objects.get()
    assert (one.made_by, one.visit, one.zorgdienst, one.is_shared) == ("An Aerts", linked.pk, linked.zorgdienst, True)
    assert shown(client, griet) == (["De wachtlijst bezorgen"], [], [])
    client.post(url("nazorg-afspraak-new", griet), TYPED | {"contactpersonen": [griet.pk]})
    assert [one.made_by for one in Afspraak.objects.order_by("pk")] == ["An Aerts", "Griet"]


def test_who_notes_what_the_others_promise_reads_it_too(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    """And whatever was left standing: who is named alone, takes the initiative."""
    client.post(url("nazorg-afspraak-new", an), TYPED | {"initiative": "bestuur", "contactpersonen": [griet.pk]})
    assert Afspraak.objects.get().initiative == "dienst"
    assert shown(client, an) == ([], ["De wachtlijst bezorgen"], [])
    assert shown(client, griet) == (["De wachtlijst bezorgen"], [], [])
    client.post(url("nazorg-afspraak-new", griet), TYPED | {"title": "Langskomen", "mandatarissen": [an.pk]})
    assert shown(client, an) == (["Langskomen"], ["De wachtlijst bezorgen"], [])


def test_a_day_in_another_year_is_named_with_it(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    for day in (dt.date(2025, 3, 17), dt.date(2026, 3, 16)):
        make_afspraak(linked.programme, service=[griet], due_on=day)
    pages = [client.get(url(name, griet)).content.decode() for name in ("nazorg-afspraken", "gastheer")]
    days = ("tegen maandag 17 maart<", "tegen maandag 16 maart 2026<")
    assert [day in page for page in pages for day in days] == [True] * 4


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, {"mandatarissen": [OWNERLESS]}),
        (
            {"due_on": "2025-02-20", "mandatarissen": ["an"]},
            {"due_on": ["Donderdag 20 februari 2025 is al voorbij. Kies vandaag of een latere dag."]},
        ),
        (
            {"title": "x" * 201, "mandatarissen": ["an"]},
            {"title": ["Zorg dat deze waarde niet meer dan 200 tekens bevat (het zijn er nu 201)."]},
        ),
        ({"mandatarissen": ["9" * 30]}, {"mandatarissen": ["Kies uit de mensen die er staan."]}),
        (
            {"kind": "x", "mandatarissen": ["an"]},
            {"kind": ["Selecteer een geldige keuze. x is geen beschikbare keuze."]},
        ),
    ],
)
def test_bad_input_is_told_and_kept_in_the_form(
    client: Client, linked: Bezoek, an: Mandataris, fields: dict[str, Any], errors: dict[str, Any]
) -> None:
    own = {"mandatarissen": [an.pk]} if fields.get("mandatarissen") == ["an"] else {}
    response = client.post(url("nazorg-afspraak-new", an), TYPED | {"text": "Per kamer"} | fields | own)
    assert dict(response.context["form"].errors) == errors
    assert "Per kamer" in response.content.decode()
    assert Afspraak.objects.count() == 0


def test_only_people_of_the_visit_can_be_chosen(client: Client, linked: Bezoek, an: Mandataris) -> None:
    other = make_mandataris(linked.programme.bestuur)
    make_bezoek(linked.programme, people=[other])
    response = client.post(url("nazorg-afspraak-new", an), TYPED | {"mandatarissen": [an.pk, other.pk]})
    assert dict(response.context["form"].errors) == {"mandatarissen": ["Kies uit de mensen die er staan."]}


def test_who_came_unannounced_can_be_chosen(client: Client, linked: Bezoek, griet: Contactpersoon) -> None:
    bo = make_mandataris(linked.programme.bestuur)
    Aanwezigheid.objects.create(programme=linked.programme, visit=linked.pk, mandataris=bo, at=NOW, received_at=NOW)
    form = client.get(url("nazorg-afspraak-new", griet)).context["form"]
    assert bo in form.fields["mandatarissen"].queryset


def test_of_several_visits_the_address_says_which(client: Client, linked: Bezoek, an: Mandataris) -> None:
    other = make_bezoek(linked.programme, people=[an], start="14.00")
    publish_now(linked.programme)
    list_page = url("nazorg-afspraken", an)
    assert client.get(url("nazorg-afspraak-new", an)).headers["Location"] == list_page
    page = client.get(url("nazorg-afspraak-new", an), {"bezoek": other.pk})
    assert page.context["place"].visit.id == other.pk
    assert client.get(url("nazorg-afspraak-new", an), {"bezoek": "9" * 30}).headers["Location"] == list_page


def test_done_by_either_side(client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon) -> None:
    one = make_afspraak(linked.programme, council=[an], zorgdienst=linked.zorgdienst)
    client.post(url("nazorg-afspraak-done", griet, one.pk), {"note": "Gemaild"})
    one.refresh_from_db()
    assert (one.state, one.done_by, one.done_note) == ("gedaan", "Griet", "Gemaild")
    again = client.post(url("nazorg-afspraak-done", an, one.pk), {"note": "Ook"})
    assert dict(again.context["form"].errors) == {"__all__": ["Deze afspraak is intussen afgerond door Griet."]}
    client.post(url("nazorg-afspraak-reopen", an, one.pk))
    client.post(url("nazorg-afspraak-reopen", an, one.pk))
    one.refresh_from_db()
    assert (one.state, [moment.kind for moment in one.momenten.all()]) == ("open", ["gedaan", "heropend"])


def test_moved_with_a_reason(client: Client, linked: Bezoek, an: Mandataris) -> None:
    one = make_afspraak(linked.programme, council=[an])
    page = client.post(url("nazorg-afspraak-move", an, one.pk), {"due_on": "2025-04-01"})
    assert dict(page.context["form"].errors) == {"reason": ["Vul in waarom: wie erop wacht, wil het weten."]}
    client.post(url("nazorg-afspraak-move", an, one.pk), {"due_on": "2025-04-01", "reason": "Na de raad"})
    one.refresh_from_db()
    assert (one.due_on, one.momenten.get().text) == (dt.date(2025, 4, 1), "Na de raad")


def test_who_waits_for_it_reads_why_it_was_moved_last(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    one = make_afspraak(linked.programme, council=[an], service=[griet], due_on=dt.date(2025, 3, 17))
    for day, reason in (("2025-04-01", "Na de raad"), ("2025-05-01", "Els is met verlof")):
        client.post(url("nazorg-afspraak-move", an, one.pk), {"due_on": day, "reason": reason})
    page = " ".join(client.get(url("nazorg-afspraken", griet)).content.decode().split())
    assert "Verschoven van dinsdag 1 april, door An Aerts: Els is met verlof" in page
    assert "Na de raad" not in page


def test_a_get_changes_nothing(client: Client, linked: Bezoek, an: Mandataris) -> None:
    one = make_afspraak(linked.programme, council=[an], state="gedaan", done_at=NOW)
    client.get(url("nazorg-afspraak-reopen", an, one.pk))
    client.get(url("nazorg-afspraak-done", an, one.pk))
    one.refresh_from_db()
    assert (one.state, one.momenten.count()) == ("gedaan", 0)


@pytest.mark.parametrize("act", ["done", "move", "reopen"])
def test_what_is_not_theirs_does_not_exist(client: Client, linked: Bezoek, an: Mandataris, act: str) -> None:
    internal = make_afspraak(linked.programme, council=[an], is_shared=False)
    others = make_afspraak(linked.programme, council=[make_mandataris(linked.programme.bestuur)])
    statuses = [client.post(url(f"nazorg-afspraak-{act}", an, pk)).status_code for pk in (internal.pk, others.pk)]
    assert [*statuses, client.post(url(f"nazorg-afspraak-{act}", an, 10**30)).status_code] == [404, 404, 404]


def test_a_link_that_was_taken_back_says_so(client: Client, linked: Bezoek, an: Mandataris) -> None:
    page = url("nazorg-afspraken", an)
    assert client.get(page).headers["X-Robots-Tag"] == "noindex, nofollow"
    revoke(an.links.get(), now=NOW)
    assert client.get(page).status_code == 410


def test_the_list_is_not_posted_to(client: Client, linked: Bezoek, an: Mandataris) -> None:
    assert client.post(url("nazorg-afspraken", an)).status_code == 405


def test_before_anything_is_published_it_says_when(client: Client, programme: Programme) -> None:
    an = make_mandataris(programme.bestuur)
    programme.gasten.create(mandataris=an)
    make_links(programme, now=NOW)
    page = client.get(url("nazorg-afspraken", an)).content.decode()
    assert "Zodra er een bezoek van jou in het programma staat, noteer je hier wat jullie afspreken." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, linked: Bezoek, griet: Contactpersoon, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        people = {"council": [make_mandataris(linked.programme.bestuur)], "service": [griet]}
        make_afspraak(linked.programme, zorgdienst=linked.zorgdienst, **people)
    page = url("nazorg-afspraken", griet)
    with django_assert_num_queries(7):
        client.get(page)


@pytest.mark.parametrize(("when", "count"), [("2025-02-23", 0), ("2025-02-24", 2)])
def test_from_the_day_of_the_visit_their_own_page_leads_there(
    client: Client, linked: Bezoek, an: Mandataris, griet: Contactpersoon, when: str, count: int
) -> None:
    with time_machine.travel(f"{when}T12:00:00+01:00", tick=False):
        pages = [client.get(url("mijn", an)), client.get(url("gastheer", griet))]
    assert sum("Wat beloofden we?" in page.content.decode() for page in pages) == count


def test_the_page_of_a_host_shows_what_they_promised(client: Client, linked: Bezoek, griet: Contactpersoon) -> None:
    both = {"council": linked.deelnemers.all(), "service": [griet], "zorgdienst": linked.zorgdienst}
    make_afspraak(linked.programme, title="De wachtlijst", due_on=MONDAY - dt.timedelta(days=2), **both)
    make_afspraak(linked.programme, title="Van An", initiative="bestuur", **both)
    make_afspraak(linked.programme, title="Klaar", state="gedaan", done_at=NOW, **both)
    make_afspraak(linked.programme, title="Intern", is_shared=False, **both)
    page = " ".join(client.get(url("gastheer", griet)).content.decode().split())
    said = [part in page for part in ("Dit beloofde je", "De wachtlijst", "2 dagen te laat", "beloofden jou één ding")]
    assert said == [True] * 4
    assert [title in page for title in ("Van An", "Klaar", "Intern")] == [False] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_card_takes_four_queries(
    linked: Bezoek, griet: Contactpersoon, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        make_afspraak(linked.programme, service=[griet], council=[make_mandataris(linked.programme.bestuur)])
    token = token_of(griet.links.get())
    with django_assert_num_queries(4):
        assert agreements_card(token).count("<li") == count


def test_the_card_of_an_unknown_link_is_empty(db: None) -> None:
    assert agreements_card("x") == ""


def test_the_page_of_the_day_leads_there(client: Client, linked: Bezoek, an: Mandataris) -> None:
    assert f'href="{url("nazorg-afspraken", an)}"' in client.get(url("dag", an)).content.decode()


def test_a_contact_person_elsewhere_sees_nothing_of_it(client: Client, linked: Bezoek, griet: Contactpersoon) -> None:
    dirk = make_contactpersoon(linked.programme.bestuur)
    make_bezoek(linked.programme, host=dirk)
    make_links(linked.programme, now=NOW)
    make_afspraak(linked.programme, service=[griet], zorgdienst=linked.zorgdienst)
    assert shown(client, dirk) == ([], [], [])
