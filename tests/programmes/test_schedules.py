"""What one person, one host and the whole house see of a week."""

from dataclasses import replace

import pytest

from programmes.entries import Entry
from programmes.schedules import host_schedule, person_schedule, week_schedule
from programmes.week import Host, Participation, Week
from tests.programmes.weeks import HOST, MONDAY, TUESDAY, person, service, visit, week

HALL, LINDE_AT, EIK_AT = (50.900, 3.20), (50.927, 3.20), (50.954, 3.20)  # 3 km apart: 6 minutes by car
LINDE = service(1, "De Linde", address="Lindestraat 1, 8000 Leiedorp", point=LINDE_AT)
EIK = service(2, "De Eik", address="Eikstraat 2, 8000 Leiedorp", point=EIK_AT, contacts=(Host(2, "Mia Claes"),))
AN = person(1, "An Peeters", function="burgemeester", fractie="Lijst A")
BO = person(2, "Bo Maes", function="schepen", fractie="Lijst B", remarks="Eet vegetarisch.")
PUPIL = person(3, "Noor Wit", is_minor=True)


def small(*visits: object, **info: object) -> Week:
    info = {"bestuur": "Leiedorp", "start_place": "Markt 1, 8000 Leiedorp", "start_point": HALL} | info
    return week(*visits, people=(AN, BO, PUPIL), services=(LINDE, EIK), **info)  # type: ignore[arg-type]


def entries(one: Week, key: int = 1) -> list[Entry]:
    schedule = person_schedule(one, key)
    assert schedule is not None
    return list(schedule.entries)


def departures(one: Week) -> list[str]:
    return [str(entry.departure or "") for entry in entries(one)]


def test_a_schedule_has_the_days_in_order_and_only_their_own_visits() -> None:
    one = small(
        visit(1, day=TUESDAY),
        visit(2, "14.00-15.00"),
        visit(3, "9.30-10.30", people=(2,)),
        visit(4, "9.30-10.30", people=(2, 1)),
    )
    schedule = person_schedule(one, 1)
    assert schedule is not None
    assert schedule.name == "An Peeters"
    assert [(day.name, [(e.hours, e.name) for e in day.entries]) for day in schedule.days] == [
        ("maandag 24 februari", [("9.30–10.30", "De Linde"), ("14.00–15.00", "De Linde")]),
        ("dinsdag 25 februari", [("9.30–10.30", "De Linde")]),
    ]


def test_who_was_not_in_the_programme_has_no_schedule() -> None:
    assert person_schedule(small(visit(1)), 99) is None


def test_who_has_no_visit_has_an_empty_schedule() -> None:
    schedule = person_schedule(small(visit(1)), 2)
    assert schedule is not None
    assert schedule.days == ()


def test_company_has_functions_and_the_fractie_only_when_the_authority_shows_it() -> None:
    (entry,) = entries(small(visit(1, people=(1, 2))))
    assert [(c.name, c.detail) for c in entry.people] == [("Bo Maes", "schepen")]
    (entry,) = entries(small(visit(1, people=(1, 2)), shows_fractie=True))
    assert [(c.name, c.detail) for c in entry.people] == [("Bo Maes", "schepen, Lijst B")]


def test_who_comes_later_and_leaves_earlier_sees_their_own_hours() -> None:
    (entry,) = entries(small(visit(1, "9.00-12.00", people=(Participation(1, start=600, end=660), 2))))
    assert (entry.hours, entry.visit.hours) == ("10.00–11.00", "9.00–12.00")
    assert (entry.comes_later, entry.leaves_earlier) == (True, True)
    (whole,) = entries(small(visit(1)))
    assert (whole.comes_later, whole.leaves_earlier) == (False, False)


def test_a_visit_past_midnight_ends_on_the_clock() -> None:
    (entry,) = entries(small(replace(visit(1), start=1380, end=1500)))
    assert entry.hours == "23.00–1.00"


# When to leave


def test_the_first_departure_of_each_day_is_from_the_town_hall() -> None:
    one = small(visit(1), visit(2, day=TUESDAY))
    assert departures(one) == ["Vertrek om 9.10 aan het gemeentehuis"] * 2
    assert entries(one)[0].departure.how == "6 min met de auto"  # type: ignore[union-attr]


def test_a_town_has_a_stadhuis() -> None:
    assert departures(small(visit(1), bestuur="Stad Leiedorp")) == ["Vertrek om 9.10 aan het stadhuis"]


def test_the_next_departure_is_from_the_previous_place() -> None:
    one = small(visit(1, "9.30-10.30"), visit(2, "14.00-15.00", service=2))
    assert departures(one)[1] == "Vertrek om 13.40 aan De Linde"


def test_a_departure_takes_the_slack_of_the_programme_and_the_mode_of_the_person() -> None:
    one = small(visit(1), slack=30)
    assert departures(one) == ["Vertrek om 8.50 aan het gemeentehuis"]
    slow = replace(one, people={1: replace(AN, mode="fiets")})
    (entry,) = entries(slow)
    assert entry.departure is not None
    assert (str(entry.departure), entry.departure.how) == (
        "Vertrek om 8.40 aan het gemeentehuis",
        "16 min met de fiets",
    )


def test_a_corrected_journey_counts_between_services() -> None:
    one = replace(
        small(visit(1), visit(2, "14.00-15.00", service=2)),
        travel={(2, 1, "auto"): 35},
    )
    assert departures(one)[1] == "Vertrek om 13.15 aan De Linde"


def test_nobody_leaves_before_the_previous_visit_ends() -> None:
    one = small(visit(1, "9.30-10.30"), visit(2, "10.35-11.30", service=2))
    assert departures(one)[1] == "Vertrek om 10.30 aan De Linde"


def test_nobody_leaves_to_stay_where_they_are() -> None:
    one = small(visit(1, "9.30-10.30"), visit(2, "11.00-12.00"))
    assert departures(one)[1] == ""
    assert [entry.stays for entry in entries(one)] == [False, True]


def test_without_a_point_nobody_can_tell_when_to_leave() -> None:
    assert departures(small(visit(1), start_point=None)) == [""]


def test_a_meal_without_a_place_does_not_move_anybody() -> None:
    one = small(
        visit(1, "9.30-10.30"),
        visit(2, "12.00-13.00", kind="maaltijd", service=None, host=None),
        visit(3, "14.00-15.00", service=2),
    )
    assert departures(one) == ["Vertrek om 9.10 aan het gemeentehuis", "", "Vertrek om 13.40 aan De Linde"]


def test_after_a_journey_block_or_a_place_typed_by_hand_no_departure_is_guessed() -> None:
    for between in (
        visit(2, "12.00-12.30", kind="verplaatsing", service=None, host=None),
        visit(2, "12.00-12.30", kind="vrij", service=None, host=None, place="Raadzaal"),
    ):
        one = small(visit(1, "9.30-10.30"), between, visit(3, "14.00-15.00", service=2))
        assert departures(one) == ["Vertrek om 9.10 aan het gemeentehuis", "", ""]


def test_free_time_is_told_from_half_an_hour_on_and_ends_when_one_leaves() -> None:
    one = small(visit(1, "9.30-10.30"), visit(2, "11.20-12.00", service=2), visit(3, "12.25-13.00", service=2))
    assert [(entry.free_before, entry.free_until) for entry in entries(one)] == [(0, 550), (30, 660), (0, 745)]


def test_a_press_moment_during_a_visit_is_no_journey_and_no_free_time() -> None:
    one = small(visit(1, "9.00-12.00"), visit(2, "10.00-10.30", kind="persmoment"), visit(3, "14.00-15.00", service=2))
    assert departures(one) == ["Vertrek om 8.40 aan het gemeentehuis", "", "Vertrek om 13.40 aan De Linde"]
    assert [entry.free_before for entry in entries(one)] == [0, 0, 100]


# Where, and what to know


def test_a_place_has_a_map_and_a_route_from_the_previous_place() -> None:
    first, second = entries(small(visit(1), visit(2, "14.00-15.00", service=2)))
    assert (first.where, str(first.place)) == ("Lindestraat 1, 8000 Leiedorp", "De Linde, Lindestraat 1, 8000 Leiedorp")
    assert first.place.map_url == "https://www.openstreetmap.org/?mlat=50.927&mlon=3.2#map=17/50.927/3.2"
    assert second.route_url == (
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&from=50.927%2C3.2&to=50.954%2C3.2"
    )


def test_a_route_follows_the_mode() -> None:
    one = replace(small(visit(1)), people={1: replace(AN, mode="te_voet")})
    assert "engine=fossgis_osrm_foot" in entries(one)[0].route_url


def test_a_service_without_a_point_is_sought_by_its_address() -> None:
    one = replace(small(visit(1)), services={1: replace(LINDE, point=None)})
    (entry,) = entries(one)
    assert entry.place.map_url == "https://www.openstreetmap.org/search?query=Lindestraat+1%2C+8000+Leiedorp"
    assert entry.route_url == (
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&from=&to=Lindestraat+1%2C+8000+Leiedorp"
    )


@pytest.mark.parametrize(
    ("place", "where", "has_map"),
    [("Raadzaal", "Raadzaal", False), ("Kerkstraat 5, Leiedorp", "Kerkstraat 5, Leiedorp", True)],
)
def test_a_place_typed_by_hand_goes_before_the_service(place: str, where: str, has_map: bool) -> None:  # noqa: FBT001
    (entry,) = entries(small(visit(1, place=place)))
    assert (entry.where, bool(entry.place.map_url), bool(entry.route_url)) == (where, has_map, has_map)
    assert (entry.parking, entry.departure) == ("", None)


def test_the_visit_speaks_first_then_the_service_then_the_programme() -> None:
    info = {"meeting_point": "Gemeentehuis", "clothing": "Vrij"}
    own = visit(1, meeting_point="Achterdeur", clothing="Laarzen", meal="Soep", activity="Afwassen")
    serving = replace(LINDE, meeting_point="Onthaal", clothing="Schort", meal="Dagschotel", activities="Meespelen")
    for one, expected in (
        (small(own, **info), ("Achterdeur", "Laarzen", "Soep", "Afwassen")),
        (
            replace(small(visit(1), **info), services={1: serving}),
            ("Onthaal", "Schort", "Dagschotel", "Meespelen"),
        ),
        (small(visit(1), **info), ("Gemeentehuis", "Vrij", "", "")),
        (small(visit(1)), ("", "", "", "")),
    ):
        (entry,) = entries(one)
        assert (entry.meeting_point, entry.clothing, entry.meal, entry.activity) == expected


def test_a_block_takes_no_clothing_or_meal_from_the_service() -> None:
    one = replace(
        small(visit(1, kind="persmoment"), clothing="Vrij"),
        services={1: replace(LINDE, clothing="Schort", meal="Soep", parking="Achteraan", meeting_point="Onthaal")},
    )
    (entry,) = entries(one)
    assert (entry.clothing, entry.meal, entry.parking, entry.meeting_point) == ("", "", "Achteraan", "Onthaal")


# The host, and the week


def test_a_host_sees_all_visits_to_their_services_and_those_where_they_receive() -> None:
    one = small(
        visit(1, "9.30-10.30", people=(1, 2)),
        visit(2, "11.00-12.00", service=2, host=HOST),
        visit(3, "14.00-15.00", service=2, host=Host(2, "Mia Claes")),
        visit(4, "15.00-15.30", kind="persmoment", host=None),
    )
    schedule = host_schedule(one, HOST.id)
    assert schedule is not None
    assert (schedule.name, [s.name for s in schedule.services]) == ("Griet Declercq", ["De Linde"])
    assert [(e.visit.id, e.headcount) for day in schedule.days for e in day.entries] == [
        (1, "2 personen"),
        (2, "1 persoon"),
        (4, "1 persoon"),
    ]


def test_a_host_sees_functions_remarks_minors_and_who_speaks() -> None:
    speaker = Participation(2, is_spokesperson=True, start=600, note="Komt met de bus")
    one = small(visit(1, "9.30-11.00", people=(1, speaker, 3)), shows_fractie=False)
    schedule = host_schedule(one, HOST.id)
    assert schedule is not None
    (entry,) = schedule.days[0].entries
    assert entry.headcount == "3 personen, van wie 1 minderjarig"
    assert [(c.name, c.detail, c.marks, c.remarks, c.hours, c.note) for c in entry.people] == [
        ("An Peeters", "burgemeester", [], "", "", ""),
        ("Bo Maes", "schepen", ["woordvoerder"], "Eet vegetarisch.", "10.00–11.00", "Komt met de bus"),
        ("Noor Wit", "", ["minderjarig"], "", "", ""),
    ]


def test_who_has_no_part_in_the_week_is_no_host() -> None:
    assert host_schedule(small(visit(1)), 99) is None


def test_a_host_without_visits_still_has_a_page() -> None:
    schedule = host_schedule(small(visit(1)), 2)
    assert schedule is not None
    assert (schedule.name, schedule.days) == ("Mia Claes", ())


def test_the_week_has_everything_by_day() -> None:
    one = small(visit(1), visit(3, "14.00-15.00", service=2), visit(2, day=TUESDAY, people=()))
    days = week_schedule(one).days
    assert [(day.day, [e.visit.id for e in day.entries]) for day in days] == [(MONDAY, [1, 3]), (TUESDAY, [2])]
    assert days[1].entries[0].headcount == "Nog niemand"
