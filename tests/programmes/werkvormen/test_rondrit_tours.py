"""The hours of a tour, its proposal, and who gets on and off: pure."""

from dataclasses import replace

import pytest

from programmes.agenda import Agenda
from programmes.schedules import person_schedule
from programmes.week import DECLINED, Participation, Person, Visit, Week
from programmes.werkvormen.rondrit.boarding import Boarding, Part, boardings, most_aboard, parts
from programmes.werkvormen.rondrit.proposing import Proposal, propose
from programmes.werkvormen.rondrit.showing import removal, tour_lines, warnings
from programmes.werkvormen.rondrit.tours import Ride, Tour, Wanted, suiting, timed, town_hall, troubles
from tests.programmes.weeks import HOST, MONDAY, minutes, person, service, visit, week

HERE, THERE = (50.90, 3.20), (50.94, 3.20)  # 4.4 km apart: 9 minutes by car, 24 by bike
NINE = minutes("9.00")
OPEN = ((0, minutes("8.00"), minutes("12.00")),)  # on Mondays


def town(*visits: Visit, people: tuple[Person, ...] = (person(1),), **second: object) -> Week:
    services = (service(1, point=HERE), service(2, "De Kade", **{"point": THERE} | second))
    return week(*visits, services=services, people=people, start_place="Markt 1", start_point=HERE)


def ride(**fields: object) -> Ride:
    return Ride(**{"day": MONDAY, "leave": NINE, "people": (1,)} | fields)  # type: ignore[arg-type]


def both(first: int = 45, second: int = 30) -> list[Wanted]:
    return [Wanted(1, first), Wanted(2, second)]


def shown(tour: Tour) -> list[tuple[str, int, int]]:
    return [(leg.visit.hours, leg.journey, leg.departs) for leg in tour.legs]


# hours


def test_a_tour_counts_the_journeys_and_the_slack() -> None:
    tour = timed(town(), ride(), both())
    assert shown(tour) == [("9.00–9.45", 0, NINE), ("10.05–10.35", 9, minutes("9.45"))]


def test_a_tour_goes_as_slow_as_its_slowest_traveller() -> None:
    w = town(people=(person(1), person(2, mode="fiets")))
    assert timed(w, ride(people=(1, 2)), both()).legs[1].journey == 24
    assert timed(w, ride(people=(1, 2), mode="auto"), both()).legs[1].journey == 9


def test_a_tour_leaves_from_the_town_hall_and_comes_back() -> None:
    w = town()
    tour = timed(w, ride(origin=town_hall(w)), [Wanted(2, 30)])
    assert shown(tour) == [("9.20–9.50", 9, minutes("9.00"))]
    assert (tour.home, tour.back) == (9, minutes("9.59"))


def test_a_town_hall_without_a_point_takes_no_time() -> None:
    w = week(services=(service(1, point=HERE),), bestuur="Stad Gent")
    tour = timed(w, ride(origin=town_hall(w)), [Wanted(1, 30)])
    assert (town_hall(w).name, shown(tour), tour.home) == ("het stadhuis", [("9.00–9.30", 0, NINE)], 0)


def test_the_visits_of_a_tour_are_new() -> None:
    made = timed(town(), ride(), both()).visits
    assert [(v.id, v.werkvorm, v.host, v.people) for v in made] == [
        (-1, "rondrit", HOST, (Participation(1),)),
        (-2, "rondrit", HOST, (Participation(1),)),
    ]


def test_the_group_waits_for_a_door_that_opens_later_that_day() -> None:
    w = town(moments=((0, minutes("11.00"), minutes("12.00")),))
    tour = timed(w, ride(), both())
    assert (shown(tour)[1], tour.legs[1].free) == (("11.00–11.30", 9, minutes("10.40")), 56)
    assert timed(w, ride(leave=minutes("12.00")), both()).legs[1].visit.hours == "13.05–13.35"


def test_a_visit_that_moves_takes_its_people_along() -> None:
    later = replace(visit(5, "14.00-15.00", people=(Participation(1, start=minutes("14.30")),)), ronde=7)
    tour = timed(town(later), ride(), [Wanted(1, 45, later)])
    assert tour.visits == [
        replace(later, start=NINE, end=minutes("9.45"), people=(Participation(1, start=minutes("9.30")),))
    ]


def test_a_visit_that_is_kept_stays_at_its_hour_and_says_when_that_cannot_be() -> None:
    kept = visit(5, "9.30-10.00", service=2)
    w = town(kept)
    tour = timed(w, ride(), [Wanted(1, 45), Wanted(2, 30, kept, is_kept=True)])
    assert tour.legs[1].visit.hours == "9.30–10.00"
    assert troubles(w, tour) == [
        ["An Peeters is dan bij De Kade (9.30–10.00)"],
        ["De groep kan er pas om 10.04 zijn, en dit bezoek blijft om 9.30 beginnen"],
    ]


def test_what_does_not_suit_is_told_per_stop() -> None:
    w = town(people=(person(1), person(2, "Bo Claes")), moments=OPEN, max_people=1)
    tour = timed(w, ride(leave=minutes("11.30"), people=(1, 2)), both())
    assert troubles(w, tour) == [
        [],
        [
            "De Kade ontvangt op maandag 24 februari van 8.00 tot 12.00",
            "De Kade neemt hoogstens 1 bezoekers, en er komen er 2",
        ],
    ]


def test_the_group_goes_together_however_each_comes() -> None:
    w = town(people=(person(1, mode="fiets"),))
    assert troubles(w, timed(w, ride(mode="auto"), both())) == [[], []]
    apart = replace(timed(w, ride(mode="auto"), both()), mode="")
    assert [why[0][:31] for why in troubles(w, apart)] == ["An Peeters heeft 20 minuten om "] * 2


def test_the_own_programme_leaves_when_the_tour_does() -> None:
    stops = (visit(1, ronde=7, ronde_mode="auto"), visit(2, "11.00-12.00", service=2, ronde=7, ronde_mode="auto"))
    alone = visit(3, "14.00-15.00")
    schedule = person_schedule(town(*stops, alone, people=(person(1, mode="fiets"),)), 1)
    assert schedule is not None
    assert [entry.departure and entry.departure.how for entry in schedule.entries] == [
        None,
        "9 min met de auto",
        "24 min met de fiets",
    ]


def test_everybody_who_cannot_is_named() -> None:
    nobody = {"available": (("2025-02-25", 480, 720),)}
    w = town(people=(person(1, **nobody), person(2, "Bo Claes", **nobody), person(3, "Cas Dhont")))
    assert troubles(w, timed(w, ride(people=(1, 2, 3)), [Wanted(1, 45)])) == [
        ["An Peeters kan niet op maandag 24 februari", "Bo Claes kan niet op maandag 24 februari"]
    ]


def test_a_visit_that_goes_is_in_nobodys_way() -> None:
    gone = visit(5, "9.00-10.00", service=2, people=(1,))
    w = town(gone)
    tour = timed(w, ride(), [Wanted(1, 45)])
    assert troubles(w, tour) == [["An Peeters is dan bij De Kade (9.00–10.00)"]]
    assert troubles(w, tour, gone=[gone]) == [[]]


def test_a_service_with_another_group_does_not_suit_then() -> None:
    w = town(visit(5, "10.00-11.00", service=2, people=()), moments=OPEN)
    assert suiting(Agenda(w), 2, MONDAY) == [(480, 600), (660, 720)]
    two_groups = town(visit(5, "10.00-11.00", service=2, people=()), moments=OPEN, max_groups=2)
    assert suiting(Agenda(two_groups), 2, MONDAY) == [(480, 720)]


# what is proposed


def order(found: Proposal) -> list[int]:
    return [stop.service for stop in found.stops]


def reasons(found: Proposal) -> list[tuple[str, str]]:
    return [(left.name, left.why) for left in found.left_out]


def three(*moments: str) -> Week:
    """Three services at one place, each open on Monday as told; '' is always."""
    spans = [tuple(minutes(text) for text in moment.split("-")) if moment else () for moment in moments]
    services = [
        service(key, f"Dienst {key}", point=HERE, moments=((0, *span),) if span else ())
        for key, span in enumerate(spans, start=1)
    ]
    return week(services=tuple(services))


def hour_each(count: int) -> list[Wanted]:
    return [Wanted(key, 60) for key in range(1, count + 1)]


def test_the_order_follows_the_moments_that_suit() -> None:
    w = three("14.00-15.00", "", "9.00-10.00")
    found = propose(w, ride(back=minutes("16.00")), hour_each(3))
    assert (order(found), reasons(found), found.is_proven) == ([3, 2, 1], [], True)
    tour = timed(w, ride(), found.stops)
    assert [(leg.visit.hours) for leg in tour.legs] == ["9.00–10.00", "10.10–11.10", "14.00–15.00"]


def test_the_hours_of_a_proposal_are_round_and_suit() -> None:
    w = town()
    hall = town_hall(w)
    found = propose(w, ride(origin=hall, back=minutes("12.00")), both(47, 33))
    tour = timed(w, ride(origin=hall), found.stops)
    assert [leg.visit.start % 5 for leg in tour.legs] == [0, 0]
    assert (troubles(w, tour), tour.back <= minutes("12.00")) == ([[], []], True)


@pytest.mark.parametrize(
    ("moment", "back", "why"),
    [
        ("9.00-9.30", "16.00", "ontvangt op maandag 24 februari van 9.00 tot 9.30, te kort voor 60 minuten"),
        (
            "17.00-18.00",
            "16.00",
            "ontvangt op maandag 24 februari van 17.00 tot 18.00, en dat past niet tussen het vertrek en de terugkeer",
        ),
        ("9.00-10.30", "16.00", "past er alleen bij als Dienst 1 wegvalt"),
        ("", "11.00", "past er alleen bij als Dienst 1 wegvalt"),
    ],
)
def test_what_cannot_be_fitted_says_why(moment: str, back: str, why: str) -> None:
    w = three("9.00-10.00", moment)
    found = propose(w, ride(back=minutes(back)), hour_each(2))
    assert reasons(found) == [("Dienst 2", why)]


def test_a_service_that_is_closed_or_taken_says_so() -> None:
    w = week(
        visit(9, "8.00-18.00", service=2, people=()),
        services=(service(1, moments=((3, 540, 600),)), service(2, "De Kade", moments=((0, 540, 600),))),
    )
    assert reasons(propose(w, ride(), hour_each(2))) == [
        ("De Linde", "ontvangt niet op maandag 24 februari"),
        ("De Kade", "heeft op maandag 24 februari al een andere groep"),
    ]


def test_nothing_fits_before_the_return() -> None:
    assert reasons(propose(three(""), ride(back=minutes("9.30")), hour_each(1))) == [
        ("Dienst 1", "ontvangt altijd, en dat past niet tussen het vertrek en de terugkeer")
    ]


def test_what_is_kept_goes_before_all_else() -> None:
    kept = visit(5, "10.00-11.00", service=1)
    w = replace(three("", "9.30-10.30", "10.30-11.30"), visits=(kept,))
    stops = [Wanted(1, 60, kept, is_kept=True), Wanted(2, 60), Wanted(3, 60)]
    found = propose(w, ride(back=minutes("11.30")), stops)
    assert (order(found), [left.name for left in found.left_out]) == ([1], ["Dienst 2", "Dienst 3"])


# who gets on and off


def stop(key: int, *people: int, **fields: object) -> Visit:
    return visit(key, f"{8 + key}.00-{8 + key}.30", people=people, **fields)


def test_who_joins_for_a_part_gets_on_and_off_at_stops() -> None:
    stops = [stop(1, 1, 2), stop(2, 1, 2, 3), stop(3, 1, 3)]
    assert boardings(stops) == [
        Boarding((), (1, 2), 2),
        Boarding((), (), 2),
        Boarding((2,), (3,), 2),
        Boarding((), (), 2),
    ]
    assert parts(stops) == {1: Part(0, 2), 2: Part(0, 1), 3: Part(1, 2)}


def test_who_skips_a_stop_is_told() -> None:
    w = replace(town(), visits=(stop(1, 1), stop(2), stop(3, 1)))
    assert parts(w.visits) == {1: Part(0, 2, has_gaps=True)}
    tour = Tour((), 0, NINE)
    assert list(warnings(w, tour, back=None, seats=None)) == []
    ridden = timed(w, ride(), [Wanted(1, 30, one, is_kept=True) for one in w.visits])
    assert list(warnings(w, ridden, back=minutes("9.30"), seats=None)) == [
        "De groep is pas om 11.30 terug, en je vroeg 9.30.",
        "An Peeters slaat een halte over, en rijdt dan zelf naar de volgende.",
    ]


def test_who_said_no_does_not_ride() -> None:
    declined = replace(stop(1), people=(Participation(1, answer=DECLINED), Participation(2)))
    assert (boardings([declined])[0], most_aboard([declined])) == (Boarding((), (2,), 1), 1)


def test_too_few_seats_are_told() -> None:
    w = town(people=(person(1), person(2)))
    tour = timed(w, ride(people=(1, 2)), both())
    assert list(warnings(w, tour, back=None, seats=1)) == ["Er rijden 2 mensen tegelijk mee, en er is maar 1 plaats."]
    assert list(warnings(w, tour, back=None, seats=2)) == []


def test_an_empty_tour_has_nobody_aboard() -> None:
    assert (boardings([]), most_aboard([]), parts([])) == ([], 0, {})


def test_a_line_says_what_moves() -> None:
    standing = visit(5, "14.00-15.00", service=2)
    w = town(standing)
    lines = tour_lines(w, timed(w, ride(), [Wanted(1, 45), Wanted(2, 30, standing)]), published=[5])
    assert [(line.was, line.was_published) for line in lines] == [("", False), ("14.00–15.00", True)]
    assert removal(w, standing, ()) == "De Kade (14.00–15.00) gaat van het bord, met 1 deelnemer."
