"""Plan voor mij: asked, made by a worker, followed, stopped, brought back to life, thrown away."""

import datetime as dt
import time

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Bezoek, Voorstel, Wijziging
from programmes.planner import Plan, Progress
from programmes.proposals.settings import scope_of
from programmes.voorstellen import work
from programmes.voorstellen.curve import draw
from programmes.voorstellen.running import MOST_POINTS
from programmes.voorstellen.words import percent, room_left
from tests.factories import make_bezoek
from tests.meanwhile import just_before
from tests.programmes.proposed import NOW, make_guest, make_service, make_voorstel

pytestmark = pytest.mark.django_db
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def town(programme):
    """A service and two guests; nothing stands on the board."""
    people = [make_guest(programme, "An", "Aerts"), make_guest(programme, "Bo", "Boone")]
    return make_service(programme, "De Linde"), people


def url(name, *args):
    return reverse(name, args=["leiedorp", "2025", *args])


def drawn(response):
    return " ".join(response.content.decode().split())


def answers(**fields):
    sliders = dict.fromkeys(("dekking", "wensen", "bevoegdheden", "spreiding", "verplaatsing"), "2")
    usual = {"scope": "alles", "standing": "houden", "seconds": "10", "day_max": "2", "week_max": "4"}
    return usual | sliders | fields


def telling(*told, after=None):
    """A planner that tells this, and goes on until it is stopped or breaks."""

    def plan(problem, *, on_progress, should_stop, **_):
        for progress in told:
            on_progress(progress)
        while after is None and not should_stop():
            time.sleep(0.01)
        if after:
            raise after
        return told[-1].plan

    return plan


def claimed(programme, **fields):
    """By a worker that is about to make it."""
    return make_voorstel(programme, state="bezig", attempts=1, plan={}, score=None, **fields)


def test_the_form_offers_the_programme_its_days_services_and_people(town, coordinator, client_of):
    form = client_of(coordinator).get(url("voorstel-new")).context["form"]
    zorgdienst, people = town
    groups = dict(form.fields["scope"].choices[1:])
    assert form.fields["scope"].choices[0] == ("alles", "Heel het programma")
    assert groups["Eén dag"][0] == ("dag:2025-02-24", "Maandag 24 februari")
    assert groups["Eén dienst"] == [(f"dienst:{zorgdienst.pk}", "De Linde")]
    assert groups["Eén persoon"] == [(f"persoon:{one.pk}", str(one)) for one in people]


@pytest.mark.parametrize("wat", ["dag:2025-02-25", "alles"])
def test_the_form_begins_with_what_was_pressed(town, coordinator, client_of, wat):
    page = client_of(coordinator).get(url("voorstel-new"), {"wat": wat})
    assert page.context["form"]["scope"].value() == wat


def test_the_form_leads_back_to_what_was_asked_before(programme, town, coordinator, client_of):
    made = [make_voorstel(programme, title=f"Voorstel {number}") for number in range(4)]
    page = drawn(client_of(coordinator).get(url("voorstel-new")))
    assert [one.title for one in made if f'href="{one.get_absolute_url()}"' in page] == [
        "Voorstel 1",
        "Voorstel 2",
        "Voorstel 3",
    ]


def test_the_buttons_on_the_board_lead_to_the_form(programme, town, coordinator, client_of):
    zorgdienst, people = town
    page = drawn(client_of(coordinator).get(url("board"), {"toon": "dag", "dag": "2025-02-25"}))
    wanted = ["dag:2025-02-25", f"dienst:{zorgdienst.pk}", f"persoon:{people[0].pk}"]
    assert [wat for wat in wanted if f'{url("voorstel-new")}?wat={wat}"' not in page] == []


def test_a_board_without_anything_offers_a_first_proposal(programme, town, coordinator, client_of):
    client = client_of(coordinator)
    offer = f'<a href="{url("voorstel-new")}">laat Expeditie een voorstel maken</a>'
    assert offer in drawn(client.get(url("board")))
    make_bezoek(programme, zorgdienst=town[0])
    assert offer not in drawn(client.get(url("board")))


def test_a_proposal_is_asked_and_made(programme, town, coordinator, client_of, django_capture_on_commit_callbacks):
    client = client_of(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("voorstel-new"), answers(seconds="10", dekking="4", ask_all="on"))
    made = Voorstel.objects.get()
    assertRedirects(response, made.get_absolute_url())
    assert (made.title, made.state, made.by, made.attempts) == ("Heel het programma", "klaar", coordinator, 1)
    assert (made.asked["settings"]["dekking"], made.asked["settings"]["ask_all"], made.seconds_asked) == (4, True, 10)
    assert Bezoek.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"scope": "dienst:0"}, "Dit staat niet meer in het programma. Kies iets uit de lijst."),
        ({"scope": "conflict:weg"}, "Dit staat niet meer in het programma. Kies iets uit de lijst."),
        ({"standing": "x"}, "Kies een van de twee."),
        ({"seconds": "3600"}, "Kies een tijd uit de lijst."),
        ({"day_max": "0"}, "Kies een getal van 1 tot 8."),
        ({"week_max": "veel"}, "Kies een getal van 1 tot 20."),
        ({"wensen": "5"}, "Zet wensen op een van de vijf plaatsen, van 0 tot 4."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_mend(town, coordinator, client_of, fields, problem):
    response = client_of(coordinator).post(url("voorstel-new"), answers(**fields))
    assert [str(error) for errors in response.context["form"].errors.values() for error in errors] == [problem]
    assert Voorstel.objects.count() == 0


def test_a_folded_part_stands_open_when_it_holds_something(town, coordinator, client_of):
    client = client_of(coordinator)
    opened = [
        client.post(url("voorstel-new"), answers(scope="x", **fields)).context["form"].differs
        for fields in ({}, {"wensen": "4"}, {"ask_all": "on"})
    ]
    assert opened == [
        {"sliders": False, "people": False},
        {"sliders": True, "people": False},
        {"sliders": False, "people": True},
    ]


def test_a_conflict_is_solved_in_one_press(programme, town, coordinator, client_of):
    zorgdienst, people = town
    make_bezoek(programme, zorgdienst=zorgdienst, people=people[:1], start="19.00")
    conflict = find_conflicts(load_week(programme))[0]
    client = client_of(coordinator)
    page = drawn(client.get(url("conflict-list")))
    assert f'<input type="hidden" name="scope" value="conflict:{conflict.key}">' in page
    other = make_service(programme, "De Brug")
    for start in ("8.00", "8.30"):
        make_bezoek(programme, zorgdienst=other, people=people[1:], start=start)  # a contradiction that stays
    client.post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    assert Voorstel.objects.get().title == "Een conflict bij De Linde"


def test_of_a_meal_that_somebody_declined_no_proposal_is_asked(programme, town, coordinator, client_of):
    """It changes visits only: at a meal it would find that there is nothing to change."""
    zorgdienst, people = town
    meal = make_bezoek(programme, zorgdienst=zorgdienst, people=people, kind="maaltijd", start="12.00")
    meal.deelnames.filter(mandataris=people[0]).update(answer="nee")
    conflict = next(one for one in find_conflicts(load_week(programme)) if one.kind == "afgezegd")
    client = client_of(coordinator)
    page = drawn(client.get(url("conflict-list")))
    offered = f'name="scope" value="conflict:{conflict.key}"' in page
    assert (conflict.text in page, "Haal eraf" in page, offered) == (True, True, False)
    asked = client.post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    assert asked.context["form"].errors["scope"] == [
        "Afgezegd: daar verandert een voorstel niets aan. Pas het zelf aan op het bord."
    ]
    assert Voorstel.objects.count() == 0
    visit = make_bezoek(programme, zorgdienst=zorgdienst, people=people, start="9.00")
    visit.deelnames.filter(mandataris=people[0]).update(answer="nee")
    (planned,) = (one for one in find_conflicts(load_week(programme)) if one.kind == "afgezegd" and one != conflict)
    assert f'name="scope" value="conflict:{planned.key}"' in drawn(client.get(url("conflict-list")))


def test_a_solved_conflict_is_gone_once_it_is_taken_over(
    programme, town, coordinator, client_of, django_capture_on_commit_callbacks
):
    """An's visit is after hours and moves to the day; Bo's, that does not wring, stays as it is."""
    zorgdienst, (an, bo) = town
    make_bezoek(programme, zorgdienst=zorgdienst, people=[an], start="19.00", end="20.30")
    stays = make_bezoek(programme, zorgdienst=make_service(programme, "De Brug"), people=[bo])
    [conflict] = [one for one in find_conflicts(load_week(programme)) if one.kind == "niet_beschikbaar"]
    client = client_of(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        made = client.post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    shown = client.get(made.url).context["shown"]
    assert conflict in shown.conflicts.solved
    assert (shown.conflicts.new, shown.summary) == ([], "1 bezoek verplaatst.")
    client.post(url("voorstel-accept", Voorstel.objects.get().pk), {"all": "on"})
    week = load_week(programme)
    assert conflict.key not in {one.key for one in find_conflicts(week)}
    was, moved = sorted(week.visits, key=lambda visit: visit.id != stays.pk)
    assert (was.hours, [part.person for part in moved.people], 480 <= moved.start <= moved.end <= 1080) == (
        "9.30–10.30",
        [an.pk],
        True,
    )


def test_what_contradicts_itself_is_told_before_anything_is_planned(programme, town, coordinator, client_of):
    _, people = town
    for name in ("De Kade", "De Brug"):
        make_bezoek(programme, zorgdienst=make_service(programme, name), people=people[:1], start="10.00")
    client = client_of(coordinator)
    first = client.post(url("voorstel-new"), answers())
    assert ("Wat vaststaat, spreekt zichzelf tegen" in drawn(first), Voorstel.objects.count()) == (True, 0)
    client.post(url("voorstel-new"), answers(anyway=first.context["seen"]))
    assert Voorstel.objects.count() == 1


def test_a_programme_without_anything_gives_an_empty_proposal(
    programme, coordinator, client_of, django_capture_on_commit_callbacks
):
    client = client_of(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("voorstel-new"), answers())
    assert "Er is niets te veranderen" in drawn(client.get(response.url))


def test_four_at_once_is_enough(programme, town, coordinator, client_of):
    for _ in range(4):
        make_voorstel(programme, state="wacht", lease_until=LATER)
    response = client_of(coordinator).post(url("voorstel-new"), answers())
    assert response.context["form"].non_field_errors() == [
        "Er zijn al 4 voorstellen bezig. Wacht tot er een klaar is, of stop er een."
    ]
    assert Voorstel.objects.count() == 4


def test_what_solves_a_conflict_waits_for_no_long_plan(
    programme, town, coordinator, client_of, django_capture_on_commit_callbacks
):
    """It is there when the page is, and nothing of it comes in the queue."""
    zorgdienst, people = town
    make_bezoek(programme, zorgdienst=zorgdienst, people=people[:1], start="19.00", end="20.30")
    for _ in range(work.MOST_OPEN):
        make_voorstel(programme, state="wacht", lease_until=LATER)
    conflict = find_conflicts(load_week(programme))[0]
    with django_capture_on_commit_callbacks() as queued:
        response = client_of(coordinator).post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    made = Voorstel.objects.first()
    assert (response.url, made.state, made.attempts, queued) == (made.get_absolute_url(), "klaar", 1, [])


def test_so_many_that_solve_a_conflict_at_once_is_enough(programme, town, coordinator, client_of):
    make_bezoek(programme, zorgdienst=town[0], people=town[1][:1], start="19.00")
    conflict = find_conflicts(load_week(programme))[0]
    for _ in range(work.MOST_OPEN):
        make_voorstel(programme, scope=scope_of(conflict), state="bezig", lease_until=LATER)
    response = client_of(coordinator).post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    assert response.context["form"].non_field_errors() == [
        "Er zijn al 4 voorstellen bezig. Wacht tot er een klaar is, of stop er een."
    ]


def test_what_died_while_it_solved_a_conflict_is_brought_back_to_life(programme, town):
    make_bezoek(programme, zorgdienst=town[0], people=town[1][:1], start="19.00", end="20.30")
    scope = scope_of(find_conflicts(load_week(programme))[0])
    made = make_voorstel(programme, scope=scope, state="bezig", lease_until=NOW, attempts=1)
    assert work.revive(programme, now=NOW + dt.timedelta(seconds=1)) == 1
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("klaar", 2)


def test_what_died_after_its_last_attempt_is_not_busy(programme, town, coordinator):
    dead = [make_voorstel(programme, state="bezig", lease_until=NOW, attempts=3) for _ in range(4)]
    later = NOW + dt.timedelta(seconds=1)
    made = work.ask(programme, title="x", asked={}, problem={}, by=coordinator, now=later)
    assert set(Voorstel.objects.open()) == {made}
    assert {one.state for one in Voorstel.objects.filter(pk__in=[one.pk for one in dead])} == {"klaar"}


def test_the_oldest_make_room(programme, town, coordinator):
    old = [make_voorstel(programme) for _ in range(work.MOST_KEPT)]
    made = work.ask(programme, title="x", asked={}, problem={}, by=coordinator, now=NOW)
    assert set(Voorstel.objects.all()) == {*old[1:], made}


def test_what_was_taken_over_is_kept_until_it_is_undone(programme, town, coordinator):
    first, second, *others = (make_voorstel(programme) for _ in range(work.MOST_KEPT + 1))
    for voorstel, undone_at in ((first, None), (first, NOW), (second, NOW)):
        Wijziging.objects.create(programme=programme, at=NOW, label="x", voorstel=voorstel, undone_at=undone_at)
    made = work.ask(programme, title="x", asked={}, problem={}, by=coordinator, now=NOW)
    assert set(Voorstel.objects.all()) == {first, *others, made}


def test_what_waits_stops_at_once(programme, town):
    made = make_voorstel(programme, state="wacht", plan={}, score=None)
    work.stop(made, now=NOW)
    made.refresh_from_db()
    assert made.state == "gestopt"


def test_the_worker_tells_how_far_it_is_and_stops_with_the_best_it_has(programme, town):
    made = claimed(programme, is_stopping=True)
    told = (Progress(0.1, Plan(score=40)), Progress(0.5, Plan(score=90, bound=120)))
    work.make(made, planner=telling(*told), beat=0.02)
    made.refresh_from_db()
    assert (made.state, made.score, made.bound) == ("klaar", 90, 120)
    assert made.curve == [[0.1, 40, None], [0.5, 90, 120]]


def test_a_proposal_that_is_thrown_away_is_left_by_its_worker(programme, town, caplog):
    made = claimed(programme)
    with just_before('UPDATE "programmes_voorstel"', Voorstel.objects.all().delete):
        work.make(made, planner=telling(Progress(0.1, Plan(score=40))), beat=0.02)
    assert (Voorstel.objects.count(), caplog.messages) == (0, [])


def test_a_planner_that_breaks_is_told(programme, town, caplog):
    made = claimed(programme)
    work.make(made, planner=telling(after=ArithmeticError("solver")))
    made.refresh_from_db()
    assert (made.state, made.message) == ("mislukt", "Het plannen is mislukt. Probeer het opnieuw.")
    assert "ArithmeticError: solver" in caplog.text


def test_a_second_worker_leaves_what_is_claimed(programme, town):
    made = make_voorstel(programme, state="bezig", attempts=1)
    work.run.call(made.pk)
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("bezig", 1)


def test_a_killed_worker_is_followed_by_another(programme, town):
    made = make_voorstel(programme, state="bezig", lease_until=NOW, attempts=1)
    assert work.revive(programme, now=NOW) == 0
    assert work.revive(programme, now=NOW + dt.timedelta(seconds=1)) == 1
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("klaar", 2)


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"attempts": 3}, ("klaar", "")),
        ({"attempts": 1, "is_stopping": True}, ("klaar", "")),
        ({"attempts": 3, "plan": {}}, ("mislukt", "Het plannen is drie keer afgebroken. Probeer het later opnieuw.")),
        ({"attempts": 1, "is_stopping": True, "plan": {}}, ("gestopt", "")),
        ({"attempts": 3, "problem": {}}, ("klaar", "")),
    ],
)
def test_the_best_that_a_killed_worker_left_is_kept(programme, town, fields, left):
    made = make_voorstel(programme, state="bezig", lease_until=NOW)
    Voorstel.objects.filter(pk=made.pk).update(**fields)
    work.revive(programme, now=NOW + dt.timedelta(seconds=1))
    made.refresh_from_db()
    assert (made.state, made.message) == left


LACKING = ["dienst zonder bezoek", "persoon zonder bezoek", "persoon zonder bezoek"]


def test_what_a_killed_worker_left_says_what_is_missing(programme, town, coordinator, client_of):
    """No visit at all, and the Linde, An and Bo lack one."""
    made = make_voorstel(programme, state="bezig", lease_until=NOW, attempts=3)
    page = client_of(coordinator).get(made.get_absolute_url())
    assert [one.badge for one in page.context["shown"].missing] == LACKING


def test_what_waits_again_after_a_crash_is_kept_when_it_is_stopped(programme, town, coordinator, client_of):
    made = make_voorstel(programme, state="wacht", lease_until=LATER, attempts=1)
    client = client_of(coordinator)
    client.post(url("voorstel-stop", made.pk))
    made.refresh_from_db()
    assert (made.state, made.lease_until, made.is_stopping) == ("klaar", None, False)
    page = client.get(made.get_absolute_url())
    assert [one.badge for one in page.context["shown"].missing] == LACKING


def test_the_page_follows_by_itself_until_it_is_ready(programme, town, coordinator, client_of):
    points = [[0.1, 1000, None], [2, 1200, 1260]]
    made = make_voorstel(
        programme, state="bezig", started_at=NOW, lease_until=LATER, curve=points, score=1200, bound=1260
    )
    client = client_of(coordinator)
    part = client.get(made.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert [
        text for text in ("1.200 punten", "Hoogstens 5\u00a0% beter is nog mogelijk.", "<path") if text not in part
    ] == []
    assert 'hx-trigger="load delay:1s"' in part
    Voorstel.objects.filter(pk=made.pk).update(state="klaar")
    ready = client.get(made.get_absolute_url(), headers={"HX-Request": "true"})
    assert (ready.headers["HX-Refresh"], ready.content) == ("true", b"")


def test_stop_is_passed_on(programme, town, coordinator, client_of):
    made = make_voorstel(programme, state="bezig", lease_until=LATER)
    response = client_of(coordinator).post(url("voorstel-stop", made.pk))
    made.refresh_from_db()
    assertRedirects(response, made.get_absolute_url())
    assert (made.state, made.is_stopping) == ("bezig", True)


def test_stopping_what_is_ready_changes_nothing(programme, town, coordinator, client_of):
    made = make_voorstel(programme)
    client_of(coordinator).post(url("voorstel-stop", made.pk))
    made.refresh_from_db()
    assert (made.state, made.is_stopping) == ("klaar", False)


def test_a_proposal_is_thrown_away(programme, town, coordinator, client_of):
    made = make_voorstel(programme)
    response = client_of(coordinator).post(url("voorstel-remove", made.pk))
    assertRedirects(response, url("voorstel-list"))
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Het voorstel ‘Heel het programma’ is weg. Aan het bord is niets veranderd."
    ]
    assert Voorstel.objects.count() == 0


@pytest.mark.parametrize(("state", "text"), [("gestopt", "gestopt voor er een plan was"), ("mislukt", "Ging niet.")])
def test_what_came_to_nothing_says_so(programme, town, coordinator, client_of, state, text):
    made = make_voorstel(programme, state=state, message="Ging niet.", plan={})
    assert text in drawn(client_of(coordinator).get(made.get_absolute_url()))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_whatever_its_length(
    programme, town, coordinator, client_of, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_voorstel(programme, by=coordinator)
    client = client_of(coordinator)
    with django_assert_num_queries(7):
        page = client.get(url("voorstel-list"))
    assert len(page.context["rows"]) == rows


def test_a_reader_finds_no_proposals(programme, town, lezer, client_of):
    made = make_voorstel(programme)
    assert [client_of(lezer).get(where).status_code for where in (url("voorstel-list"), made.get_absolute_url())] == [
        404,
        404,
    ]


@pytest.mark.parametrize(
    ("score", "bound", "words"),
    [
        (None, None, ""),
        (
            100,
            None,
            "Hoeveel beter het nog kan, is niet bewezen: de tijd was te kort, of naar een vast bezoek kan niemand.",
        ),
        (100, 100, "Beter kan niet: dat is bewezen."),
        (1000, 1001, "Hoogstens 0,1\u00a0% beter is nog mogelijk."),
        (1000, 1011, "Hoogstens 2\u00a0% beter is nog mogelijk."),
        (1000, 2000, "Hoogstens 100\u00a0% beter is nog mogelijk."),
        (1000, 2001, "Misschien kan het nog beter: dat dit het beste is, is niet bewezen."),
        (-50, 1950, "Misschien kan het nog beter: dat dit het beste is, is niet bewezen."),
    ],
)
def test_how_good_it_is_in_words(score, bound, words):
    assert room_left(score, bound) == words


def test_while_it_is_sought_nothing_is_said_of_what_is_not_proven_yet():
    assert room_left(100, None, is_open=True) == "Hoeveel beter het nog kan, rekent Expeditie nog uit."
    assert room_left(1000, 1001, is_open=True) == "Hoogstens 0,1\u00a0% beter is nog mogelijk."


def test_a_percentage_is_never_rounded_down():
    assert [percent(part) for part in (0.0001, 0.0099, 0.01, 0.0101)] == [
        "0,1\u00a0%",
        "1,0\u00a0%",
        "1\u00a0%",
        "2\u00a0%",
    ]


def test_the_curve_steps_from_score_to_score():
    curve = draw([(0.0, 0, None), (5.0, 50, 100)], seconds=10)
    assert curve is not None
    assert (curve.score, curve.bound) == ("M4.0 68.0H160.0V36.0H160.0", "M160.0 4.0H160.0")
    assert draw([], seconds=10) is None


def test_a_long_curve_is_thinned(programme):
    def plan(problem, *, on_progress, **_):
        for number in range(1000):
            on_progress(Progress(float(number), Plan(score=number)))
        return Plan()

    made = claimed(programme)
    work.make(made, planner=plan)
    made.refresh_from_db()
    first, *_, last = made.curve
    assert (first, last, len(made.curve) <= MOST_POINTS + 1) == ([0.0, 0, None], [999.0, 999, None], True)
