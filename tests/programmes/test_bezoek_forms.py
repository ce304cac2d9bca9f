"""What is typed about a visit: understood, or refused with a sentence at the field."""

import datetime as dt
from typing import Any

import pytest

from programmes.forms.board import BezoekForm, MoveForm
from programmes.forms.participants import Participants
from programmes.week import Participation, Visit, Week
from tests.programmes.weeks import HOST, MONDAY, TUESDAY, person, service, visit, week

SPRING = dt.date(2025, 3, 30)  # the clock goes from 2 to 3


def posted(**fields: Any) -> dict[str, str]:
    typed = {"kind": "bezoek", "service": "1", "day": "2025-02-24", "start": "9:30", "end": "10:30", "revision": "1"}
    return {key: str(value) for key, value in (typed | fields).items()}


def form(w: Week | None = None, **fields: Any) -> BezoekForm:
    w = w or week(visit(1))
    return BezoekForm(posted(**fields), week=w, visit=w.visits[0], contacts=[])


def errors(bound: Any) -> dict[str, list[str]]:
    return {name: [str(error) for error in found] for name, found in bound.errors.items()}


def test_what_is_typed_becomes_the_visit() -> None:
    bound = form(start="13.15", end="14u", host="1", title="Soep", clothing="schort", is_fixed="on", day="2025-02-25")
    assert errors(bound) == {}
    made = bound.to_visit()
    assert (made.day, made.hours, made.title, made.clothing) == (TUESDAY, "13.15–14.00", "Soep", "schort")
    assert (made.host, made.is_fixed, made.people) == (HOST, True, (Participation(1),))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        (
            {"day": "2025-03-24"},
            {"day": ["Deze dag valt buiten het programma (maandag 24 februari tot en met vrijdag"]},
        ),
        ({"day": ""}, {"day": ["Kies een dag."]}),
        ({"start": ""}, {"start": ["Vul in wanneer het begint."]}),
        ({"end": ""}, {"end": ["Vul in wanneer het eindigt."]}),
        ({"start": "half tien"}, {"start": ["'half tien' is geen uur. Schrijf bijvoorbeeld 9.30."]}),
        ({"end": "25:00"}, {"end": ["'25:00' is geen uur. Schrijf bijvoorbeeld 9.30."]}),
        ({"end": "9:00"}, {"end": ["Het einde ligt niet na het begin."]}),
        ({"service": ""}, {"service": ["Kies bij welke zorgdienst het bezoek is."]}),
        ({"service": "99"}, {"service": ["Deze keuze bestaat niet meer. Kies opnieuw."]}),
        ({"host": "99"}, {"host": ["Deze keuze bestaat niet meer. Kies opnieuw."]}),
        ({"kind": "vrij", "service": ""}, {"title": ["Geef dit blok een titel, zodat iedereen weet wat het is."]}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fields: dict[str, str], wrong: dict[str, list[str]]) -> None:
    found = errors(form(**fields))
    assert found.keys() == wrong.keys()
    assert all(found[name][0].startswith(texts[0]) for name, texts in wrong.items())


def test_a_visit_may_run_past_midnight_when_that_is_ticked() -> None:
    bound = form(start="22:00", end="6:00", overnight="on")
    assert errors(bound) == {}
    assert (bound.to_visit().end, bound.to_visit().hours) == (30 * 60, "22.00–6.00")


def test_an_hour_that_the_clock_skips_does_not_exist() -> None:
    w = week(visit(1, day=SPRING), first_day=SPRING, last_day=SPRING)
    found = errors(form(w, day="2025-03-30", start="2:30", end="4:00"))
    assert found == {"start": ["2.30 bestaat niet op zondag 30 maart: de klok gaat dan een uur vooruit."]}


def test_a_visit_outside_the_programme_keeps_its_day_in_the_list() -> None:
    w = week(visit(1, day=MONDAY - dt.timedelta(days=7)))
    assert errors(form(w, day="2025-02-17")) == {}


def test_a_meal_needs_no_service() -> None:
    bound = form(kind="maaltijd", service="")
    assert errors(bound) == {}
    assert bound.to_visit().service is None


def test_an_empty_field_shows_what_holds_then() -> None:
    w = week(visit(1), services=(service(1, clothing="witte schort"),), clothing="vrij", meal="broodjes")
    fields = form(w).fields
    shown = {name: fields[name].widget.attrs["placeholder"] for name in ("title", "clothing", "meal")}
    assert shown == {"title": "De Linde", "clothing": "witte schort", "meal": "broodjes"}


def test_the_contacts_of_the_service_come_first() -> None:
    w = week(visit(1), services=(service(1), service(2, "De Kade", contacts=(HOST,))))
    choices = form(w).fields["host"].choices  # type: ignore[attr-defined] # a choice field
    assert choices[2:] == [("De Linde", [(1, "Griet Declercq (directeur)")])]


def moving(typed: dict[str, str], old: Visit | None = None) -> MoveForm:
    w = week(old or visit(1))
    return MoveForm(typed, week=w, visit=w.visits[0])


def test_a_move_without_an_end_keeps_the_length() -> None:
    bound = moving({"day": "2025-02-25", "start": "14:00"})
    assert errors(bound) == {}
    assert (bound.moved().day, bound.moved().hours) == (TUESDAY, "14.00–15.00")


def test_a_night_that_is_moved_stays_a_night() -> None:
    bound = moving({"day": "2025-02-25", "start": "21:00", "end": "5:00"}, visit(1, "22.00-30.00"))
    assert errors(bound) == {}
    assert bound.moved().end == 29 * 60


def test_a_move_keeps_the_revision_that_was_seen() -> None:
    bound = moving({"day": "2025-02-25", "start": "14:00", "revision": "4"})
    assert bound.is_valid()
    assert bound.moved().revision == 4


def people_of(typed: dict[str, str], old: Visit | None = None) -> Participants:
    w = week(old or visit(1, people=()), people=(person(1), person(2, "Jan Claes")))
    return Participants(w, w.visits[0], typed)


def test_who_is_ticked_comes_along() -> None:
    people = people_of({"person-2": "on", "spokesperson-2": "on", "arrives-2": "10:00", "note-2": "met de fiets"})
    assert people.participations == (Participation(2, 600, None, True, "met de fiets"),)
    assert people.errors == []


def test_who_comes_when_it_begins_does_not_come_later() -> None:
    people = people_of({"person-1": "on", "arrives-1": "9:30", "leaves-1": "10:30"})
    assert people.participations == (Participation(1),)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"arrives-1": "straks"}, "An Peeters komt later: 'straks' is geen uur. Schrijf bijvoorbeeld 9.30."),
        ({"leaves-1": "12:00"}, "An Peeters vertrekt vroeger: 12:00 valt niet binnen het bezoek (9.30–10.30)."),
        ({"arrives-1": "10:00", "leaves-1": "9:45"}, "An Peeters vertrekt voor het aankomen."),
    ],
)
def test_hours_of_a_person_that_cannot_be_are_refused(typed: dict[str, str], wrong: str) -> None:
    people = people_of({"person-1": "on"} | typed)
    assert [text for _, text in people.errors] == [wrong]
    assert (people.chosen[0].start, people.chosen[0].end) == (typed.get("arrives-1", ""), typed.get("leaves-1", ""))


def test_who_can_come_stands_before_who_cannot() -> None:
    w = week(visit(1, people=()), people=(person(1, available=()), person(2, "Jan Claes"), person(3, "Eva Maes")))
    people = Participants(w, w.visits[0], {"person-3": "on"})
    rows = [[row.candidate.person.name for row in part] for part in (people.chosen, people.able, people.unable)]
    assert rows == [["Eva Maes"], ["Jan Claes"], ["An Peeters"]]
