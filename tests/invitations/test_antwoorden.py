"""What the coordinator sees of the answers, enters on the telephone and decides."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from invitations.clock import tick
from invitations.mail import acts as outbox_acts
from invitations.models import Bericht, Vervanging
from invitations.reminding.chasing import silent_guests
from invitations.rsvp.answers import AnswerError, Substitute, answer, answer_visit
from invitations.rsvp.overview import guest_rows
from invitations.rsvp.standing import groups
from invitations.rsvp.substitutes import accept
from programmes.drafts import DraftError
from programmes.loading import load_week
from programmes.models import Assistent, Deelname, Gast, Mandataris, PersonalLink, Programme, User, Wijziging
from tests.factories import make_bestuur, make_gast, make_mandataris, make_programme
from tests.invitations import agendas
from tests.invitations.rsvp import NOW, answers, mails, make_people, make_visit, publish_now

pytestmark = pytest.mark.usefixtures("clock")

WHERE = ["leiedorp", "2025"]


def page(staff: Client, name: str = "antwoord-list", *args: object) -> str:
    response = staff.get(reverse(name, args=[*WHERE, *args]))
    assert response.status_code == 200
    return response.content.decode()


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def standings(programme: Programme) -> dict[str, list[str]]:
    found = groups(programme, guest_rows(programme, now=NOW))
    return {str(standing): [row.gast.mandataris.first_name for row in group.rows] for standing, group in found.items()}


def test_each_guest_stands_in_one_group_with_its_count(staff: Client, programme: Programme) -> None:
    an, bo, cas, dirk, els, fons = make_people(programme, 6)
    make_gast(programme, bo, available=[])
    make_gast(programme, fons)
    visit, other = make_visit(programme, [an, cas, dirk, els]), make_visit(programme, [cas], start="14.00")
    for person in (an, cas, dirk):
        agendas.invite(programme, person)
    publish_now(programme)
    for person in (an, cas):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    assert standings(programme) == {
        "niet-uitgenodigd": ["Els", "Fons"],
        "stil": ["Dirk"],
        "deels": ["Cas"],
        "geantwoord": ["An", "Bo"],
    }
    shown = page(staff)
    assert "2 van de 6 gasten antwoordden, 1 deels." in shown
    heads = ["Nog niet uitgenodigd", "Els A", "Nog niets gehoord", "Dirk A", "Deels geantwoord", "Cas A", "Geantwoord"]
    places = [shown.index(f"{head}") for head in heads]
    assert places == sorted(places)
    assert [f"({count})</span>" in shown for count in (1, 2)] == [True, True]
    assert ('href="tel:0400 00 00 03"' in shown, 'href="tel:0400 00 00 00"' in shown) == (True, False)
    other.deelnames.all().delete()
    assert standings(programme)["geantwoord"] == ["An", "Bo", "Cas"]


@pytest.mark.parametrize("state", ["verzonden", "wacht", "onzeker", "vastgehouden", "mislukt", "teruggekomen"])
def test_nothing_heard_is_whom_one_would_chase(programme: Programme, state: str) -> None:
    an, bo = (make_gast(programme, person).mandataris for person in make_people(programme, 2))
    agendas.invite(programme, an, state=state)
    agendas.invite(programme, bo, state="geannuleerd")
    assert [gast.mandataris for gast in silent_guests(programme)] == [an]
    assert standings(programme) == {"niet-uitgenodigd": ["Bo"], "stil": ["An"], "deels": [], "geantwoord": []}


def test_after_an_invitation_that_came_back_and_was_called_off_the_hint_is_true(
    staff: Client, programme: Programme, coordinator: User
) -> None:
    agendas.invite(programme, make_gast(programme, make_people(programme, 1)[0]).mandataris, state="teruggekomen")
    outbox_acts.send_again(Bericht.objects.all(), by=coordinator, now=NOW)
    outbox_acts.cancel(Bericht.objects.all(), by=coordinator, now=NOW)
    assert standings(programme)["niet-uitgenodigd"] == ["An"]
    assert "Deze mensen hebben nog geen uitnodiging." in page(staff)


def test_who_said_when_they_can_is_silent_again_when_visits_are_published(programme: Programme) -> None:
    an = make_people(programme, 1)[0]
    make_gast(programme, an, available=[["2025-02-24", 0, 1440]])
    agendas.invite(programme, an)
    assert standings(programme)["geantwoord"] == ["An"]
    make_visit(programme, [an])
    publish_now(programme)
    assert standings(programme)["stil"] == ["An"]
    [row] = guest_rows(programme, now=NOW)
    assert (row.has_open, row.what_is_open) == (True, "antwoordde nog niet op 1 bezoek")


def test_who_answered_a_visit_that_is_theirs_no_more_is_not_silent(programme: Programme) -> None:
    an = make_people(programme, 1)[0]
    agendas.invite(programme, an)
    visit = make_visit(programme, [an])
    publish_now(programme)
    answer_visit(programme, person=an, visit=visit.pk, answer="nee", now=NOW)
    Deelname.objects.update(bezoek=make_visit(programme, []))
    make_visit(programme, [an], start="15.00")
    publish_now(programme)
    assert standings(programme)["deels"] == ["An"]


def test_mail_that_came_back_shows_at_the_person_until_the_address_is_mended(
    staff: Client, programme: Programme
) -> None:
    an = make_people(programme, 1)[0]
    make_gast(programme, an)
    agendas.invite(programme, an, state="teruggekomen")
    Bericht.objects.update(to_email=an.email.upper(), problem="Teruggekomen: 550 onbekend.")
    shown = page(staff)
    assert [text in shown for text in ("mail kwam terug", "550 onbekend", f"?wie=m{an.pk}")] == [True, True, True]
    Mandataris.objects.update(email="nieuw@example.be")
    assert "mail kwam terug" not in page(staff)


def test_who_proposes_somebody_did_answer(programme: Programme) -> None:
    an = make_people(programme, 1)[0]
    agendas.invite(programme, an)
    visit = make_visit(programme, [an])
    publish_now(programme)
    answer(programme, person=an, replies={visit.pk: "vervanging"}, substitute=Substitute("Zoë Zwart"), now=NOW)
    assert standings(programme)["geantwoord"] == ["An"]


def test_wishes_waiting_lists_and_reasons_show(staff: Client, programme: Programme) -> None:
    an, bo, cas = make_people(programme, 3)
    visit = make_visit(programme, [an, bo, cas], room=1)
    publish_now(programme)
    for person in (an, bo):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    answer_visit(programme, person=cas, visit=visit.pk, answer="nee", reason="begrafenis", now=NOW)
    Gast.objects.filter(mandataris=an).update(wishes=[["service", visit.zorgdienst_id], ["service", 0]], diet="vis")
    shown = page(staff)
    assert [text in shown for text in ("1. De Linde", "begrafenis", "vis<br>", "2. ")] == [True, True, True, False]
    assert shown.index("Wachtlijsten") < shown.rindex("Bo Aerts")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number_of_guests(
    staff: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    people = make_people(programme, count + 1)
    visit = make_visit(programme, people, room=1)
    publish_now(programme)
    for person in people:
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    for person in people[1:]:
        replies = {visit.pk: "vervanging"}
        answer(programme, person=person, replies=replies, substitute=Substitute("Zoë Zwart"), now=NOW)
    with django_assert_num_queries(19):
        page(staff)


def test_an_answer_on_the_telephone_after_the_deadline(staff: Client, programme: Programme, coordinator: User) -> None:
    an = make_people(programme, 1)[0]
    visit = make_visit(programme, [an])
    publish_now(programme)
    Programme.objects.update(answer_by=NOW.date() - dt.timedelta(days=1))
    address = reverse("antwoord-edit", args=[*WHERE, Gast.objects.get().pk])
    response = staff.post(address, {"how": "nee", "reason": "ziek"})
    assert said(response) == ["Het antwoord van An Aerts is bewaard."]
    assert answers(visit) == {"An": "nee"}
    assert Bericht.objects.get().cause == f"Antwoord genoteerd door {coordinator}"
    wrong = staff.post(address, {"how": "", "reason": "Dit typte ik"}).content.decode()
    assert ("Kies of je komt." in wrong, "Dit typte ik" in wrong) == (True, True)


def test_the_coordinator_hears_that_it_is_full(staff: Client, programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    answer_visit(programme, person=an, visit=visit.pk, answer="ja", now=NOW)
    response = staff.post(reverse("antwoord-edit", args=[*WHERE, Gast.objects.get(mandataris=bo).pk]), {"how": "ja"})
    assert said(response) == [
        "Het antwoord van Bo Aerts is bewaard.",
        "Bo Aerts staat op de wachtlijst: De Linde is volzet.",
    ]


def test_who_is_on_no_published_visit_has_nothing_to_answer(staff: Client, programme: Programme) -> None:
    gast = make_gast(programme)
    assert "staat nog bij geen enkel gepubliceerd bezoek" in page(staff, "antwoord-edit", gast.pk)
    assert staff.post(reverse("antwoord-edit", args=[*WHERE, gast.pk]), {"how": "ja"}).status_code == 200


@pytest.fixture
def proposal(programme: Programme) -> Vervanging:
    """An cannot come to De Linde, where Bo comes too; Zoë Zwart would."""
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=2)
    publish_now(programme)
    substitute = Substitute("Zoë Zwart", "zoe@example.be")
    answer(programme, person=an, replies={visit.pk: "vervanging"}, substitute=substitute, now=NOW)
    return Vervanging.objects.get()


def test_an_accepted_substitute_is_a_guest_on_the_visit_with_a_link(
    staff: Client, programme: Programme, proposal: Vervanging
) -> None:
    assert "Zoë Zwart" in page(staff)
    response = staff.post(reverse("antwoord-accept", args=[*WHERE, proposal.pk]))
    assert said(response) == ["Zoë Zwart staat op het bord in de plaats van An Aerts. Publiceer nog."]
    zoe = Mandataris.objects.get(last_name="Zwart")
    assert (zoe.first_name, zoe.email, zoe.mandaten.get().segment) == ("Zoë", "zoe@example.be", "gast")
    assert {part.person for part in load_week(programme).visits[0].people} == {
        zoe.pk,
        Mandataris.objects.get(first_name="Bo").pk,
    }
    assert PersonalLink.objects.filter(mandataris=zoe).count() == 1
    assert Wijziging.objects.get().label == "Zoë Zwart in de plaats van An Aerts"
    told = Bericht.objects.first()
    assert told is not None
    assert (told.to_email, told.subject) == ("an@example.be", "Zoë Zwart komt in jouw plaats")
    assert "Dat is in orde" in told.text
    again = staff.post(reverse("antwoord-refuse", args=[*WHERE, proposal.pk]))
    assert said(again)[-1:] == ["Hierover is al beslist."]


def test_a_refused_substitute_gives_the_place_to_who_waits(staff: Client, programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    for person in (an, bo):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    answer(programme, person=an, replies={visit.pk: "vervanging"}, substitute=Substitute("Zoë Zwart"), now=NOW)
    response = staff.post(reverse("antwoord-refuse", args=[*WHERE, Vervanging.objects.get().pk]))
    assert said(response) == ["Zoë Zwart komt niet in de plaats van An Aerts."]
    assert mails("aanbod") == [("bo@example.be", "wacht")]
    assert "Dat kunnen we deze keer niet regelen." in Bericht.objects.filter(key__contains="vervanging").get().text
    assert Mandataris.objects.filter(last_name="Zwart").count() == 0


def test_somebody_of_the_authority_gets_no_second_row(
    programme: Programme, proposal: Vervanging, coordinator: User
) -> None:
    zoe = make_mandataris(programme.bestuur, first_name="Zoë", last_name="Zwart", email="ZOE@example.be")
    assert accept(proposal, by=coordinator, now=NOW) == zoe


def test_who_was_there_already_is_there_once(programme: Programme, coordinator: User, proposal: Vervanging) -> None:
    bo = Mandataris.objects.get(first_name="Bo")
    Vervanging.objects.update(replacement=bo, name="Bo Aerts")
    accept(Vervanging.objects.get(), by=coordinator, now=NOW)
    assert [part.person for part in load_week(programme).visits[0].people] == [bo.pk]


def test_a_draft_that_refuses_leaves_the_proposal_open(
    staff: Client, programme: Programme, proposal: Vervanging, coordinator: User
) -> None:
    programme.deelnemende_diensten.all().delete()
    with pytest.raises(DraftError):
        accept(proposal, by=coordinator, now=NOW)
    response = staff.post(reverse("antwoord-accept", args=[*WHERE, proposal.pk]))
    assert said(response) == ["Deze dienst doet niet mee aan het programma. Voeg hem eerst toe bij Diensten."]
    assert (Vervanging.objects.get().is_open, Mandataris.objects.filter(last_name="Zwart").count()) == (True, 0)


def test_a_proposal_is_decided_once(proposal: Vervanging, coordinator: User) -> None:
    accept(proposal, by=coordinator, now=NOW)
    with pytest.raises(AnswerError, match="Hierover is al beslist"):
        accept(proposal, by=coordinator, now=NOW)


def test_a_proposal_of_another_programme_is_not_there(staff: Client, programme: Programme) -> None:
    other = make_programme(make_bestuur())
    proposal = Vervanging.objects.create(
        programme=other, mandataris=make_mandataris(other.bestuur), name="Zoë", created_at=NOW
    )
    for name in ("antwoord-accept", "antwoord-refuse"):
        assert staff.post(reverse(name, args=[*WHERE, proposal.pk])).status_code == 404
    assert Vervanging.objects.get().is_open


def test_an_assistant_is_made_changed_and_removed(staff: Client, programme: Programme) -> None:
    an, bo = (make_gast(programme, person).mandataris for person in make_people(programme, 2))
    response = staff.post(reverse("assistent-new", args=WHERE), {"name": "Rita", "mandatarissen": [an.pk]})
    assert said(response) == ["Rita heeft een link. Bezorg die zelf: er vertrekt geen bericht."]
    rita = Assistent.objects.get()
    shown = page(staff, "assistent-list")
    assert ("voor An Aerts" in shown, "/assistent/" in shown) == (True, True)
    staff.post(
        reverse("assistent-edit", args=[*WHERE, rita.pk]),
        {"name": "Rita D.", "email": "rita@example.be", "mandatarissen": [an.pk, bo.pk]},
    )
    rita.refresh_from_db()
    assert (rita.name, rita.email, rita.mandatarissen.count(), rita.links.count()) == (
        "Rita D.",
        "rita@example.be",
        2,
        1,
    )
    staff.post(reverse("assistent-remove", args=[*WHERE, rita.pk]))
    assert (Assistent.objects.count(), PersonalLink.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Dit veld is verplicht."),
        ({"name": "Rita"}, "Kies voor wie deze persoon antwoordt."),
        ({"name": "Rita", "mandatarissen": "999999"}, "Selecteer een geldige keuze"),
        ({"name": "Rita", "email": "rita@"}, "geldig e-mailadres"),
    ],
)
def test_a_wrong_assistant_is_not_made(
    staff: Client, programme: Programme, data: dict[str, str], sentence: str
) -> None:
    make_gast(programme)
    shown = staff.post(reverse("assistent-new", args=WHERE), {"email": "typte@ik.be", **data}).content.decode()
    assert (sentence in shown, data.get("email", "typte@ik.be") in shown) == (True, True)
    assert Assistent.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_assistants_take_as_many_queries_for_any_number(
    staff: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    gast = make_gast(programme)
    for _ in range(count):
        staff.post(reverse("assistent-new", args=WHERE), {"name": "Rita", "mandatarissen": gast.mandataris_id})
    with django_assert_num_queries(8):
        page(staff, "assistent-list")


def test_the_guest_list_leads_here(staff: Client, programme: Programme) -> None:
    make_gast(programme)
    assert f'href="{reverse("antwoord-list", args=WHERE)}"' in page(staff, "gast-list")


def test_the_place_of_an_accepted_substitute_is_kept_until_they_answer(programme: Programme, coordinator: User) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    for person in (an, bo):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    answer(programme, person=an, replies={visit.pk: "vervanging"}, substitute=Substitute("Zoë Zwart"), now=NOW)
    zoe = accept(Vervanging.objects.get(), by=coordinator, now=NOW)
    tick(NOW)
    assert mails("aanbod") == []
    assert answer_visit(programme, person=zoe, visit=visit.pk, answer="ja", now=NOW) == "ja"
    assert answer_visit(programme, person=zoe, visit=visit.pk, answer="nee", now=NOW) == "nee"
    assert mails("aanbod") == [("bo@example.be", "wacht")]
