"""Two people in the same fiche at once: neither loses a word."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from invitations.fiches.completeness import SECTIONS
from invitations.models import Fiche
from programmes.models import Bestuur, Programme, User
from tests.factories import make_bestuur, make_deelnemende_dienst, make_programme, make_user
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


def test_who_changes_nothing_is_not_named(fiche: Fiche, an: Client) -> None:
    Fiche.objects.update(percent=0)  # nothing in it comes from an earlier edition
    for section in SECTIONS:
        assert Person(an, EDIT.format(fiche.zorgdienst_id, section)).send().status_code == 302
    assert (stored(fiche).changed_by, stored(fiche).changed_at) == ("", None)


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


def test_without_what_was_there_nothing_is_overwritten(fiche: Fiche, an: Client) -> None:
    """A form that lost its hidden field, or that somebody tampered with."""
    for was in ("", "geen json", "[1]", '{"intro": 3}', '{"intro": []}', "[" * 5000):
        one = Person(an, EDIT.format(fiche.zorgdienst_id, "verhaal"))
        response = one.send(was=was, intro="Anders", pride="")
        assert (response.status_code, one.data["intro"]) == (200, "Anders")
        assert (stored(fiche).intro, stored(fiche).pride) == ("Wij zorgen.", "Ons team.")


def test_a_choice_of_the_other_is_named_and_can_be_taken_over(fiche: Fiche, an: Client, bo: Client) -> None:
    fiche.uitdagingen.create(theme="aanbod", title="Nachtopvang")
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "uitdagingen")) for client in (an, bo))
    row = one.row(title="Nachtopvang")
    one.send(**{f"{row}-theme": "medewerkers"})
    two.send(**{f"{row}-theme": "samenwerking"})
    assert "<blockquote>medewerkers</blockquote>" in two.text
    assert 'data-value="medewerkers"' in two.text
    assert two.data[f"{two.row(title='Nachtopvang')}-theme"] == "samenwerking"


def test_what_cannot_be_read_is_said_before_anything_is_merged(fiche: Fiche, an: Client, bo: Client) -> None:
    one, two = (Person(client, EDIT.format(fiche.zorgdienst_id, "cijfers")) for client in (an, bo))
    row = one.row(key="wachtlijst")
    one.send(**{f"{row}-typed": "12"})
    two.send(**{f"{row}-typed": "1.25", f"{row}-source": "telling"})
    assert "Fout: Bedoel je 1,25?" in two.text
    assert [(one.typed, one.source) for one in stored(fiche).cijfers.all()] == [("12", "")]
    two.send(**{f"{row}-typed": "1,25"})
    assert "<blockquote>12</blockquote>" in two.text
    assert [(one.typed, one.source) for one in stored(fiche).cijfers.all()] == [("12", "telling")]


@pytest.mark.django_db(transaction=True)
def test_four_people_push_the_button_at_once() -> None:
    """On a fiche that nobody began: one fiche, all rows, and of the same field one text, the others told so."""
    programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025")
    service = make_deelnemende_dienst(programme)
    client_of = {name: Client() for name in ("An", "Bo", "Cas", "Dan")}
    people = {}
    for name, client in client_of.items():
        client.force_login(make_user("coordinator", bestuur=programme.bestuur, name=name))
        people[name] = Person(client, EDIT.format(service.pk, "tevredenheid"))
    together = Barrier(len(people))

    def push(name: str) -> int:
        try:
            together.wait()
            typed = {"satisfaction": f"Tekst van {name}", "cijfer-0-name": f"cijfer van {name}", "cijfer-0-typed": "1"}
            status: int = people[name].send(**typed).status_code
        finally:
            connection.close()
        return status

    with ThreadPoolExecutor(len(people)) as pool:
        statuses = list(pool.map(push, people))
    assert sorted(statuses) == [200, 200, 200, 302]
    fiche = Fiche.objects.get()
    assert sorted(row.name for row in fiche.cijfers.all()) == [f"cijfer van {name}" for name in people]
    [winner] = [name for name, status in zip(people, statuses, strict=True) if status == 302]
    assert fiche.satisfaction == f"Tekst van {winner}"
    others = [person for name, person in people.items() if name != winner]
    assert all(f"<blockquote>Tekst van {winner}</blockquote>" in person.text for person in others)
    assert sorted(person.data["satisfaction"] for person in others) == sorted(
        f"Tekst van {name}" for name in people if name != winner
    )
