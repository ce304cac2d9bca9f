"""Whoever receives reads how many come: the visitors, and who is known to the tool of the format only."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.models import Bericht
from invitations.reminding.reminders import remind
from programmes.models import Bezoek, Inschrijving, Mandataris, Programme, Speeddategast, Versie, Werkvorm
from programmes.versions import published_week
from programmes.werkvormen.beside import beside, others_at
from programmes.werkvormen.timetable import Timetable
from tests.factories import MONDAY, at
from tests.invitations.agendas import NOW, invite
from tests.invitations.pdfs import read, words
from tests.papers import fetched
from tests.press.days import EARLY, make_host, make_person, make_visit, page, publish, token
from tests.programmes.werkvormen.carrousel_rows import make_carrousel, make_inschrijving
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

BOTH = "2 bezoekers en 3 andere gasten aan de tafels: samen 5"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(EARLY, tick=False):
        yield


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """A speed date of An and Bo, with three who were typed, received by Griet; published."""
    host = make_host(programme, email="griet@example.be")
    people = [make_person(programme, name, email="") for name in ("An Peeters", "Bo Maes")]
    visit = make_visit(programme, host, *people, werkvorm=Werkvorm.SPEEDDATE)
    make_speeddate(visit, guests=3)
    publish(programme)
    return visit


def shown(client: Client, visit: Bezoek, name: str = "gastheer") -> str:
    assert visit.host is not None
    return flat(client.get(page(visit.host, name)))


def flat(response: Any) -> str:
    assert response.status_code == 200
    is_pdf = response.headers["Content-Type"] == "application/pdf"
    return words(read(response.getvalue())) if is_pdf else " ".join(response.text.split())


def test_a_host_reads_both_on_their_page_and_on_paper(client: Client, visit: Bezoek) -> None:
    assert f"<h4>{BOTH}</h4>" in shown(client, visit)
    assert BOTH in shown(client, visit, "gastheer-pdf")
    assert "Gast 1" not in shown(client, visit)


def test_the_paper_is_another_once_more_guests_come(client: Client, visit: Bezoek) -> None:
    assert visit.host is not None
    path = page(visit.host, "gastheer-pdf")
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    Speeddategast.objects.filter(name="Gast 1").update(is_gone=True)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    assert "2 bezoekers en 2 andere gasten aan de tafels: samen 4" in shown(client, visit)


def test_without_visitors_the_others_still_count(client: Client, visit: Bezoek) -> None:
    visit.deelnames.all().delete()
    publish(visit.programme, number=2)
    Speeddategast.objects.exclude(name="Gast 1").delete()
    assert "<h4>Nog geen bezoekers, wel 1 andere gast aan de tafels</h4>" in shown(client, visit)


def test_a_host_still_sees_a_visit_that_only_others_come_to(client: Client, visit: Bezoek) -> None:
    visit.deelnames.update(answer="nee")
    assert "<h4>Nog geen bezoekers, wel 3 andere gasten aan de tafels</h4>" in shown(client, visit)
    Versie.objects.update(published_at=NOW)
    invite(visit.programme, visit.deelnames.all()[0].mandataris)
    remind(at(MONDAY, "8.00") - dt.timedelta(days=1))
    assert "wel 3 andere gasten" in Bericht.objects.get(kind="herinnering", to_email="griet@example.be").text
    Speeddategast.objects.all().delete()
    assert "In het programma staat nog geen bezoek bij jou." in shown(client, visit)


def test_minors_are_still_told_apart(client: Client, visit: Bezoek) -> None:
    visit.deelnames.filter(mandataris__first_name="Bo").delete()
    Mandataris.objects.update(is_minor=True)
    publish(visit.programme, number=2)
    assert "1 bezoeker, van wie 1 minderjarig, en 3 andere gasten aan de tafels: samen 4" in shown(client, visit)


def test_without_others_it_is_as_it_was(client: Client, visit: Bezoek) -> None:
    Speeddategast.objects.filter(mandataris=None).delete()
    text = shown(client, visit)
    assert ("<h4>2 personen</h4>" in text, "andere" in text) == (True, False)


def test_what_lies_ready_and_what_is_confirmed_count_them(client: Client, visit: Bezoek) -> None:
    assert visit.host is not None
    says = "Er komen ook 3 andere gasten aan de tafels. Van hen weten we geen maten of eetwensen."
    assert says in shown(client, visit, "gastheer-praktisch")
    confirms = client.get(reverse("gastheer-dienst", args=[token(visit.host), visit.zorgdienst_id]))
    assert "2 personen en 3 andere gasten aan de tafels" in flat(confirms)


def test_the_day_and_the_run_sheets_count_them(client: Client, visit: Bezoek, coordinator: Any, client_of: Any) -> None:
    assert "0 van 2 aanwezig" in shown(client, visit, "dag")
    assert "<p>Er komen ook 3 andere gasten aan de tafels.</p>" in shown(client, visit, "dag")
    staff = client_of(coordinator)
    sheet = reverse("draaiboek-dienst", args=["leiedorp", "2025", visit.zorgdienst_id])
    assert BOTH in flat(staff.get(sheet))
    assert "en 3 andere gasten aan de tafels" in flat(
        fetched(staff, reverse("paper-file", args=["leiedorp", "2025", "draaiboek", f"{MONDAY:%Y%m%d}-dag"]))
    )


def test_the_reminder_of_a_host_counts_them(visit: Bezoek) -> None:
    Versie.objects.update(published_at=NOW)
    invite(visit.programme, visit.deelnames.all()[0].mandataris)
    remind(at(MONDAY, "8.00") - dt.timedelta(days=1))
    message = Bericht.objects.get(kind="herinnering", to_email="griet@example.be")
    assert (BOTH in message.text, f"<strong>{BOTH}</strong>" in message.html) == (True, True)


def test_of_a_carousel_a_visitor_who_signed_up_counts_once(client: Client, programme: Programme) -> None:
    an = make_person(programme)
    visit = make_visit(programme, make_host(programme), an, werkvorm=Werkvorm.CARROUSEL)
    carrousel = make_carrousel(visit)
    make_inschrijving(carrousel, mandataris=an)
    rows = [make_inschrijving(carrousel) for _ in range(3)]
    Inschrijving.objects.filter(pk=rows[0].pk).update(withdrawn_at=timezone.now())
    publish(programme)
    assert "<h4>1 bezoeker en 2 andere ingeschrevenen: samen 3</h4>" in shown(client, visit)
    week = published_week(programme)
    assert week is not None
    assert beside(week.by_id[visit.pk], Timetable((), 0, 0)).others == 2


@pytest.mark.parametrize("count", [1, 3])
def test_they_are_counted_in_a_query_for_each_format(
    programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    host = make_host(programme)
    for number in range(count):
        start, end = f"{9 + number}.00", f"{9 + number}.30"
        make_speeddate(make_visit(programme, host, werkvorm=Werkvorm.SPEEDDATE, start=start, end=end), guests=3)
        day = make_visit(programme, host, werkvorm=Werkvorm.CARROUSEL, start=start, end=end)
        make_inschrijving(make_carrousel(day))
        make_visit(programme, host, start=start, end=end)
    publish(programme)
    week = published_week(programme)
    assert week is not None
    with django_assert_num_queries(2):
        found = others_at(week.visits)
    assert sorted(map(str, found.values())) == sorted(
        ["3 andere gasten aan de tafels", "1 andere ingeschrevene"] * count
    )
    with django_assert_num_queries(0):
        assert others_at(visit for visit in week.visits if not visit.werkvorm) == {}
