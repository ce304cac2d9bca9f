import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from programmes.copying import copy_programme, left_out
from programmes.forms.programme import CopyForm
from programmes.models import Bestuur, Bezoek, Gast, Onderdeel, Programme, Ronde, User, Wijziging
from programmes.times import NonexistentTimeError
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_deelnemende_dienst,
    make_gast,
    make_mandaat,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)

ClientOf = Callable[[User], Client]
NEXT = dt.date(2026, 3, 30)  # a Monday, in summer time
SKIPPED = "2.30 bestaat niet op zondag 29 maart: de klok gaat dan een uur vooruit."
URL = "/leiedorp/2025/kopieren/"


def copy(source: Programme, by: User, **changes: Any) -> Programme:
    wanted = {"title": "Expeditie Zorg 2026", "slug": "2026", "first_day": NEXT, "with_visits": False} | changes
    return copy_programme(source, by=by, now=timezone.now(), **wanted)


def test_dates_shift_and_defaults_come_along(bestuur: Bestuur, coordinator: User) -> None:
    source = make_programme(
        bestuur,
        answer_by=dt.date(2025, 2, 10),
        contact_name="Els",
        meal="Broodjes",
        mode="fiets",
        slack_minutes=20,
        day_from=dt.time(7, 30),
        hashtag="#Zorg",
    )
    new = copy(source, coordinator)
    new.refresh_from_db()
    assert (new.first_day, new.last_day) == (NEXT, NEXT + dt.timedelta(days=4))
    assert new.answer_by == NEXT - dt.timedelta(days=14)
    assert (new.contact_name, new.meal, new.mode, new.slack_minutes) == ("Els", "Broodjes", "fiets", 20)
    assert (new.day_from, new.hashtag, new.copied_from) == (dt.time(7, 30), "#Zorg", source)


def test_guests_come_along_with_whom_they_accompany_but_without_when_they_can(
    programme: Programme, coordinator: User
) -> None:
    mayor = make_mandataris(programme.bestuur, segment="college")
    pupil = make_mandataris(programme.bestuur)
    make_gast(programme, mayor, available=[["2025-02-24", 0, 1440]])
    make_gast(programme, pupil, accompanies=mayor, mode="fiets", remarks="Eet vegetarisch")
    new = copy(programme, coordinator)
    assert list(new.gasten.order_by("pk").values_list("mandataris", "accompanies", "mode", "available", "remarks")) == [
        (mayor.pk, None, "", None, ""),
        (pupil.pk, mayor.pk, "fiets", None, "Eet vegetarisch"),
    ]


def test_whose_mandate_ended_stays_behind_and_is_named(programme: Programme, coordinator: User) -> None:
    ended = make_mandataris(programme.bestuur)
    make_mandaat(ended, "college", ends_on=NEXT - dt.timedelta(days=1))
    prevented = make_mandataris(programme.bestuur)
    make_mandaat(prevented, is_prevented=True)
    last_day_today = make_mandataris(programme.bestuur)
    make_mandaat(last_day_today, ends_on=NEXT)
    companion = make_mandataris(programme.bestuur)
    for person in (ended, prevented, last_day_today):
        make_gast(programme, person)
    make_gast(programme, companion, accompanies=ended)
    new = copy(programme, coordinator)
    assert set(new.guests.all()) == {last_day_today, companion}
    assert Gast.objects.get(programme=new, mandataris=companion).accompanies is None
    assert set(left_out(new).ended) == {ended, prevented}


def test_services_come_along_unless_they_stopped(programme: Programme, coordinator: User) -> None:
    running = make_deelnemende_dienst(programme)
    stopped = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, is_active=False))
    new = copy(programme, coordinator)
    assert list(new.diensten.all()) == [running]
    assert left_out(new).stopped == [stopped]


def test_a_visit_brings_its_timetable_as_somebody_wrote_it(programme: Programme, coordinator: User) -> None:
    an, ended = make_mandataris(programme.bestuur), make_mandataris(programme.bestuur)
    make_mandaat(ended, ends_on=NEXT - dt.timedelta(days=1))
    later = make_bezoek(programme, start="14.00", werkvorm="gesprek", title="Later", people=[an, ended])
    make_bezoek(programme, start="9.00", title="Eerst")
    for position, (title, who) in enumerate((("Koffie", None), ("Wandelen", an), ("Taart", ended))):
        later.onderdelen.create(position=position, minutes=20, title=title, mandataris=who)
    new = copy(programme, coordinator, with_visits=True)
    found = Onderdeel.objects.filter(bezoek__programme=new)
    assert list(found.values_list("bezoek__title", "title", "mandataris")) == [
        ("Later", "Koffie", None),
        ("Later", "Wandelen", an.pk),
    ]


def test_visits_stay_behind_unless_asked(programme: Programme, coordinator: User) -> None:
    make_bezoek(programme)
    assert copy(programme, coordinator).bezoeken.count() == 0


def test_visits_come_along_on_the_same_hours_of_the_clock(programme: Programme, coordinator: User) -> None:
    host = make_contactpersoon(programme.bestuur)
    stays = make_mandataris(programme.bestuur, segment="raad")
    goes = make_mandataris(programme.bestuur)
    make_mandaat(goes, ends_on=MONDAY)
    old = make_bezoek(
        programme,
        day=MONDAY + dt.timedelta(days=1),
        start="9.30",
        people=[goes],
        host=host,
        is_fixed=True,
        remarks="Let op",
    )
    make_deelname(old, stays, arrives_at=at(old.day, "10.00"), is_spokesperson=True)
    new = copy(programme, coordinator, with_visits=True).bezoeken.get()
    tuesday = NEXT + dt.timedelta(days=1)
    assert (new.starts_at, new.ends_at) == (at(tuesday, "9.30"), at(tuesday, "10.30"))
    assert (new.zorgdienst, new.host, new.remarks, new.is_fixed) == (old.zorgdienst, host, "Let op", False)
    deelname = new.deelnames.get()
    assert (deelname.mandataris, deelname.arrives_at, deelname.is_spokesperson) == (stays, at(tuesday, "10.00"), True)
    assert old.deelnames.count() == 2


def test_a_tour_becomes_a_tour_of_its_own(programme: Programme, coordinator: User) -> None:
    ronde = Ronde.objects.create(programme=programme, title="Langs zes diensten")
    Ronde.objects.create(programme=programme, title="Leeg")
    for start in ("9.00", "11.00"):
        make_bezoek(programme, start=start, ronde=ronde)
    new = copy(programme, coordinator, with_visits=True)
    assert list(new.rondes.values_list("title", flat=True)) == ["Langs zes diensten"]
    assert set(new.bezoeken.values_list("ronde", flat=True)) == {new.rondes.get().pk}
    assert new.rondes.get() != ronde


def test_visits_at_a_stopped_service_stay_behind_and_other_blocks_come(programme: Programme, coordinator: User) -> None:
    make_bezoek(programme, zorgdienst=make_zorgdienst(programme.bestuur, is_active=False))
    make_bezoek(programme, kind="maaltijd", title="Lunch")
    new = copy(programme, coordinator, with_visits=True)
    assert [bezoek.name for bezoek in new.bezoeken.all()] == ["Lunch"]


def test_the_copied_visits_are_one_change_in_the_trail(programme: Programme, coordinator: User) -> None:
    make_bezoek(programme)
    make_bezoek(programme)
    new = copy(programme, coordinator, with_visits=True)
    change = Wijziging.objects.get()
    assert (change.programme, change.label, len(change.after)) == (new, "Bezoeken overgenomen uit Expeditie Zorg", 2)


def test_the_hour_that_the_clock_skips_is_refused_whole(programme: Programme, coordinator: User) -> None:
    make_bezoek(programme, start="2.30")
    with pytest.raises(NonexistentTimeError):
        copy(programme, coordinator, with_visits=True, first_day=dt.date(2026, 3, 29))
    assert Programme.objects.count() == 1


# the screens


def test_the_page_copies_and_names_who_stayed_behind(
    programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    person = make_mandataris(programme.bestuur, first_name="Jan", last_name="Claes")
    make_mandaat(person, "college", function="Schepen", ends_on=dt.date(2025, 6, 30))
    make_gast(programme, person)
    make_bezoek(programme)
    form = {"title": "Expeditie Zorg 2026", "first_day": "2026-03-30", "with_visits": "on"}
    response = client_of(coordinator).post(URL, form, follow=True)
    assert response.redirect_chain == [("/leiedorp/expeditie-zorg-2026/kopie/", 302)]
    assert "0 gasten, 1 zorgdienst en 1 bezoek staan klaar." in response.text
    assert "Jan Claes" in response.text
    assert "Schepen tot en met 30 juni 2025" in response.text
    assert Bezoek.objects.count() == 2


def test_the_page_says_when_nobody_stayed_behind(programme: Programme, coordinator: User, client_of: ClientOf) -> None:
    copy(programme, coordinator)
    assert "Niemand en niets bleef achter" in client_of(coordinator).get("/leiedorp/2026/kopie/").text


def test_who_was_taken_off_later_is_named_apart(programme: Programme, coordinator: User) -> None:
    person, service = make_mandataris(programme.bestuur), make_deelnemende_dienst(programme)
    make_gast(programme, person)
    new = copy(programme, coordinator)
    new.gasten.all().delete()
    new.diensten.clear()
    result = left_out(new)
    assert (result.ended, result.people, result.stopped, result.services) == ([], [person], [], [service])


def test_a_reader_may_read_what_was_left_out(
    programme: Programme, coordinator: User, lezer: User, client_of: ClientOf
) -> None:
    copy(programme, coordinator)
    assert client_of(lezer).get("/leiedorp/2026/kopie/").status_code == 200


@pytest.mark.parametrize(
    ("first_day", "message"),
    [
        ("", "Dit veld is verplicht."),
        ("2026-13-01", "Voer een geldige datum in."),
        ("0026-03-30", "Kijk het jaar na: 26 kan niet kloppen."),
        (
            "2026-03-29",
            f"De bezoeken kunnen niet zo verschuiven: {SKIPPED}",
        ),
    ],
)
def test_the_page_refuses_a_first_day(
    first_day: str, message: str, programme: Programme, coordinator: User, client_of: ClientOf
) -> None:
    make_bezoek(programme, start="2.30")
    form = {"title": "Volgend jaar", "first_day": first_day, "with_visits": "on"}
    response = client_of(coordinator).post(URL, form)
    assert response.status_code == 200
    assert response.context["form"].errors == {"first_day": [message]}
    assert 'value="Volgend jaar"' in response.text


def test_a_copy_asks_for_a_title_of_its_own(programme: Programme) -> None:
    form = CopyForm({"title": f" {programme.title.upper()} ", "first_day": "2026-02-23"}, source=programme)
    assert form.errors == {"title": ["Geef de kopie een eigen titel: zo houd je de twee uit elkaar."]}
    assert CopyForm(None, source=programme).initial["title"] == f"{programme.title} 2026"
