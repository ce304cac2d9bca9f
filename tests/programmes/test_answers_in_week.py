"""What people answer is in the draft, shows on the board, and is no part of the plan."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.cards import make_cards
from programmes.conflicts import find_conflicts
from programmes.differences import difference
from programmes.drafts import store, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Mandataris, Programme, User
from programmes.versions import PublishError, publish
from programmes.week import Participation, moved
from tests.factories import make_bezoek, make_contactpersoon, make_zorgdienst
from tests.programmes.weeks import person, visit, week

NO = Participation(1, answer="nee", reason="verlof")


@pytest.fixture
def bezoek(programme: Programme, an: Mandataris) -> Bezoek:
    """An said no, for a reason."""
    linde = make_zorgdienst(programme.bestuur, name="De Linde", contact=make_contactpersoon(programme.bestuur))
    bezoek = make_bezoek(programme, zorgdienst=linde, people=[an], host=linde.contactpersonen.get())
    Deelname.objects.update(answer="nee", answer_reason="verlof", answered_at=timezone.now())
    return bezoek


def test_who_said_no_blocks_and_can_be_taken_off() -> None:
    found = [c for c in find_conflicts(week(visit(7, people=(NO,)))) if c.kind == "afgezegd"]
    assert [(c.text, c.blocks, c.can_accept, c.key) for c in found] == [
        ("An Peeters komt niet naar De Linde, maandag 24 februari 9.30–10.30: verlof.", True, True, "afgezegd:1:7")
    ]
    way_out = found[0].way_out
    assert (way_out.text, way_out.visit, way_out.removed) == ("Haal An Peeters van dit bezoek.", 7, 1)


@pytest.mark.parametrize(("reason", "ending"), [("", "10.30."), ("Ziek.", "Ziek."), ("Kan het later?", "later?")])
def test_the_sentence_ends_once(reason: str, ending: str) -> None:
    part = replace(NO, reason=reason)
    [text] = [c.text for c in find_conflicts(week(visit(7, people=(part,)))) if c.kind == "afgezegd"]
    assert text.endswith(ending)
    assert not text.endswith("..")


@pytest.mark.parametrize("answer", ["", "ja"])
def test_any_other_answer_is_no_conflict(answer: str) -> None:
    part = Participation(1, answer=answer)
    assert "afgezegd" not in {c.kind for c in find_conflicts(week(visit(7, people=(part,))))}


def test_an_answer_is_not_published_and_no_difference() -> None:
    silent, answered = week(visit(7)), week(visit(7, people=(NO,)))
    assert answered.to_json() == silent.to_json()
    assert answered.for_publication().visits[0].people[0].answer == ""
    assert difference(silent, answered).is_empty


def test_the_draft_knows_the_answer(programme: Programme, bezoek: Bezoek) -> None:
    [part] = load_week(programme).visits[0].people
    assert (part.answer, part.reason) == ("nee", "verlof")


def test_a_change_keeps_the_answer_and_undo_does_not_mind(
    programme: Programme, bezoek: Bezoek, an: Mandataris, coordinator: User
) -> None:
    found = load_week(programme)
    shown = found.visits[0]
    later = moved(shown, day=shown.day, start=shown.start + 60)
    from_a_form = replace(later, people=(Participation(an.pk),))
    after = store(programme, found, put=[from_a_form], label="Later", by=coordinator, now=timezone.now())
    assert after.visits[0].people[0].answer == "nee"
    Deelname.objects.update(answer="ja")
    undo(programme, by=coordinator, now=timezone.now())
    assert Deelname.objects.get().answer == "ja"
    assert load_week(programme).visits[0].start == shown.start


def test_publishing_waits_until_it_is_mended(
    programme: Programme, bezoek: Bezoek, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    with pytest.raises(PublishError, match="Eén conflict houdt de publicatie tegen"):
        publish(programme, based_on=0, note="", by=coordinator, now=timezone.now())
    where = ["leiedorp", "2025"]
    page = client_of(coordinator).get(reverse("conflict-list", args=where)).content.decode()
    assert f'name="remove" value="{Deelname.objects.get().mandataris_id}"' in page
    url = reverse("bezoek-people", args=[*where, bezoek.pk])
    client_of(coordinator).post(url, {"remove": Deelname.objects.get().mandataris_id, "drop": "1"})
    assert not Deelname.objects.exists()


def test_the_card_strikes_the_name_through_and_says_it() -> None:
    shown = week(visit(7, people=(NO, 2)), people=(person(1, "An <b>"), person(2, "Bo")))
    card = make_cards(shown, [])[7]
    struck = '<s>An &lt;b&gt;</s><span class="visually-hidden"> (komt niet)</span>'
    assert card.people == f"<span>{struck}, Bo</span>"
    assert card.everybody == "An <b> (komt niet), Bo"


def test_the_form_of_the_visit_says_why(bezoek: Bezoek, coordinator: User, client_of: Callable[[User], Client]) -> None:
    page = client_of(coordinator).get(reverse("bezoek-edit", args=["leiedorp", "2025", bezoek.pk]))
    assert "komt niet: verlof" in page.content.decode()


def test_what_does_not_fit_on_the_card_is_counted() -> None:
    people = tuple(person(key, f"P{key}") for key in range(1, 6))
    card = make_cards(week(visit(7, people=(NO, 2, 3, 4, 5)), people=people), [])[7]
    assert card.people == '<span><s>P1</s><span class="visually-hidden"> (komt niet)</span>, P2 +3</span>'
