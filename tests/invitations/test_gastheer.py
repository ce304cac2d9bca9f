"""The host's own pages: who comes, and what they say of their service; two colleagues lose nothing of each other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.checklist.generating import sync
from invitations.models import Fiche, Taak, Verhaal
from programmes.conflicts import find_conflicts
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bestuur, Contactpersoon, Dienstwijziging, Programme, User, Zorgdienst
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_zorgdienst,
)
from tests.invitations.hosts import NOW, behind, make_host, make_linde, typed
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme, "Griet Declercq", function="directeur")


@pytest.fixture
def tom(programme: Programme) -> Contactpersoon:
    return make_host(programme, "Tom Maes")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon, tom: Contactpersoon) -> Zorgdienst:
    return make_linde(programme, griet, tom)


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def trail(service: Zorgdienst) -> list[tuple[str, list[str]]]:
    return list(service.wijzigingen.values_list("by", "fields"))


# Who comes


def test_before_anything_is_published_the_page_is_useful(
    linde: Zorgdienst, griet: Contactpersoon, client: Client
) -> None:
    text = page(client.get(behind("gastheer", griet)))
    for part in (
        "<h1>Dag Griet Declercq</h1>",
        "Bezoekers komen kijken en meewerken bij De Linde.",
        "Wie er komt en wanneer, is nog niet bekend.",
        f'href="{behind("gastheer-dienst", griet, linde.pk)}"',
        '<span class="badge warn">nog niet bevestigd</span>',
    ):
        assert part in text


def test_the_host_reads_competences_and_what_to_prepare(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", fractie="Lijst A")
    an.bevoegdheden.create(label="Senioren")
    an.bevoegdheden.create(label="Welzijn")
    make_gast(programme, an, clothing_size="M", diet="Vegetarisch")
    make_bezoek(programme, zorgdienst=linde, people=[an, make_mandataris(programme.bestuur)])
    publish_now(programme, NOW)
    text = page(client.get(behind("gastheer", griet)))
    assert '<span class="domains">Bevoegd voor Senioren, Welzijn</span>' in text
    assert "1 × M · 1 vegetarisch" in text
    assert "(van 1 nog geen maat)" in text
    assert "Lijst A" not in text
    Bestuur.objects.update(shows_fractie=True)
    programme.refresh_from_db()
    publish_now(programme, NOW)
    assert '<span class="meta">Lijst A</span>' in page(client.get(behind("gastheer", griet)))


def test_who_declined_is_not_expected(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    people = [make_mandataris(programme.bestuur, first_name=name, last_name="Aerts") for name in ("An", "Bo")]
    bezoek = make_bezoek(programme, zorgdienst=linde, people=people)
    publish_now(programme, NOW)
    bezoek.deelnames.filter(mandataris__first_name="Bo").update(answer="nee")
    text = page(client.get(behind("gastheer", griet)))
    assert ["An Aerts" in text, "Bo Aerts" in text] == [True, False]


def test_an_older_version_without_competences_still_shows(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")
    make_bezoek(programme, zorgdienst=linde, people=[an])
    version = publish_now(programme, NOW)
    for person in version.content["people"]:
        del person["domains"]
    version.save()
    text = page(client.get(behind("gastheer", griet)))
    assert ["<strong>An Aerts</strong>" in text, "Bevoegd voor" in text] == [True, False]


def test_the_first_page_says_how_far_everything_is(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    path = behind("gastheer", griet)
    text = page(client.get(path))
    assert ["nog niet begonnen" in text, "nog geen verhaal" in text, "te laat" in text] == [True, True, False]
    Fiche.objects.create(programme=programme, zorgdienst=linde, percent=65)
    Taak.objects.create(programme=programme, zorgdienst=linde, owner="gastheer", title="Bel", step=2, days=-90)
    Verhaal.objects.create(programme=programme, zorgdienst=linde, changed_at=NOW)
    text = page(client.get(path))
    for part in ("65 % ingevuld", "1 te laat", "nog 1 taak", "1 verhaal", "1 zonder toestemming"):
        assert part in text
    assert "Voor al je diensten" not in text
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=griet, name="De Beuk"))
    assert page(client.get(path)).count("Wie vertelt een verhaal?") == 1


def test_who_confirms_has_done_that_task(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    sync([programme])
    path = behind("gastheer-dienst", griet, linde.pk)
    client.post(path, typed(client, griet, linde))
    assert not Taak.objects.exclude(done_at=None).exists()
    client.post(path, typed(client, griet, linde) | {"confirm": "1"})
    done = Taak.objects.exclude(done_at=None).values_list("key", "done_by", "done_at")
    assert list(done) == [(f"dienst:{linde.pk}:praktisch", "Griet Declercq", NOW)]


# Whose services


def test_with_one_service_the_list_leads_to_it(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    response = client.get(behind("gastheer-dienst-list", griet))
    assert (response.status_code, response.headers["Location"]) == (302, behind("gastheer-dienst", griet, linde.pk))


def test_with_more_services_each_says_how_far_it_is(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    berk = make_zorgdienst(programme.bestuur, contact=griet, name="De Berk")
    make_zorgdienst(programme.bestuur, contact=griet, name="De Populier")  # takes no part
    make_deelnemende_dienst(programme, berk)
    response = client.get(behind("gastheer-dienst-list", griet))
    assert [one.service for one in response.context["standings"]] == [berk, linde]
    assert "Je ontvangt bezoekers bij 2 diensten." in page(response)
    assert "Onze diensten</a>" in page(client.get(behind("gastheer-dienst", griet, linde.pk)))


def test_without_any_service_the_list_says_so(programme: Programme, tom: Contactpersoon, client: Client) -> None:
    make_bezoek(programme, host=tom)
    make_linde(programme)
    assert "Er is geen dienst die meedoet" in page(client.get(behind("gastheer-dienst-list", tom)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_service_of_others_or_that_takes_no_part_is_not_there(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client, method: str
) -> None:
    others = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="Van een ander"))
    absent = make_zorgdienst(programme.bestuur, contact=griet, name="Doet niet mee")
    for service in (others, absent):
        response = getattr(client, method)(behind("gastheer-dienst", griet, service.pk))
        assert response.status_code == 404


def test_a_visitor_has_no_such_page(linde: Zorgdienst, programme: Programme, client: Client) -> None:
    an = make_gast(programme).mandataris
    make_links(programme, now=NOW)
    token = token_of(an.links.get())
    for name, args in (("gastheer-dienst-list", [token]), ("gastheer-dienst", [token, linde.pk])):
        assert client.get(reverse(name, args=args)).status_code == 404


# What they say


def test_what_a_host_changes_is_on_the_service_and_stays_at_an_import(
    linde: Zorgdienst, griet: Contactpersoon, client: Client
) -> None:
    url = behind("gastheer-dienst", griet, linde.pk)
    data = typed(client, griet, linde) | {
        "moments-1-from-0": "14:00",
        "moments-1-until-0": "16:30",
        "max_people": "4",
        "suits_press": "on",
        "activities": "Soep maken\r\nmet bewoners",
        "mij-phone": "051 12 34 56",
    }
    response = client.post(url, data)
    assert (response.status_code, response.headers["Location"]) == (302, f"{url}?bewaard=1")
    linde.refresh_from_db()
    griet.refresh_from_db()
    assert linde.moments == [[0, 540, 720], [1, 840, 990]]
    assert (linde.max_people, linde.suits_press, linde.clothing) == (4, True, "Schort")
    assert linde.activities == "Soep maken\nmet bewoners"
    assert linde.typed_fields == ["activities", "max_people", "moments", "suits_press"]
    assert griet.phone == "051 12 34 56"
    assert trail(linde) == [("Griet Declercq", ["activities", "max_people", "moments", "suits_press"])]


def test_what_nobody_changed_leaves_no_trace(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    Zorgdienst.objects.update(activities="Een\r\nTwee", users_part="Drie\nVier ")
    client.post(behind("gastheer-dienst", griet, linde.pk), typed(client, griet, linde))
    linde.refresh_from_db()
    assert (trail(linde), linde.typed_fields, linde.users_part) == ([], [], "Drie\nVier ")


def test_bad_input_is_refused_and_stays_in_the_form(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    url = behind("gastheer-dienst", griet, linde.pk)
    data = typed(client, griet, linde) | {
        "moments-0-until-0": "",
        "min_people": "7",
        "parking": "Achteraan",
        "mij-email": "griet.example",
    }
    text = page(client.post(url, data))
    assert "Maandag: vul ook het einde in bij 09:00." in text
    assert "Het hoogste aantal personen is kleiner dan het laagste." in text
    assert 'value="Achteraan"' in text
    assert 'value="griet.example"' in text
    linde.refresh_from_db()
    assert (linde.min_people, linde.parking, trail(linde)) == (1, "", [])


def test_an_empty_post_is_refused_in_words(linde: Zorgdienst, griet: Contactpersoon, client: Client) -> None:
    assert "Dit veld is verplicht." in page(client.post(behind("gastheer-dienst", griet, linde.pk), {}))
    linde.refresh_from_db()
    assert linde.clothing == "Schort"


# Two colleagues at once


def test_two_colleagues_in_other_fields_lose_nothing(
    linde: Zorgdienst, griet: Contactpersoon, tom: Contactpersoon, client: Client
) -> None:
    first, second = typed(client, griet, linde), typed(client, tom, linde)
    client.post(behind("gastheer-dienst", griet, linde.pk), first | {"clothing": "Laarzen"})
    client.post(behind("gastheer-dienst", tom, linde.pk), second | {"parking": "Op straat"})
    linde.refresh_from_db()
    assert (linde.clothing, linde.parking) == ("Laarzen", "Op straat")
    assert trail(linde) == [("Tom Maes", ["parking"]), ("Griet Declercq", ["clothing"])]


@pytest.mark.parametrize(
    ("changes", "theirs", "said"),
    [
        ({"clothing": "Laarzen"}, {"clothing": "Klompen"}, "Intussen maakte Griet Declercq hier ‘Laarzen’ van."),
        ({"clothing": ""}, {"clothing": "Klompen"}, "Intussen maakte Griet Declercq hier ‘leeg’ van."),
        ({"suits_press": "on"}, None, None),
        (
            {"moments-0-until-0": "11:00"},
            {"moments-0-until-0": "13:00"},
            "Intussen maakte Griet Declercq hier ‘maandag 9.00–11.00’ van.",
        ),
    ],
)
def test_two_colleagues_in_the_same_field_read_each_other(
    linde: Zorgdienst,
    griet: Contactpersoon,
    tom: Contactpersoon,
    client: Client,
    changes: dict[str, str],
    theirs: dict[str, str] | None,
    said: str | None,
) -> None:
    first, second = typed(client, griet, linde), typed(client, tom, linde)
    client.post(behind("gastheer-dienst", griet, linde.pk), first | changes)
    url = behind("gastheer-dienst", tom, linde.pk)
    response = client.post(url, second | (theirs if theirs is not None else changes))
    if said is None:  # both chose the same
        assert response.status_code == 302
        return
    assert theirs is not None
    assert said in page(response)
    assert len(trail(linde)) == 1
    again = second | theirs | {"was": response.context["form"].was}
    assert client.post(url, again).status_code == 302
    assert [who for who, _ in trail(linde)] == ["Tom Maes", "Griet Declercq"]


@pytest.mark.parametrize("was", ["", "onzin", "WyJhIl0:1tmq:abc"])
def test_a_form_that_carries_nonsense_counts_as_just_opened(
    linde: Zorgdienst, griet: Contactpersoon, client: Client, was: str
) -> None:
    data = typed(client, griet, linde) | {"was": was, "meal": "Soep"}
    client.post(behind("gastheer-dienst", griet, linde.pk), data)
    assert trail(linde) == [("Griet Declercq", ["meal"])]


# What others see of it


def test_what_a_host_changes_wrings_on_the_board(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, client: Client
) -> None:
    make_bezoek(programme, zorgdienst=linde, people=[make_mandataris(programme.bestuur)], day=MONDAY)

    def kinds() -> set[str]:
        return {conflict.kind for conflict in find_conflicts(load_week(programme))}

    before = kinds()
    data = typed(client, griet, linde) | {"moments-0-from-0": "14:00", "moments-0-until-0": "16:00"}
    client.post(behind("gastheer-dienst", griet, linde.pk), data)
    assert len(kinds() - before) == 1


def test_the_coordinator_reads_who_changed_what_and_the_remark(
    linde: Zorgdienst, griet: Contactpersoon, coordinator: User, client_of: Callable[[User], Client], client: Client
) -> None:
    data = typed(client, griet, linde) | {"meal": "Soep", "remark": "De inkom wordt verbouwd."}
    client.post(behind("gastheer-dienst", griet, linde.pk), data)
    text = page(client_of(coordinator).get(reverse("zorgdienst-edit", args=["leiedorp", linde.pk])))
    assert '<strong>Griet Declercq</strong> <span class="badge info">van de dienst</span>' in text
    assert "<br>Maaltijd <br>‘De inkom wordt verbouwd.’" in text


def test_the_host_reads_what_the_coordinator_changed(
    linde: Zorgdienst, griet: Contactpersoon, coordinator: User, client_of: Callable[[User], Client], client: Client
) -> None:
    data = typed(client, griet, linde)
    whole = {name: value for name, value in data.items() if not name.startswith("mij-")}
    whole |= {"name": "De Linde", "kind": "andere", "is_active": "on", "parking": "Op het plein"}
    whole["contacts"] = [contact.pk for contact in linde.contactpersonen.all()]
    response = client_of(coordinator).post(reverse("zorgdienst-edit", args=["leiedorp", linde.pk]), whole)
    assert response.status_code == 302
    (change,) = Dienstwijziging.objects.all()
    assert (change.by, change.contactpersoon, change.fields) == (coordinator.email, None, ["parking"])
    text = page(client.get(behind("gastheer-dienst", griet, linde.pk)))
    assert f"{coordinator.email} wijzigde op woensdag 12 februari: parkeren" in text
    assert "Ook Tom Maes kan dit aanpassen." in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_a_fixed_number_of_queries(
    linde: Zorgdienst,
    griet: Contactpersoon,
    programme: Programme,
    client: Client,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    make_bezoek(programme, zorgdienst=linde)
    for number in range(count - 1):
        service = make_zorgdienst(programme.bestuur, contact=griet, name=f"Dienst {number}")
        make_deelnemende_dienst(programme, service)
        make_bezoek(programme, zorgdienst=service, people=[make_mandataris(programme.bestuur)])
        linde.contactpersonen.add(make_contactpersoon(programme.bestuur))
        linde.wijzigingen.create(at=NOW, by="An", fields=["meal"])
    publish_now(programme, NOW)
    for name, args, queries in (
        ("gastheer", [], 11),
        ("gastheer-dienst-list", [], 4),
        ("gastheer-dienst", [linde.pk], 10),
    ):
        path = behind(name, griet, *args)
        with django_assert_num_queries(queries):
            client.get(path)
