"""What a recipient sees: an event that appears, moves and vanishes, in two calendars that know nothing of us."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.agendas.reconciling import reconcile
from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.models import Bezoek, PersonalLink, Programme
from tests.factories import MONDAY, at
from tests.invitations.agendas import LATER, make_invited, make_linde, publish, send
from tests.invitations.clients import Khal, Radicale


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    return Khal(tmp_path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    server = Radicale(tmp_path_factory.mktemp("radicale"))
    yield server
    server.stop()


@pytest.fixture
def radicale(server: Radicale) -> Radicale:
    return server.fresh()


def next_message(programme: Programme) -> str:
    """Publishes the board and gives what goes to An's calendar."""
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    text = Bericht.objects.get(kind="agenda", state="wacht").calendar
    send()
    return text


def story(programme: Programme, day: dt.date = MONDAY) -> Iterator[str]:
    """A REQUEST at half past nine, another at two, a CANCEL."""
    visit = make_linde(programme, [make_invited(programme, "An")], day=day)
    yield next_message(programme)
    Bezoek.objects.update(starts_at=at(day, "14.00"), ends_at=at(day, "15.30"))
    yield next_message(programme)
    visit.delete()
    yield next_message(programme)


def test_khal_sees_it_appear_move_and_vanish(programme: Programme, khal: Khal) -> None:
    appear, move, vanish = story(programme)
    name = "De Linde · Expeditie Zorg, De Linde, Lindestraat 1, Leiedorp"
    khal.receive(appear)
    assert khal.events("2025-02-20") == [f"2025-02-24 09:30-10:30 {name} CONFIRMED"]
    khal.receive(move)
    assert khal.events("2025-02-20") == [f"2025-02-24 14:00-15:30 {name} CONFIRMED"]
    khal.receive(vanish)
    assert khal.events("2025-02-20") == [f"2025-02-24 14:00-15:30 {name} CANCELLED"]


def test_the_feed_and_the_mail_are_one_event(programme: Programme, khal: Khal) -> None:
    messages = story(programme)
    khal.receive(next(messages))
    khal.receive(next(messages))
    make_links(programme, now=LATER)
    with time_machine.travel(LATER, tick=False):
        link = PersonalLink.objects.get(mandataris__isnull=False)
        feed = Client().get(reverse("mijn-feed", args=[token_of(link)]))
    khal.receive(feed.content.decode())
    (line,) = khal.events("2025-02-20")
    assert line[:22] == "2025-02-24 14:00-15:30"


def test_radicale_sees_it_appear_move_and_vanish(programme: Programme, radicale: Radicale) -> None:
    appear, move, vanish = story(programme)
    morning, afternoon = ("20250224T083000Z", "20250224T093000Z"), ("20250224T130000Z", "20250224T143000Z")
    radicale.receive(appear)
    assert (radicale.events(*morning), radicale.events(*afternoon)) == (["De Linde · Expeditie Zorg"], [])
    radicale.receive(move)
    assert (radicale.events(*morning), radicale.events(*afternoon)) == ([], ["De Linde · Expeditie Zorg"])
    radicale.receive(vanish)
    assert (radicale.events(*morning), radicale.events(*afternoon)) == ([], [])


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (dt.date(2026, 3, 28), "20260328T083000Z", "20260328T093000Z"),
        (dt.date(2026, 3, 29), "20260329T073000Z", "20260329T083000Z"),
        (dt.date(2026, 10, 25), "20261025T083000Z", "20261025T093000Z"),
    ],
    ids=str,
)
def test_half_past_nine_is_half_past_nine_around_the_change_of_the_clock(
    programme: Programme, khal: Khal, radicale: Radicale, day: dt.date, start: str, end: str
) -> None:
    Programme.objects.update(first_day=day, last_day=day)
    text = next(story(programme, day))
    khal.receive(text)
    radicale.receive(text)
    (line,) = khal.events(day.isoformat())
    assert line[:22] == f"{day} 09:30-10:30"
    assert radicale.events(start, end) == ["De Linde · Expeditie Zorg"]
    assert radicale.events(end, end[:9] + "235900Z") == []
