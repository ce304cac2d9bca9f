"""A few parts of a proposal that leave a visit with too few people; and the button that does what the ticks say."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from programmes.loading import load_week
from programmes.models import Bezoek, Programme, Voorstel, Zorgdienst
from programmes.planner.problem import Visit
from programmes.voorstellen.plans import kept
from tests.factories import make_bezoek
from tests.programmes.proposed import make_guest, make_service, make_voorstel

pytestmark = pytest.mark.django_db


@pytest.fixture
def linde(programme: Programme) -> Zorgdienst:
    service = make_service(programme, "De Linde", min_people=2, max_people=2)
    make_service(programme, "De Meander")
    return service


@pytest.fixture
def visit(programme: Programme, linde: Zorgdienst) -> Bezoek:
    """With An and Bo; Cas could come too."""
    people = [make_guest(programme, *name.split()) for name in ("An Aerts", "Bo Boone", "Cas Claes")]
    return make_bezoek(programme, zorgdienst=linde, people=people[:2], end="11.00")


def proposed(visit: Bezoek, *names: str) -> Voorstel:
    """These stay on the visit, or come to it."""
    made = make_voorstel(visit.programme)
    people = [person.name.split()[0] for person in kept(made).bridge.problem.people]
    fixed: Visit = kept(made).bridge.problem.fixed[0]
    row = made.plan["visits"][0] | {"people": sorted(people.index(name) for name in names)}
    made.plan = made.plan | {"visits": [row]}
    made.save()
    assert (len(fixed.people), row["service"]) == (2, fixed.service)
    return made


def url(name: str, made: Voorstel) -> str:
    return reverse(name, args=["leiedorp", "2025", made.pk])


def take(staff: Client, made: Voorstel, key: str, **typed: Any) -> Any:
    return staff.post(url("voorstel-accept", made), {"part": [key], "level": "details"} | typed)


def off(visit: Bezoek, name: str) -> str:
    return f"eraf:b{visit.pk}:{visit.programme.bestuur.mandatarissen.get(first_name=name).pk}"


def on_board(programme: Programme) -> list[str]:
    week = load_week(programme)
    return [week.people[part.person].name for visit in week.visits for part in visit.people]


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def drawn(response: Any) -> str:
    return " ".join(response.text.replace("\u2060", "").split())


def test_who_is_taken_off_alone_is_not_taken_off_before_it_is_told(staff: Client, visit: Bezoek) -> None:
    response = take(staff, proposed(visit, "Bo", "Cas"), off(visit, "An"))
    page = drawn(response)
    assert on_board(visit.programme) == ["An Aerts", "Bo Boone"]
    assert (
        "De Linde, maandag 24 februari 9.30–11.00: 1 deelnemer, en er moeten er minstens 2 zijn. "
        "Volgens het voorstel komt Cas Claes erbij.</li>"
    ) in page
    assert page.count('<button class="button primary') == 1  # in the bar, where nothing covers it
    assert ("Neem de vervanging mee over" in page, "Neem toch alleen over wat aangevinkt is" in page) == (True, True)
    assert [tick.part.value for tick in response.context["ticks"] if tick.is_whole] == [off(visit, "An")]
    assert told(response) == []


def test_the_replacement_comes_along_when_that_is_chosen(staff: Client, visit: Bezoek) -> None:
    response = take(staff, proposed(visit, "Bo", "Cas"), off(visit, "An"), weinig="vervanging")
    assert on_board(visit.programme) == ["Bo Boone", "Cas Claes"]
    (said,) = told(response)
    assert said.startswith("Overgenomen: 2 wijzigingen.")
    assert said.endswith("De Linde, maandag 24 februari 9.30–11.00: Cas Claes komt erbij.")


def test_it_can_be_taken_over_alone_all_the_same(staff: Client, visit: Bezoek) -> None:
    take(staff, proposed(visit, "Bo", "Cas"), off(visit, "An"), weinig="toch")
    assert on_board(visit.programme) == ["Bo Boone"]


def test_without_a_replacement_there_is_none_to_choose(staff: Client, visit: Bezoek) -> None:
    page = drawn(take(staff, proposed(visit, "Bo"), off(visit, "An")))
    assert ("1 deelnemer, en er moeten er minstens 2 zijn.</li>" in page, "de vervanging" in page) == (True, False)
    take(staff, proposed(visit, "Bo"), off(visit, "An"), weinig="vervanging")
    assert on_board(visit.programme) == ["Bo Boone"]


@pytest.mark.parametrize("typed", [{"all": "on"}, {"weinig": "onzin", "all": "on"}])
def test_all_of_it_asks_nothing(staff: Client, visit: Bezoek, typed: dict[str, str]) -> None:
    take(staff, proposed(visit, "Bo", "Cas"), "", **typed)
    assert on_board(visit.programme) == ["Bo Boone", "Cas Claes"]


def test_a_visit_that_had_too_few_before_is_no_news(staff: Client, visit: Bezoek, linde: Zorgdienst) -> None:
    made = proposed(visit, "Bo", "Cas")
    linde.min_people = linde.max_people = 3
    linde.save()
    take(staff, made, off(visit, "An"))
    assert on_board(visit.programme) == ["Bo Boone"]


@pytest.mark.parametrize(
    ("ticked", "few"),
    [(["An"], True), (["An", "Cas"], False), ([], True)],
)
def test_the_first_button_on_the_board_does_what_was_ticked(
    staff: Client, visit: Bezoek, ticked: list[str], *, few: bool
) -> None:
    made = proposed(visit, "Bo", "Cas")
    person = {one.first_name: one.pk for one in visit.programme.bestuur.mandatarissen.all()}
    parts = [f"{'erbij' if name == 'Cas' else 'eraf'}:b{visit.pk}:{person[name]}" for name in ticked]
    response = staff.post(url("voorstel", made), {"part": parts, "toon": "bord"})
    assert response.context["is_few"] is few
    assert ('<div class="accept-bar few">' in response.text) is few
