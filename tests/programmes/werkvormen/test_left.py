"""Another format for a visit: what the tool of the old one keeps, is told first, and stays."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.changes import remember
from programmes.loading import load_week
from programmes.models import Bezoek, Programme, Werkvorm
from programmes.werkvormen.left import left_of
from tests.factories import make_bezoek
from tests.programmes.werkvormen.dialoog_rows import JOINT, make_bijeenkomst, make_traject
from tests.programmes.werkvormen.speeddate_rows import make_speeddate
from tests.programmes.werkvormen.timetable_rows import staff_url

HIDES = (
    "Van de werkvorm speeddate blijft bewaard wat er al was (3 tafels en 6 gasten), maar je ziet het niet meer bij dit "
    "bezoek. Kies je weer die werkvorm, dan staat het er terug."
)


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_speeddate(make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)).bezoek


def url(name: str, visit: Bezoek) -> str:
    return staff_url(name, visit.programme, visit.pk)


def werkvorm(visit: Bezoek) -> str:
    visit.refresh_from_db()
    return str(visit.werkvorm)


def test_another_format_from_the_library_says_first_what_goes_out_of_sight(visit: Bezoek, staff: Client) -> None:
    asked = staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek"})
    assert (asked.context["hides"], werkvorm(visit)) == (HIDES, "speeddate")
    assert HIDES in asked.content.decode()
    response: Any = staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek", "hides": HIDES})
    assert (response.url, werkvorm(visit)) == (url("werkvorm", visit), "gesprek")
    assert visit.speeddate.gasten.count() == 6


def test_what_was_read_of_less_is_asked_again(visit: Bezoek, staff: Client) -> None:
    visit.speeddate.gasten.all()[0].delete()
    asked = staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek", "hides": HIDES})
    assert ("5 gasten" in asked.context["hides"], werkvorm(visit)) == (True, "speeddate")


def test_the_page_of_the_visit_says_what_is_out_of_sight_until_the_format_is_back(visit: Bezoek, staff: Client) -> None:
    Bezoek.objects.update(werkvorm="gesprek")
    assert HIDES in staff.get(url("werkvorm", visit)).content.decode()
    staff.post(url("werkvorm-choose", visit), {"werkvorm": "speeddate"})
    page = staff.get(url("werkvorm", visit))
    assert (werkvorm(visit), page.context["left"]) == ("speeddate", [])
    assert len(staff.get(url("speeddate", visit)).context["desk"].gasten) == 6


def test_the_form_of_a_visit_asks_too_and_keeps_what_was_typed(visit: Bezoek, staff: Client) -> None:
    shown = load_week(visit.programme).by_id[visit.pk]
    data = {"kind": shown.kind, "service": shown.service or "", "day": shown.day.isoformat(), "start": "9:30"}
    data |= {"end": "10:30", "revision": shown.revision, "base": remember(visit.programme, shown)}
    data |= {"werkvorm": "gesprek", "activity": "Praten"}
    asked = staff.post(url("bezoek-edit", visit), data)
    assert (asked.context["hides"], asked.context["form"]["activity"].value()) == (HIDES, "Praten")
    assert f'<input type="hidden" name="hides" value="{HIDES}">' in asked.content.decode()
    assert werkvorm(visit) == "speeddate"
    staff.post(url("bezoek-edit", visit), data | {"hides": HIDES})
    assert werkvorm(visit) == "gesprek"


STAYS = (
    "Dit bezoek blijft de plek voor {} van een inwonersdialoog: dag en uur volgen het bezoek. Is dat niet meer de "
    "bedoeling? Wijzig dan de bijeenkomst in het traject."
)


def test_a_meeting_of_a_dialogue_is_named_before_its_visit_gets_another_format(
    programme: Programme, staff: Client
) -> None:
    visit = make_bezoek(programme, werkvorm=Werkvorm.INWONERSDIALOOG)
    traject = make_traject(programme)
    meeting = make_bijeenkomst(traject, JOINT, title="Samen", bezoek=visit)
    asked = staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek"})
    hides = STAYS.format("de bijeenkomst ‘Samen’")
    assert (asked.context["hides"], werkvorm(visit)) == (hides, "inwonersdialoog")
    make_bijeenkomst(traject, JOINT, title="Nog eens", bezoek=visit)
    again = staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek", "hides": hides})
    more = STAYS.format("de bijeenkomsten ‘Samen’ en ‘Nog eens’")
    assert again.context["hides"] == more
    staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek", "hides": more})
    meeting.refresh_from_db()
    assert (werkvorm(visit), meeting.bezoek_id) == ("gesprek", visit.pk)
    assert more in staff.get(url("werkvorm", visit)).text


def test_nothing_is_asked_where_nothing_is_kept(programme: Programme, staff: Client) -> None:
    visit = make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)
    staff.post(url("werkvorm-choose", visit), {"werkvorm": "gesprek"})
    assert werkvorm(visit) == "gesprek"


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_is_kept_is_counted_in_one_query(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    visit = make_speeddate(make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE), guests=count, tables=3).bezoek
    Bezoek.objects.update(werkvorm="gesprek")
    shown = load_week(programme).by_id[visit.pk]
    with django_assert_num_queries(1):
        [left] = left_of(shown)
    assert left.words == f"3 tafels en {count} {'gast' if count == 1 else 'gasten'}"
