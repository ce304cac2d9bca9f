import dataclasses
import datetime as dt

import pytest

from programmes.conflicts import Conflict, find_conflicts
from programmes.week import Participation, Week
from tests.programmes.weeks import MONDAY, TUESDAY, minutes, person, service, visit, week

HERE = (50.90, 3.20)
FAR = (50.98, 3.20)  # 8.9 km as the crow flies, 18 minutes by car


def of_kind(kind: str, found: Week) -> list[Conflict]:
    return [conflict for conflict in find_conflicts(found) if conflict.kind == kind]


def only(found: Week) -> Conflict:
    (conflict,) = find_conflicts(found)
    return conflict


def test_week_without_faults_has_no_conflicts():
    assert find_conflicts(week(visit(1))) == []


def test_visit_at_a_service_that_left_meanwhile_breaks_nothing():
    """Two coordinators at once: one takes the service out of the programme, the other plans a visit there."""
    found = find_conflicts(week(visit(1, "9.30-10.30"), visit(2, "10.30-11.30", service=2), visit(3, "13.00-14.00")))
    assert [conflict.kind for conflict in found] == []


def test_two_places_at_once_blocks_and_offers_the_nearest_free_hour():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "10.00-11.00", service=2),
        services=(service(1), service(2, "Het Nest")),
        slack=10,
    )
    conflict = only(there)
    assert conflict.text == (
        "An Peeters is op maandag 24 februari tegelijk bij De Linde (9.30–10.30) en bij Het Nest (10.00–11.00)."
    )
    assert conflict.blocks
    assert not conflict.can_accept
    assert conflict.visits == (1, 2)
    assert (conflict.way_out.text, conflict.way_out.visit) == ("Om 10.45 kan het wel.", 2)
    assert (conflict.way_out.day, conflict.way_out.start) == (MONDAY, minutes("10.45"))


def test_way_out_really_solves_the_conflict():
    there = week(visit(1), visit(2, "10.00-11.00", service=2), services=(service(1), service(2, point=HERE)))
    way_out = only(there).way_out
    moved = dataclasses.replace(there.by_id[2], day=way_out.day, start=way_out.start, end=way_out.start + 60)
    assert find_conflicts(there.with_visit(moved)) == []


def test_press_moment_during_a_visit_at_the_same_service_is_no_double():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "10.00-10.30", kind="persmoment", people=(Participation(1, is_spokesperson=True),)),
        people=(person(1, is_mayor=True),),
    )
    assert find_conflicts(there) == []


def test_partial_participation_counts_only_its_own_hours():
    there = week(
        visit(1, "9.00-16.00", people=(Participation(1, end=minutes("12.00")),)),
        visit(2, "13.00-14.00", service=2),
        services=(service(1), service(2, "Het Nest")),
    )
    assert find_conflicts(there) == []


@pytest.mark.parametrize(
    ("starts", "severity"),
    [("10.40", "blocks"), ("10.50", "warns")],
    ids=["less than the journey", "only the slack is missing"],
)
def test_too_little_travel(starts, severity):
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, f"{starts}-11.30", service=2),
        services=(service(1, point=HERE), service(2, "Het Nest", point=FAR)),
    )
    conflict = only(there)
    room = minutes(starts) - minutes("10.30")
    assert conflict.text == (
        f"An Peeters heeft {room} minuten om van De Linde (tot 10.30) naar Het Nest (vanaf {starts}) te gaan; "
        "nodig zijn 28 minuten: 18 met de auto en 10 marge."
    )
    assert conflict.severity == severity
    assert conflict.way_out.text == "Om 11.00 kan het wel."


def test_a_way_that_is_not_known_is_not_told_in_minutes():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "10.35-11.30", service=2),
        services=(service(1), service(2, "Het Nest")),
    )
    assert only(there).text.endswith("te gaan; nodig zijn 10 minuten marge.")


def test_travel_by_bicycle_takes_longer_and_a_correction_wins():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "11.00-11.30", service=2),
        people=(person(1, mode="fiets"),),
        services=(service(1, point=HERE), service(2, "Het Nest", point=FAR)),
    )
    assert only(there).kind == "reistijd"
    assert find_conflicts(dataclasses.replace(there, travel={(2, 1, "fiets"): 20})) == []


def test_meal_on_the_way_takes_its_time():
    places = (service(1, point=HERE), service(2, "Het Nest", point=FAR))
    two = (visit(1, "9.30-10.30"), visit(3, "11.15-12.00", service=2))
    meal = visit(2, "10.30-11.00", kind="maaltijd", service=None, host=None)
    assert find_conflicts(week(*two, services=places)) == []
    assert only(week(two[0], meal, two[1], services=places)).kind == "reistijd"


def test_journey_block_is_the_journey_and_takes_no_extra_time():
    there = week(
        visit(1, "9.30-10.30"),
        visit(2, "10.30-11.00", kind="verplaatsing", service=None, host=None),
        visit(3, "11.00-12.00", service=2),
        services=(service(1, point=HERE), service(2, "Het Nest", point=FAR)),
    )
    assert find_conflicts(there) == []


def test_outside_availability_says_when_it_does_suit():
    there = week(visit(1, "13.00-14.00"), people=(person(1, available=(("2025-02-24", 540, 720),)),))
    conflict = only(there)
    assert conflict.text == (
        "An Peeters kan op maandag 24 februari alleen van 9.00 tot 12.00, maar staat bij De Linde (13.00–14.00)."
    )
    assert conflict.blocks
    assert conflict.way_out.text == "Om 11.00 kan het wel."


def test_never_answered_is_not_unavailable_but_an_empty_answer_is():
    assert find_conflicts(week(visit(1), people=(person(1, available=None),))) == []
    conflict = only(week(visit(1), people=(person(1, available=()),)))
    assert conflict.text.startswith("An Peeters kan niet op maandag 24 februari")
    assert conflict.way_out.visit is None


def test_outside_the_moments_of_the_service_warns():
    there = week(visit(1, "12.00-13.00"), services=(service(1, moments=((0, 570, 690), (1, 840, 960))),))
    conflict = only(there)
    assert conflict.text == (
        "De Linde ontvangt op maandag 24 februari van 9.30 tot 11.30; dit bezoek is van 12.00 tot 13.00."
    )
    assert conflict.severity == "warns"
    assert conflict.way_out.text == "Om 10.30 kan het wel."


def test_way_out_on_another_day():
    there = week(visit(1, "12.00-13.00"), services=(service(1, moments=((1, 840, 960),)),))
    assert only(there).text.startswith("De Linde ontvangt niet op maandag 24 februari")
    assert only(there).way_out.text == "Op dinsdag 25 februari om 14.00 kan het wel."


def test_too_many_groups_at_once():
    there = week(visit(1), visit(2, people=(2,)), people=(person(1), person(2, "Bo Maes")))
    conflict = only(there)
    assert (conflict.kind, conflict.visits, conflict.blocks) == ("te_veel_groepen", (1, 2), True)
    assert conflict.text == "De Linde heeft op maandag 24 februari 2 groepen tegelijk (9.30–10.30); er past er één."


def test_groups_that_are_too_many_at_one_moment_are_one_conflict():
    """The first two and the last two are at once, the first and the last are not: two causes. The third is alone."""
    people = tuple(person(key) for key in (1, 2, 3, 4))
    hours = ("9.00-10.00", "9.30-11.00", "10.30-11.30", "13.00-14.00")
    there = week(*(visit(key, hours[key - 1], people=(key,)) for key in (1, 2, 3, 4)), people=people)
    assert [conflict.visits for conflict in find_conflicts(there)] == [(1, 2), (2, 3)]
    assert find_conflicts(there)[1].text == (
        "De Linde heeft op maandag 24 februari 2 groepen tegelijk (9.30–11.00 en 10.30–11.30); er past er één."
    )
    roomy = dataclasses.replace(there, services={1: service(1, max_groups=2)})
    assert find_conflicts(roomy) == []


def test_somebody_twice_at_one_place_is_told_with_one_name():
    there = week(visit(1), visit(2, "10.00-11.00"), services=(service(1, max_groups=2),))
    assert only(there).text == (
        "An Peeters staat op maandag 24 februari twee keer tegelijk bij De Linde (9.30–10.30 en 10.00–11.00)."
    )
    same = week(visit(1), visit(2), services=(service(1, max_groups=2),))
    assert only(same).text == "An Peeters staat op maandag 24 februari twee keer tegelijk bij De Linde (9.30–10.30)."


def test_too_many_and_too_few_people():
    people = tuple(person(key, f"Gast {key}") for key in (1, 2, 3))
    many = week(visit(1, people=(1, 2, 3)), people=people, services=(service(1, max_people=2),))
    assert only(many).text == "De Linde, maandag 24 februari 9.30–10.30: 3 deelnemers, en er mogen er hoogstens 2 zijn."
    assert only(many).blocks
    few = week(visit(1, people=(1,)), people=people[:2], services=(service(1, min_people=2),))
    conflict = of_kind("te_weinig", few)[0]
    assert conflict.text == "De Linde, maandag 24 februari 9.30–10.30: 1 deelnemer, en er moeten er minstens 2 zijn."
    assert conflict.way_out.text == "Gast 2 kan mee."


def test_too_few_says_when_nobody_can_join():
    busy = person(2, "Gast 2", available=())
    few = week(visit(1), people=(person(1), busy), services=(service(1, min_people=2),))
    assert of_kind("te_weinig", few)[0].way_out.text.startswith("Niemand anders kan op dit uur.")


def test_nobody_receives_and_no_contact():
    assert (
        only(week(visit(1, host=None))).text
        == "De Linde, maandag 24 februari 9.30–10.30: niemand ontvangt de bezoekers."
    )
    assert only(week(visit(1, host=None))).way_out.text == "Griet Declercq is contactpersoon en kan ontvangen."
    assert (
        only(week(visit(1, host=None), services=(service(1, contacts=()),))).text
        == "De Linde heeft geen contactpersoon."
    )


def test_service_without_visit_gets_its_first_free_moment():
    there = week(visit(1), services=(service(1), service(2, "Het Nest", moments=((1, 605, 725),))))
    assert only(there).text == "Niemand gaat op bezoek bij Het Nest."
    assert only(there).way_out.text == "Op dinsdag 25 februari om 10.05 kan het."


def test_person_without_visit_gets_a_visit_with_room():
    there = week(visit(1), people=(person(1), person(2, "Bo Maes")))
    assert only(there).text == "Bo Maes heeft nog geen bezoek."
    assert only(there).way_out.text == "Kan mee naar De Linde op maandag 24 februari om 9.30."


def test_meal_alone_is_not_a_visit():
    there = week(visit(1), visit(2, kind="maaltijd", people=(2,)), people=(person(1), person(2, "Bo Maes")))
    assert only(there).kind == "persoon_zonder_bezoek"


def test_press_moment_without_mayor_or_spokesperson():
    press = visit(2, "11.00-11.30", kind="persmoment", people=(1,))
    mayor = person(2, "Kris Baes", is_mayor=True)
    there = week(visit(1), press, visit(3, "14.00-15.00", people=(2,)), people=(person(1), mayor))
    no_mayor, no_spokesperson = find_conflicts(there)
    assert no_mayor.text == "De Linde, maandag 24 februari 11.00–11.30: de burgemeester is er niet bij."
    assert no_mayor.way_out.text == "Kris Baes kan erbij."
    assert no_spokesperson.text == "De Linde, maandag 24 februari 11.00–11.30: niemand is woordvoerder."


def test_outside_the_programme_blocks():
    there = week(visit(1, day=MONDAY - dt.timedelta(days=1)))
    assert only(there).text == (
        "De Linde, zondag 23 februari 9.30–10.30: het programma loopt van maandag 24 februari tot vrijdag 28 februari."
    )
    assert only(there).way_out.text == "Op maandag 24 februari om 9.30 kan het wel."


def test_minor_needs_an_adult_all_the_time():
    pupil = person(2, "Maxim", is_minor=True, accompanies=1)
    alone = week(visit(1), visit(2, "11.00-12.00", people=(2,)), people=(person(1), pupil))
    assert only(alone).text == (
        "Maxim is minderjarig en staat zonder begeleider bij De Linde, maandag 24 februari 11.00–12.00."
    )
    assert only(alone).way_out.text == "Zet An Peeters erbij."
    together = week(visit(1, people=(1, 2)), people=(person(1), pupil))
    assert find_conflicts(together) == []


def test_accepted_conflict_no_longer_blocks_until_the_facts_change():
    people = tuple(person(key, f"Gast {key}") for key in (1, 2))
    many = week(visit(1, people=(1, 2)), people=people, services=(service(1, max_people=1),))
    accepted = dataclasses.replace(many, accepted={only(many).key: "De directeur is akkoord."})
    assert only(accepted).accepted == "De directeur is akkoord."
    assert not only(accepted).blocks
    with_third = dataclasses.replace(accepted, people={**accepted.people, 3: person(3, "Gast 3")}).with_visit(
        visit(1, people=(1, 2, 3))
    )
    assert only(with_third).blocks


def test_conflicts_are_ordered_blocking_first_then_by_day():
    there = week(
        visit(1, "9.00-10.00", day=TUESDAY, people=(1, 2)),
        visit(2, "9.00-10.00", host=None, service=2),
        people=(person(1), person(2, "Bo Maes")),
        services=(service(1, max_people=1), service(2, "Het Nest")),
    )
    assert [conflict.kind for conflict in find_conflicts(there)] == ["te_veel", "geen_host"]
