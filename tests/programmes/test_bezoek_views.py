"""One visit through its pages: a page without JavaScript, parts for the board, and what somebody else did meanwhile."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from programmes.changes import remember
from programmes.loading import load_week
from programmes.models import Bezoek, Programme, Ronde, User, Wijziging
from programmes.times import local
from tests.factories import (
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_user,
    make_zorgdienst,
)


def url(name: str, programme: Programme, *args: int) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def from_board(programme: Programme, query: str = "", *, narrow: bool = False) -> dict[str, str]:
    """The headers that htmx sends from the board."""
    address = f"http://testserver{url('board', programme)}{query}"
    return {"HX-Request": "true", "HX-Current-URL": address, "X-Board-Narrow": "1" if narrow else "0"}


def swapped(response: HttpResponse) -> list[str]:
    """The ids of the parts that the answer puts in place."""
    return [line.split('id="')[1].split('"')[0] for line in response.content.decode().splitlines() if "oob" in line]


def hours(bezoek: Bezoek) -> tuple[str, str, str]:
    bezoek.refresh_from_db()
    start, end = local(bezoek.starts_at), local(bezoek.ends_at)
    return f"{start:%a}", f"{start:%H:%M}", f"{end:%H:%M}"


def typed(bezoek: Bezoek, **fields: Any) -> dict[str, str]:
    """The form of a visit as it is shown, with other fields filled in."""
    week = load_week(bezoek.programme)
    visit = week.by_id[bezoek.pk]
    data = {
        "kind": visit.kind,
        "service": visit.service or "",
        "day": visit.day.isoformat(),
        "start": f"{visit.start // 60}:{visit.start % 60:02}",
        "end": f"{visit.end // 60}:{visit.end % 60:02}",
        "revision": visit.revision,
        "base": remember(bezoek.programme, visit),
        **{f"person-{part.person}": "on" for part in visit.people},
    }
    return {key: str(value) for key, value in (data | fields).items()}


# a new visit


def test_a_new_visit_is_offered_at_a_moment_that_suits(programme: Programme, staff: Client) -> None:
    dienst = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, moments=[[1, 600, 720]]))
    form = staff.get(url("bezoek-new", programme), {"service": dienst.pk}).context["form"]
    assert (form["day"].value(), form["start"].value()) == ("2025-02-25", "10:00")


@pytest.mark.parametrize(
    "params",
    [
        {"service": "x", "day": "gisteren", "start": "?", "kind": "feest", "person": "-1"},
        {"service": "²", "person": "²"},
    ],
)
def test_a_new_visit_passes_over_what_it_does_not_understand(
    programme: Programme, staff: Client, params: dict[str, str]
) -> None:
    form = staff.get(url("bezoek-new", programme), params).context["form"]
    assert (form["kind"].value(), form["day"].value(), form["start"].value()) == ("bezoek", "2025-02-24", "08:00")


def test_a_new_visit_without_javascript_goes_to_the_board(
    programme: Programme, staff: Client, coordinator: User
) -> None:
    host = make_contactpersoon(programme.bestuur)
    dienst = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Linde", contact=host))
    lieve = make_gast(programme).mandataris
    data = {
        "kind": "bezoek",
        "service": dienst.pk,
        "day": "2025-02-26",
        "start": "9.30",
        "end": "11.00",
        "host": host.pk,
        f"person-{lieve.pk}": "on",
    }
    response = staff.post(url("bezoek-new", programme), data)
    assert response.headers["Location"] == url("board", programme) + "?toon=dienst&dag=2025-02-26"
    bezoek = Bezoek.objects.get()
    assert (hours(bezoek), bezoek.host, list(bezoek.deelnemers.all())) == (("Wed", "09:30", "11:00"), host, [lieve])
    change = Wijziging.objects.get()
    assert (change.by, change.label) == (coordinator, "De Linde, woensdag 26 februari 9.30–11.00: toegevoegd")


def test_a_service_that_is_dropped_becomes_a_visit_of_its_length(programme: Programme, staff: Client) -> None:
    dienst = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, visit_minutes=45))
    data = {"service": dienst.pk, "day": "2025-02-25", "start": "14:00", "quick": "1"}
    response = staff.post(url("bezoek-new", programme), data, headers=from_board(programme))
    assert hours(Bezoek.objects.get()) == ("Tue", "14:00", "14:45")
    assert f"cel-d{dienst.pk}-20250225" in swapped(response)
    assert "bord-diensten" in swapped(response)


def test_an_invalid_new_visit_keeps_what_was_typed(programme: Programme, staff: Client) -> None:
    data = {"kind": "bezoek", "day": "2025-02-24", "start": "11:00", "end": "9:00", "title": "Soep bedelen"}
    response = staff.post(url("bezoek-new", programme), data)
    html = response.content.decode()
    assert (response.status_code, Bezoek.objects.count()) == (200, 0)
    assert 'value="Soep bedelen"' in html
    assert "Het einde ligt niet na het begin." in html


def test_an_invalid_form_comes_back_in_its_dialog(programme: Programme, staff: Client) -> None:
    response = staff.post(url("bezoek-new", programme), {"kind": "bezoek"}, headers=from_board(programme))
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("#bezoek-formulier", "outerHTML")
    assert response.content.decode().lstrip().startswith("<form")


def test_another_service_changes_the_rest_of_the_form(programme: Programme, staff: Client) -> None:
    host = make_contactpersoon(programme.bestuur, name="Griet Declercq")
    dienst = make_zorgdienst(programme.bestuur, contact=host, visit_minutes=45, clothing="witte schort")
    make_deelnemende_dienst(programme, dienst)
    data = {"kind": "bezoek", "service": dienst.pk, "day": "2025-02-25", "title": "Soep", "refresh": "1"}
    headers = from_board(programme) | {"HX-Trigger": "bezoek-dienst"}
    response = staff.post(url("bezoek-new", programme), data, headers=headers)
    form = response.context["form"]
    assert (form["host"].value(), form["title"].value()) == (host.pk, "Soep")
    assert (form["start"].value(), form["end"].value(), form["day"].value()) == ("08:00", "08:45", "2025-02-25")
    assert (form.errors, "HX-Retarget" in response.headers, Bezoek.objects.count()) == ({}, False, 0)
    assert "witte schort" in response.content.decode()


# a visit that is changed


def test_the_form_of_a_visit_says_why_somebody_cannot_come(programme: Programme, staff: Client) -> None:
    jan = make_mandataris(programme.bestuur, first_name="Jan", last_name="Claes")
    make_bezoek(programme, title="Persmoment", start="9.30", people=[jan])
    bezoek = make_bezoek(programme, start="10.00")
    html = staff.get(url("bezoek-edit", programme, bezoek.pk)).content.decode()
    assert "is dan bij Persmoment (9.30–10.30)" in html


def test_a_change_is_stored_and_told(programme: Programme, staff: Client) -> None:
    lieve = make_mandataris(programme.bestuur, first_name="Lieve", last_name="Vandaele")
    make_gast(programme, lieve)
    bezoek = make_bezoek(programme, title="Soep bedelen")
    data = typed(bezoek, title="Soep bedelen", start="10:00", end="11:30", **{f"person-{lieve.pk}": "on"})
    staff.post(url("bezoek-edit", programme, bezoek.pk), data)
    assert hours(bezoek) == ("Mon", "10:00", "11:30")
    label = "Soep bedelen: 10.00–11.30 in plaats van 9.30–10.30; Lieve Vandaele komt erbij"
    assert Wijziging.objects.get().label == label


def test_the_hours_of_a_participant_are_kept_when_wrong(programme: Programme, staff: Client) -> None:
    lieve = make_mandataris(programme.bestuur)
    bezoek = make_bezoek(programme, people=[lieve])
    data = typed(bezoek, **{f"arrives-{lieve.pk}": "straks"})
    html = staff.post(url("bezoek-edit", programme, bezoek.pk), data).content.decode()
    assert 'value="straks"' in html
    assert "komt later: &#x27;straks&#x27; is geen uur." in html


# a visit that is moved


def test_a_move_from_the_board_answers_with_what_it_touched(programme: Programme, staff: Client) -> None:
    dienst = make_zorgdienst(programme.bestuur)
    bezoek = make_bezoek(programme, zorgdienst=dienst)
    make_bezoek(programme)
    data = {"day": "2025-02-26", "start": "09:30", "end": "10:30", "revision": "1", "drop": "1"}
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=from_board(programme))
    assert hours(bezoek) == ("Wed", "09:30", "10:30")
    assert swapped(response) == [
        f"cel-d{dienst.pk}-20250224",
        f"cel-d{dienst.pk}-20250226",
        f"kop-d{dienst.pk}",
        "bord-tellers",
        "bord-conflicten",
        "bord-ongedaan",
        "bord-melding",
    ]
    assert json.loads(response.headers["HX-Trigger-After-Settle"]) == {"board:changed": {"visits": [bezoek.pk]}}


@pytest.mark.parametrize(
    ("query", "narrow", "part"),
    [
        ("?toon=persoon", False, "cel-p{person}-20250224"),
        ("?toon=dag", False, "baan-d{service}"),
        ("?toon=dag&rijen=persoon", False, "baan-p{person}"),
        ("", True, "agenda-20250224"),
    ],
)
def test_each_face_gets_its_own_parts(
    programme: Programme, staff: Client, *, query: str, narrow: bool, part: str
) -> None:
    lieve = make_mandataris(programme.bestuur)
    bezoek = make_bezoek(programme, people=[lieve])
    data = {"day": "2025-02-24", "start": "11:00", "drop": "1"}
    headers = from_board(programme, query, narrow=narrow)
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=headers)
    assert swapped(response)[0] == part.format(person=lieve.pk, service=bezoek.zorgdienst_id)


def test_a_day_that_becomes_longer_is_drawn_whole(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    data = {"day": "2025-02-24", "start": "19:00", "drop": "1"}
    headers = from_board(programme, "?toon=dag")
    assert "dagrooster" in swapped(staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=headers))


def test_a_visit_outside_the_week_that_is_shown_changes_only_the_lists(programme: Programme, staff: Client) -> None:
    programme.last_day = programme.first_day.replace(month=3, day=14)
    programme.save()
    bezoek = make_bezoek(programme)
    data = {"day": "2025-02-25", "start": "9:30", "drop": "1"}
    headers = from_board(programme, "?dag=2025-03-10")
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=headers)
    assert [part for part in swapped(response) if part.startswith(("cel-", "kop-"))] == []


def test_a_drop_on_an_hour_that_does_not_exist_is_refused(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    data = {"day": "2025-06-01", "start": "09:30", "drop": "1"}
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=from_board(programme))
    assert "Deze dag valt buiten het programma" in response.content.decode()
    assert hours(bezoek) == ("Mon", "09:30", "10:30")


def test_a_move_by_the_form_without_javascript(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    page = staff.get(url("bezoek-move", programme, bezoek.pk))
    assert page.context["form"]["day"].value() == "2025-02-24"
    response = staff.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-28", "start": "14", "end": "16"})
    assert response.headers["Location"].endswith("dag=2025-02-28")
    assert hours(bezoek) == ("Fri", "14:00", "16:00")


# people


def test_a_person_that_is_dropped_on_a_card_comes_along(programme: Programme, staff: Client) -> None:
    lieve = make_gast(programme).mandataris
    bezoek = make_bezoek(programme)
    data = {"add": lieve.pk, "revision": "1", "drop": "1"}
    response = staff.post(url("bezoek-people", programme, bezoek.pk), data, headers=from_board(programme))
    assert list(bezoek.deelnemers.all()) == [lieve]
    assert "bord-mensen" in swapped(response)


def test_a_card_dropped_in_the_row_of_another_changes_who_comes(programme: Programme, staff: Client) -> None:
    lieve, jan = make_mandataris(programme.bestuur), make_gast(programme).mandataris
    bezoek = make_bezoek(programme, people=[lieve])
    data = {"add": jan.pk, "remove": lieve.pk, "day": "2025-02-25", "start": "9:30", "revision": "1", "drop": "1"}
    staff.post(url("bezoek-people", programme, bezoek.pk), data, headers=from_board(programme, "?toon=persoon"))
    assert (list(bezoek.deelnemers.all()), hours(bezoek)) == ([jan], ("Tue", "09:30", "10:30"))


def test_the_people_of_a_visit_have_a_form_of_their_own(programme: Programme, staff: Client) -> None:
    lieve = make_gast(programme).mandataris
    bezoek = make_bezoek(programme)
    assert staff.get(url("bezoek-people", programme, bezoek.pk)).status_code == 200
    staff.post(url("bezoek-people", programme, bezoek.pk), {f"person-{lieve.pk}": "on", "revision": "1"})
    assert list(bezoek.deelnemers.all()) == [lieve]


def test_a_note_on_a_participant_has_no_nul(programme: Programme, staff: Client) -> None:
    lieve = make_gast(programme).mandataris
    bezoek = make_bezoek(programme)
    data = {f"person-{lieve.pk}": "on", f"note-{lieve.pk}": "komt\0 te voet", "revision": "1"}
    staff.post(url("bezoek-people", programme, bezoek.pk), data)
    assert [deelname.note for deelname in bezoek.deelnames.all()] == ["komt te voet"]


def test_somebody_of_another_programme_cannot_be_dropped(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    data = {"add": make_mandataris().pk, "drop": "1"}
    response = staff.post(url("bezoek-people", programme, bezoek.pk), data, headers=from_board(programme))
    assert "staat niet op de gastenlijst" in response.content.decode()


# somebody else


def test_a_stale_drop_changes_nothing_and_shows_the_card_as_it_is(programme: Programme, staff: Client) -> None:
    greet = make_user(bestuur=programme.bestuur, name="Greet Persyn")
    bezoek = make_bezoek(programme)
    other = Client()
    other.force_login(greet)
    other.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-27", "start": "14:00"})
    data = {"day": "2025-02-26", "start": "09:30", "revision": "1", "drop": "1"}
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=from_board(programme))
    assert hours(bezoek) == ("Thu", "14:00", "15:00")
    assert "Niet bewaard: Greet Persyn wijzigde dit bezoek intussen." in response.content.decode()
    assert f"cel-d{bezoek.zorgdienst_id}-20250227" in swapped(response)


def meet(programme: Programme, staff: Client, **mine: Any) -> tuple[Bezoek, dict[str, str], str]:
    """I open the form of a visit, Greet moves it, I save; gives the visit, what I typed and the page I get."""
    greet = make_user(bestuur=programme.bestuur, name="Greet Persyn")
    bezoek = make_bezoek(programme)
    data = typed(bezoek, **mine)
    other = Client()
    other.force_login(greet)
    other.post(url("bezoek-move", programme, bezoek.pk), {"day": "2025-02-24", "start": "14:00"})
    page = staff.post(url("bezoek-edit", programme, bezoek.pk), data).content.decode()
    return bezoek, data, page


def test_an_outdated_form_shows_what_changed_and_keeps_what_was_typed(programme: Programme, staff: Client) -> None:
    bezoek, _, page = meet(programme, staff, title="Soep bedelen")
    assert hours(bezoek) == ("Mon", "14:00", "15:00")
    assert "Greet Persyn wijzigde dit bezoek intussen" in page
    assert "14.00–15.00 in plaats van 9.30–10.30" in page
    assert 'value="Soep bedelen"' in page
    assert "Behoud die van Greet Persyn" in page


def test_my_version_can_win(programme: Programme, staff: Client) -> None:
    bezoek, data, _ = meet(programme, staff, title="Soep bedelen")
    staff.post(url("bezoek-edit", programme, bezoek.pk), data | {"revision": "2", "take": "mine"})
    assert (hours(bezoek), bezoek.title) == (("Mon", "09:30", "10:30"), "Soep bedelen")


def test_theirs_can_stay(programme: Programme, staff: Client) -> None:
    bezoek, data, _ = meet(programme, staff, title="Soep bedelen")
    staff.post(url("bezoek-edit", programme, bezoek.pk), data | {"revision": "2", "take": "theirs"})
    assert (hours(bezoek), bezoek.title) == (("Mon", "14:00", "15:00"), "")


def test_a_visit_that_was_removed_meanwhile_can_be_put_back(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    data = typed(bezoek, title="Soep bedelen")
    staff.post(url("bezoek-delete", programme, bezoek.pk), {"revision": "1"})
    page = staff.post(url("bezoek-edit", programme, bezoek.pk), data).content.decode()
    assert ("intussen verwijderd" in page, 'value="Soep bedelen"' in page) == (True, True)
    staff.post(url("bezoek-edit", programme, bezoek.pk), data | {"take": "mine"})
    assert Bezoek.objects.get().title == "Soep bedelen"


def test_a_card_that_was_removed_meanwhile_leaves_the_board(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    staff.post(url("bezoek-delete", programme, bezoek.pk))
    data = {"day": "2025-02-26", "start": "09:30", "drop": "1"}
    response = staff.post(url("bezoek-move", programme, bezoek.pk), data, headers=from_board(programme))
    told = json.loads(response.headers["HX-Trigger-After-Settle"])
    assert told == {"board:refused": {"visits": [bezoek.pk], "gone": True}}


def test_a_form_with_a_number_that_is_none_still_answers(programme: Programme, staff: Client) -> None:
    bezoek = make_bezoek(programme)
    form = staff.post(url("bezoek-edit", programme, bezoek.pk), typed(bezoek, service="²")).context["form"]
    assert form.errors == {"service": ["Deze keuze bestaat niet meer. Kies opnieuw."]}


def test_a_forged_memory_gives_no_host_of_another_authority(programme: Programme, staff: Client) -> None:
    stranger = make_contactpersoon(name="Van elders")
    bezoek = make_bezoek(programme)
    data = typed(bezoek)
    forged = {"id": bezoek.pk, "kind": "bezoek", "day": "2025-02-24", "start": 570, "end": 630, "service": None}
    forged["host"] = {"id": stranger.pk, "name": "Iemand"}
    staff.post(url("bezoek-delete", programme, bezoek.pk), {"revision": "1"})
    data |= {"base": json.dumps(forged), "host": str(stranger.pk), "take": "mine"}
    form = staff.post(url("bezoek-edit", programme, bezoek.pk), data).context["form"]
    assert form.errors == {"host": ["Deze keuze bestaat niet meer. Kies opnieuw."]}
    assert not Bezoek.objects.exists()


@pytest.mark.parametrize("base", ["", "[]", "{}", "niets", '{"id": 1}', "null"])
def test_a_form_with_a_broken_memory_still_answers(programme: Programme, staff: Client, base: str) -> None:
    bezoek = make_bezoek(programme)
    data = typed(bezoek, base=base, revision="7")
    assert "wijzigde dit bezoek intussen" in staff.post(url("bezoek-edit", programme, bezoek.pk), data).content.decode()


# tours, and what goes


def make_ronde(programme: Programme) -> tuple[Bezoek, Bezoek]:
    ronde = Ronde.objects.create(programme=programme, title="Kennismaking")
    return (
        make_bezoek(programme, start="9.00", ronde=ronde),
        make_bezoek(programme, start="11.00", ronde=ronde),
    )


def test_a_tour_moves_as_a_whole(programme: Programme, staff: Client) -> None:
    first, second = make_ronde(programme)
    data = {"day": "2025-02-25", "start": "9:30", "end": "10:30", "whole_ronde": "on"}
    staff.post(url("bezoek-move", programme, first.pk), data)
    assert [hours(first), hours(second)] == [("Tue", "09:30", "10:30"), ("Tue", "11:30", "12:30")]
    assert Wijziging.objects.get().label == "Kennismaking: 2 bezoeken verplaatst"


def test_the_rest_of_a_tour_can_follow_afterwards(programme: Programme, staff: Client) -> None:
    first, second = make_ronde(programme)
    address, headers = url("bezoek-move", programme, first.pk), from_board(programme)
    response = staff.post(address, {"day": "2025-02-25", "start": "9:30", "drop": "1"}, headers=headers)
    assert response.context["ronde"] == {"pk": first.pk, "count": 1, "days": 1, "minutes": 30}
    staff.post(address, {"follow": "on", "days": "1", "minutes": "30"}, headers=headers)
    assert [hours(first), hours(second)] == [("Tue", "09:30", "10:30"), ("Tue", "11:30", "12:30")]


@pytest.mark.parametrize("text", ["--1", "²", "9" * 5000])
def test_a_tour_does_not_follow_nonsense(programme: Programme, staff: Client, text: str) -> None:
    first, second = make_ronde(programme)
    before = hours(second)
    staff.post(url("bezoek-move", programme, first.pk), {"follow": "1", "days": text, "minutes": text})
    assert hours(second) == before


def test_a_tour_says_which_number_it_does_not_understand(programme: Programme, staff: Client) -> None:
    dienst = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Linde"))
    data = {"title": "Ronde", "day": "2025-02-24", "start": "9:00", f"order-{dienst.pk}": "9" * 5000}
    form = staff.post(url("ronde-new", programme), data).context["form"]
    assert form.non_field_errors() == [f"De Linde: '{'9' * 20}' is geen goed getal bij volgorde."]


def test_a_tour_goes_as_a_whole_or_not(programme: Programme, staff: Client) -> None:
    first, second = make_ronde(programme)
    staff.post(url("bezoek-delete", programme, first.pk))
    assert list(Bezoek.objects.all()) == [second]
    staff.post(url("bezoek-delete", programme, second.pk), {"whole_ronde": "on"})
    assert Bezoek.objects.count() == 0


def test_a_tour_is_looked_at_before_it_is_made(programme: Programme, staff: Client) -> None:
    diensten = [make_deelnemende_dienst(programme) for _ in range(2)]
    data = {"title": "Kennismaking", "day": "2025-02-24", "start": "9:00"}
    data |= {f"order-{dienst.pk}": str(n) for n, dienst in enumerate(diensten, start=1)}
    page = staff.post(url("ronde-new", programme), data | {"preview": "on"})
    assert [stop.visit.hours for stop in page.context["stops"]] == ["9.00–10.30", "10.40–12.10"]
    assert Bezoek.objects.count() == 0
    staff.post(url("ronde-new", programme), data)
    assert [bezoek.ronde.title for bezoek in Bezoek.objects.all() if bezoek.ronde] == ["Kennismaking"] * 2
    label = "Kennismaking: langs 2 diensten op maandag 24 februari, 9.00–12.10"
    assert Wijziging.objects.get().label == label


def test_a_tour_is_undone_in_one_go(programme: Programme, staff: Client) -> None:
    diensten = [make_deelnemende_dienst(programme) for _ in range(3)]
    data = {"title": "Kennismaking", "day": "2025-02-24", "start": "9:00"}
    data |= {f"order-{dienst.pk}": str(n) for n, dienst in enumerate(diensten, start=1)}
    staff.post(url("ronde-new", programme), data)
    assert Bezoek.objects.count() == 3
    staff.post(url("undo", programme))
    assert Bezoek.objects.count() == 0


def test_undo_takes_somebody_off_again(programme: Programme, staff: Client) -> None:
    zoe = make_mandataris(programme.bestuur, last_name="Zwaenepoel")
    an = make_gast(programme, make_mandataris(programme.bestuur, last_name="Aerts")).mandataris
    bezoek = make_bezoek(programme, people=[zoe])
    staff.post(url("bezoek-people", programme, bezoek.pk), {"add": an.pk, "drop": "1"})
    assert list(bezoek.deelnemers.all()) == [an, zoe]
    staff.post(url("undo", programme))
    assert list(bezoek.deelnemers.all()) == [zoe]


def test_a_visit_of_another_programme_does_not_exist_here(programme: Programme, staff: Client) -> None:
    other = make_bezoek()
    names = ("bezoek-edit", "bezoek-move", "bezoek-delete", "bezoek-people")
    found = {staff.post(url(name, programme, other.pk)).status_code for name in names}
    assert found == {404}


def test_a_visit_lasts_an_hour(programme: Programme) -> None:
    """What the tests above rest on."""
    assert make_bezoek(programme, start="9.30").ends_at == at(programme.first_day, "10.30")
