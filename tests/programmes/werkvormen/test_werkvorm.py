"""The library, and the page of a visit with its format: chosen, filled, put in order, changed by two at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.models import Bezoek, Onderdeel, Programme, User
from programmes.werkvormen.formats import all_formats
from programmes.werkvormen.onderdelen import MOST
from tests.factories import make_bezoek, make_mandataris
from tests.programmes.werkvormen.timetable_rows import make_onderdeel, staff_url, titles


@pytest.fixture
def bezoek(programme: Programme) -> Bezoek:
    people = [make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")]
    return make_bezoek(programme, start="9.00", end="10.00", people=people, werkvorm="gesprek", title="De Linde")


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def typed(**fields: object) -> dict[str, object]:
    return {"title": "Welkom", "minutes": "10"} | fields


# the library


def test_the_library_shows_every_format_and_where_it_is_used(bezoek: Bezoek, staff: Client) -> None:
    text = words(staff.get(staff_url("werkvorm-list", bezoek.programme)))
    assert text.count('class="card format"') == 10
    assert f'<a href="{staff_url("werkvorm", bezoek.programme, bezoek.pk)}">De Linde</a>' in text


@pytest.mark.parametrize(
    ("query", "people", "minutes"),
    [({"group": "60"}, 60, 0), ({"group": "3", "minutes": "60"}, 3, 60), ({"group": "x", "minutes": "9" * 30}, 0, 0)],
)
def test_the_library_is_filtered_by_group_and_length(
    bezoek: Bezoek, staff: Client, query: dict[str, str], people: int, minutes: int
) -> None:
    response = staff.get(staff_url("werkvorm-list", bezoek.programme), query)
    shown = [card["kind"].key for card in response.context["cards"]]
    assert shown == [
        key
        for key, kind in all_formats().items()
        if (not people or kind.group[0] <= people <= kind.group[2])
        and (not minutes or kind.minutes[0] <= minutes <= kind.minutes[2])
    ]
    assert shown


def test_the_library_takes_as_many_queries_for_any_number_of_visits(
    bezoek: Bezoek, staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = staff_url("werkvorm-list", bezoek.programme)
    for _ in range(2):
        with django_assert_num_queries(10):
            staff.get(url)
        make_bezoek(bezoek.programme, start="14.00", werkvorm="gesprek")
        make_bezoek(bezoek.programme, start="16.00", werkvorm="jobruil")


def test_a_new_visit_from_the_library_has_the_format_and_its_length(bezoek: Bezoek, staff: Client) -> None:
    response = staff.get(staff_url("bezoek-new", bezoek.programme), {"werkvorm": "jobruil", "start": "8:00"})
    form = response.context["form"]
    assert [form[name].value() for name in ("werkvorm", "start", "end")] == ["jobruil", "08:00", "12:00"]


def test_a_format_is_chosen_for_a_visit_from_the_library(bezoek: Bezoek, staff: Client) -> None:
    text = words(staff.get(staff_url("werkvorm-list", bezoek.programme), {"bezoek": bezoek.pk}))
    assert "Gekozen voor De Linde" in text
    url = staff_url("werkvorm-choose", bezoek.programme, bezoek.pk)
    text = words(staff.post(url, {"werkvorm": "rondleiding"}, follow=True))
    assert "De Linde is nu een rondleiding. De taken volgen op de takenlijst." in text
    bezoek.refresh_from_db()
    assert (bezoek.werkvorm, titles(bezoek)[0]) == ("rondleiding", "Onthaal")
    assert bezoek.programme.wijzigingen.get().label == "De Linde: rondleiding"


@pytest.mark.parametrize(
    ("key", "told"), [("dansen", "Kies een werkvorm uit de lijst."), ("gesprek", "Dit bezoek is al een gesprek.")]
)
def test_a_format_that_is_none_or_the_same_is_not_chosen(bezoek: Bezoek, staff: Client, key: str, told: str) -> None:
    url = staff_url("werkvorm-choose", bezoek.programme, bezoek.pk)
    assert told in words(staff.post(url, {"werkvorm": key}, follow=True))
    assert not bezoek.programme.wijzigingen.exists()


# the page of a visit


def test_the_page_shows_the_hours_and_what_does_not_add_up(bezoek: Bezoek, staff: Client) -> None:
    make_onderdeel(bezoek, "Welkom", minutes=10, who="Griet", place="Zaal")
    make_onderdeel(bezoek, "Gesprek", minutes=70)
    text = words(staff.get(staff_url("werkvorm", bezoek.programme, bezoek.pk)))
    for part in (
        "9.00–9.10",
        "9.10–10.20",
        "Griet",
        "Zaal",
        "loopt tot 10.20, 20 minuten langer",
        "Er komt 1 bezoeker",
    ):
        assert part in text
    assert staff_url("werkvorm-agenda", bezoek.programme, bezoek.pk) in text


def test_who_declined_does_not_count(bezoek: Bezoek, staff: Client) -> None:
    bezoek.deelnames.update(answer="nee")
    assert "Er komt nog niemand" in words(staff.get(staff_url("werkvorm", bezoek.programme, bezoek.pk)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_any_number_of_lines(
    bezoek: Bezoek, staff: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_onderdeel(bezoek)
    with django_assert_num_queries(12):
        staff.get(staff_url("werkvorm", bezoek.programme, bezoek.pk))


def test_a_visit_without_format_offers_the_library(bezoek: Bezoek, staff: Client) -> None:
    Bezoek.objects.update(werkvorm="")
    text = words(staff.get(staff_url("werkvorm", bezoek.programme, bezoek.pk)))
    assert "Kies een werkvorm: dan staat er meteen een voorbeeld." in text
    answer = staff.get(staff_url("werkvorm-fill", bezoek.programme, bezoek.pk))
    assert answer.url == f"{staff_url('werkvorm-list', bezoek.programme)}?bezoek={bezoek.pk}"  # type: ignore[attr-defined]


def test_an_empty_timetable_is_filled_with_one_press(bezoek: Bezoek, staff: Client) -> None:
    staff.post(staff_url("werkvorm-fill", bezoek.programme, bezoek.pk))
    assert titles(bezoek) == ["Kennismaken", "Het verhaal van de dienst", "Gesprek", "Afspraken"]


def test_what_stands_is_only_replaced_by_who_saw_it(bezoek: Bezoek, staff: Client) -> None:
    make_onderdeel(bezoek, "Koffie")
    url = staff_url("werkvorm-fill", bezoek.programme, bezoek.pk)
    seen = staff.get(url).context["seen"]
    assert "Er staat al 1 onderdeel." in words(staff.post(url))
    make_onderdeel(bezoek, "Taart")
    text = words(staff.post(url, {"way": "instead", "seen": seen}))
    assert "Iemand anders wijzigde het uurschema intussen." in text
    assert titles(bezoek) == ["Koffie", "Taart"]
    seen = staff.get(url).context["seen"]
    for _ in range(2):  # a double click
        staff.post(url, {"way": "after", "seen": seen})
    assert len(titles(bezoek)) == 6
    assert titles(bezoek)[:3] == ["Koffie", "Taart", "Kennismaken"]
    staff.post(url, {"way": "instead", "seen": staff.get(url).context["seen"]})
    assert titles(bezoek)[0] == "Kennismaken"


# its lines


def test_a_line_is_added_at_the_end(bezoek: Bezoek, staff: Client) -> None:
    make_onderdeel(bezoek)
    person = bezoek.deelnemers.get()
    url = staff_url("werkvorm-add", bezoek.programme, bezoek.pk)
    data = typed(who="Lies", place="Zaal", text="Kom binnen", clothing="Schort", hands_on="zelf", person=person.pk)
    answer = staff.post(url, data)
    row = bezoek.onderdelen.get(title="Welkom")
    assert answer.url == f"{staff_url('werkvorm', bezoek.programme, bezoek.pk)}#onderdeel-{row.pk}"  # type: ignore[attr-defined]
    assert (row.position, row.minutes, row.who, row.hands_on, row.mandataris) == (1, 10, "Lies", "zelf", person)


def test_a_line_that_is_sent_twice_is_added_once(bezoek: Bezoek, staff: Client) -> None:
    make_onderdeel(bezoek)
    url = staff_url("werkvorm-add", bezoek.programme, bezoek.pk)
    seen = staff.get(url).context["form"]["seen"].value()
    answers: list[Any] = [staff.post(url, typed(seen=seen)) for _ in range(2)]
    assert titles(bezoek) == ["Onthaal", "Welkom"]
    assert answers[0].url == answers[1].url
    staff.post(url, typed(seen=2))
    assert titles(bezoek) == ["Onthaal", "Welkom", "Welkom"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"minutes": "0"}, "Schrijf een geheel aantal minuten, van 1 tot 1440."),
        ({"minutes": "1441"}, "Schrijf een geheel aantal minuten, van 1 tot 1440."),
        ({"minutes": "9" * 30}, "Schrijf een geheel aantal minuten, van 1 tot 1440."),
        ({"minutes": "tien"}, "Schrijf een geheel aantal minuten, van 1 tot 1440."),
        ({"title": ""}, "Schrijf in enkele woorden wat er gebeurt."),
        ({"hands_on": "soms"}, "Kies wat een bezoeker zonder opleiding mag: zelf doen of meekijken."),
        ({"person": "9" * 30}, "Deze persoon doet niet mee aan dit bezoek."),
    ],
)
def test_a_line_that_is_not_right_is_told_and_kept_on_the_screen(
    bezoek: Bezoek, staff: Client, fields: dict[str, str], told: str
) -> None:
    url = staff_url("werkvorm-add", bezoek.programme, bezoek.pk)
    text = words(staff.post(url, typed(text="Wat ik schreef") | fields))
    assert told in text
    assert "Wat ik schreef" in text
    assert titles(bezoek) == []


def test_a_timetable_has_an_end(bezoek: Bezoek, staff: Client) -> None:
    Onderdeel.objects.bulk_create(Onderdeel(bezoek=bezoek, title="x", minutes=1) for _ in range(MOST))
    url = staff_url("werkvorm-add", bezoek.programme, bezoek.pk)
    assert f"Een uurschema heeft hoogstens {MOST} onderdelen." in words(staff.post(url, typed()))


def test_a_line_is_changed(bezoek: Bezoek, staff: Client) -> None:
    row = make_onderdeel(bezoek)
    url = staff_url("onderdeel-edit", bezoek.programme, row.pk)
    seen = staff.get(url).context["form"]["seen"].value()
    staff.post(url, typed(title="Koffie", seen=seen))
    row.refresh_from_db()
    assert (row.title, row.minutes, row.revision) == ("Koffie", 10, 2)


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_goes(bezoek: Bezoek, staff: Client) -> None:
    row = make_onderdeel(bezoek, who="Griet")
    url = staff_url("onderdeel-edit", bezoek.programme, row.pk)
    staff.post(url, typed(title="Van een ander", seen="1"))
    response = staff.post(url, typed(title="Van mij", seen="1"))
    text = words(response)
    assert "Iemand anders wijzigde dit intussen.</strong> Nu staat er:" in text
    assert "Van een ander, 10 min" in text
    assert response.context["form"]["title"].value() == "Van mij"
    staff.post(url, typed(title="Van mij", seen=response.context["form"]["seen"].value()))
    assert titles(bezoek) == ["Van mij"]


def test_what_was_typed_in_a_line_that_is_gone_can_be_added(bezoek: Bezoek, staff: Client) -> None:
    row = make_onderdeel(bezoek)
    url = staff_url("onderdeel-edit", bezoek.programme, row.pk)
    row.delete()
    text = words(staff.post(url, typed(title="Van mij", visit=bezoek.pk)))
    assert "Iemand anders haalde dit onderdeel intussen weg." in text
    assert f'action="{staff_url("werkvorm-add", bezoek.programme, bezoek.pk)}"' in text
    assert 'value="Van mij"' in text
    assert staff.post(url, typed()).status_code == 404


def test_a_line_for_somebody_who_left_says_so_and_keeps_it_when_saved(bezoek: Bezoek, staff: Client) -> None:
    row = make_onderdeel(bezoek, "Wandelen", mandataris=make_mandataris(bezoek.programme.bestuur))
    text = words(staff.get(staff_url("werkvorm", bezoek.programme, bezoek.pk)))
    assert "Alleen iemand die niet meedoet" in text
    form = staff.get(staff_url("onderdeel-edit", bezoek.programme, row.pk)).context["form"]
    assert form["person"].value() == row.mandataris_id


@pytest.mark.parametrize(
    ("title", "how", "expected"),
    [
        ("B", {"to": "omhoog"}, ["B", "A", "C"]),
        ("B", {"to": "omlaag"}, ["A", "C", "B"]),
        ("A", {"to": "omhoog"}, ["A", "B", "C"]),
        ("C", {"to": "omlaag"}, ["A", "B", "C"]),
        ("C", {"to": "eerst"}, ["C", "A", "B"]),
        ("C", {"before": "B"}, ["A", "C", "B"]),
        ("C", {"before": "²"}, ["A", "B", "C"]),
    ],
)
def test_a_line_is_put_in_its_place(
    bezoek: Bezoek, staff: Client, title: str, how: dict[str, str], expected: list[str]
) -> None:
    rows = {name: make_onderdeel(bezoek, name) for name in "ABC"}
    sent = {name: str(rows[value].pk) if value in rows else value for name, value in how.items()}
    staff.post(staff_url("onderdeel-move", bezoek.programme, rows[title].pk), sent)
    assert titles(bezoek) == expected


def test_a_line_is_taken_away_after_a_question(bezoek: Bezoek, staff: Client) -> None:
    row = make_onderdeel(bezoek)
    url = staff_url("onderdeel-remove", bezoek.programme, row.pk)
    assert "Het onderdeel van 15 minuten gaat uit het uurschema." in words(staff.get(url))
    assert titles(bezoek) == ["Onthaal"]
    assert staff.post(url).url == staff_url("werkvorm", bezoek.programme, bezoek.pk)  # type: ignore[attr-defined]
    assert titles(bezoek) == []


def test_the_lines_of_another_programme_do_not_exist(bezoek: Bezoek, staff: Client) -> None:
    other = make_onderdeel(make_bezoek())
    for name in ("onderdeel-edit", "onderdeel-remove"):
        assert staff.post(staff_url(name, bezoek.programme, other.pk), typed()).status_code == 404
    assert staff.post(staff_url("onderdeel-move", bezoek.programme, other.pk)).status_code == 404


def test_the_tab_is_there_for_a_coordinator_only(bezoek: Bezoek, staff: Client, lezer: User) -> None:
    tab = f'href="{staff_url("werkvorm-list", bezoek.programme)}"'
    home = reverse("programme", args=[bezoek.programme.bestuur.slug, bezoek.programme.slug])
    assert tab in words(staff.get(home))
    staff.force_login(lezer)
    assert tab not in words(staff.get(home))
