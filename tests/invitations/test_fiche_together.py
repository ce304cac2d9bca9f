"""Two people in the same fiche at once: neither loses a word."""

from collections.abc import Callable

import pytest
from django.test import Client

from invitations.models import Fiche
from programmes.models import Bestuur, Programme, User
from tests.factories import make_user
from tests.invitations.fiches import EDIT, Person, make_cijfer, make_fiche

ClientOf = Callable[[User], Client]


@pytest.fixture
def fiche(programme: Programme) -> Fiche:
    return make_fiche(programme, intro="Wij zorgen.", pride="Ons team.")


@pytest.fixture
def an(bestuur: Bestuur, client_of: ClientOf) -> Client:
    return client_of(make_user("coordinator", bestuur=bestuur, name="An"))


@pytest.fixture
def bo(bestuur: Bestuur, client_of: ClientOf) -> Client:
    return client_of(make_user("coordinator", bestuur=bestuur, name="Bo"))


def stored(fiche: Fiche) -> Fiche:
    return Fiche.objects.whole().get(pk=fiche.pk)


def test_each_in_another_field(fiche: Fiche, an: Client, bo: Client) -> None:
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "verhaal")) for client in (an, bo))
    assert one.send(intro="Wij zorgen\r\nvoor elkaar.").status_code == 302
    assert two.send(pride="Onze tuin.").status_code == 302
    now = stored(fiche)
    assert (now.intro, now.pride, now.changed_by) == ("Wij zorgen\r\nvoor elkaar.", "Onze tuin.", "Bo")


def test_both_in_the_same_field(fiche: Fiche, an: Client, bo: Client) -> None:
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "verhaal")) for client in (an, bo))
    one.send(intro="Tekst van An")
    response = two.send(intro="Tekst van Bo", opening_hours="9-17")
    assert response.status_code == 200
    assert (stored(fiche).intro, stored(fiche).opening_hours) == ("Tekst van An", "9-17")
    assert two.data["intro"] == "Tekst van Bo"
    assert "<blockquote>Tekst van An</blockquote>" in two.text
    assert two.send(intro="Tekst van An en Bo").status_code == 302
    assert stored(fiche).intro == "Tekst van An en Bo"


def test_both_in_the_same_figure(fiche: Fiche, an: Client, bo: Client) -> None:
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "cijfers")) for client in (an, bo))
    row = one.row(key="wachtlijst")
    one.send(**{f"{row}-typed": "12"})
    two.send(**{f"{row}-typed": "13", f"{row}-source": "telling"})
    [cijfer] = stored(fiche).cijfers.all()
    assert (cijfer.typed, cijfer.value, cijfer.source) == ("12", 12, "telling")
    assert two.data[f"{row}-typed"] == "13"
    two.send()
    [cijfer] = stored(fiche).cijfers.all()
    assert (cijfer.typed, cijfer.value, cijfer.source) == ("13", 13, "telling")


def test_rows_added_by_both_stay(fiche: Fiche, an: Client, bo: Client) -> None:
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "projecten")) for client in (an, bo))
    one.send(**{"project-0-title": "Tuin"})
    two.send(**{"project-0-title": "Bus"})
    assert [str(row) for row in stored(fiche).projecten.all()] == ["Tuin", "Bus"]


def test_a_form_sent_twice_adds_nothing_twice(fiche: Fiche, an: Client) -> None:
    one = Person(an, EDIT.format(fiche.zorgdienst_id, "projecten"))
    for _ in range(2):
        one.send(**{"project-0-title": "Tuin"})
    assert [str(row) for row in stored(fiche).projecten.all()] == ["Tuin"]


def test_removed_by_one_and_changed_by_the_other(fiche: Fiche, an: Client, bo: Client) -> None:
    make_cijfer(fiche, key="", name="duiven")
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "cijfers")) for client in (an, bo))
    row = one.row(name="duiven")
    one.send(**{f"{row}-remove": "on"})
    assert stored(fiche).cijfers.count() == 0
    two.send(**{f"{row}-typed": "14"})
    assert [(row.name, row.typed) for row in stored(fiche).cijfers.all()] == [("duiven", "14")]
    assert "haalde iemand anders intussen weg. Jij wijzigde er iets aan: het blijft staan." in two.text


def test_changed_by_one_and_removed_by_the_other(fiche: Fiche, an: Client, bo: Client) -> None:
    make_cijfer(fiche, key="", name="duiven")
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "cijfers")) for client in (an, bo))
    row = one.row(name="duiven")
    one.send(**{f"{row}-typed": "14"})
    two.send(**{f"{row}-remove": "on"})
    assert [(row.name, row.typed) for row in stored(fiche).cijfers.all()] == [("duiven", "14")]
    assert "staat er nog: iemand anders wijzigde dit intussen." in two.text


def test_removed_by_one_and_left_alone_by_the_other(fiche: Fiche, an: Client, bo: Client) -> None:
    make_cijfer(fiche, key="", name="duiven")
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "cijfers")) for client in (an, bo))
    one.send(**{f"{one.row(name='duiven')}-remove": "on"})
    two.send(**{f"{two.row(key='wachtlijst')}-typed": "3"})
    assert [row.name for row in stored(fiche).cijfers.all()] == ["wachtlijst"]
