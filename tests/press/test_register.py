"""The register: refusals, groups, who may be on a picture, and taking it back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming
from invitations.stories.consent import REFUSED, allows, is_valid, state_of
from press.models import Groep, Herkend
from press.rights.handed_out import note_handed_out
from press.rights.recognised import recognise
from press.rights.usable import usable_pictures
from programmes.models import Programme, User
from tests.factories import (
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)
from tests.press.consents import EVERYWHERE, make_group, say
from tests.press.quotes import NOW, TODAY, make_picture

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]
ClientOf = Callable[[User], Client]
CONSENT: dict[str, Any] = {
    "age": "volwassen",
    "quality": "zelf",
    "given_on": "2025-02-20",
    "ends_on": "2027-02-20",
    "proof": "getekend blad",
}
YES = {**CONSENT, "says": "ja", "channels": ["intern", "pers"]}
PARENT = {"quality": "ouder", "given_by": "Bo Maes"}


@pytest.fixture
def coordinating(coordinator: User, programme: Programme, client_of: ClientOf) -> Client:
    return client_of(coordinator)


def register(communicatie: Client, **query: str) -> list[tuple[str, str, str]]:
    """(kind, name, level) of what the page lists."""
    rows = communicatie.get(reverse("beeldrecht", args=ARGS), query).context["rows"]
    return [(row.known.kind, row.known.name, row.standing.level) for row in rows]


def noting(query: str) -> str:
    return f"{reverse('beeldrecht-new', args=ARGS)}?{query}"


# refusals, in the register of the coordinator


@pytest.mark.parametrize("fields", [{}, {"ends_on": TODAY - dt.timedelta(days=1)}, {"purposes": ["verhaal"]}])
def test_who_refuses_allows_nothing(programme: Programme, fields: dict[str, Any]) -> None:
    refusal = say(programme, refuses=True, **fields)
    assert (state_of(refusal, TODAY), is_valid(refusal, TODAY)) == (REFUSED, False)
    refusal.purposes, refusal.channels = ["beeld_gebruiken"], EVERYWHERE
    assert not allows(refusal, "beeld_gebruiken", "intern", on=TODAY)
    assert not Toestemming.objects.valid(TODAY).exists()


def test_a_refusal_needs_no_purpose_nor_proof(coordinating: Client) -> None:
    sent = CONSENT | {"person": "Jef Claes", "age": "0-11", "proof": "", "refuses": "on"}
    coordinating.post(reverse("toestemming-new", args=ARGS), sent)
    refusal = Toestemming.objects.get()
    assert (refusal.refuses, refusal.purposes, refusal.channels) == (True, [], [])
    assert "wil niet op beeld" in coordinating.get(reverse("toestemming-list", args=ARGS)).text


def test_a_refusal_with_purposes_is_not_understood(coordinating: Client) -> None:
    sent = CONSENT | {"person": "Jef", "refuses": "on", "purposes": ["verhaal"], "channels": ["intern"]}
    response = coordinating.post(reverse("toestemming-new", args=ARGS), sent)
    assert response.context["form"].errors == {
        "purposes": ["Wie niet op beeld wil, kiest hier niets. Noteer een verhaal of quote apart."],
        "channels": ["Wie niet op beeld wil, kiest hier niets."],
    }
    assert not Toestemming.objects.exists()


def test_a_consent_of_a_guest_takes_the_name_of_the_list(coordinating: Client, programme: Programme) -> None:
    guest = make_gast(programme).mandataris
    stranger = make_mandataris(make_programme().bestuur)
    url = reverse("toestemming-new", args=ARGS)
    sent = CONSENT | {"purposes": ["beeld_maken"], "mandataris": guest.pk}
    coordinating.post(url, sent)
    consent = Toestemming.objects.get()
    assert (consent.mandataris, consent.person) == (guest, guest.name)
    assert "mandataris" in coordinating.post(url, sent | {"mandataris": stranger.pk}).context["form"].errors


def test_the_age_of_a_minor_guest_is_asked(coordinating: Client, programme: Programme) -> None:
    child = make_gast(programme, make_mandataris(programme.bestuur, first_name="Lou", last_name="", is_minor=True))
    sent = CONSENT | {"purposes": ["beeld_maken"], "mandataris": child.mandataris_id}
    response = coordinating.post(reverse("toestemming-new", args=ARGS), sent)
    assert response.context["form"].errors == {"age": ["Lou staat in de lijst als minderjarig. Kies de leeftijd."]}


# the register of a programme


def test_everybody_who_may_be_on_a_picture_is_listed_once(communicatie: Client, programme: Programme) -> None:
    contact = make_contactpersoon(programme.bestuur, name="Griet")
    linde = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=contact, name="De Linde"))
    first, second = (make_gast(programme, make_mandataris(programme.bestuur, last_name=name)) for name in "AB")
    say(programme, first.mandataris, channels=["site"])
    say(programme, "Griet", zorgdienst=linde)
    say(programme, "griet ", zorgdienst=linde, given_on=TODAY, refuses=True)
    programme.verhalen.create(zorgdienst=linde, first_name="Maria", changed_at=NOW)
    say(programme, "Elders", zorgdienst=make_zorgdienst(programme.bestuur))
    recognise(make_picture(programme), "", "Jef")
    assert register(communicatie) == [
        ("gast", "An A", "beperkt"),
        ("gast", "An B", "vraag"),
        ("dienst", "Griet", "niet"),
        ("dienst", "Maria", "vraag"),
        ("foto", "Jef", "vraag"),
    ]
    assert register(communicatie, wie="gast", stand="vraag") == [("gast", "An B", "vraag")]
    assert register(communicatie, q="griet linde") == [("dienst", "Griet", "niet")]
    assert len(register(communicatie, wie="onzin", stand="onzin")) == 5
    assert second.mandataris.name == "An B"


def test_a_consent_of_a_guest_is_noted(communicatie: Client, programme: Programme) -> None:
    guest = make_gast(programme).mandataris
    assert guest.name in communicatie.get(noting(f"gast={guest.pk}")).text
    response = communicatie.post(noting(f"gast={guest.pk}"), YES, follow=True)
    assert f"Wat {guest.name} zegt, is genoteerd." in response.text
    consent = Toestemming.objects.get()
    assert (consent.mandataris, consent.programme, consent.channels) == (guest, programme, ["intern", "pers"])
    assert consent.purposes == ["beeld_maken", "beeld_gebruiken"]
    assert register(communicatie) == [("gast", guest.name, "beperkt")]


def test_a_refusal_is_noted(communicatie: Client, programme: Programme) -> None:
    linde = make_deelnemende_dienst(programme)
    communicatie.post(noting(f"dienst={linde.pk}&naam=Jef+Claes"), CONSENT | {"says": "nee", "proof": ""})
    refusal = Toestemming.objects.get()
    assert (refusal.person, refusal.zorgdienst, refusal.refuses, refusal.purposes) == ("Jef Claes", linde, True, [])


def test_a_name_beside_a_picture_gets_its_consent(communicatie: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    one = recognise(beeld, "", "Jef")
    response = communicatie.post(noting(f"herkend={one.pk}"), YES)
    assert response.headers["Location"] == f"{reverse('beeld', args=[*ARGS, beeld.pk])}#herkend"
    assert Herkend.objects.get().toestemming == Toestemming.objects.get()
    assert usable_pictures(programme, "pers", on=TODAY) == [beeld]
    assert usable_pictures(programme, "site", on=TODAY) == []


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"says": ""}, {"says": ["Kies ja of liever niet."]}),
        ({"channels": []}, {"channels": ["Kies waar het verhaal of het beeld mag komen."]}),
        ({"says": "nee"}, {"channels": ["Wie niet op beeld wil, kiest hier niets."]}),
        ({"age": "0-11"}, {"quality": ["Voor wie jonger is dan 14 geeft een ouder of voogd de toestemming."]}),
        ({"age": "12-13"} | PARENT, {"child_agrees": ["Vanaf 12 jaar moet ook het kind het ermee eens zijn."]}),
        (
            {"age": "12-13", "quality": "ouder", "child_agrees": "on"},
            {"given_by": ["Vul in wie de toestemming geeft."]},
        ),
        (
            {"proof": ""},
            {"proof": ["Zeg waar het bewijs ligt, bijvoorbeeld 'getekend blad, map onthaal', of laad het op."]},
        ),
    ],
)
def test_a_consent_for_pictures_that_is_not_right_is_refused(
    communicatie: Client, programme: Programme, typed: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    response = communicatie.post(noting("naam=Lou"), YES | typed)
    assert response.context["form"].errors == errors
    assert not Toestemming.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"age": "0-11"} | PARENT, {"age": "12-13", "child_agrees": "on"} | PARENT, {"age": "14-17"}]
)
def test_who_decides_for_a_young_person_on_a_picture(
    communicatie: Client, programme: Programme, typed: dict[str, Any]
) -> None:
    communicatie.post(noting("naam=Lou"), YES | typed)
    beeld = make_picture(programme)
    recognise(beeld, f"toestemming-{Toestemming.objects.get().pk}")
    assert usable_pictures(programme, "pers", on=TODAY) == [beeld]


@pytest.mark.parametrize("query", ["gast=0", "gast=x", "dienst=0&naam=Jef", "dienst=x&naam=Jef", "herkend=0"])
def test_who_is_not_of_this_programme_is_not_noted(communicatie: Client, programme: Programme, query: str) -> None:
    assert communicatie.post(noting(query), YES).status_code == 404
    stranger = make_mandataris(programme.bestuur)
    assert communicatie.post(noting(f"gast={stranger.pk}"), YES).status_code == 404


def test_a_consent_without_a_name_is_asked_again(communicatie: Client, programme: Programme) -> None:
    assert "Vul in van wie je de toestemming noteert." in communicatie.get(noting("naam=+"), follow=True).text


# taking it back


def test_taking_it_back_tells_where_it_already_was(communicatie: Client, programme: Programme) -> None:
    beeld, consent = make_picture(programme, caption="Koffie in de living"), say(programme)
    recognise(beeld, f"toestemming-{consent.pk}")
    note_handed_out(programme, "persmap", "redactie van De Leiebode", beelden=[beeld], now=NOW)
    url = reverse("beeldrecht-withdraw", args=[*ARGS, consent.pk])
    text = communicatie.get(url).text
    assert ("redactie van De Leiebode" in text, "Koffie in de living" in text) == (True, True)
    assert usable_pictures(programme, "pers", on=TODAY) == [beeld]
    response = communicatie.post(url, follow=True)
    assert "redactie van De Leiebode" in response.text
    assert "De toestemming van Maria Vandamme is ingetrokken." in response.text
    assert usable_pictures(programme, "pers", on=TODAY) == []
    assert "Iemand trok iets in dat al doorgegeven was." in communicatie.get(reverse("beeldrecht", args=ARGS)).text
    assert "Te verwittigen: Maria Vandamme" in communicatie.get(reverse("uitgifte-list", args=ARGS)).text


def test_taking_back_what_went_nowhere(communicatie: Client, programme: Programme) -> None:
    consent = say(programme, make_gast(programme).mandataris)
    url = reverse("beeldrecht-withdraw", args=[*ARGS, consent.pk])
    assert "Er is nog niets doorgegeven" in communicatie.get(url).text
    assert communicatie.post(url).headers["Location"] == reverse("beeldrecht", args=ARGS)
    assert [level for _, _, level in register(communicatie)] == ["niet"]
    assert "Er is nog niets doorgegeven." in communicatie.get(reverse("uitgifte-list", args=ARGS)).text


def test_who_refuses_afterwards_is_to_be_told_of(communicatie: Client, programme: Programme) -> None:
    guest = make_gast(programme).mandataris
    beeld = make_picture(programme)
    recognise(beeld, f"gast-{say(programme, guest).mandataris_id}")
    note_handed_out(programme, "post", "Facebook", beelden=[beeld], now=NOW)
    response = communicatie.post(
        noting(f"gast={guest.pk}"), CONSENT | {"says": "nee", "given_on": "2025-02-26"}, follow=True
    )
    assert "Facebook" in response.text
    assert usable_pictures(programme, "intern", on=TODAY) == []


@pytest.mark.parametrize("wie", ["0", "x", ""])
def test_nobody_is_looked_for_who_is_not_there(communicatie: Client, programme: Programme, wie: str) -> None:
    assert communicatie.get(reverse("uitgifte-list", args=ARGS), {"wie": wie}).status_code == 404


def test_the_consent_of_another_authority_is_not_taken_back(communicatie: Client) -> None:
    consent = say(make_programme())
    assert communicatie.post(reverse("beeldrecht-withdraw", args=[*ARGS, consent.pk])).status_code == 404
    assert communicatie.get(reverse("uitgifte-list", args=ARGS), {"wie": consent.pk}).status_code == 404
    assert Toestemming.objects.get().withdrawn_at is None


# groups


def test_a_group_is_made_and_changed(communicatie: Client, programme: Programme) -> None:
    linde, maria = make_deelnemende_dienst(programme), say(programme)
    old, gone = say(programme, "Roger", channels=["site"]), say(programme, "Weg", refuses=True)
    new = say(programme, "roger", given_on=TODAY)
    url = reverse("groep-new", args=ARGS)
    offered = set(communicatie.get(url).context["form"].fields["toestemmingen"].queryset)
    assert (offered, old in offered, gone in offered) == ({maria, new}, False, False)
    sent = {"name": "Koffieploeg", "zorgdienst": linde.pk, "size": "2", "toestemmingen": [maria.pk]}
    assert communicatie.post(url, sent).headers["Location"] == reverse("groep-list", args=ARGS)
    groep = Groep.objects.get()
    assert (groep.programme, groep.zorgdienst, groep.size, list(groep.toestemmingen.all())) == (
        programme,
        linde,
        2,
        [maria],
    )
    assert (
        "Van Koffieploeg gaven 1 van de 2 toestemming voor pers."
        in communicatie.get(reverse("groep-list", args=ARGS)).text
    )
    edit = reverse("groep-edit", args=[*ARGS, groep.pk])
    assert "Koffieploeg" in communicatie.get(edit).text
    communicatie.post(edit, sent | {"toestemmingen": [maria.pk, new.pk]})
    assert "pers: mag" in communicatie.get(reverse("groep-list", args=ARGS)).text


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Geef de groep een naam, zoals 'Koffieploeg'."]}),
        ({"size": ""}, {"size": ["Vul in hoeveel mensen herkenbaar zijn."]}),
        ({"size": "0"}, {"size": ["Er is minstens één mens herkenbaar."]}),
        ({"size": "501"}, {"size": ["Een groep telt hoogstens 500 mensen."]}),
        ({"size": "veel"}, {"size": ["Vul een getal in, zoals 6."]}),
    ],
)
def test_a_group_that_is_not_right_is_refused(
    communicatie: Client, programme: Programme, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = communicatie.post(reverse("groep-new", args=ARGS), {"name": "Ploeg", "size": "2"} | typed)
    assert (response.context["form"].errors, Groep.objects.count()) == (errors, 0)


def test_a_group_takes_nobody_of_another_authority(communicatie: Client, programme: Programme) -> None:
    other = make_programme()
    sent = {"name": "Ploeg", "size": "1", "toestemmingen": [say(other).pk]}
    assert "toestemmingen" in communicatie.post(reverse("groep-new", args=ARGS), sent).context["form"].errors


# how many queries


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    communicatie: Client, programme: Programme, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for colour in ("teal", "red", "navy")[:number]:
        contact = make_contactpersoon(programme.bestuur)
        linde = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=contact))
        beeld, guest = make_picture(programme, colour), make_gast(programme).mandataris
        recognise(beeld, f"gast-{say(programme, guest, withdrawn_at=NOW).mandataris_id}")
        recognise(beeld, "", "Jef")
        make_group(programme, 1, say(programme, colour, zorgdienst=linde), name=colour)
        note_handed_out(programme, "post", "Facebook", beelden=[beeld], now=NOW)
    with django_assert_num_queries(17):
        communicatie.get(reverse("beeldrecht", args=ARGS))
    with django_assert_num_queries(8):
        communicatie.get(reverse("uitgifte-list", args=ARGS))
    with django_assert_num_queries(7):
        communicatie.get(reverse("groep-list", args=ARGS))
