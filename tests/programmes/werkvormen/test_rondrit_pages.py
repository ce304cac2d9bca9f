"""A tour through its pages: made, reopened, changed by hand, ridden for a part, printed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.drafts import DraftError, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Programme, Ronde, User, Wijziging
from programmes.times import local
from programmes.versions import publish
from programmes.views.werkvormen.rondrit import TWICE
from tests.factories import make_bezoek, make_deelnemende_dienst, make_user, make_zorgdienst
from tests.invitations.pdfs import assert_tagged, read, words
from tests.programmes.werkvormen.rondrit_rows import make_guest, make_tour

ClientOf = Callable[[User], Client]


def url(name: str, programme: Programme, *args: int) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def hours(programme: Programme) -> list[str]:
    return [f"{b.zorgdienst}: {local(b.starts_at):%H.%M}" for b in programme.bezoeken.order_by("starts_at")]


def typed(stops: list[Bezoek], **fields: str) -> dict[str, str]:
    """The form of a tour as it is shown, with other fields filled in."""
    week = load_week(stops[0].programme)
    data = {"title": "Langs de Leie", "day": "2025-02-24", "start": "9:00", "vehicle": "bus", "seats": "8"}
    for number, stop in enumerate(stops, start=1):
        key = stop.zorgdienst_id
        data[f"order-{key}"] = str(number)
        data[f"minutes-{key}"] = "60"
        data[f"state-{key}"] = f"{stop.pk}.{week.by_id[stop.pk].revision}"
    return data | fields


def texts(response: object) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]


# as it stands


def test_a_tour_shows_its_stops_and_who_gets_on_and_off(programme: Programme, staff: Client) -> None:
    an, bo = make_guest(programme, "Aerts"), make_guest(programme, "Boone")
    first, second = make_tour(programme, people=[an, bo])
    second.deelnames.filter(mandataris=bo).delete()
    page = staff.get(url("rondrit", programme, first.pk))
    assert [(stop.name, stop.visit.hours, stop.aboard) for stop in page.context["stops"]] == [
        ("De Kade", "9.00–10.00", 1),
        ("De Linde", "11.00–12.00", 1),
    ]
    assert [person.name for person in page.context["start"]] == ["An Aerts", "An Boone"]
    assert [person.name for person in page.context["stops"][0].off] == ["An Boone"]
    assert staff.get(url("rondrit", programme, second.pk)).context["stops"] == page.context["stops"]


def test_too_many_aboard_is_told(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme, people=[make_guest(programme, "Aerts"), make_guest(programme, "Boone")])
    Ronde.objects.update(seats=1)
    page = staff.get(url("rondrit", programme, stops[0].pk))
    assert page.context["warnings"] == ["Er rijden 2 mensen tegelijk mee, en er is maar 1 plaats."]


@pytest.mark.parametrize("count", [1, 3])
def test_a_tour_asks_as_many_queries_whatever_its_length(
    programme: Programme, staff: Client, django_assert_num_queries: object, count: int
) -> None:
    stops = make_tour(programme, count, people=[make_guest(programme, "Aerts")])
    staff.get(url("rondrit", programme, stops[0].pk))
    with django_assert_num_queries(11):  # type: ignore[operator]
        staff.get(url("rondrit", programme, stops[0].pk))


def test_what_is_no_stop_is_not_found(programme: Programme, staff: Client) -> None:
    meal = make_bezoek(programme, kind="maaltijd", title="Lunch", zorgdienst=None)
    names = ("rondrit", "rondrit-haltes", "rondrit-mensen", "rondrit-blad")
    assert {staff.get(url(name, programme, meal.pk)).status_code for name in names} == {404}
    assert {staff.get(url(name, programme, 10**17)).status_code for name in names} == {404}


def test_a_tour_of_another_authority_does_not_exist_here(programme: Programme, client_of: ClientOf) -> None:
    stops = make_tour(programme)
    stranger = client_of(make_user(email="vreemd@example.org"))
    names = ("rondrit", "rondrit-haltes", "rondrit-mensen", "rondrit-blad")
    assert {stranger.get(url(name, programme, stops[0].pk)).status_code for name in names} == {404}


# its order


def test_a_tour_is_reordered_as_one_change(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme)
    page = staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops, down=str(stops[0].zorgdienst_id)))
    assert [stop.name for stop in page.context["stops"]] == ["De Linde", "De Kade"]
    assert [stop.was for stop in page.context["stops"]] == ["11.00–12.00", "9.00–10.00"]
    assert hours(programme) == ["De Kade: 09.00", "De Linde: 11.00"]
    staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops[::-1]))
    assert hours(programme) == ["De Linde: 09.00", "De Kade: 10.10"]
    assert [change.label for change in Wijziging.objects.all()] == [
        "Langs de Leie: langs 2 diensten op maandag 24 februari, 9.00–11.10"
    ]


def test_a_kept_tour_is_opened_by_htmx_too(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme)
    headers = {"HX-Request": "true"}
    response = staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops), headers=headers)
    assert response["HX-Redirect"] == url("rondrit", programme, stops[0].pk)


def test_a_reordered_tour_is_undone_in_one_go(programme: Programme, staff: Client, coordinator: User) -> None:
    stops = make_tour(programme)
    staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops[::-1]))
    undo(programme, by=coordinator, now=timezone.now())
    assert hours(programme) == ["De Kade: 09.00", "De Linde: 11.00"]


def test_a_stop_comes_and_another_goes_after_being_told(programme: Programme, staff: Client) -> None:
    an = make_guest(programme, "Aerts")
    stops = make_tour(programme, people=[an])
    brug = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Brug", visit_minutes=30))
    data = typed(stops, **{f"with-{brug.pk}": "on", "drop": str(stops[0].zorgdienst_id)})
    address = url("rondrit-haltes", programme, stops[1].pk)
    page = staff.post(address, data)
    assert page.context["removed"] == ["De Kade (9.00–10.00) gaat van het bord, met 1 deelnemer."]
    assert [stop.visit.hours for stop in page.context["stops"]] == ["9.00–10.00", "10.10–10.40"]
    del data[f"order-{stops[0].zorgdienst_id}"], data["drop"]
    response = staff.post(address, data)
    assert hours(programme) == ["De Linde: 09.00", "De Brug: 10.10"]
    new = programme.bezoeken.get(zorgdienst__name="De Brug")
    assert (new.ronde, list(new.deelnemers.all()), new.werkvorm) == (stops[1].ronde, [an], "rondrit")
    assert response["Location"] == url("rondrit", programme, stops[1].pk)


def test_a_visit_becomes_the_first_stop_of_a_tour(programme: Programme, staff: Client) -> None:
    dienst = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Kade"))
    other = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Linde", visit_minutes=30))
    alone = make_bezoek(programme, start="9.00", zorgdienst=dienst)
    address = url("rondrit-haltes", programme, alone.pk)
    staff.post(address, typed([alone], **{f"order-{other.pk}": "2"}))
    assert hours(programme) == ["De Kade: 09.00", "De Linde: 10.10"]
    ronde = Ronde.objects.get()
    assert (ronde.title, ronde.vehicle, ronde.bezoeken.count()) == ("Langs de Leie", "bus", 2)


def test_the_settings_of_a_tour_are_kept_without_moving_a_visit(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme, 1)
    data = typed(stops, title="Toer", vehicle="fiets", seats="", driver="Mia, 0400", place=str(stops[0].zorgdienst_id))
    staff.post(url("rondrit-haltes", programme, stops[0].pk), data)
    ronde = Ronde.objects.get()
    assert (ronde.title, ronde.vehicle, ronde.seats, ronde.driver) == ("Toer", "fiets", None, "Mia, 0400")
    assert (ronde.start_dienst, ronde.starts_at_first, ronde.how) == (stops[0].zorgdienst, False, "met de fiets")
    assert stops[0].revision == programme.bezoeken.get().revision


def own(programme: Programme) -> tuple[str, str, int | None, str]:
    ronde = programme.rondes.get()
    return ronde.title, ronde.vehicle, ronde.seats, ronde.driver


def test_undo_gives_a_tour_its_own_name_and_vehicle_back(
    programme: Programme, staff: Client, coordinator: User
) -> None:
    stops = make_tour(programme, 3)
    was = own(programme)
    key = stops[2].zorgdienst_id
    data = typed(stops, title="Toer", vehicle="fiets", seats="", driver="Mia, 0400", **{f"drop-{key}": "on"})
    staff.post(url("rondrit-haltes", programme, stops[0].pk), data)
    assert own(programme) == ("Toer", "fiets", None, "Mia, 0400")
    undo(programme, by=coordinator, now=timezone.now())
    assert (own(programme), programme.bezoeken.count()) == (was, 3)


def test_undo_of_another_name_alone_is_undone_too(programme: Programme, staff: Client, coordinator: User) -> None:
    stops = make_tour(programme)
    was = own(programme)
    staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops, title="Toer", driver="Mia"))
    undo(programme, by=coordinator, now=timezone.now())
    assert own(programme) == was


def test_undo_does_not_write_over_a_name_that_somebody_gave_since(
    programme: Programme, staff: Client, coordinator: User
) -> None:
    stops = make_tour(programme)
    staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops, title="Toer"))
    programme.rondes.update(title="Van een ander")
    with pytest.raises(DraftError, match="daarna nog iets gewijzigd"):
        undo(programme, by=coordinator, now=timezone.now())
    assert own(programme)[0] == "Van een ander"


def test_undo_of_a_tour_that_started_at_a_service_that_is_gone(
    programme: Programme, staff: Client, coordinator: User
) -> None:
    stops = make_tour(programme)
    depot = make_zorgdienst(programme.bestuur, name="Depot")
    programme.rondes.update(start_dienst=depot)
    staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops, title="Toer", place=""))
    depot.delete()
    undo(programme, by=coordinator, now=timezone.now())
    ronde = programme.rondes.get()
    assert (ronde.title, ronde.start_dienst, ronde.starts_at_first) == ("Langs de Leie", None, False)


def test_what_is_published_stays_at_its_hour(programme: Programme, staff: Client, coordinator: User) -> None:
    stops = make_tour(programme)
    publish(programme, based_on=0, note="", by=coordinator, now=timezone.now())
    address = url("rondrit-haltes", programme, stops[0].pk)
    page = staff.post(address, typed(stops, propose="on"))
    assert [stop.visit.hours for stop in page.context["stops"]] == ["9.00–10.00", "11.00–12.00"]
    page = staff.post(address, typed(stops, propose="on", move_published="on"))
    assert [stop.visit.hours for stop in page.context["stops"]] == ["9.00–10.00", "10.10–11.10"]
    assert [(stop.was, stop.was_published) for stop in page.context["stops"]] == [("", False), ("11.00–12.00", True)]


def test_nothing_typed_is_lost_when_somebody_else_was_first(programme: Programme, staff: Client) -> None:
    stops = make_tour(programme)
    data = typed(stops[::-1], title="Mijn ronde")
    staff.post(url("bezoek-move", programme, stops[1].pk), {"day": "2025-02-24", "start": "14:00", "end": "15:00"})
    page = staff.post(url("rondrit-haltes", programme, stops[0].pk), data)
    assert page.context["form"]["title"].value() == "Mijn ronde"
    assert page.context["form"].non_field_errors() == [
        (
            "Iemand anders wijzigde intussen het bezoek aan De Linde. "
            "Hieronder is gerekend met hoe het nu staat: kijk het na en bewaar opnieuw."
        )
    ]
    assert hours(programme) == ["De Kade: 09.00", "De Linde: 14.00"]


def test_a_tour_is_proposed_before_it_is_made(programme: Programme, staff: Client) -> None:
    early = make_zorgdienst(programme.bestuur, name="Vroeg", moments=[[0, 540, 630]], visit_minutes=60)
    late = make_zorgdienst(programme.bestuur, name="Laat", moments=[[0, 840, 960]], visit_minutes=60)
    never = make_zorgdienst(programme.bestuur, name="Nooit", moments=[[4, 840, 960]])
    keys = [make_deelnemende_dienst(programme, dienst).pk for dienst in (late, early, never)]
    data = {"title": "Toer", "day": "2025-02-24", "start": "9:00", "propose": "on"} | {
        f"with-{key}": "on" for key in keys
    }
    page = staff.post(url("ronde-new", programme), data)
    assert [(stop.name, stop.visit.hours) for stop in page.context["stops"]] == [
        ("Vroeg", "9.00–10.00"),
        ("Laat", "14.00–15.00"),
    ]
    assert [(left.name, left.why) for left in page.context["form"].left_out] == [
        ("Nooit", "ontvangt niet op maandag 24 februari")
    ]
    assert Bezoek.objects.count() == 0


def test_a_button_that_is_pressed_twice_makes_one_tour(programme: Programme, staff: Client) -> None:
    first, second = (make_deelnemende_dienst(programme).pk for _ in range(2))
    data = {"title": "Toer", "day": "2025-02-24", "start": "9:00", f"order-{first}": "1"}
    assert staff.post(url("ronde-new", programme), data).status_code == 302
    twice = staff.post(url("ronde-new", programme), data).context["form"]
    assert twice.non_field_errors() == [TWICE]
    assert (Ronde.objects.count(), Bezoek.objects.count()) == (1, 1)
    for more in ({"title": "Nog een"}, {"day": "2025-02-25"}, {f"order-{second}": "2"}):
        assert staff.post(url("ronde-new", programme), data | more).status_code == 302
    assert Ronde.objects.count() == 4


def test_a_tour_that_was_undone_can_be_made_again(programme: Programme, staff: Client) -> None:
    key = make_deelnemende_dienst(programme).pk
    data = {"title": "Toer", "day": "2025-02-24", "start": "9:00", f"order-{key}": "1"}
    staff.post(url("ronde-new", programme), data)
    staff.post(url("undo", programme))
    assert (Bezoek.objects.count(), staff.post(url("ronde-new", programme), data).status_code) == (0, 302)
    assert Bezoek.objects.count() == 1


@pytest.mark.parametrize("text", ["--1", "²", "9" * 5000, "x"])
def test_nonsense_is_no_crash(programme: Programme, staff: Client, text: str) -> None:
    stops = make_tour(programme)
    key = stops[0].zorgdienst_id
    names = ("day", "start", "back", "place", "vehicle", "seats", "up", "drop", "title", f"order-{key}", f"state-{key}")
    for name in names:
        assert staff.post(url("rondrit-haltes", programme, stops[0].pk), typed(stops, **{name: text})).status_code in (
            200,
            302,
        )


# who rides along


def along(programme: Programme) -> list[list[str]]:
    return [[str(p) for p in b.deelnemers.order_by("last_name")] for b in programme.bezoeken.order_by("starts_at")]


def test_somebody_joins_for_a_part(programme: Programme, staff: Client) -> None:
    an, bo = make_guest(programme, "Aerts"), make_guest(programme, "Boone")
    stops = make_tour(programme, 3, people=[an])
    Deelname.objects.filter(bezoek=stops[0]).update(answer="ja", note="komt met de fiets")
    data = {f"first-{bo.pk}": "2", f"last-{bo.pk}": "3"}
    response = staff.post(url("rondrit-mensen", programme, stops[0].pk), data)
    assert response["Location"] == url("rondrit", programme, stops[0].pk)
    assert along(programme) == [["An Aerts"], ["An Aerts", "An Boone"], ["An Aerts", "An Boone"]]
    kept = Deelname.objects.get(bezoek=stops[0], mandataris=an)
    assert (kept.answer, kept.note) == ("ja", "komt met de fiets")
    assert Wijziging.objects.get().label == "Langs de Leie: wie waar op- en afstapt"


def test_too_many_aboard_is_told_before_it_is_kept(programme: Programme, staff: Client) -> None:
    an, bo = make_guest(programme, "Aerts"), make_guest(programme, "Boone")
    stops = make_tour(programme, people=[an])
    Ronde.objects.update(seats=1)
    data = {f"first-{bo.pk}": "1", f"last-{bo.pk}": "2"}
    page = staff.post(url("rondrit-mensen", programme, stops[0].pk), data)
    told = "Er rijden 2 mensen tegelijk mee, en er is maar 1 plaats."
    assert page.context["told"] == told
    assert [(row.person.id, row.first) for row in page.context["people"].along] == [(an.pk, "1"), (bo.pk, "1")]
    assert along(programme) == [["An Aerts"], ["An Aerts"]]
    staff.post(url("rondrit-mensen", programme, stops[0].pk), data | {"anyway": told})
    assert along(programme) == [["An Aerts", "An Boone"], ["An Aerts", "An Boone"]]


def test_a_stale_list_of_riders_is_refused(programme: Programme, staff: Client) -> None:
    bo = make_guest(programme, "Boone")
    stops = make_tour(programme)
    data = {"state": "0-0", f"first-{bo.pk}": "1", f"last-{bo.pk}": "2"}
    page = staff.post(url("rondrit-mensen", programme, stops[0].pk), data)
    assert page.context["people"].errors == [
        "Iemand anders wijzigde intussen deze ronde. Kijk na of de haltes nog kloppen en bewaar opnieuw."
    ]
    assert [row.first for row in page.context["people"].along] == ["1"]
    assert along(programme) == [[], []]


# on paper


def test_the_sheet_of_the_driver_is_a_pdf(programme: Programme, staff: Client) -> None:
    an = make_guest(programme, "Aerts")
    programme.gasten.update(mobility="rolstoel")
    stops = make_tour(programme, people=[an])
    response = staff.get(url("rondrit-blad", programme, stops[0].pk))
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert response.content[:5] == b"%PDF-"
    printed = read(response.content)
    assert_tagged(printed)
    text = words(printed)
    for line in ("Ontwerp: nog niet gepubliceerd", "An Aerts: rolstoel", "1. De Kade", "Aan boord: 1"):
        assert line in text
