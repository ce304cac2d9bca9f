"""A proposal that is ready: shown in levels, taken over whole or in part, undone."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.db.models.signals import post_init
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from programmes.drafts import store
from programmes.loading import load_week
from programmes.models import Ronde, Voorstel, Wijziging
from programmes.planner import Unmet
from programmes.proposals.settings import FREE, Settings
from programmes.voorstellen.boarding import make_board
from programmes.voorstellen.plans import kept
from programmes.voorstellen.showing import shown_of
from programmes.week import moved
from tests.factories import MONDAY, make_bezoek
from tests.programmes.proposed import NOW, TUESDAY, make_voorstel, two_visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def voorstel(programme, coordinator, town):
    return make_voorstel(programme, two_visits(town), by=coordinator)


def url(name, voorstel):
    programme = voorstel.programme
    return reverse(name, args=[programme.bestuur.slug, programme.slug, voorstel.pk])


def drawn(response):
    """Without what keeps hours in one piece."""
    return " ".join(response.content.decode().replace("\u2060", "").split())


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def planned(programme):
    week = load_week(programme)
    return [
        (week.name_of(visit), visit.day, visit.hours, [week.people[part.person].name for part in visit.people])
        for visit in week.visits
    ]


LINDE = ("De Linde", MONDAY, "9.30–11.00", ["An Aerts", "Bo Boone"])
MEANDER = ("De Meander", TUESDAY, "14.00–15.30", ["Bo Boone"])
TAKEN_ALONG = (
    "Overgenomen: 2 wijzigingen. Met ‘Ongedaan maken’ op het bord draai je dat in één keer terug. Meegenomen omdat "
    "het ene niet zonder het andere kan: De Linde, maandag 24 februari 9.30–11.00: nieuw bezoek."
)


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        (
            "diensten",
            ["De Linde</strong>", "nieuw bezoek</span> maandag 24 februari 9.30–11.00 met An Aerts"],
        ),
        ("mensen", ["Bo Boone</strong>", "mee naar De Meander, dinsdag 25 februari 14.00–15.30 (nieuw bezoek)"]),
        ("details", ["De Linde, maandag 24 februari 9.30–11.00: An Aerts komt erbij"]),
        ("bord", ['<article class="placed nieuw kind-bezoek">', "<strong>9.30–11.00</strong>", "An Aerts, Bo Boone"]),
        ("onzin", ["De Linde</strong>"]),
    ],
)
def test_the_difference_is_shown_in_levels(voorstel, coordinator, client_of, level, lines):
    page = drawn(client_of(coordinator).get(f"{url('voorstel', voorstel)}?toon={level}"))
    assert [line for line in lines if line not in page] == []
    assert "2 nieuwe bezoeken en 3 deelnames erbij." in page


@pytest.mark.parametrize(("aan", "ticked"), [("", 2), ("niets", 0)])
def test_all_is_ticked_unless_somebody_wants_to_choose_a_few(voorstel, coordinator, client_of, aan, ticked):
    page = drawn(client_of(coordinator).get(url("voorstel", voorstel), {"aan": aan}))
    assert page.count(" checked>") == ticked


def test_what_it_solves_and_what_still_wrings_is_told(voorstel, coordinator, client_of):
    page = client_of(coordinator).get(url("voorstel", voorstel))
    conflicts = page.context["shown"].conflicts
    assert (conflicts.before, conflicts.after) == (4, 0)
    assert sorted(conflict.title for conflict in conflicts.solved) == [
        *["Dienst zonder bezoek"] * 2,
        *["Persoon zonder bezoek"] * 2,
    ]
    assert "4 conflicten zijn daarmee opgelost" in drawn(page)


def test_the_sums_are_those_of_the_board_as_it_would_be(programme, town, coordinator, client_of):
    """Visits of other lengths are known to the planner by stand-ins, that are services to nobody else."""
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]], end="12.30")
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["bo"]], start="14.00", end="15.00")
    made = make_voorstel(programme, [(town["meander"], TUESDAY, 840, [town["bo"]])])
    bridge = kept(made).bridge
    assert len(bridge.problem.services) > bridge.stand_ins
    sums = client_of(coordinator).get(url("voorstel", made)).context["shown"].sums
    assert (sums.visits, sums.services_unvisited, sums.people_without_visit) == (3, 0, 0)


def test_a_conflict_that_comes_with_it_is_told(programme, coordinator, client_of, town):
    """The Linde asks for at least two."""
    town["linde"].min_people = 2
    town["linde"].save()
    made = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"]])])
    page = client_of(coordinator).get(url("voorstel", made))
    assert [conflict.title for conflict in page.context["shown"].conflicts.new] == ["Te weinig deelnemers"]
    assert "1 komt erbij om na te kijken" in drawn(page)


def test_who_joins_a_visit_that_stands_is_said_in_one_line(programme, town, coordinator, client_of):
    """And on the board too."""
    make_bezoek(programme, zorgdienst=town["linde"], end="11.00")
    week = load_week(programme)
    made = make_voorstel(programme)
    row = made.plan["visits"][0]
    made.plan = {"visits": [row | {"people": [0, 1]}]}
    shown = shown_of(made, week)
    assert [text for part in shown.parts("diensten") for _, text in part.lines] == [
        "maandag 24 februari 9.30–11.00: An Aerts en Bo Boone komen erbij"
    ]
    assert len(shown.parts("diensten")[0].changes) == 2
    cells = [placed for row in shown.board().rows for _, placed in row.cells if placed]
    assert [(one.what, one.details) for placed in cells for one in placed] == [
        ("gewijzigd", ("erbij: An Aerts, Bo Boone",))
    ]


def test_everything_is_taken_over_as_one_change_and_undone(voorstel, coordinator, client_of):
    client = client_of(coordinator)
    response = client.post(url("voorstel-accept", voorstel), {"all": "on"})
    programme = voorstel.programme
    assertRedirects(response, reverse("board", args=["leiedorp", "2025"]))
    assert planned(programme) == [LINDE, MEANDER]
    assert Wijziging.objects.get().label == "Voorstel overgenomen: Heel het programma (5 wijzigingen)"
    page = drawn(client.get(url("voorstel", voorstel)))
    assert ("Alles staat op het bord" in page, "Ongedaan maken" in page) == (True, True)
    client.post(reverse("undo", args=["leiedorp", "2025"]))
    assert planned(programme) == []
    assert "2 nieuwe bezoeken en 3 deelnames erbij." in drawn(client.get(url("voorstel", voorstel)))


def test_one_service_is_taken_over_and_the_rest_stays_to_choose(voorstel, coordinator, client_of, town):
    client = client_of(coordinator)
    data = {"part": [f"dienst:{town['meander'].pk}", "dienst:0", "onzin"], "level": "diensten"}
    response = client.post(url("voorstel-accept", voorstel), data)
    assertRedirects(response, f"{url('voorstel', voorstel)}?toon=diensten")
    assert planned(voorstel.programme) == [MEANDER]
    page = drawn(client.get(url("voorstel", voorstel)))
    assert "1 nieuw bezoek en 2 deelnames erbij." in page
    assert "Een deel van dit voorstel staat op het bord." in page


def test_a_part_that_is_undone_leaves_the_other_on_the_board(voorstel, coordinator, client_of, town):
    """Each can be undone from the page, the last one first; the proposal stands as long as one of them does."""
    client = client_of(coordinator)
    for name in ("linde", "meander"):
        client.post(url("voorstel-accept", voorstel), {"part": [f"dienst:{town[name].pk}"]})
    pages = [drawn(client.get(url("voorstel", voorstel)))]
    for _ in range(2):
        client.post(reverse("undo", args=["leiedorp", "2025"]))
        pages.append(drawn(client.get(url("voorstel", voorstel))))
    said = "Dit voorstel staat op het bord.", "Een deel van dit voorstel staat op het bord.", "Ongedaan maken</button>"
    assert [[text for text in said if text in page] for page in pages] == [[said[0], said[2]], [*said[1:]], []]


def test_a_part_that_stands_keeps_the_proposal_when_the_other_is_undone(voorstel, coordinator, client_of, town):
    client = client_of(coordinator)
    for name in ("linde", "meander"):
        client.post(url("voorstel-accept", voorstel), {"part": [f"dienst:{town[name].pk}"]})
    taken = []
    for _ in range(2):
        client.post(reverse("undo", args=["leiedorp", "2025"]))
        taken.append((Voorstel.objects.not_taken().count(), Voorstel.objects.light().get().is_taken))
    assert taken == [(0, True), (1, False)]


def test_a_change_of_something_else_is_not_undone_from_the_page_of_the_proposal(voorstel, coordinator, client_of, town):
    client = client_of(coordinator)
    client.post(url("voorstel-accept", voorstel), {"part": [f"dienst:{town['linde'].pk}"]})
    week = load_week(voorstel.programme)
    put = [replace(week.visits[0], title="Kijk")]
    store(voorstel.programme, week, label="Titel", by=coordinator, now=NOW, put=put)
    page = client.get(url("voorstel", voorstel))
    assert (page.context["voorstel"].is_taken, page.context["can_undo"]) == (True, False)


def test_what_a_person_cannot_do_without_is_taken_along_and_told(voorstel, coordinator, client_of, town):
    response = client_of(coordinator).post(
        url("voorstel-accept", voorstel), {"part": [f"persoon:{town['an'].pk}"], "level": "mensen"}
    )
    assert planned(voorstel.programme) == [("De Linde", MONDAY, "9.30–11.00", ["An Aerts"])]
    assert told(response) == [TAKEN_ALONG]


def test_nothing_ticked_is_nothing_taken_over(voorstel, coordinator, client_of):
    response = client_of(coordinator).post(url("voorstel-accept", voorstel), {"level": "details"})
    assertRedirects(response, f"{url('voorstel', voorstel)}?toon=details", fetch_redirect_response=False)
    assert told(response) == ["Er is niets overgenomen: vink eerst aan wat je op het bord wil."]
    assert planned(voorstel.programme) == []


def test_taking_everything_over_twice_changes_nothing_the_second_time(voorstel, coordinator, client_of):
    client = client_of(coordinator)
    client.post(url("voorstel-accept", voorstel), {"all": "on"})
    assert told(client.post(url("voorstel-accept", voorstel), {"all": "on"}))[1:] == [
        "Er is niets overgenomen: alles wat nog past, staat al op het bord."
    ]
    assert planned(voorstel.programme) == [LINDE, MEANDER]


def test_what_is_not_ready_is_not_taken_over(programme, coordinator, client_of, town):
    busy = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"]])], state="bezig")
    response = client_of(coordinator).post(url("voorstel-accept", busy), {"all": "on"})
    assert told(response) == ["Er is nog niets overgenomen: dit voorstel is niet klaar."]
    assert planned(programme) == []


def test_what_no_longer_fits_is_told_and_left_out(voorstel, coordinator, client_of, town):
    """Meanwhile somebody gave An something else to do at that hour."""
    make_bezoek(voorstel.programme, zorgdienst=town["meander"], people=[town["an"]], start="10.00", end="11.00")
    page = drawn(client_of(coordinator).get(url("voorstel", voorstel)))
    assert "Eén wijziging past niet meer en wordt niet overgenomen" in page
    client_of(coordinator).post(url("voorstel-accept", voorstel), {"all": "on"})
    assert planned(voorstel.programme) == [
        ("De Linde", MONDAY, "9.30–11.00", ["Bo Boone"]),
        ("De Meander", MONDAY, "10.00–11.00", ["An Aerts"]),
        MEANDER,
    ]


def test_a_service_that_left_the_programme_is_told(voorstel, coordinator, client_of, town):
    voorstel.programme.deelnemende_diensten.filter(zorgdienst=town["linde"]).delete()
    page = drawn(client_of(coordinator).get(url("voorstel", voorstel)))
    assert "Deze dienst doet niet meer mee aan het programma." in page


def test_a_guest_who_left_the_list_is_told(voorstel, coordinator, client_of, town):
    voorstel.programme.gasten.filter(mandataris=town["bo"]).delete()
    page = drawn(client_of(coordinator).get(f"{url('voorstel', voorstel)}?toon=bord"))
    assert "Bo Boone staat niet meer op de gastenlijst." in page


def test_what_could_not_be_met_is_said_with_what_would_mend_it(programme, coordinator, client_of, town):
    unmet = [
        Unmet("dienst", 0, "De Linde vraagt minstens drie mensen.", "Op dinsdag kunnen er drie."),
        Unmet("persoon", 1, "liet nog niet weten wanneer het past."),
        Unmet("vast", 0, "Twee bezoeken vallen samen."),
    ]
    page = drawn(client_of(coordinator).get(url("voorstel", make_voorstel(programme, unmet=unmet))))
    assert '<span class="badge warn">dienst zonder bezoek</span> De Linde vraagt minstens drie mensen.' in page
    assert "<span>Op dinsdag kunnen er drie.</span>" in page
    assert "Bo Boone liet nog niet weten wanneer het past." in page
    assert "Twee bezoeken vallen samen." in page
    assert "Er is niets te veranderen" in page


def test_a_visit_that_moves_and_one_that_goes_are_marked_on_the_board(programme, coordinator, client_of, town):
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]], end="11.00")
    make_bezoek(programme, zorgdienst=town["meander"], day=TUESDAY)
    week = load_week(programme)
    first, second = week.visits
    board = make_board(week, [moved(first, day=TUESDAY, start=600)], [second])
    marked = [
        (row.name, day, [(one.what, one.details) for one in placed])
        for row in board.rows
        for day, placed in row.cells
        if placed
    ]
    assert marked == [
        (
            "De Linde",
            TUESDAY,
            [("verplaatst", ("verplaatst van maandag 24 februari 9.30–11.00 naar dinsdag 25 februari 10.00–11.30",))],
        ),
        ("De Meander", TUESDAY, [("weg", ())]),
    ]
    assert board.days == tuple(MONDAY + dt.timedelta(days=n) for n in range(5))


def test_what_could_not_be_moved_says_why(programme, coordinator, client_of, town):
    ronde = Ronde.objects.create(programme=programme, title="Ronde")
    make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"]], end="11.00", ronde=ronde)
    made = make_voorstel(programme, settings=Settings(standing=FREE))
    page = client_of(coordinator).get(url("voorstel", made))
    assert page.context["shown"].held == [("De Linde, maandag 24 februari 9.30–11.00", "hoort bij een ronde")]
    assert "1 bezoek bleef staan zonder dat je dat vroeg" in drawn(page)


@contextmanager
def thrown_away_once_read(voorstel):
    """By somebody else, as soon as the page has it."""

    def throw_away(sender, **_):
        post_init.disconnect(throw_away, sender=sender)
        sender.objects.filter(pk=voorstel.pk).throw_away()

    post_init.connect(throw_away, sender=Voorstel, weak=False)
    yield
    assert not Voorstel.objects.filter(pk=voorstel.pk).exists()


def test_what_was_thrown_away_meanwhile_is_not_taken_over(voorstel, coordinator, client_of):
    with thrown_away_once_read(voorstel):
        response = client_of(coordinator).post(url("voorstel-accept", voorstel), {"all": "on"})
    assertRedirects(response, reverse("voorstel-list", args=["leiedorp", "2025"]), fetch_redirect_response=False)
    assert told(response) == ["Er is niets overgenomen: iemand gooide dit voorstel intussen weg."]
    assert planned(voorstel.programme) == []
