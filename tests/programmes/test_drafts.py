import dataclasses
import datetime as dt

import pytest

from programmes.drafts import DraftError, StaleError, last_change, store, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Ronde, Wijziging
from programmes.times import NonexistentTimeError
from programmes.week import Host, Participation, Visit, moved
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_deelnemende_dienst,
    make_gast,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def coordinator(programme):
    return make_user(bestuur=programme.bestuur)


def put(programme, by, *visits, label="Gewijzigd"):
    return store(programme, load_week(programme), put=visits, label=label, by=by, now=NOW)


def test_store_makes_a_new_visit_with_its_people(programme, coordinator):
    dienst, gast = make_deelnemende_dienst(programme), make_gast(programme)
    new = Visit(0, "bezoek", MONDAY, 570, 660, service=dienst.pk, people=(Participation(gast.mandataris_id),))
    week = put(programme, coordinator, new, label="Bezoek toegevoegd")
    assert week == load_week(programme)
    (bezoek,) = Bezoek.objects.all()
    assert (bezoek.starts_at, bezoek.ends_at, bezoek.revision) == (at(MONDAY, "9.30"), at(MONDAY, "11.00"), 1)
    assert [d.mandataris_id for d in bezoek.deelnames.all()] == [gast.mandataris_id]
    change = Wijziging.objects.get()
    assert (change.label, change.by, change.before) == ("Bezoek toegevoegd", coordinator, {str(bezoek.pk): None})


def test_store_moves_a_visit_and_returns_the_week_as_reloaded(programme, coordinator):
    bezoek = make_bezoek(programme)
    make_deelname(bezoek, arrives_at=at(MONDAY, "10.00"))
    visit = load_week(programme).by_id[bezoek.pk]
    week = put(programme, coordinator, moved(visit, day=TUESDAY, start=840))
    assert week == load_week(programme)
    after = week.by_id[bezoek.pk]
    assert (after.day, after.start, after.end, after.revision) == (TUESDAY, 840, 900, 2)
    assert after.people[0].start == 870


def test_store_keeps_the_rows_of_who_stays(programme, coordinator):
    bezoek = make_bezoek(programme)
    stays, goes = make_deelname(bezoek), make_deelname(bezoek)
    comes = make_gast(programme)
    visit = load_week(programme).by_id[bezoek.pk]
    people = (Participation(stays.mandataris_id), Participation(comes.mandataris_id, is_spokesperson=True))
    put(programme, coordinator, dataclasses.replace(visit, people=people))
    assert Deelname.objects.filter(pk=stays.pk).exists()
    assert not Deelname.objects.filter(pk=goes.pk).exists()
    assert Deelname.objects.get(mandataris=comes.mandataris).is_spokesperson


def test_store_without_a_difference_writes_nothing(programme, coordinator):
    visit = load_week_visit(programme, make_bezoek(programme))
    put(programme, coordinator, visit)
    assert not Wijziging.objects.exists()
    assert Bezoek.objects.get().revision == 1


def load_week_visit(programme, bezoek):
    return load_week(programme).by_id[bezoek.pk]


def test_stale_visit_is_refused_whole(programme, coordinator):
    first, second = make_bezoek(programme), make_bezoek(programme, day=TUESDAY)
    old = load_week(programme)
    colleague = make_user(bestuur=programme.bestuur)
    put(programme, colleague, moved(old.by_id[second.pk], day=TUESDAY, start=600))
    mine = [moved(old.by_id[pk], day=MONDAY, start=900) for pk in (first.pk, second.pk)]
    with pytest.raises(StaleError) as caught:
        store(programme, old, put=mine, label="Verplaatst", by=coordinator, now=NOW)
    assert caught.value.mine == mine[1]
    assert caught.value.theirs == load_week(programme).by_id[second.pk]
    assert load_week(programme).by_id[first.pk].start == 570
    assert Wijziging.objects.filter(by=coordinator).count() == 0


def test_removing_a_visit_that_somebody_changed_is_refused(programme, coordinator):
    bezoek = make_bezoek(programme)
    old = load_week(programme)
    put(programme, coordinator, moved(old.by_id[bezoek.pk], day=MONDAY, start=600))
    with pytest.raises(StaleError):
        store(programme, old, remove=[old.by_id[bezoek.pk]], label="Geschrapt", by=coordinator, now=NOW)
    assert Bezoek.objects.count() == 1


def test_changing_a_visit_that_somebody_removed_is_refused(programme, coordinator):
    bezoek = make_bezoek(programme)
    old = load_week(programme)
    mine = moved(old.by_id[bezoek.pk], day=MONDAY, start=600)
    bezoek.delete()
    with pytest.raises(StaleError) as caught:
        store(programme, old, put=[mine], label="Verplaatst", by=coordinator, now=NOW)
    assert caught.value.theirs is None


def test_person_or_service_outside_the_programme_is_refused(programme, coordinator):
    dienst = make_deelnemende_dienst(programme)
    elsewhere = make_deelnemende_dienst(make_programme())
    stranger = make_gast(make_programme())
    with pytest.raises(DraftError, match="doet niet mee"):
        put(programme, coordinator, Visit(0, "bezoek", MONDAY, 570, 600, service=elsewhere.pk))
    people = (Participation(stranger.mandataris_id),)
    with pytest.raises(DraftError, match="gastenlijst"):
        put(programme, coordinator, Visit(0, "bezoek", MONDAY, 570, 600, service=dienst.pk, people=people))


def test_host_of_another_authority_or_tour_of_another_programme_is_refused(programme, coordinator):
    make_bezoek(programme)
    (visit,) = load_week(programme).visits
    stranger = make_contactpersoon()
    ronde = Ronde.objects.create(programme=make_programme(), title="Van elders")
    for wrong in (dataclasses.replace(visit, host=Host(stranger.pk, "?")), dataclasses.replace(visit, ronde=ronde.pk)):
        with pytest.raises(DraftError):
            put(programme, coordinator, wrong)
    assert load_week(programme).by_id[visit.id] == visit


def test_undo_leaves_out_a_host_who_is_gone(programme, coordinator):
    contact = make_contactpersoon(programme.bestuur)
    bezoek = make_bezoek(programme, host=contact)
    visit = load_week(programme).by_id[bezoek.pk]
    store(programme, load_week(programme), remove=[visit], label="Weg", by=coordinator, now=NOW)
    contact.delete()
    undo(programme, by=coordinator, now=NOW)
    assert load_week(programme).by_id[bezoek.pk] == dataclasses.replace(visit, host=None)


def test_hour_that_the_clock_skips_is_refused(coordinator):
    sunday = dt.date(2026, 3, 29)
    programme = make_programme(first_day=sunday, days=1)
    visit = load_week_visit(programme, make_bezoek(programme, day=sunday))
    with pytest.raises(NonexistentTimeError, match=r"2\.30 bestaat niet op zondag 29 maart"):
        put(programme, coordinator, moved(visit, day=sunday, start=150))


@pytest.mark.parametrize("what", ["new", "moved", "removed", "people"])
def test_undo_puts_back_exactly_what_was(programme, coordinator, what):
    bezoek = make_bezoek(programme)
    make_deelname(bezoek, note="Komt met de fiets")
    before = load_week(programme)
    visit = before.by_id[bezoek.pk]
    changes = {
        "new": {"put": [dataclasses.replace(visit, id=0, day=TUESDAY)]},
        "moved": {"put": [moved(visit, day=TUESDAY, start=600)]},
        "removed": {"remove": [visit]},
        "people": {"put": [dataclasses.replace(visit, people=())]},
    }
    store(programme, before, **changes[what], label="Iets", by=coordinator, now=NOW)
    assert undo(programme, by=coordinator, now=NOW).label == "Iets"
    after = load_week(programme)
    assert [dataclasses.replace(v, revision=1) for v in after.visits] == list(before.visits)
    assert last_change(programme, by=coordinator) is None


def test_undo_refuses_when_somebody_built_on_it(programme, coordinator):
    bezoek = make_bezoek(programme)
    week = put(programme, coordinator, moved(load_week_visit(programme, bezoek), day=TUESDAY, start=600))
    colleague = make_user(bestuur=programme.bestuur)
    put(programme, colleague, moved(week.by_id[bezoek.pk], day=TUESDAY, start=660))
    with pytest.raises(DraftError, match="daarna nog iets gewijzigd"):
        undo(programme, by=coordinator, now=NOW)
    assert load_week_visit(programme, bezoek).start == 660


def test_undo_twice_goes_back_two_steps_and_then_says_so(programme, coordinator):
    visit = load_week_visit(programme, make_bezoek(programme))
    week = put(programme, coordinator, moved(visit, day=TUESDAY, start=600))
    put(programme, coordinator, moved(week.by_id[visit.id], day=TUESDAY, start=660))
    undo(programme, by=coordinator, now=NOW)
    assert load_week(programme).by_id[visit.id].start == 600
    undo(programme, by=coordinator, now=NOW)
    assert load_week(programme).by_id[visit.id].start == 570
    with pytest.raises(DraftError, match="niets om ongedaan"):
        undo(programme, by=coordinator, now=NOW)


def test_undo_leaves_the_change_of_a_colleague_alone(programme, coordinator):
    visit = load_week_visit(programme, make_bezoek(programme))
    put(programme, make_user(bestuur=programme.bestuur), moved(visit, day=TUESDAY, start=600))
    with pytest.raises(DraftError, match="niets om ongedaan"):
        undo(programme, by=coordinator, now=NOW)
