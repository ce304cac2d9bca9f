"""Two proposals side by side, and what if one thing were otherwise."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Voorstel
from programmes.voorstellen.comparing import compared
from programmes.voorstellen.plans import kept
from programmes.voorstellen.showing import shown_of
from tests.factories import MONDAY, make_bezoek, make_gast
from tests.programmes.proposed import TUESDAY, make_service, make_voorstel

OUTDATED = "Dit voorstel is van een vroegere versie van Expeditie. Vraag een nieuw."
pytestmark = pytest.mark.django_db
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def first(programme, town):
    """An and Bo to the Linde."""
    return make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"], town["bo"]])], title="Het ene")


@pytest.fixture
def second(programme, town):
    """An to the Linde, and to the Meander too."""
    placed = [(town["linde"], MONDAY, 570, [town["an"]]), (town["meander"], TUESDAY, 840, [town["an"]])]
    return make_voorstel(programme, placed, title="Het andere")


def url(name, *args):
    return reverse(name, args=["leiedorp", "2025", *args])


def drawn(response):
    return " ".join(response.content.decode().split())


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_second_is_told_against_the_first(first, second, coordinator, client_of):
    client = client_of(coordinator)
    page = client.get(url("voorstel-compare"), {"a": first.pk, "b": second.pk})
    comparison = page.context["comparison"]
    assert comparison.sentences[:2] == ("Wel een bezoek: De Meander.", "Niet meer op bezoek: Bo Boone.")
    found = figures(comparison)
    assert (found["Diensten met bezoek"], found["Mensen met bezoek"]) == ((1, 2, 1), (2, 1, -1))
    assert f'<a href="{first.get_absolute_url()}">Het ene</a>' in drawn(page)
    back = client.get(url("voorstel-compare"), {"a": second.pk, "b": first.pk}).context["comparison"]
    assert back.sentences[:2] == ("Geen bezoek meer: De Meander.", "Wel op bezoek: Bo Boone.")


def test_without_a_choice_the_last_two_stand_side_by_side(first, second, coordinator, client_of):
    client = client_of(coordinator)
    pairs = [
        client.get(url("voorstel-compare"), params).context["pair"] for params in ({}, {"b": second.pk}, {"a": "x"})
    ]
    assert pairs == [[second, first], [first, second], [second, first]]


@pytest.mark.parametrize("states", [[], ["klaar"], ["klaar", "mislukt", "gestopt"]])
def test_one_proposal_is_nothing_to_compare(programme, town, coordinator, client_of, states):
    for state in states:
        make_voorstel(programme, state=state)
    assert "Er is nog niets te vergelijken" in drawn(client_of(coordinator).get(url("voorstel-compare")))


def test_a_comparison_waits_for_what_is_still_made(programme, town, first, coordinator, client_of):
    busy = make_voorstel(programme, state="bezig", lease_until=LATER, title="Zonder dinsdag")
    page = drawn(client_of(coordinator).get(url("voorstel-compare"), {"a": first.pk, "b": busy.pk}))
    assert "‘Zonder dinsdag’ wordt nog gemaakt." in page
    assert 'hx-select="#vergelijking"' in page


def test_proposals_of_before_and_after_a_change_are_compared_as_the_weeks_they_would_be_now(programme, town, first):
    """Meanwhile a service joined, a guest too, and the draft got a visit: that stands in both."""
    make_service(programme, "De Brug")
    make_gast(programme)
    make_bezoek(programme, zorgdienst=town["meander"], day=TUESDAY, people=[town["an"]], end="9.50")
    later = make_voorstel(programme, [(town["linde"], MONDAY, 570, [town["an"]])])
    week = load_week(programme)
    one, other = shown_of(first, week), shown_of(later, week)
    for pair in ((one, other), (other, one)):
        assert figures(compared(*pair))["Diensten met bezoek"] == (2, 2, 0)
    assert compared(one, other).sentences[0] == "Niet meer op bezoek: Bo Boone."


@pytest.mark.parametrize("rows", [1, 3])
def test_a_comparison_takes_as_many_queries_for_one_visit_as_for_more(
    programme, town, coordinator, client_of, django_assert_num_queries, rows
):
    days = [MONDAY + dt.timedelta(days=n) for n in range(rows)]
    first, second = (
        make_voorstel(programme, [(town["linde"], day, start, [town[who]]) for day in days])
        for start, who in ((570, "an"), (660, "bo"))
    )
    client = client_of(coordinator)
    with django_assert_num_queries(13):
        page = client.get(url("voorstel-compare"), {"a": first.pk, "b": second.pk})
    assert len(page.context["comparison"].visits["Op een ander moment"]) == rows


def test_the_visits_that_differ_are_named(first, second, coordinator, client_of, town):
    page = drawn(client_of(coordinator).get(url("voorstel-compare"), {"a": first.pk, "b": second.pk}))
    assert (
        '<summary>Met andere mensen (1)</summary> <ul class="rows card"><li><strong>De Linde</strong>: '
        "maandag 24 februari 9.30\u2060–\u206011.00: alleen in het ene Bo Boone</li></ul>"
    ) in page
    assert "<li><strong>De Meander</strong>: dinsdag 25 februari 14.00\u2060–\u206015.30, met An Aerts</li>" in page


def figures(comparison):
    return {row.label: (row.first, row.second, row.better) for row in comparison.rows}


def test_both_pages_tell_the_same_sums_of_a_proposal(programme, town, coordinator, client_of):
    """Two groups at one moment are two visits, one outside the programme is a visit but not one of its days, a wish
    is granted by a visit of another length, and points mean nothing.
    """
    town["linde"].max_groups, town["linde"].max_people = 2, 1
    town["linde"].save()
    programme.gasten.filter(mandataris=town["an"]).update(wishes=[["service", town["meander"].pk]])
    saturday = MONDAY + dt.timedelta(days=5)
    make_bezoek(programme, zorgdienst=town["meander"], day=saturday, people=[town["an"]], end="12.30")
    made = make_voorstel(programme)
    linde = kept(made).bridge.services.index(town["linde"].pk)
    made.plan["visits"].append({"service": linde, "day": 0, "start": 570, "people": [0, 1]})
    made.save()
    other = make_voorstel(programme)
    client = client_of(coordinator)
    sums = client.get(made.get_absolute_url()).context["shown"].sums
    told = (sums.visits, sums.days, sums.services, sums.services_unvisited, sums.people, sums.people_without_visit)
    assert (told, sums.wishes) == ((3, 1, 2, 0, 2, 0), 1)
    page = client.get(url("voorstel-compare"), {"a": made.pk, "b": other.pk})
    told = {label: first for label, (first, _, _) in figures(page.context["comparison"]).items()}
    assert [
        told[label]
        for label in ("Bezoeken", "Dagen met bezoeken", "Diensten met bezoek", "Mensen met bezoek", "Wensen")
    ] == [sums.visits, sums.days, sums.services, sums.people, sums.wishes]
    assert ("Punten" in told, "punten" in drawn(page)) == (False, False)


def test_a_what_if_is_asked_and_laid_beside_the_first(
    first, coordinator, client_of, django_capture_on_commit_callbacks
):
    client = client_of(coordinator)
    page = client.get(first.get_absolute_url())
    labels = [variant.label for variant in page.context["variants"]]
    assert (labels[0], labels[-1]) == ("Alleen voormiddagen", "Zonder vrijdag 28 februari")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("voorstel-variant", first.pk), {"variant": "voormiddagen"})
    new = Voorstel.objects.latest("pk")
    assertRedirects(response, f"{url('voorstel-compare')}?a={first.pk}&b={new.pk}")
    assert (new.title, new.state, new.asked["variant"]) == ("Het ene: alleen voormiddagen", "klaar", "voormiddagen")
    windows = [window for service in new.problem["problem"]["services"] for window in service["windows"]]
    assert {end for _, _, end in windows} == {750}


def test_a_what_if_of_a_repair_is_named_after_what_moves(programme, town, coordinator, client_of):
    visits = [make_bezoek(programme, zorgdienst=town[name], people=[town["an"]]) for name in ("linde", "meander")]
    client = client_of(coordinator)
    (conflict,) = [one for one in find_conflicts(load_week(programme)) if len(one.visits) == len(visits)]
    client.post(url("voorstel-new"), {"scope": f"conflict:{conflict.key}", "quick": "1"})
    made = Voorstel.objects.get()
    page = client.get(made.get_absolute_url())
    assert [variant.key for variant in page.context["variants"]][:2] == ["voormiddagen", "namiddagen"]
    client.post(url("voorstel-variant", made.pk), {"variant": "namiddagen"})
    assert Voorstel.objects.latest("pk").title == (
        "Een conflict bij De Linde en De Meander: verplaats alleen naar namiddagen"
    )


@pytest.mark.parametrize(
    ("fields", "variant", "problem"),
    [
        ({}, "onzin", "Kies wat er anders moet."),
        ({"problem": {}}, "namiddagen", OUTDATED),
    ],
)
def test_what_cannot_be_otherwise_is_refused(programme, town, coordinator, client_of, fields, variant, problem):
    made = make_voorstel(programme, **fields, state="gestopt")
    response = client_of(coordinator).post(url("voorstel-variant", made.pk), {"variant": variant})
    assertRedirects(response, made.get_absolute_url(), fetch_redirect_response=False)
    assert (told(response), Voorstel.objects.count()) == ([problem], 1)


def test_a_what_if_too_many_waits(programme, town, first, coordinator, client_of):
    for _ in range(4):
        make_voorstel(programme, state="wacht", lease_until=LATER)
    response = client_of(coordinator).post(url("voorstel-variant", first.pk), {"variant": "namiddagen"})
    assert told(response) == ["Er zijn al 4 voorstellen bezig. Wacht tot er een klaar is, of stop er een."]


@pytest.mark.parametrize(
    "fields",
    [
        {"problem": {"days": []}},
        {"problem": []},
        {"asked": {"scope": {"what": "alles"}, "settings": {}}},
        {"asked": []},
        {"plan": {"visits": [{"service": 0}]}},
        {"plan": {"unmet": [{"what": "dienst"}]}},
        {"plan": []},
    ],
)
def test_what_an_earlier_version_kept_is_told_on_every_screen(programme, town, first, coordinator, client_of, fields):
    old = make_voorstel(programme, **fields)
    client = client_of(coordinator)
    pages = [client.get(old.get_absolute_url()), client.get(url("voorstel-compare"), {"a": first.pk, "b": old.pk})]
    assert [OUTDATED in drawn(page) for page in pages] == [True, True]
    assert told(client.post(url("voorstel-accept", old.pk), {"all": "on"})) == [OUTDATED]
    assert told(client.post(url("voorstel-variant", old.pk), {"variant": "namiddagen"}))[1:] == [OUTDATED]
