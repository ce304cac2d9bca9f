import dataclasses
import datetime as dt

import pytest

from programmes.candidates import candidates
from programmes.loading import load_week
from programmes.models import Aanvaarding, Mandaat, Mandataris, Reistijd, Segment
from programmes.week import Host, Participation, Week
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_gast,
    make_mandaat,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme()


def test_who_is_not_on_the_guest_list_is_on_no_visit(programme):
    """Two coordinators at once: one takes somebody off the list, the other puts them on a visit."""
    bezoek = make_bezoek(programme)
    deelname = make_deelname(bezoek)
    programme.gasten.all().delete()
    assert load_week(programme).by_id[bezoek.pk].people == ()
    make_gast(programme, deelname.mandataris)
    assert load_week(programme).by_id[bezoek.pk].people == (Participation(deelname.mandataris_id),)


@pytest.mark.parametrize("rows", [1, 3])
def test_load_week_takes_five_queries(programme, django_assert_num_queries, rows):
    for _ in range(rows):
        contact = make_contactpersoon(programme.bestuur)
        dienst = make_zorgdienst(programme.bestuur, contact=contact)
        mandataris = make_mandataris(programme.bestuur, segment=Segment.RAAD)
        make_bezoek(programme, zorgdienst=dienst, host=contact, people=[mandataris])
    programme.bestuur.refresh_from_db()
    with django_assert_num_queries(5):
        week = load_week(programme)
    assert (len(week.visits), len(week.people), len(week.services)) == (rows, rows, rows)


def test_load_week_reads_a_visit_with_all_that_hangs_on_it(programme):
    contact = make_contactpersoon(programme.bestuur, name="Griet", phone="051 00 00 01")
    dienst = make_zorgdienst(programme.bestuur, contact=contact, moments=[[0, 570, 690]], latitude=50.9, longitude=3.2)
    an, bo = make_mandataris(programme.bestuur), make_mandataris(programme.bestuur)
    bezoek = make_bezoek(programme, start="9.30", end="11.00", zorgdienst=dienst, host=contact, people=[an])
    make_deelname(bezoek, bo, arrives_at=at(MONDAY, "10.00"), is_spokesperson=True)
    (visit,) = load_week(programme).visits
    assert (visit.day, visit.start, visit.end, visit.service) == (MONDAY, 570, 660, dienst.pk)
    assert visit.host == Host(contact.pk, "Griet", phone="051 00 00 01")
    assert visit.people == (Participation(an.pk), Participation(bo.pk, start=600, is_spokesperson=True))
    service = load_week(programme).services[dienst.pk]
    assert (service.point, service.moments, service.contacts) == ((50.9, 3.2), ((0, 570, 690),), (visit.host,))


def test_load_week_keeps_running_mandates_only_and_knows_the_mayor(programme):
    mayor = make_mandataris(programme.bestuur, segment=Segment.RAAD)
    make_mandaat(mayor, Segment.COLLEGE, function="Burgemeester")
    former = make_mandataris(programme.bestuur, segment=Segment.RAAD)
    make_mandaat(former, Segment.COLLEGE, function="Burgemeester", ends_on=MONDAY - dt.timedelta(days=1))
    prevented = make_mandataris(programme.bestuur)
    make_mandaat(prevented, Segment.COLLEGE, function="Burgemeester", is_prevented=True)
    for mandataris in (mayor, former, prevented):
        make_gast(programme, mandataris)
    people = load_week(programme).people
    assert (people[mayor.pk].is_mayor, people[mayor.pk].segments) == (True, ("college", "raad"))
    assert (people[former.pk].is_mayor, people[former.pk].segments) == (False, ("raad",))
    assert (people[prevented.pk].is_mayor, people[prevented.pk].segments) == (False, ())
    assert Mandaat.objects.count() == 5


def test_load_week_tells_never_answered_from_never_available(programme):
    silent, never = make_gast(programme), make_gast(programme, available=[])
    some = make_gast(programme, available=[["2025-02-24", 540, 720]])
    people = load_week(programme).people
    assert people[silent.mandataris_id].available is None
    assert people[never.mandataris_id].available == ()
    assert people[some.mandataris_id].available == (("2025-02-24", 540, 720),)


def test_load_week_reads_corrected_journeys_and_accepted_conflicts(programme):
    a, b = make_zorgdienst(programme.bestuur), make_zorgdienst(programme.bestuur)
    Reistijd.objects.create(bestuur=programme.bestuur, van=a, naar=b, mode="fiets", minutes=12)
    Aanvaarding.objects.create(programme=programme, key="geen_host:1", note="Mag.", at=at(MONDAY, "9.00"))
    week = load_week(programme)
    assert week.travel == {(a.pk, b.pk, "fiets"): 12}
    assert week.accepted == {"geen_host:1": "Mag."}


def test_visit_into_the_night_and_over_summer_time_keeps_clock_hours():
    saturday = dt.date(2026, 3, 28)
    programme = make_programme(first_day=saturday, days=2)
    bezoek = make_bezoek(programme, day=saturday, start="22.00", end="23.00")
    bezoek.ends_at = at(saturday + dt.timedelta(days=1), "6.00")
    bezoek.save()
    (visit,) = load_week(programme).visits
    assert (visit.start, visit.end, visit.hours) == (22 * 60, 30 * 60, "22.00–6.00")


def test_week_survives_json(programme):
    contact = make_contactpersoon(programme.bestuur)
    dienst = make_zorgdienst(programme.bestuur, contact=contact, moments=[[0, 570, 690]], latitude=50.9, longitude=3.2)
    bezoek = make_bezoek(programme, zorgdienst=dienst, host=contact)
    make_deelname(bezoek, leaves_at=at(MONDAY, "10.00"))
    make_gast(programme, available=[["2025-02-24", 540, 720]])
    week = load_week(programme)
    assert Week.from_json(week.to_json()) == week


def test_week_from_an_older_version_takes_defaults_for_what_it_lacks():
    old = {
        "info": {"title": "Oud", "first_day": "2025-02-24", "last_day": "2025-02-24", "gone": 1},
        "people": [{"id": 1, "name": "An"}],
        "services": [{"id": 2, "name": "De Linde"}],
        "visits": [{"id": 3, "kind": "bezoek", "day": "2025-02-24", "start": 570, "end": 600, "service": 2}],
    }
    week = Week.from_json(old)
    assert (week.info.slack, week.services[2].max_people, week.visits[0].people) == (10, 6, ())


def test_publication_leaves_out_what_stays_inside(programme):
    make_bezoek(programme, internal_note="Let op", people=[make_gast(programme, available=[]).mandataris])
    week = dataclasses.replace(load_week(programme), accepted={"x": "y"}).for_publication()
    assert [visit.internal_note for visit in week.visits] == [""]
    assert [person.available for person in week.people.values()] == [None]
    assert week.accepted == {}


def test_people_stand_by_family_name_whatever_its_first_letter(programme):
    """By bytes 'de Smet' would come after 'Zeger'."""
    people = [make_mandataris(programme.bestuur, last_name=name) for name in ("Zeger", "de Smet", "Adams")]
    visit = make_bezoek(programme)
    for person in people:
        make_deelname(visit, person)
    ordered = ["An Adams", "An de Smet", "An Zeger"]
    week = load_week(programme)
    assert [person.name for person in week.people.values()] == ordered
    assert [week.people[part.person].name for part in week.visits[0].people] == ordered
    assert [candidate.person.name for candidate in candidates(week, week.visits[0])] == ordered
    assert [str(person) for person in Mandataris.objects.filter(bestuur=programme.bestuur)] == ordered
    assert [str(one.mandataris) for one in visit.deelnames.all()] == ordered
