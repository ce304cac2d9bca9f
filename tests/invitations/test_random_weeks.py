"""Whatever happens in whichever order: once all is sent, somebody's calendar holds what was published for them."""

import datetime as dt
from random import Random

import pytest
from django.db.models import F

from invitations.agendas.following import follow
from invitations.models import Bericht
from programmes.models import Bezoek, Deelname, Mandataris, Programme
from programmes.versions import published_week
from tests.factories import make_bezoek, make_deelname
from tests.invitations.agendas import NOW, event_in, make_invited, make_linde, publish, send, sequence_of


class Mailbox:
    """A calendar that does what it is told; it refuses to be told the same twice, or something older."""

    def __init__(self) -> None:
        self.events: dict[str, tuple[object, ...]] = {}
        self.sequences: dict[str, int] = {}
        self.read: set[int] = set()

    def open(self) -> None:
        for message in Bericht.objects.filter(kind="agenda", state="verzonden").order_by("pk"):
            if message.pk not in self.read:
                self.read.add(message.pk)
                self._receive(message)

    def _receive(self, message: Bericht) -> None:
        event, sequence = event_in(message.calendar), sequence_of(message)
        uid = str(event["UID"])
        assert sequence > self.sequences.get(uid, -1)
        self.sequences[uid] = sequence
        if message.method == "CANCEL":
            del self.events[uid]
        else:
            told = (event.start, event.end, str(event["DESCRIPTION"]))
            assert self.events.get(uid) != told
            self.events[uid] = told


def happen(random: Random, programme: Programme, an: Mandataris, now: dt.datetime) -> None:
    visits = Bezoek.objects.filter(programme=programme)
    visit = random.choice(list(visits))
    match random.choice(("move", "back", "note", "off", "on", "publish", "publish", "send", "nothing")):
        case "move":
            visits.filter(pk=visit.pk).update(ends_at=F("ends_at") + dt.timedelta(minutes=15))
        case "back":
            visits.filter(pk=visit.pk).update(ends_at=F("starts_at") + dt.timedelta(hours=1))
        case "note":
            Deelname.objects.filter(bezoek=visit).update(note=random.choice(("", "Kom langs achter.")))
        case "off":
            Deelname.objects.filter(bezoek=visit).delete()
        case "on":
            if not visit.deelnames.exists():
                make_deelname(visit, an)
        case "publish":
            publish(programme, now)
        case "send":
            send()


@pytest.mark.parametrize("seed", range(8))
def test_in_the_end_the_calendar_is_right(programme: Programme, seed: int) -> None:
    random, mailbox = Random(seed), Mailbox()
    an = make_invited(programme, "An")
    linde = make_linde(programme, [an]).zorgdienst
    make_bezoek(programme, zorgdienst=linde, start="14.00", people=[an])
    for minute in range(40):
        now = NOW + dt.timedelta(minutes=minute)
        happen(random, programme, an, now)
        follow(now)
        mailbox.open()
    publish(programme, now)
    follow(now)
    send()
    mailbox.open()
    week = published_week(programme)
    assert week is not None
    hours = sorted((v.day, v.start, v.end) for v in week.visits if v.people)
    kept = sorted((s.date(), s.hour * 60 + s.minute, e.hour * 60 + e.minute) for s, e, _ in mailbox.events.values())
    assert kept == hours
    assert follow(now) == 0
