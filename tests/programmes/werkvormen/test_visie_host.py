"""The vision workshop behind the link of whoever receives."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bezoek, Programme, Visieworkshop, Voornemen
from programmes.werkvormen.visieworkshop.holding import close, save_text
from tests.press.days import make_host, make_visit, publish, token
from tests.programmes.werkvormen.visie_rows import answered, make_workshop

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    visit = make_visit(programme, make_host(programme), werkvorm="visieworkshop")
    publish(programme)
    return visit


def own_url(visit: Bezoek, act: str = "") -> str:
    assert visit.host is not None
    return reverse(f"gastheer-visie-{act}" if act else "gastheer-visie", args=[token(visit.host), visit.pk])


def words(client: Client, url: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(url).text))


def test_a_host_makes_it_and_leads_it(client: Client, visit: Bezoek) -> None:
    assert "Nog niet klaargezet" in words(client, own_url(visit))
    assert Visieworkshop.objects.count() == 0
    made: Any = client.post(own_url(visit), {"act": "klaar"})
    assert made.url == own_url(visit)
    client.post(own_url(visit), {"act": "open"})
    client.post(own_url(visit), {"act": "vraag", "block": "beleid"})
    workshop = Visieworkshop.objects.get()
    assert (workshop.is_open, workshop.asked) == (True, "beleid")
    answered(workshop)
    text = words(client, own_url(visit))
    assert "9 telefoons antwoordden" in text
    assert "Waar staan we?" not in text
    closed: Any = client.post(own_url(visit), {"act": "sluit", "terug": "scherm", "stap": "4"})
    assert closed.url == f"{own_url(visit, 'scherm')}?stap=4"
    assert "Waar staan we?" in words(client, own_url(visit))
    assert client.cookies == {}


def test_what_was_shown_stays_closed(client: Client, visit: Bezoek) -> None:
    workshop = make_workshop(visit, is_open=True)
    answered(workshop)
    close(workshop)
    assert "opnieuw openen kan niet" in client.post(own_url(visit), {"act": "open"}).text
    workshop.refresh_from_db()
    assert workshop.is_closed


def test_a_host_does_not_make_another_link(client: Client, visit: Bezoek) -> None:
    workshop = make_workshop(visit)
    client.post(own_url(visit), {"act": "link"})
    assert Visieworkshop.objects.get().nonce == workshop.nonce


def test_the_screen_and_the_report(client: Client, visit: Bezoek) -> None:
    assert [client.get(own_url(visit, act)).status_code for act in ("scherm", "pdf")] == [404, 404]
    workshop = make_workshop(visit, is_open=True)
    screen = client.get(own_url(visit, "scherm"), {"stap": "3"}).text
    assert f'action="{own_url(visit)}"' in screen
    assert "csrfmiddlewaretoken" not in screen
    assert client.cookies == {}
    answered(workshop)
    close(workshop)
    assert f'href="{own_url(visit)}#resultaten"' in client.get(own_url(visit, "scherm"), {"stap": "4"}).text
    report = client.get(own_url(visit, "pdf"))
    assert (report.headers["Content-Type"], report.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_written_is_read_there(
    client: Client, visit: Bezoek, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    workshop = make_workshop(visit)
    save_text(workshop, "Niemand valt door de mazen.", base=0, by="Els", now=timezone.now())
    for number in range(count):
        Voornemen.objects.create(workshop=workshop, text=f"Afspraak {number}", who="An", due_on=dt.date(2025, 6, 2))
    url = own_url(visit)
    with django_assert_num_queries(9):
        text = words(client, url)
    assert "Niemand valt door de mazen." in text
    assert text.count("An, tegen maandag 2 juni") == count


def test_a_host_sees_no_workshop_of_another_or_of_the_draft(client: Client, visit: Bezoek) -> None:
    other = make_visit(visit.programme, make_host(visit.programme, "Jan"), name="De Kade", werkvorm="visieworkshop")
    talk = make_visit(visit.programme, visit.host, name="De Linde", werkvorm="gesprek")
    publish(visit.programme, number=2)
    later = make_visit(visit.programme, visit.host, name="De Linde", werkvorm="visieworkshop")
    for one in (other, talk, later):
        for name in ("gastheer-visie", "gastheer-visie-scherm", "gastheer-visie-pdf"):
            make_workshop(one)
            assert client.get(reverse(name, args=[token(visit.host), one.pk])).status_code == 404


def test_the_host_finds_it_on_their_page(client: Client, visit: Bezoek) -> None:
    assert own_url(visit) in client.get(reverse("gastheer", args=[token(visit.host)])).text
    assert own_url(visit) in client.get(reverse("dag", args=[token(visit.host)])).text
