"""What hangs on a visit that goes: told before, never lost by 'Ongedaan maken', and heard by who signed up."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.carrousels import tell_sign_ups
from invitations.models import Bericht
from programmes.drafts import DraftError, store, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Bijeenkomst, Carrousel, Programme, Ronde, User, Verteller
from programmes.openings import new_visit
from programmes.removals import goes_along
from tests.factories import MONDAY, at, make_bezoek
from tests.programmes.werkvormen.carrousel_rows import allocate, make_inschrijving
from tests.programmes.werkvormen.dialoog_rows import make_bijeenkomst, make_traject
from tests.programmes.werkvormen.podium_rows import make_stage, make_verteller
from tests.programmes.werkvormen.rondrit_rows import make_tour
from tests.programmes.werkvormen.test_rondrit_pages import texts, typed

BEFORE = at(MONDAY, "8.00") - dt.timedelta(days=20)


def url(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def test_making_a_visit_is_not_undone_when_something_hangs_on_it(programme: Programme, coordinator: User) -> None:
    week = load_week(programme)
    visit = replace(new_visit(week), kind="vrij", title="Podium", werkvorm="vrij_podium")
    made = store(programme, week, label="Nieuw", by=coordinator, now=timezone.now(), put=[visit]).visits[0]
    make_verteller(make_stage(Bezoek.objects.get(pk=made.id)))
    with pytest.raises(DraftError, match="Weg zou ook zijn: 1 podium, 1 verteller"):
        undo(programme, by=coordinator, now=timezone.now())
    assert Verteller.objects.count() == 1


def test_a_stop_that_is_dropped_says_what_goes_for_good(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme, 3)
    make_verteller(make_stage(stops[1]))
    data = typed([stops[0], stops[2]])
    data[f"state-{stops[1].zorgdienst_id}"] = typed(stops)[f"state-{stops[1].zorgdienst_id}"]
    (told,) = staff.post(url("rondrit-haltes", stops[0].pk), data | {"preview": "1"}).context["removed"]
    assert told.endswith("gaat van het bord. Voorgoed weg is dan ook: 1 podium, 1 verteller.")
    (said,) = texts(staff.post(url("rondrit-haltes", stops[0].pk), data, follow=True))
    assert said.endswith("draai je dat terug, maar dan zonder 1 podium, 1 verteller.")


def test_of_two_who_change_how_one_rides_the_second_reads_the_first(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme, 2)
    where = url("rondrit-haltes", stops[0].pk)
    seen = staff.get(where).context["form"].own_state
    staff.post(where, typed(stops, own=seen, driver="Nieuwe chauffeur 0499"))
    refused = staff.post(where, typed(stops, own=seen, seats="6"))
    (error,) = refused.context["form"].non_field_errors()
    assert "‘Nieuwe chauffeur 0499’ bij Chauffeur of begeleider" in error
    assert Ronde.objects.get().driver == "Nieuwe chauffeur 0499"
    now = refused.context["form"].own_state
    assert staff.post(where, typed(stops, own=now, seats="6")).status_code == 302
    assert Ronde.objects.get().seats == 6


def test_who_signed_up_hears_that_a_day_is_off(carrousel: Carrousel, staff: Client) -> None:
    with time_machine.travel(BEFORE, tick=False):
        told, gone = make_inschrijving(carrousel, name="An"), make_inschrijving(carrousel, name="Bo")
        gone.withdrawn_at = timezone.now()
        gone.save()
        tell_sign_ups(timezone.now())
        make_inschrijving(carrousel, name="Cas")  # did not hear of the sign-up yet
        remove = url("bezoek-delete", carrousel.bezoek_id)
        assert "krijgt een mail dat het niet doorgaat" in staff.get(remove).text
        staff.post(remove)
        mails = Bericht.objects.filter(subject="Gaat niet door: Praktijkdag")
    assert [mail.to_email for mail in mails] == [told.email]
    assert "maandag 24 februari, 9.30–15.30, gaat niet door" in mails[0].text
    assert not Bezoek.objects.filter(pk=carrousel.bezoek_id).exists()


def test_a_day_that_is_over_goes_without_a_word(carrousel: Carrousel, staff: Client) -> None:
    make_inschrijving(carrousel, told_revision=1)
    staff.post(url("bezoek-delete", carrousel.bezoek_id))
    assert not Bericht.objects.filter(subject__startswith="Gaat niet door").exists()


def test_a_meeting_outlives_its_visit_with_the_hour_that_it_had(programme: Programme, staff: Client) -> None:
    visit = make_bezoek(programme, werkvorm="inwonersdialoog", start="14.00", end="16.30")
    meeting = make_bijeenkomst(make_traject(programme), ["inwoners"], MONDAY - dt.timedelta(days=3), bezoek=visit)
    before = meeting.when
    asked = staff.get(url("bezoek-delete", visit.pk)).text
    assert f"De bijeenkomst ‘{meeting}’ van de inwonersdialoog blijft bestaan, op dezelfde dag en hetzelfde" in asked
    staff.post(url("bezoek-delete", visit.pk))
    meeting.refresh_from_db()
    assert (meeting.bezoek, meeting.when) == (None, before)
    assert before == "maandag 24 februari 2025, 14.00–16.30"


def test_undo_holds_a_meeting_in_its_visit_again(programme: Programme, coordinator: User, staff: Client) -> None:
    visit = make_bezoek(programme, werkvorm="inwonersdialoog")
    traject, other = make_traject(programme), make_bezoek(programme)
    back, elsewhere = (make_bijeenkomst(traject, ["inwoners"], MONDAY, bezoek=visit) for _ in range(2))
    staff.post(url("bezoek-delete", visit.pk))
    Bijeenkomst.objects.filter(pk=elsewhere.pk).update(bezoek=other)
    undo(programme, by=coordinator, now=timezone.now())
    assert Bijeenkomst.objects.get(pk=back.pk).bezoek_id == visit.pk
    assert Bijeenkomst.objects.get(pk=elsewhere.pk).bezoek_id == other.pk


def test_a_seat_that_goes_along_three_ways_is_counted_once(carrousel: Carrousel, staff: Client) -> None:
    make_inschrijving(carrousel, *carrousel.sessies.all())
    allocate(staff, carrousel.bezoek)
    lost = goes_along([carrousel.bezoek_id]).lost
    assert lost == ("1 inschrijving", "2 plaatsen in een sessie", "1 praktijkcarrousel", "2 sessies")


def test_who_signed_up_counts_for_the_size_of_the_group(carrousel: Carrousel, staff: Client) -> None:
    page = url("werkvorm", carrousel.bezoek_id)
    assert "Er komt nog niemand" in staff.get(page).text
    for _ in range(20):
        make_inschrijving(carrousel)
    assert "deze werkvorm past vanaf 20" not in staff.get(page).text


def test_undo_of_making_a_visit_leaves_a_meeting_its_hour(programme: Programme, coordinator: User) -> None:
    week = load_week(programme)
    visit = replace(new_visit(week), kind="vrij", title="Dialoog", start=840, end=960)
    made = store(programme, week, label="Nieuw", by=coordinator, now=timezone.now(), put=[visit]).visits[0]
    meeting = make_bijeenkomst(make_traject(programme), ["inwoners"], None, bezoek=Bezoek.objects.get(pk=made.id))
    before = meeting.when
    undo(programme, by=coordinator, now=timezone.now())
    meeting.refresh_from_db()
    assert (meeting.bezoek, meeting.when) == (None, before)
