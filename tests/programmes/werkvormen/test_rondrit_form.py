"""What is typed about a tour becomes its hours; what cannot be understood stays as it was typed."""

from typing import Any

import pytest

from programmes.forms.werkvormen.rondrit import RondeForm
from programmes.forms.werkvormen.rondrit_mensen import Passengers
from programmes.models import Ronde
from programmes.week import Participation, Visit
from programmes.werkvormen.rondrit.standing import Standing
from tests.programmes.weeks import person, service, visit, week

THREE = (service(1), service(2, "De Kade"), service(3, "De Speelboot"))
GOOD = {"title": "Kennismaking", "day": "2025-02-24", "start": "9:00"}


def errors(bound: RondeForm) -> dict[str, list[str]]:
    return {name: [str(error) for error in found] for name, found in bound.errors.items()}


def ronde(**typed: str) -> RondeForm:
    return RondeForm(GOOD | typed, week=week(services=THREE))


def hours(bound: RondeForm) -> list[tuple[int | None, str]]:
    assert errors(bound) == {}
    assert bound.planned is not None
    return [(leg.visit.service, leg.visit.hours) for leg in bound.planned.legs]


def test_a_tour_follows_the_order_that_was_typed() -> None:
    bound = ronde(**{"order-3": "1", "order-1": "2", "minutes-3": "30"})
    assert hours(bound) == [(3, "9.00–9.30"), (1, "9.40–11.10")]


def test_who_is_ticked_without_an_order_comes_last() -> None:
    bound = ronde(**{"with-1": "on", "order-3": "1", "with-2": "on"})
    assert [row.service.id for row in bound.chosen] == [3, 1, 2]
    assert [row.order for row in bound.chosen] == ["1", "", ""]
    assert hours(bound)[0] == (3, "9.00–10.30")
    assert [row.order for row in bound.shown] == ["1", "2", "3"]
    assert bound.others == []


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ({"up": "2"}, [2, 1, 3]),
        ({"down": "2"}, [1, 3, 2]),
        ({"drop": "2"}, [1, 3]),
        ({"up": "1"}, [1, 2, 3]),
        ({"down": "3"}, [1, 2, 3]),
        ({"line": "3", "before": "1"}, [3, 1, 2]),
        ({"line": "1", "to": "laatst"}, [2, 3, 1]),
        ({"line": "1", "before": "9"}, [1, 2, 3]),
        ({"line": "²", "before": "1"}, [1, 2, 3]),
        ({"up": "9" * 5000}, [1, 2, 3]),
        ({"drop": "²"}, [1, 2, 3]),
    ],
)
def test_a_button_moves_or_leaves_out_a_stop(button: dict[str, str], expected: list[int]) -> None:
    bound = ronde(**{"order-1": "1", "order-2": "2", "order-3": "3"} | button)
    assert [service for service, _ in hours(bound)] == expected


def test_a_tour_is_proposed() -> None:
    services = (service(1, moments=((0, 840, 960),)), service(2, "De Kade", moments=((2, 540, 600),)), THREE[2])
    bound = RondeForm(
        GOOD | {"with-1": "on", "with-2": "on", "with-3": "on", "propose": "on"}, week=week(services=services)
    )
    assert hours(bound) == [(3, "9.00–10.30"), (1, "14.00–15.30")]
    assert [(left.name, left.why) for left in bound.left_out] == [("De Kade", "ontvangt niet op maandag 24 februari")]
    assert [row.service.id for row in bound.others] == [2]
    assert (bound.is_proven, bound.was_proposed) == (True, True)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"__all__": ["Kies minstens één dienst: schrijf 1 bij de eerste, 2 bij de tweede, enzovoort."]}),
        ({"order-1": "eerst"}, {"__all__": ["De Linde: 'eerst' is geen goed getal bij volgorde."]}),
        ({"order-1": "1", "minutes-1": "0"}, {"__all__": ["De Linde: '0' is geen goed getal bij minuten."]}),
        (
            {"order-1": "1", "start": "23:30"},
            {"__all__": ["De ronde loopt door na middernacht bij De Linde. Begin vroeger, of kies minder."]},
        ),
        ({"order-1": "1", "start": ""}, {"start": ["Vul in wanneer de ronde vertrekt."]}),
        ({"order-1": "1", "back": "straks"}, {"back": ["'straks' is geen uur. Schrijf bijvoorbeeld 9.30."]}),
        ({"order-1": "1", "seats": "0"}, {"seats": ["Schrijf minstens 1, of laat het leeg."]}),
        ({"order-1": "1", "seats": "veel"}, {"seats": ["Schrijf een getal, bijvoorbeeld 8."]}),
        ({"order-1": "1", "seats": "1000"}, {"seats": ["Schrijf hoogstens 200."]}),
        ({"order-1": "1", "title": ""}, {"title": ["Geef de ronde een naam."]}),
        ({"order-1": "1", "back": "8:00"}, {"back": ["Terug zijn kan niet voor het vertrek."]}),
    ],
)
def test_a_tour_that_cannot_be_is_refused(typed: dict[str, str], wrong: dict[str, list[str]]) -> None:
    assert errors(ronde(**typed)) == wrong


def test_there_are_no_more_stops_than_a_day_can_hold() -> None:
    services = tuple(service(key, f"Dienst {key}") for key in range(1, 61))
    bound = RondeForm(GOOD | {f"with-{key}": "on" for key in range(1, 61)}, week=week(services=services))
    assert errors(bound) == {"__all__": ["Een ronde telt hoogstens 59 haltes, en je koos er 60."]}


def test_a_tour_keeps_what_was_typed() -> None:
    bound = ronde(**{"order-1": "eerst", "minutes-2": "20"})
    assert errors(bound) != {}
    assert [(row.order, row.minutes) for row in bound.rows] == [("eerst", "90"), ("", "20"), ("", "90")]
    assert [row.order for row in bound.shown] == ["eerst"]


# a tour that stands


def standing(**fields: Any) -> Standing:
    first = visit(11, "9.30-10.30", service=1, ronde=7)
    second = visit(12, "11.00-12.00", service=2, ronde=7)
    return Standing(Ronde(pk=7, title="Kennismaking"), (first, second), **fields)


def reopened(data: dict[str, str] | None = None, **fields: Any) -> RondeForm:
    found = standing(**fields)
    return RondeForm(data, week=week(*found.stops, services=THREE), standing=found)


def test_a_tour_is_reopened_as_it_stands() -> None:
    form = reopened()
    assert [(row.service.id, row.order, row.minutes, row.state) for row in form.chosen] == [
        (1, "1", "60", "11.1"),
        (2, "2", "60", "12.1"),
    ]
    assert (form["title"].value(), form["day"].value(), form["start"].value()) == (
        "Kennismaking",
        "2025-02-24",
        "09:30",
    )
    assert ("people" in form.fields, "move_published" in form.fields) == (False, False)


def test_what_is_published_keeps_its_hour_unless_asked() -> None:
    data = GOOD | {"order-1": "2", "order-2": "1"}
    kept = reopened(data, published=frozenset({12}))
    assert hours(kept) == [(2, "11.00–12.00"), (1, "12.10–13.10")]
    moved = reopened(data | {"move_published": "on"}, published=frozenset({12}))
    assert hours(moved) == [(2, "9.00–10.00"), (1, "10.10–11.10")]


def test_a_stop_left_out_goes_off_the_board() -> None:
    form = reopened(GOOD | {"order-1": "1"})
    assert hours(form) == [(1, "9.00–10.00")]
    assert [gone.id for gone in form.removed] == [12]


def test_what_somebody_else_changed_is_told() -> None:
    form = reopened(GOOD | {"order-1": "1", "order-2": "2", "state-2": "12.8"})
    assert errors(form) == {
        "__all__": [
            (
                "Iemand anders wijzigde intussen het bezoek aan De Kade. "
                "Hieronder is gerekend met hoe het nu staat: kijk het na en bewaar opnieuw."
            )
        ]
    }
    assert form.planned is not None


# who rides along


def passengers(data: dict[str, str] | None = None) -> Passengers:
    stops = (visit(1, people=(1, Participation(3, note="met de rolstoel"))), visit(2, "11.00-12.00", people=(3,)))
    people = (person(1), person(2, "Bo Claes"), person(3, "Cas Dhont"))
    return Passengers(week(people=people), stops, data)


def people_of(visits: list[Visit]) -> list[list[int]]:
    return [[part.person for part in one.people] for one in visits]


def test_everybodys_stretch_is_shown() -> None:
    found = passengers()
    assert [(row.person.id, row.first, row.last) for row in found.along] == [(1, "1", "1"), (3, "1", "2")]
    assert [row.person.id for row in found.others] == [2]


def test_who_joins_for_a_part_takes_part_in_those_visits_only() -> None:
    found = passengers({"first-1": "", "last-1": "", "first-2": "2", "last-2": "2", "first-3": "1", "last-3": "2"})
    assert found.errors == []
    assert people_of(found.visits()) == [[3], [3, 2]]
    assert found.visits()[0].people[0].note == "met de rolstoel"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"first-2": "1"}, "Bo Claes: kies waar die opstapt én waar die afstapt."),
        ({"first-2": "2", "last-2": "1"}, "Bo Claes stapt af voor het opstappen: wissel de twee haltes om."),
        ({"first-2": "9" * 5000, "last-2": "2"}, "Bo Claes: kies een halte uit de lijst."),
        (
            {"state": "0-0"},
            "Iemand anders wijzigde intussen deze ronde. Kijk na of de haltes nog kloppen en bewaar opnieuw.",
        ),
    ],
)
def test_a_stretch_that_cannot_be_is_refused(typed: dict[str, str], wrong: str) -> None:
    found = passengers(typed)
    assert found.errors == [wrong]


def test_who_skips_a_stop_stays_so_unless_changed() -> None:
    stops = tuple(visit(key, f"{key + 8}.00-{key + 8}.30", people=(1,) if key != 2 else ()) for key in (1, 2, 3))
    found = Passengers(week(), stops, {})
    assert [(row.first, row.last) for row in found.along] == [("gaten", "gaten")]
    assert people_of(found.visits()) == [[1], [], [1]]
    changed = Passengers(week(), stops, {"first-1": "1", "last-1": "3"})
    assert people_of(changed.visits()) == [[1], [1], [1]]
