"""All conflicts in one proposal: of the programme, or about one person, one service, one day."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Voorstel
from programmes.proposals.together import NONE_LEFT
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import TUESDAY, make_guest, make_service

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=["leiedorp", "2025", *args])


def drawn(response):
    return " ".join(response.content.decode().replace("\u2060", "").split())


@pytest.fixture
def late(programme):
    """An goes to two services in the evening and Bo to a third; nobody can then."""
    an, bo = make_guest(programme, "An", "Aerts"), make_guest(programme, "Bo", "Boone")
    for name, day, guest in (("De Linde", MONDAY, an), ("De Meander", TUESDAY, an), ("De Zon", TUESDAY, bo)):
        make_bezoek(programme, zorgdienst=make_service(programme, name), people=[guest], day=day, start="19.00")
    return an, bo


def press(client, choice):
    return client.post(url("voorstel-new"), {"scope": choice, "quick": "1"})


def test_all_conflicts_are_solved_by_one_proposal_that_is_undone_in_one_go(programme, late, coordinator, client_of):
    client = client_of(coordinator)
    page = drawn(client.get(url("conflict-list")))
    assert ('name="scope" value="conflicten"' in page, "zoekt voor 3 conflicten een uitweg" in page) == (True, True)
    response = press(client, "conflicten")
    made = Voorstel.objects.get()
    assertRedirects(response, made.get_absolute_url())
    shown = client.get(made.get_absolute_url()).context["shown"]
    assert (made.title, made.state, shown.summary) == ("Alle conflicten", "klaar", "3 bezoeken verplaatst.")
    assert "Niemand verliest een bezoek dat nog kan." in drawn(client.get(made.get_absolute_url()))
    client.post(url("voorstel-accept", made.pk), {"all": "on"})
    assert [one.kind for one in find_conflicts(load_week(programme)) if one.blocks] == []
    assert Deelname.objects.count() == 3
    client.post(url("undo"))
    assert len([one for one in find_conflicts(load_week(programme)) if one.blocks]) == 3


@pytest.mark.parametrize(
    ("what", "title", "solved"),
    [
        ("persoon", "Alle conflicten van An Aerts", 2),
        ("dienst", "Alle conflicten bij De Zon", 1),
        ("dag", "Alle conflicten op dinsdag 25 februari", 2),
    ],
)
def test_those_of_one_person_service_or_day_apart(programme, late, coordinator, client_of, what, title, solved):
    key = {"persoon": late[0].pk, "dag": "2025-02-25", "dienst": programme.diensten.get(name="De Zon").pk}[what]
    client = client_of(coordinator)
    press(client, f"conflicten:{what}:{key}")
    made = Voorstel.objects.get()
    shown = client.get(made.get_absolute_url()).context["shown"]
    blocking = [one for one in shown.conflicts.solved if one.kind == "niet_beschikbaar"]
    assert (made.title, len(blocking)) == (title, solved)


def test_two_visits_to_one_service_move_beside_each_other(programme, late, coordinator, client_of):
    """And the page counts what the planner knows as two places as the one service that it is."""
    linde = programme.diensten.get(name="De Linde")
    make_bezoek(programme, zorgdienst=linde, people=[late[1]], start="20.00", end="21.30")
    client = client_of(coordinator)
    press(client, f"conflicten:dienst:{linde.pk}")
    shown = client.get(Voorstel.objects.get().get_absolute_url()).context["shown"]
    assert (shown.summary, shown.sums.visits, shown.sums.services_unvisited) == ("2 bezoeken verplaatst.", 4, 0)
    assert [one for one in shown.conflicts.new if one.blocks] == []


def test_the_list_offers_what_belongs_together_and_narrows_to_it(late, coordinator, client_of):
    client = client_of(coordinator)
    page = client.get(url("conflict-list"))
    assert {one.name for one in page.context["some"]} == {"van An Aerts", "op dinsdag 25 februari"}
    own = client.get(url("conflict-list"), {"persoon": str(late[0].pk)})
    assert "<h1>Conflicten van An Aerts</h1>" in drawn(own)
    assert f'name="scope" value="conflicten:persoon:{late[0].pk}"' in drawn(own)
    assert {one.person for one in own.context["shown"].conflicts} == {late[0].pk}


@pytest.mark.parametrize("key", ["", "x", "0", "999999", "²"])
def test_whom_nobody_knows_narrows_nothing(late, coordinator, client_of, key):
    page = client_of(coordinator).get(url("conflict-list"), {"persoon": key, "dienst": key, "dag": key})
    assert (page.context["shown"].title, "<h1>Conflicten</h1>" in drawn(page)) == ("", True)


def test_one_conflict_is_not_solved_together(programme, coordinator, client_of):
    an = make_guest(programme, "An", "Aerts")
    make_bezoek(programme, zorgdienst=make_service(programme, "De Linde"), people=[an], start="19.00")
    client = client_of(coordinator)
    assert 'value="conflicten' not in drawn(client.get(url("conflict-list"))) + drawn(client.get(url("board")))


def test_the_board_solves_all_of_them_too(late, coordinator, client_of):
    page = drawn(client_of(coordinator).get(url("board")))
    assert '<input type="hidden" name="scope" value="conflicten">' in page


@pytest.mark.parametrize("choice", ["conflicten", "conflicten:persoon:1", "conflicten:dag:x", "conflicten:onzin"])
def test_what_is_solved_meanwhile_is_told(programme, coordinator, client_of, choice):
    response = press(client_of(coordinator), choice)
    assert response.context["form"].errors["scope"] == [NONE_LEFT]
    assert Voorstel.objects.count() == 0


def test_who_may_not_edit_asks_nothing(late, lezer, stranger, client_of):
    assert [press(client_of(one), "conflicten").status_code for one in (lezer, stranger)] == [404, 404]
    assert Voorstel.objects.count() == 0


def test_who_turns_out_ill_is_shown_with_what_wrings_and_one_button(programme, late, coordinator, client_of):
    """Saved, the list of conflicts is there: nobody has to look for them one by one."""
    bezoek = Bezoek.objects.get(zorgdienst__name="De Zon")
    Bezoek.objects.exclude(pk=bezoek.pk).delete()
    earlier = dt.timedelta(hours=9)
    Bezoek.objects.update(starts_at=bezoek.starts_at - earlier, ends_at=bezoek.ends_at - earlier)
    client, gast = client_of(coordinator), late[1].gast_bij.get()
    page = client.get(url("gast-edit", gast.pk))
    assert page.context["wringing"] == ()
    answers = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    response = client.post(url("gast-edit", gast.pk), answers | {"answer": "never"})
    assertRedirects(response, f"{url('conflict-list')}?persoon={late[1].pk}")
    again = drawn(client.get(url("gast-edit", gast.pk)))
    assert "Bo Boone staat op het bord waar het niet kan: 1 conflict." in again
    assert f'name="scope" value="conflicten:persoon:{late[1].pk}"' in again


@pytest.mark.parametrize("visits", [1, 3])
def test_queries_do_not_grow_with_the_conflicts(programme, coordinator, client_of, django_assert_num_queries, visits):
    an = make_guest(programme, "An", "Aerts")
    for number in range(visits):
        zorgdienst = make_service(programme, f"Dienst {number}")
        make_bezoek(
            programme, zorgdienst=zorgdienst, people=[an], day=MONDAY + dt.timedelta(days=number), start="19.00"
        )
    client, gast = client_of(coordinator), an.gast_bij.get()
    with django_assert_num_queries(10):
        client.get(url("conflict-list"))
    with django_assert_num_queries(12):
        client.get(url("gast-edit", gast.pk))
    with django_assert_num_queries(20):
        press(client, f"conflicten:persoon:{an.pk}")
