"""Presence: sent twice it counts once, of two phones the latest tick stands, and nobody else ticks."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from press.day.presence import moment_of, tick
from press.models import Aanwezigheid
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from programmes.times import BRUSSELS
from tests.factories import MONDAY, at, make_programme
from tests.press.days import (
    DURING,
    make_host,
    make_person,
    make_visit,
    page,
    publish,
    scanned,
    ticked,
    token,
)

NOT_THERE = "Dit bezoek staat niet (meer) bij jou in het programma. Vernieuw de pagina en probeer opnieuw."
JSON = {"Accept": "application/json"}


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_person(programme)


@pytest.fixture
def visit(programme: Programme, griet: Contactpersoon, an: Mandataris, time_machine: Any) -> Bezoek:
    time_machine.move_to(DURING, tick=False)
    visit = make_visit(programme, griet, an, make_person(programme, "Els Maes"))
    tom = make_host(programme, "Tom Maes")
    visit.zorgdienst.contactpersonen.add(tom)  # type: ignore[union-attr]
    publish(programme)
    return visit


def told(client: Client, owner: Any, data: dict[str, str], name: str = "dag-aanwezig") -> Any:
    response = client.post(page(owner, name), data, headers=JSON)
    return response.status_code, response.json()


def rows() -> list[tuple[str, bool, str]]:
    return [(str(row), row.is_present, row.by) for row in Aanwezigheid.objects.all()]


def test_a_host_ticks_and_takes_back(client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris) -> None:
    response = client.post(page(griet, "dag-aanwezig"), ticked(visit, an))
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (303, page(griet))
    assert response.headers["Location"].endswith(f"#bezoek-{visit.pk}")
    shown = client.get(response.headers["Location"])
    assert shown.context["told"] == "An Peeters is er."
    assert rows() == [("An Peeters", True, "Griet Declercq")]
    client.post(page(griet, "dag-aanwezig"), ticked(visit, an, is_present="nee"))
    assert rows() == [("An Peeters", False, "Griet Declercq")]
    assert client.cookies == {}


def test_what_is_sent_twice_counts_once(client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris) -> None:
    sent = ticked(visit, an)
    answers = [told(client, griet, sent) for _ in range(2)]
    assert answers == [(200, {"ok": True, "state": "aanwezig", "message": "An Peeters is er."})] * 2
    assert rows() == [("An Peeters", True, "Griet Declercq")]
    assert Aanwezigheid.objects.get().key == UUID(sent["key"])


def test_the_other_button_of_the_same_page_counts(
    client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris
) -> None:
    """Without a script the key of a form stays as it was when the page came."""
    sent = ticked(visit, an, at="")
    client.post(page(griet, "dag-aanwezig"), sent)
    client.post(page(griet, "dag-aanwezig"), sent | {"is_present": "nee"})
    assert rows() == [("An Peeters", False, "Griet Declercq")]


def test_two_phones_agree(client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris) -> None:
    tom = Contactpersoon.objects.get(name="Tom Maes")
    told(client, tom, ticked(visit, an, at(MONDAY, "9.58")))
    _, answer = told(client, griet, ticked(visit, an))
    assert answer["message"] == "Tom Maes tikte dit om 9.58 al aan."


def test_of_two_phones_the_latest_tick_stands(
    client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris
) -> None:
    tom = Contactpersoon.objects.get(name="Tom Maes")
    told(client, tom, ticked(visit, an, at(MONDAY, "9.40")))
    _, won = told(client, griet, ticked(visit, an, at(MONDAY, "9.50"), is_present="nee"))
    _, lost = told(client, tom, ticked(visit, an, at(MONDAY, "9.45")))
    assert (
        won["message"] == "An Peeters is er niet. Tom Maes tikte om 9.40 aan van wel; jouw tik is de laatste en telt."
    )
    assert lost == {
        "ok": True,
        "state": "niet aanwezig",
        "message": "Griet Declercq tikte om 9.50 aan dat An Peeters er niet is. "
        "Dat is later dan jouw tik van 9.45, en blijft staan.",
    }
    assert rows() == [("An Peeters", False, "Griet Declercq")]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2025-02-24T08:30:00Z", at(MONDAY, "9.30")),
        ("2025-02-24T09:30", at(MONDAY, "9.30")),
        ("2025-02-24T10:03:00+01:00", DURING),  # the future
        ("1970-01-01T00:00:00Z", DURING),  # a clock that was never set
        ("straks", DURING),
        ("", DURING),
    ],
)
def test_the_clock_of_a_phone(programme: Programme, typed: str, moment: dt.datetime) -> None:
    assert moment_of(typed, programme, now=DURING) == moment


def test_a_key_of_something_else_says_nothing(visit: Bezoek, programme: Programme, an: Mandataris) -> None:
    els, key = Mandataris.objects.get(first_name="Els"), uuid4()
    said: dict[str, Any] = {"visit": visit.pk, "is_present": True, "key": key, "by": "Griet", "now": DURING}
    kept = [tick(programme, person=person.pk, at=DURING, **said) for person in (an, els)]
    assert [row.key == key for row in kept] == [True, False]
    assert len(rows()) == 2


def test_who_does_not_receive_ticks_nothing(
    client: Client, visit: Bezoek, programme: Programme, an: Mandataris
) -> None:
    message = "Alleen wie de bezoekers ontvangt, kan aanwezigheid aantikken."
    assert told(client, an, ticked(visit, an)) == (403, {"ok": False, "message": message})
    response = client.post(reverse("dag-aanwezig", args=[scanned(programme, visit)]), ticked(visit, an))
    assert (response.status_code, response.context["problem"], rows()) == (403, message, [])


def test_the_host_of_another_visit_ticks_nothing(
    client: Client, visit: Bezoek, programme: Programme, an: Mandataris
) -> None:
    other = make_host(programme, "Bert Baert")
    elsewhere = make_visit(programme, other, an, name="De Kade", start="14.00")
    publish(programme, number=2)
    status, answer = told(client, other, ticked(visit, an))
    assert (status, answer["ok"], answer["message"][:37]) == (422, False, "Dit bezoek staat niet (meer) bij jou ")
    assert (told(client, other, ticked(elsewhere, an))[0], len(rows())) == (200, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"visit": "x"}, "Kies het bezoek."),
        ({"visit": ""}, "Kies het bezoek."),
        ({"visit": "9" * 30}, NOT_THERE),
        ({"is_present": ""}, "Kies of iemand er is of niet."),
        ({"person": ""}, "Kies over wie het gaat."),
        ({"person": "9" * 30}, "Deze persoon staat niet (meer) in het programma. Voeg de naam toe als gast."),
        ({"guest": "12"}, "Deze gast staat niet meer op de lijst. Voeg de gast opnieuw toe."),
        ({"guest": "9" * 30}, "Deze gast staat niet meer op de lijst. Voeg de gast opnieuw toe."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told(
    client: Client,
    visit: Bezoek,
    griet: Contactpersoon,
    an: Mandataris,
    changes: dict[str, str],
    message: str,
) -> None:
    sent = ticked(visit, an) | changes
    assert told(client, griet, sent) == (422, {"ok": False, "message": message})
    response = client.post(page(griet, "dag-aanwezig"), sent)
    assert (response.status_code, response.context["problem"], rows()) == (200, message, [])


def test_who_left_the_town_meanwhile(client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris) -> None:
    sent = ticked(visit, an)
    an.delete()
    status, answer = told(client, griet, sent)
    assert (status, answer["message"][:29]) == (422, "Deze persoon staat niet (meer")


def test_an_unreadable_key_is_made_up(client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris) -> None:
    assert told(client, griet, ticked(visit, an, key="x\x00y"))[0] in {200, 422}
    assert told(client, griet, ticked(visit, an, key="nee"))[0] == 200


def test_an_unannounced_guest_is_one_guest(client: Client, visit: Bezoek, griet: Contactpersoon) -> None:
    sent = ticked(visit, None, name="Rik Sioen", function="adviesraad")
    assert [told(client, griet, sent, "dag-gast")[1]["message"] for _ in range(2)] == ["Rik Sioen staat erbij."] * 2
    again = ticked(visit, None, name=" rik  sioen ")
    assert told(client, griet, again, "dag-gast")[1]["message"] == "Rik Sioen stond er al bij."
    assert rows() == [("Rik Sioen", True, "Griet Declercq")]
    assert Aanwezigheid.objects.get().function == "adviesraad"


def test_another_name_in_the_same_form_is_another_guest(client: Client, visit: Bezoek, griet: Contactpersoon) -> None:
    sent = ticked(visit, None, name="Rik Sioen")
    client.post(page(griet, "dag-gast"), sent)
    client.post(page(griet, "dag-gast"), sent | {"name": "Mia Sioen"})
    assert [name for name, _, _ in rows()] == ["Rik Sioen", "Mia Sioen"]


def test_an_unannounced_guest_who_stands_on_the_list(client: Client, visit: Bezoek, griet: Contactpersoon) -> None:
    _, answer = told(client, griet, ticked(visit, None, name="els maes"), "dag-gast")
    assert answer["message"] == "Els Maes stond al op de lijst. Els Maes is er."
    assert [row.mandataris is not None for row in Aanwezigheid.objects.all()] == [True]


def test_an_unannounced_guest_is_taken_back_and_comes_again(
    client: Client, visit: Bezoek, griet: Contactpersoon
) -> None:
    told(client, griet, ticked(visit, None, name="Rik Sioen"), "dag-gast")
    row = Aanwezigheid.objects.get()
    gone = ticked(visit, None, guest=str(row.pk), is_present="nee")
    assert told(client, griet, gone)[1]["message"] == "Rik Sioen is er niet."
    told(client, griet, ticked(visit, None, name="Rik Sioen"), "dag-gast")
    assert (rows(), Aanwezigheid.objects.get().key) == ([("Rik Sioen", True, "Griet Declercq")], row.key)


def test_a_guest_without_a_name(client: Client, visit: Bezoek, griet: Contactpersoon) -> None:
    response = client.post(page(griet, "dag-gast"), ticked(visit, None, name=" ", function="adviesraad"))
    assert (response.context["problem"], rows()) == ("Vul in wie er is.", [])
    assert response.content.decode().count('value="adviesraad"') == 1


def test_an_old_tab_goes_to_the_page(client: Client, visit: Bezoek, griet: Contactpersoon) -> None:
    for name in ("dag-aanwezig", "dag-gast"):
        response = client.get(page(griet, name))
        assert (response.status_code, response.headers["Location"]) == (302, page(griet))


def test_after_the_term_nothing_is_kept(
    client: Client, visit: Bezoek, griet: Contactpersoon, an: Mandataris, time_machine: Any
) -> None:
    ended = visit.programme.links_end_on + dt.timedelta(days=1)
    time_machine.move_to(dt.datetime.combine(ended, dt.time(9), tzinfo=BRUSSELS))
    assert client.post(page(griet, "dag-aanwezig"), ticked(visit, an)).status_code == 410
    assert client.post(reverse("dag-gast", args=["onbekend"])).status_code == 404
    assert rows() == []


def test_nothing_published_yet(db: None, client: Client, time_machine: Any) -> None:
    time_machine.move_to(DURING, tick=False)
    programme = make_programme()
    griet, an = make_host(programme), make_person(programme)
    visit = make_visit(programme, griet, an)
    publish(programme).delete()
    _, answer = told(client, griet, ticked(visit, an))
    assert (answer["message"], token(griet) != "") == ("Er is nog geen programma gepubliceerd.", True)
