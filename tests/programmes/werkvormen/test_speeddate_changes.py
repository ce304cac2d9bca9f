"""A speed date that changes after it was arranged: other tables, who stays away, names that are there already."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.links import make_links, token_of
from programmes.models import Bezoek, PersonalLink, Programme, Speeddate, Werkvorm
from programmes.races import TooLateError
from programmes.werkvormen.speeddate.arranging import mark_held
from programmes.werkvormen.speeddate.desk import Desk, desk_of
from programmes.werkvormen.speeddate.keeping import keep_settings
from tests.factories import MONDAY, at, make_bezoek, make_deelname, make_mandataris
from tests.invitations.rsvp import publish_now
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def url(act: str, visit: Bezoek) -> str:
    return reverse(f"speeddate-{act}" if act else "speeddate", args=["leiedorp", "2025", visit.pk])


def settings(visit: Bezoek, tables: int, *others: str) -> dict[str, Any]:
    """As the form sends them, of who read what it asks."""
    date = Speeddate.objects.get(bezoek=visit)
    numbers = {"lead_minutes": 0, "rounds": 2, "round_minutes": 8, "change_minutes": 2, "chairs": 0}
    numbers |= {"break_after": 0, "break_minutes": 10}
    tafels = "\n".join(f"Tafel {number}" for number in range(tables))
    return numbers | {"tafels": tafels, "others": "\n".join(others), "revision": date.revision, "sure": "ja"}


def desk(visit: Bezoek) -> Desk:
    found = desk_of(visit)
    assert found is not None
    return found


@pytest.mark.parametrize("tables", [2, 4])
def test_an_arrangement_of_other_tables_is_made_anew_and_shown_nowhere(
    staff: Client, visit: Bezoek, tables: int
) -> None:
    guest = make_deelname(visit).mandataris
    make_speeddate(visit, guests=5, tables=3, rounds=2)
    make_links(visit.programme, now=timezone.now())
    publish_now(visit.programme)
    others = [gast.name for gast in desk(visit).present if not gast.mandataris_id]
    assert staff.post(url("settings", visit), settings(visit, tables, *others)).status_code == 302
    assert "De indeling past niet meer" in staff.get(url("", visit)).text
    for paper in ("blad", "kaartjes", "clock", "change"):
        assert staff.get(url(paper, visit)).headers["Location"] == url("", visit)
    own = token_of(PersonalLink.objects.get(mandataris=guest))
    with time_machine.travel(at(MONDAY, "8.00"), tick=False):
        page = Client().get(reverse("mijn", args=[own]))
        assert (page.status_code, "Jouw tafels" in page.text) == (200, False)
        assert Client().get(reverse("mijn-pdf", args=[own])).status_code == 200
    staff.post(url("make", visit))
    assert (desk(visit).is_seated, len(desk(visit).rounds[0])) == (True, tables)


def test_who_stays_away_is_told_ticked_and_left_out_of_a_new_arrangement(staff: Client, visit: Bezoek) -> None:
    stays, gone = make_deelname(visit), make_deelname(visit)
    make_speeddate(visit, guests=4, tables=2)
    gone.answer = "nee"
    gone.save()
    page = staff.get(url("", visit)).text
    assert f"1 gast zit in de indeling en komt niet (meer) naar het bezoek: {gone.mandataris}." in page
    form = staff.get(url("change", visit)).context["form"]
    assert form.initial["leave"] == [str(row.pk) for row in desk(visit).absent()]
    Speeddate.objects.update(arrangement={})
    staff.post(url("make", visit))
    seated = {gast.mandataris_id for gast in desk(visit).present}
    assert (stays.mandataris_id in seated, gone.mandataris_id in seated) == (True, False)


@pytest.mark.parametrize("guests", [0, 4])
def test_who_takes_part_since_the_settings_were_kept_is_named_and_gets_a_seat(
    staff: Client, visit: Bezoek, guests: int
) -> None:
    make_speeddate(visit, guests=guests, tables=3, arranged=False)
    late = make_deelname(visit, make_mandataris(visit.programme.bestuur, first_name="Bo", last_name="Claes"))
    page = staff.get(url("", visit)).text
    assert f"{guests + 1} gast" in page
    assert "Wie intussen aan het bezoek deelneemt, krijgt ook een plaats: Bo Claes." in page
    staff.post(url("make", visit))
    found = desk(visit)
    assert (len(found.present), found.is_seated, found.waiting()) == (guests + 1, True, [])
    assert late.mandataris_id in {gast.mandataris_id for gast in found.present}


def test_chairs_are_counted_for_who_takes_part_since(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=3, tables=3, chairs=1, arranged=False)
    make_deelname(visit)
    assert "Er zijn 4 gasten, en maar 3 stoelen" in staff.get(url("", visit)).text
    staff.post(url("make", visit))
    assert (desk(visit).rounds, len(desk(visit).present)) == ([], 3)


def test_who_was_sent_away_gets_no_seat_in_a_new_arrangement(staff: Client, visit: Bezoek) -> None:
    gone, away = make_deelname(visit).mandataris, make_deelname(visit)
    date = make_speeddate(visit, guests=4, tables=2)
    date.gasten.filter(mandataris=gone).update(is_gone=True)
    away.answer = "nee"
    away.save()
    Speeddate.objects.update(arrangement={})
    page = staff.get(url("", visit)).text
    assert (f"krijgt er geen: {away.mandataris}." in page, "krijgt ook een plaats" in page) == (True, False)
    staff.post(url("make", visit))
    assert sorted(gast.name for gast in desk(visit).present) == ["Gast 1", "Gast 2", "Gast 3", "Gast 4"]


@pytest.mark.parametrize(
    ("others", "error"),
    [
        (["Jan", "jan"], "jan staat er twee keer. Haal er een weg, of zet er iets bij."),
        (
            ["An Aerts"],
            "An Aerts neemt al deel aan het bezoek. Haal die naam hier weg, of zet er iets bij.",
        ),
    ],
)
def test_a_name_that_is_there_already_is_refused(staff: Client, visit: Bezoek, others: list[str], error: str) -> None:
    make_deelname(visit, make_mandataris(visit.programme.bestuur, first_name="An", last_name="Aerts"))
    make_speeddate(visit, guests=3, tables=2)
    form = staff.post(url("settings", visit), settings(visit, 2, *others)).context["form"]
    assert form.errors["others"] == [error]
    joins = staff.post(url("change", visit), {"names": "Gast 1"}).context["form"]
    assert joins.errors["names"][0].startswith("Gast 1 staat al in de indeling.")
    make_deelname(visit, make_mandataris(visit.programme.bestuur, first_name="Bo", last_name="Claes"))
    waits = staff.post(url("change", visit), {"names": "Bo Claes"}).context["form"]
    assert waits.errors["names"][0].startswith("Bo Claes staat in de lijst hierboven: kruis aan.")


def test_settings_that_are_kept_at_once_lose_no_round_that_was_held(visit: Bezoek) -> None:
    make_speeddate(visit, guests=4, tables=2)
    read = Speeddate.objects.get()
    mark_held(visit, 1)
    with pytest.raises(TooLateError):
        keep_settings(read, [("Nacht", ""), ("Dag", "")], [])
    assert Speeddate.objects.get().held == 1


@pytest.mark.parametrize("held", [0, 1])
def test_who_comes_in_the_place_of_somebody_gets_their_seats_and_nobody_else_another_card(
    staff: Client, visit: Bezoek, held: int
) -> None:
    date = make_speeddate(visit, guests=7, tables=3)
    mark_held(visit, held)
    before, gone = desk(visit), date.gasten.get(name="Gast 3")
    page: Any = staff.post(url("change", visit), {"leave": [gone.pk], "names": "Jan"})
    assert (page.context["moves"], "Niemand anders krijgt andere tafels." in page.text) == ([], True)
    staff.post(url("change", visit), {"agreed": page.context["signed"]})
    new, after = date.gasten.get(name="Jan").pk, desk(visit)
    assert (after.fits, after.rounds[:held]) == (True, before.rounds[:held])
    assert after.rounds[held:] == [
        [[new if key == gone.pk else key for key in group] for group in seated] for seated in before.rounds[held:]
    ]


@pytest.mark.parametrize(("leave", "names"), [(1, ""), (2, "Jan")])
def test_who_only_leaves_changes_no_card_as_long_as_the_tables_stay_even(
    staff: Client, visit: Bezoek, leave: int, names: str
) -> None:
    """Twelve at six tables: two at each, and one guest less leaves one table with one."""
    date = make_speeddate(visit, guests=12, tables=6, rounds=3)
    gone = [gast.pk for gast in date.gasten.order_by("pk")[:leave]]
    page: Any = staff.post(url("change", visit), {"leave": gone, "names": names})
    assert page.context["moves"] == []
    staff.post(url("change", visit), {"agreed": page.context["signed"]})
    assert (desk(visit).fits, len(desk(visit).present)) == (True, 11)


def test_a_table_that_would_be_empty_is_filled_anew(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=12, tables=6, rounds=3)
    page: Any = staff.post(url("change", visit), {"leave": desk(visit).rounds[0][0]})
    assert page.context["moves"] != []
    staff.post(url("change", visit), {"agreed": page.context["signed"]})
    sizes = [sorted(len(group) for group in seated) for seated in desk(visit).rounds]
    assert (desk(visit).fits, sizes) == (True, [[1, 1, 2, 2, 2, 2]] * 3)
