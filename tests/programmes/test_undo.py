"""'Ongedaan maken' as a coordinator presses it: what stood comes back exactly, whatever people answered."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Programme, User
from tests.factories import MONDAY, at, make_bezoek, make_deelname, make_mandataris
from tests.programmes.proposed import make_voorstel

WEDNESDAY = at(MONDAY, "8.00") - dt.timedelta(days=5)
ANSWERS: list[dict[str, Any]] = [
    {"answer": "ja", "answered_at": WEDNESDAY},
    {"answer": "nee", "answer_reason": "begrafenis", "answered_at": WEDNESDAY},
    {"answer": "", "answered_at": WEDNESDAY},  # waits for a place
    {"answer": ""},
]


def url(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def undo(staff: Client) -> str:
    """What is said on the board."""
    return staff.post(url("undo"), follow=True).text


def rows() -> list[dict[str, Any]]:
    """All that stands of who takes part, but for the number of the row."""
    names = [field.attname for field in Deelname._meta.concrete_fields if field.name != "id"]
    return list(Deelname.objects.order_by("bezoek", "mandataris").values(*names))


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """With somebody for each answer; who said yes comes later, speaks for the group, and has a note."""
    bezoek = make_bezoek(programme, start="9.30", end="11.00")
    for answer in ANSWERS:
        make_deelname(bezoek, **answer)
    Deelname.objects.filter(answer="ja").update(
        arrives_at=at(MONDAY, "10.00"), leaves_at=at(MONDAY, "10.30"), is_spokesperson=True, note="Met de fiets"
    )
    return bezoek


@pytest.mark.parametrize("who", range(len(ANSWERS)))
def test_who_was_taken_off_comes_back_with_their_answer(visit: Bezoek, staff: Client, who: int) -> None:
    before = rows()
    gone = before[who]["mandataris_id"]
    staff.post(url("bezoek-people", visit.pk), {"remove": gone, "drop": "1"})
    assert rows() == [row for row in before if row["mandataris_id"] != gone]
    assert "Ongedaan gemaakt" in undo(staff)
    assert rows() == before


def test_a_visit_that_went_comes_back_with_all_answers(visit: Bezoek, staff: Client) -> None:
    before = rows()
    staff.post(url("bezoek-delete", visit.pk))
    assert rows() == []
    undo(staff)
    assert rows() == before


def test_a_whole_tour_comes_back_with_all_answers(visit: Bezoek, programme: Programme, staff: Client) -> None:
    ronde = programme.rondes.create(title="Kennismaking")
    other = make_bezoek(programme, start="14.00", ronde=ronde)
    make_deelname(other, visit.deelnemers.order_by("pk")[1], answer="ja", answered_at=WEDNESDAY)
    Bezoek.objects.update(ronde=ronde)
    before = rows()
    staff.post(url("bezoek-delete", visit.pk), {"whole_ronde": "on"})
    undo(staff)
    assert rows() == before


def test_two_steps_back_bring_back_what_the_first_took(visit: Bezoek, staff: Client) -> None:
    before = rows()
    staff.post(url("bezoek-people", visit.pk), {"remove": before[1]["mandataris_id"], "drop": "1"})
    staff.post(url("bezoek-delete", visit.pk))
    undo(staff)
    undo(staff)
    assert rows() == before


def test_an_answer_since_then_of_who_stayed_is_kept(visit: Bezoek, staff: Client) -> None:
    before = rows()
    gone, stays = before[0]["mandataris_id"], before[3]["mandataris_id"]
    staff.post(url("bezoek-people", visit.pk), {"remove": gone, "drop": "1"})
    Deelname.objects.filter(mandataris=stays).update(answer="nee", answer_reason="ziek", answered_at=WEDNESDAY)
    undo(staff)
    assert rows() == [*before[:3], before[3] | {"answer": "nee", "answer_reason": "ziek", "answered_at": WEDNESDAY}]


def test_undo_of_a_proposal_lets_the_conflict_come_back(
    programme: Programme, coordinator: User, staff: Client, town: dict[str, Any]
) -> None:
    """An says no: the proposal takes An off, and undo may not make that a silent An who can be asked again."""
    linde = make_bezoek(programme, zorgdienst=town["linde"], people=[town["an"], town["bo"]], end="11.00")
    linde.deelnames.filter(mandataris=town["an"]).update(**ANSWERS[1])
    linde.deelnames.filter(mandataris=town["bo"]).update(**ANSWERS[0])
    before, told = rows(), conflicts(programme)
    made = make_voorstel(programme, by=coordinator)
    made.plan = made.plan | {"visits": [row | {"people": []} for row in made.plan["visits"]]}
    made.save()
    staff.post(reverse("voorstel-accept", args=["leiedorp", "2025", made.pk]), {"all": "on"})
    assert rows() == []
    assert "Ongedaan gemaakt: Voorstel overgenomen" in undo(staff)
    assert rows() == before
    assert conflicts(programme) == told
    assert any("begrafenis" in text for text in told)


def conflicts(programme: Programme) -> list[str]:
    return [conflict.text for conflict in find_conflicts(load_week(programme))]


@pytest.mark.parametrize("count", [1, 3])
def test_undo_asks_no_more_for_more_people(
    programme: Programme, staff: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [make_mandataris(programme.bestuur) for _ in range(count)]
    bezoek = make_bezoek(programme, people=people)
    Deelname.objects.update(answer="ja", answered_at=WEDNESDAY)
    staff.post(url("bezoek-delete", bezoek.pk))
    with django_assert_num_queries(29):
        staff.post(url("undo"))
    assert Deelname.objects.filter(answer="ja").count() == count
