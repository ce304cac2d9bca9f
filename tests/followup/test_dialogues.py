"""The dialogue with residents in the report: what may be shared, and by nobody."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from followup.models import Sectie, Verslag
from followup.reports.composing import drafts
from followup.reports.dialogues import dialogues_of, dialogues_text
from followup.reports.facts import facts_of
from followup.reports.sections import compose
from followup.reports.standing import standing
from followup.reports.versions import make_version
from programmes.models import Inwoner, Oogst, Programme, User
from tests.programmes.werkvormen.dialoog_rows import (
    RESIDENTS,
    make_bijeenkomst,
    make_inwoner,
    make_oogst,
    make_traject,
)


def test_what_was_said_comes_in_the_report_without_names(programme: Programme) -> None:
    traject = make_traject(programme, theme="Alleen thuis")
    meeting = make_bijeenkomst(traject, RESIDENTS)
    maria = make_inwoner(traject, "Maria Claes", meeting)
    make_oogst(meeting, "Geen bus na zes", theme="Vervoer", inwoner=maria)
    make_oogst(meeting, "Maria Claes <b>mist</b> de bus", kind="quote")
    make_oogst(meeting, "Blijft onder ons", is_shared=False)
    assert dialogues_text(dialogues_of(programme)) == (
        "<h3>Samen zijn we slimmer</h3><p>Het ging over: Alleen thuis.</p>"
        "<p><strong>Vervoer</strong></p><ul><li>Geen bus na zes (inwoners)</li></ul>"
        "<p><strong>Wat nog aan bod kwam</strong></p>"
        "<ul><li>‘een inwoner &lt;b&gt;mist&lt;/b&gt; de bus’ (inwoners)</li></ul>"
    )
    found = [one for one in drafts(facts_of(programme, now=timezone.now())) if one.kind == Sectie.Kind.DIALOOG]
    assert [one.title for one in found] == ["In gesprek met inwoners"]


def test_where_nothing_was_said_there_is_no_section(programme: Programme) -> None:
    make_traject(programme)
    assert Sectie.Kind.DIALOOG not in {one.kind for one in drafts(facts_of(programme, now=timezone.now()))}


def test_no_name_stands_in_the_titles_and_subjects_of_the_report(programme: Programme) -> None:
    traject = make_traject(programme, title="Rond Maria Claes", theme="Hoe Maria woont")
    meeting = make_bijeenkomst(traject, RESIDENTS)
    make_inwoner(traject, "Maria Claes", meeting)
    make_oogst(meeting, "Zij kan niet weg", theme="Verhaal van mevrouw Claes")
    assert dialogues_text(dialogues_of(programme)) == (
        "<h3>Rond een inwoner</h3><p>Het ging over: Hoe een inwoner woont.</p>"
        "<p><strong>Verhaal van mevrouw een inwoner</strong></p><ul><li>Zij kan niet weg (inwoners)</li></ul>"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_dialogues_takes_three_queries(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        traject = make_traject(programme, title=f"Dialoog {number}")
        meeting = make_bijeenkomst(traject, RESIDENTS)
        make_inwoner(traject, f"Maria Claes{number}", meeting)
        make_oogst(meeting, f"Maria Claes{number} mist de bus")
    with django_assert_num_queries(3):
        found = dialogues_of(programme)
    said = [[line.text for subject in one.subjects for b in subject.bundles for line in b.lines] for one in found]
    assert said == [["een inwoner mist de bus"]] * count


@pytest.fixture
def maria(programme: Programme) -> Inwoner:
    """Whose words stand in a report that was composed."""
    traject = make_traject(programme)
    meeting = make_bijeenkomst(traject, RESIDENTS)
    resident = make_inwoner(traject, "Maria Claes", meeting)
    make_inwoner(traject, "Jan Maes", meeting)
    make_oogst(meeting, "Ik & Jan zijn bang", kind="quote", inwoner=resident)
    compose(programme, now=timezone.now())
    return resident


def leave(client: Client, resident: Inwoner, **data: str) -> Any:
    here = reverse("dialoog-inwoner-withdraw", args=["leiedorp", "2025", resident.traject_id, resident.pk])
    return client.post(here, data, follow=True) if data else client.get(here)


@pytest.mark.parametrize(("choice", "told"), [("weg", 1), ("naamloos", 0)])
def test_who_withdraws_is_told_where_their_words_stay(
    maria: Inwoner, coordinator: User, client_of: Callable[[User], Client], choice: str, told: int
) -> None:
    make_version(Verslag.objects.get(), note="", by=None, now=timezone.now())
    places = ["‘In gesprek met inwoners’ in het verslag", "versie 1 van het verslag"]
    staff = client_of(coordinator)
    assert leave(staff, maria).context["places"] == places
    after = leave(staff, maria, woorden=choice)
    kept = "Wat deze inwoner zei of wat erover gezegd is, staat nog in {}. Pas het daar aan."
    assert [str(one) for one in after.context["messages"]][1:] == [kept.format(" en ".join(places))] * told
    assert Oogst.objects.count() == 1 - told


def test_words_that_nobody_took_over_stand_nowhere(
    maria: Inwoner, programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    Sectie.objects.update(text="<p>Ik en Jan</p>", composed="")
    page = leave(client_of(coordinator), maria)
    assert (page.context["places"], "blijft daar.</p>" in page.text) == ([], True)
    assert (standing(programme, []), standing(programme, ["Ik en Ja"]), standing(programme, [" "])) == ([], [], [])
    assert standing(programme, ["Ik  en Jan"]) != []


@pytest.mark.parametrize("count", [1, 3])
def test_where_words_stand_takes_two_queries(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    verslag = Verslag.objects.create(programme=programme, title="Verslag", composed_at=timezone.now())
    for number in range(count):
        Sectie.objects.create(verslag=verslag, title=f"Deel {number}", text="<ul><li>Te ver</li><li>Te duur</li></ul>")
        make_version(verslag, note="", by=None, now=timezone.now() + dt.timedelta(days=number))
    with django_assert_num_queries(2):
        assert len(standing(programme, ["Te duur"])) == 2 * count
