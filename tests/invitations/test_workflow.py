"""The home of a programme: the four steps of the playbook, computed from what is there."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from invitations.models import Bestuursakkoord, Raakvlak, Verhaal
from programmes.models import DeelnemendeDienst, Programme, User
from programmes.overview import Step
from programmes.times import BRUSSELS
from programmes.workflow import Stage, next_of, situation_of, stages
from tests.factories import make_bezoek, make_deelnemende_dienst, make_gast, make_mandataris
from tests.invitations.fiches import make_fiche
from tests.invitations.messages import make_bericht
from tests.invitations.tasks import make_task
from tests.invitations.uitnodigingen import make_version

pytestmark = pytest.mark.usefixtures("clock")

ClientOf = Callable[[User], Client]
NOW = dt.datetime(2025, 2, 10, 9, 15, tzinfo=BRUSSELS)
ARGS = ["leiedorp", "2025"]


def stage(programme: Programme, number: int = 2) -> Stage:
    return stages(situation_of(programme))[number - 1]


def step(programme: Programme, title: str, number: int = 2) -> Step:
    [found] = [one for one in stage(programme, number).steps if one.title == title]
    return found


def said(programme: Programme, title: str, number: int = 2) -> tuple[str, bool]:
    found = step(programme, title, number)
    return found.text, found.is_done


def invited(programme: Programme, **fields: Any) -> Any:
    gast = make_gast(programme, **fields)
    make_bericht(programme, kind="uitnodiging", mandataris=gast.mandataris, state="verzonden")
    return gast


def test_an_empty_programme_has_a_first_thing_to_do(programme: Programme) -> None:
    found = stages(situation_of(programme))
    assert [(one.number, one.done, len(one.steps)) for one in found[:2]] == [(1, 0, 5), (2, 0, 7)]
    assert [one.done for one in found[2:]] == [0, 0]
    first = next_of(found)
    assert first is not None
    assert (first[0].number, first[1].title) == (1, "Stel de gastenlijst samen")


def test_who_was_invited_and_who_is_silent(programme: Programme) -> None:
    assert said(programme, "Nodig iedereen uit") == ("Eerst is er een gastenlijst.", False)
    silent = invited(programme)
    make_gast(programme)
    assert said(programme, "Nodig iedereen uit") == ("1 van 2 gasten kregen een uitnodiging.", False)
    assert said(programme, "Weet wie komt") == ("Van 1 genodigde hoorden we nog niets.", False)
    silent.available = [["2025-02-24", 0, 1440]]
    silent.save()
    assert said(programme, "Weet wie komt") == ("Iedereen die uitgenodigd is, liet iets weten.", True)


def test_who_said_when_they_can_but_not_whether_they_come_is_silent(programme: Programme) -> None:
    gast = invited(programme, available=[["2025-02-24", 0, 1440]])
    deelname = make_bezoek(programme, people=[gast.mandataris]).deelnames.get()
    make_version(programme)
    assert not step(programme, "Weet wie komt").is_done
    deelname.answer = "ja"
    deelname.save()
    assert step(programme, "Weet wie komt").is_done


@pytest.mark.parametrize(("state", "block"), [("teruggekomen", True), ("onzeker", True), ("verzonden", False)])
def test_a_mail_that_did_not_arrive_blocks(programme: Programme, state: str, *, block: bool) -> None:
    make_bericht(programme, state=state)
    assert [one.blocks for one in stage(programme).blocks] == (["1 mail kwam niet aan"] if block else [])


def test_what_the_services_confirmed_and_filled_in(programme: Programme) -> None:
    ready, other = make_deelnemende_dienst(programme), make_deelnemende_dienst(programme)
    DeelnemendeDienst.objects.filter(zorgdienst=ready).update(confirmed_at=NOW)
    make_fiche(programme, ready, percent=80, changed_at=NOW)
    make_fiche(programme, other, percent=79, changed_at=NOW)
    make_fiche(programme, percent=100)  # of last time: nobody looked at it yet
    Verhaal.objects.create(programme=programme, zorgdienst=other, changed_at=NOW)
    titles = ("Laat de diensten hun gegevens nakijken", "Vul de voorstellingsfiches", "Breng verhalen samen")
    assert [said(programme, title) for title in titles] == [
        ("Afspreekplaats, kledij, momenten: bevestigd door 1 van 3 diensten.", False),
        ("Cijfers, projecten en uitdagingen: klaar bij 1 van 3 diensten.", False),
        ("Wie vertelt wat, met toestemming: 1 van 3 diensten.", False),
    ]


def test_how_far_the_agreement_is_read(programme: Programme) -> None:
    title = "Ken het bestuursakkoord"
    assert said(programme, title) == ("Laad het op: je ziet wat de diensten raakt.", False)
    akkoord = Bestuursakkoord.objects.create(bestuur=programme.bestuur, title="Akkoord", uploaded_at=NOW)
    passage = akkoord.passages.create(number=1, text="We bouwen.")
    for service in (make_deelnemende_dienst(programme), make_deelnemende_dienst(programme)):
        Raakvlak.objects.create(passage=passage, zorgdienst=service)
    assert said(programme, title) == ("2 passages die een dienst raken, zijn nog te bekijken.", False)
    Raakvlak.objects.update(state="bevestigd", at=NOW)
    assert said(programme, title) == ("Wat de diensten raakt, is bekeken.", True)


def test_the_competences_are_known_when_somebody_has_one(programme: Programme) -> None:
    person = make_mandataris(programme.bestuur)
    make_gast(programme, person)
    assert not step(programme, "Weet wie waarvoor bevoegd is").is_done
    person.bevoegdheden.create(label="Jeugd")
    assert step(programme, "Weet wie waarvoor bevoegd is").is_done


def test_each_step_has_its_tasks(programme: Programme) -> None:
    for number in (1, 3, 3):
        make_task(programme, step=number, done_at=NOW)
    make_task(programme, step=3, anchor="datum", due_day=dt.date(2025, 2, 9))
    assert said(programme, "Werk de taken af", 1) == ("1 van 1 taken gedaan.", True)
    assert said(programme, "Werk de taken af", 3) == ("2 van 3 taken gedaan.", False)
    assert [one.blocks for one in stage(programme, 3).blocks] == ["1 taak is te laat"]


def test_the_home_shows_the_four_steps(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    make_bericht(programme, state="teruggekomen")
    text = client_of(coordinator).get(reverse("programme", args=ARGS)).text
    titles = ["Werk een programma uit", "Concrete voorbereiding", "Trek op expeditie", "Nazorg"]
    assert [title in text for title in titles] == [True] * 4
    assert "1 mail kwam niet aan" in text


def test_a_reader_sees_the_steps_without_buttons(programme: Programme, lezer: User, client_of: ClientOf) -> None:
    text = client_of(lezer).get(reverse("programme", args=ARGS)).text
    assert ("Concrete voorbereiding" in text, reverse("voorbereiding", args=ARGS) in text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_takes_a_fixed_number_of_queries_with_everything_there(
    number: int,
    programme: Programme,
    coordinator: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        gast = invited(programme)
        service = make_deelnemende_dienst(programme)
        visit = make_bezoek(programme, zorgdienst=service, people=[gast.mandataris])
        make_fiche(programme, service)
        make_task(programme, bezoek=visit)
        Verhaal.objects.create(programme=programme, zorgdienst=service, changed_at=NOW)
    make_version(programme)
    client = client_of(coordinator)
    with django_assert_num_queries(15):
        client.get(reverse("programme", args=ARGS))
