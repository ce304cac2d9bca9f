"""The programme as it was held: who was there, who was not, what had changed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from followup.reports.held import Held, HeldVisit, held
from programmes.models import Mandataris, Programme
from tests.factories import at, make_bezoek, make_mandataris
from tests.followup.reports import held_day, tick
from tests.invitations.agendas import publish


def visit_of(programme: Programme) -> HeldVisit:
    return held_of(programme).visits[0]


def held_of(programme: Programme) -> Held:
    was = held(programme)
    assert was is not None
    return was


def names(visit: HeldVisit) -> tuple[list[str], list[str]]:
    return ([who.name for who in visit.present], [who.name for who in visit.absent])


def test_without_a_published_programme_there_is_nothing(programme: Programme) -> None:
    make_bezoek(programme)
    assert held(programme) is None


def test_nobody_ticked_means_that_everybody_came(programme: Programme) -> None:
    held_day(programme)
    assert names(visit_of(programme)) == (["An Aerts", "Bo Baert", "een minderjarige gast"], [])
    assert visit_of(programme).is_ticked is False


def test_who_declined_is_not_told_of_unless_somebody_ticked_them(programme: Programme) -> None:
    visit = held_day(programme)
    an, bo = Mandataris.objects.get(last_name="Aerts"), Mandataris.objects.get(last_name="Baert")
    visit.deelnames.filter(mandataris__in=[an, bo]).update(answer="nee")
    assert names(visit_of(programme)) == (["een minderjarige gast"], [])
    tick(visit, an)
    assert names(visit_of(programme)) == (["An Aerts"], ["een minderjarige gast"])
    tick(visit, bo, is_present=False)
    assert names(visit_of(programme)) == (["An Aerts"], ["een minderjarige gast"])


def test_who_was_ticked_was_there_and_the_others_were_not(programme: Programme) -> None:
    visit = held_day(programme)
    tick(visit, Mandataris.objects.get(last_name="Aerts"))
    tick(visit, Mandataris.objects.get(last_name="Baert"), is_present=False)
    assert names(visit_of(programme)) == (["An Aerts"], ["Bo Baert", "een minderjarige gast"])


def test_who_came_unannounced_counts_without_a_name(programme: Programme) -> None:
    visit = held_day(programme)
    tick(visit, None, name="Rik Vercruysse", function="ouderenadviesraad")
    tick(visit, None, name="Mia Vercruysse")
    elsewhere = make_mandataris(programme.bestuur, first_name="Cas", last_name="Daels")
    tick(visit, elsewhere)
    one = visit_of(programme)
    assert one.unexpected == ("ouderenadviesraad", "een gast")
    assert (names(one)[0], one.heads) == (["Cas Daels"], 3)


def test_it_says_what_moved_and_what_was_dropped(programme: Programme) -> None:
    visit = held_day(programme)
    gone = make_bezoek(programme, start="14.00", title="Koffie")
    publish(programme)
    gone.delete()
    visit.starts_at, visit.ends_at = at(programme.first_day, "10.00"), at(programme.first_day, "11.00")
    visit.save()
    publish(programme)
    assert visit_of(programme).was == "9.30–10.30"
    visit.starts_at, visit.ends_at = at(programme.last_day, "10.00"), at(programme.last_day, "11.00")
    visit.save()
    publish(programme)
    assert visit_of(programme).was == "maandag 24 februari om 9.30–10.30"
    assert held_of(programme).dropped == ("Koffie, maandag 24 februari om 14.00–15.00",)


def test_whose_visits_and_who_received(programme: Programme) -> None:
    visit = held_day(programme)
    bo = Mandataris.objects.get(last_name="Baert")
    tick(visit, bo, is_present=False)
    an = Mandataris.objects.get(last_name="Aerts")
    tick(visit, an)
    was = held_of(programme)
    assert ([len(was.visits_of(bo.pk)), len(was.visits_of(an.pk))], was.of(visit.pk)) == ([0, 1], was.visits[0])
    assert visit.host_id
    assert visit.zorgdienst_id
    assert [len(was.received_by([], visit.host_id)), len(was.received_by([visit.zorgdienst_id], 0))] == [1, 1]
    assert was.received_by([], 0) == []


@pytest.mark.parametrize("visits", [1, 3])
def test_a_fixed_number_of_queries(
    programme: Programme, visits: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(visits):
        visit = make_bezoek(programme, start=f"{9 + number}.00", people=[make_mandataris(programme.bestuur)])
        tick(visit, visit.deelnemers.get())
        publish(programme)
    with django_assert_num_queries(3):
        held(programme)
