"""The dialogue with residents in the report: what may be shared, and by nobody."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from followup.models import Sectie
from followup.reports.composing import drafts
from followup.reports.dialogues import dialogues_of, dialogues_text
from followup.reports.facts import facts_of
from programmes.models import Programme
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
    found = [one for one in drafts(facts_of(programme)) if one.kind == Sectie.Kind.DIALOOG]
    assert [one.title for one in found] == ["In gesprek met inwoners"]


def test_where_nothing_was_said_there_is_no_section(programme: Programme) -> None:
    make_traject(programme)
    assert Sectie.Kind.DIALOOG not in {one.kind for one in drafts(facts_of(programme))}


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
