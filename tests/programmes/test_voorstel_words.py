"""What the list and the page say of a proposal in a few words: how good it is, how long it took, what was asked."""

import datetime as dt

import pytest
from django.urls import reverse

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Voorstel
from programmes.proposals.settings import FREE, Settings
from programmes.voorstellen.asking import Asked
from programmes.voorstellen.showing import shown_of
from programmes.voorstellen.words import KEEPING, how_good, searched, wanted, who_loses
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import NOW, make_guest, make_voorstel

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=["leiedorp", "2025", *args])


def drawn(response):
    return " ".join(response.content.decode().split())


def test_what_solves_a_conflict_says_that_nobody_loses_a_visit(
    programme, town, coordinator, client_of, django_capture_on_commit_callbacks
):
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]], start="19.00")
    client, conflict = client_of(coordinator), find_conflicts(load_week(programme))[0]
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    make_voorstel(programme)
    said = "Niemand verliest een bezoek dat nog kan."
    assert how_good(Voorstel.objects.light().last()) == said
    pages = (response.url, url("voorstel-list"), url("voorstel-compare"))
    assert [drawn(client.get(page)).count(said) for page in pages] == [1, 1, 1]


@pytest.mark.parametrize(
    ("lost", "least", "words"),
    [
        (None, None, KEEPING),
        (0, 0, "Niemand verliest een bezoek dat nog kan."),
        (1, 1, "Van wat nog kan, valt 1 deelname weg. Met minder kan het niet: dat is bewezen."),
        (2, None, "Van wat nog kan, vallen 2 deelnames weg. Of het met minder kan, is niet bewezen."),
    ],
)
def test_who_loses_a_visit_in_words(lost, least, words):
    assert who_loses(lost, least) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.3, "minder dan een seconde"), (1.2, "1 seconde"), (12, "12 seconden")],
)
def test_how_long_it_took_in_words(seconds, words):
    over = None if seconds is None else NOW + dt.timedelta(seconds=seconds)
    assert searched(Voorstel(started_at=NOW, finished_at=over)) == words


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(), ""),
        (Settings(seconds=60), ""),
        (Settings(wensen=3, spreiding=0), "wensen wegen zwaarder, spreiding telt niet"),
        (
            Settings(dekking=0, bevoegdheden=1),
            "dekking telt weinig, bevoegdheden tellen minder",
        ),
        (
            Settings(day_max=1, ask_all=True),
            "hoogstens 1 bezoek per dag, wie nog niet antwoordde, telt als vrij",
        ),
        (Settings(standing=FREE, verplaatsing=4), "verplaatsing weegt veel zwaarder, wat er staat mag veranderen"),
        (Settings(week_max=6), "hoogstens 6 bezoeken per persoon"),
    ],
)
def test_what_was_asked_in_words(settings, words):
    assert wanted(Asked(settings=settings).to_json()) == words


@pytest.mark.parametrize("asked", [{}, [], None, {"scope": 1, "settings": []}])
def test_of_what_an_earlier_version_asked_nothing_is_said(asked):
    made = Voorstel(asked=asked, score=1000, bound=1001, state="klaar")
    assert (wanted(asked), how_good(made)) == ("", "Hoogstens 0,1\u00a0% beter is nog mogelijk.")
    assert how_good(Voorstel(asked=asked, score=1000, state="klaar")).startswith("Hoeveel beter het nog kan,")


def test_two_proposals_are_told_apart_by_what_was_asked(programme, town, coordinator, client_of):
    heavy = make_voorstel(programme, settings=Settings(wensen=3))
    make_voorstel(programme)
    client = client_of(coordinator)
    pages = (heavy.get_absolute_url(), url("voorstel-list"), url("voorstel-new"), url("voorstel-compare"))
    # once on its own page and in both lists; beside another in each of the choices and above its figures
    assert [drawn(client.get(page)).count("wensen wegen zwaarder") for page in pages] == [1, 1, 1, 3]


def test_a_number_that_is_wrong_is_told_with_its_label_once(town, coordinator, client_of):
    page = drawn(client_of(coordinator).post(url("voorstel-new"), {"day_max": "0"}))
    assert "Hoogstens per dag: Kies een getal van 1 tot 8." in page


def test_the_state_stands_beside_the_title(programme, town, coordinator, client_of):
    made = make_voorstel(programme, state="mislukt")
    page = drawn(client_of(coordinator).get(url("voorstel-list")))
    assert f'">{made.title}</a> <span class="badge stop">mislukt</span>' in page


def test_people_stand_in_the_order_of_their_family_names(programme, town):
    zed = make_guest(programme, "Zed", "Aa")
    made = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["bo"], town["an"], zed])])
    parts = shown_of(made, load_week(programme)).parts("mensen")
    assert [part.name for part in parts] == ["Zed Aa", "An Aerts", "Bo Boone"]


@pytest.mark.parametrize("level", ["diensten", "details"])
def test_a_new_visit_says_so_once_and_its_hours_do_not_break(programme, town, coordinator, client_of, level):
    made = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"]])])
    page = drawn(client_of(coordinator).get(made.get_absolute_url(), {"toon": level}))
    changes = page[page.index('<ul class="rows card changes">') : page.index('<div class="accept-bar">')]
    assert changes.count("nieuw") - changes.count('value="nieuw:') == 1
    assert "maandag 24 februari 9.30\u2060–\u206011.00" in changes
