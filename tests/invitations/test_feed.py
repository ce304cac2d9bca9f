"""The feed and the file agree with the mails, and say when they did not change."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from invitations.agendas.reconciling import reconcile
from invitations.agendas.replies import read_reply
from invitations.models import Agendapunt, Bericht
from programmes.links import make_links, revoke, token_of
from programmes.models import Bezoek, Mandataris, Programme
from tests.factories import make_deelname
from tests.invitations.agendas import LATER, NOW, event_in, make_linde, publish, row_of, send
from tests.invitations.replies import reply

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def visit(programme: Programme, an: Mandataris) -> Bezoek:
    visit = make_linde(programme, [an])
    make_links(programme, now=NOW)
    publish(programme)
    return visit


def feed(an: Mandataris, **headers: str) -> Any:
    return Client().get(reverse("mijn-feed", args=[token_of(an.links.get())]), headers=headers)


def event_of(an: Mandataris) -> Event:
    (event,) = Calendar.from_ical(feed(an).content).events
    return event


def mailed(an: Mandataris) -> Event:
    return event_in(Bericht.objects.filter(kind="agenda", mandataris=an).latest("pk").calendar)


def follow_change(programme: Programme) -> None:
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    send()


SAME = ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "GEO", "STATUS", "DTSTAMP")


def told(event: Event) -> list[bytes]:
    return [event[name].to_ical() if hasattr(event[name], "to_ical") else event[name] for name in SAME]


def test_the_feed_says_what_the_mails_say(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    before = event_of(an)
    reconcile(programme, now=NOW)
    assert told(before) == told(event_of(an)) == told(mailed(an))
    send()
    Bezoek.objects.update(remarks="Breng een jas mee.")
    follow_change(programme)
    assert told(event_of(an)) == told(mailed(an))
    assert event_of(an)["SEQUENCE"] == 1


def test_who_comes_back_is_in_the_feed_as_in_the_mail(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    reconcile(programme, now=NOW)
    send()
    visit.deelnames.all().delete()
    follow_change(programme)
    assert Calendar.from_ical(feed(an).content).events == []
    make_deelname(visit, an)
    follow_change(programme)
    assert told(event_of(an)) == told(mailed(an))
    assert event_of(an)["SEQUENCE"] == 2


def test_an_unchanged_feed_is_not_sent_again(visit: Bezoek, an: Mandataris) -> None:
    first = feed(an)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert feed(an, if_none_match=tag).status_code == 304
    assert feed(an, if_modified_since=modified).status_code == 304
    assert feed(an).content == first.content


def test_what_the_ledger_did_is_news_to_the_feed(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    first = feed(an)
    reconcile(programme, now=LATER)
    assert feed(an, if_none_match=first.headers["ETag"]).status_code == 200
    assert feed(an, if_modified_since=first.headers["Last-Modified"]).status_code == 200


def test_a_no_in_the_calendar_takes_it_out_of_the_feed(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    reconcile(programme, now=NOW)
    first = feed(an)
    assert read_reply(reply("apple", row_of(an).uid, partstat="DECLINED"), LATER)
    after = feed(an, if_none_match=first.headers["ETag"])
    assert (after.status_code, Calendar.from_ical(after.content).events) == (200, [])
    assert feed(an, if_modified_since=first.headers["Last-Modified"]).status_code == 200


def test_a_no_by_link_takes_it_out_of_the_feed_at_once(visit: Bezoek, an: Mandataris) -> None:
    first = feed(an)
    visit.deelnames.update(answer="nee")
    after = feed(an, if_none_match=first.headers["ETag"])
    assert (after.status_code, Calendar.from_ical(after.content).events) == (200, [])


def test_a_yes_after_a_no_brings_it_back(visit: Bezoek, programme: Programme, an: Mandataris) -> None:
    reconcile(programme, now=NOW)
    Agendapunt.objects.update(partstat="DECLINED")
    visit.deelnames.update(answer="ja")
    assert event_of(an)["SEQUENCE"] == 0


def test_a_feed_can_be_revoked(visit: Bezoek, an: Mandataris) -> None:
    revoke(an.links.get(), now=NOW)
    assert feed(an).status_code == 410


def test_a_feed_takes_five_queries(visit: Bezoek, an: Mandataris, django_assert_num_queries: Any) -> None:
    link = reverse("mijn-feed", args=[token_of(an.links.get())])
    with django_assert_num_queries(5):
        Client().get(link)


def test_the_file_is_the_feed_to_keep(visit: Bezoek, an: Mandataris) -> None:
    file = Client().get(reverse("mijn-ics", args=[token_of(an.links.get())]))
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content == feed(an).content


def test_the_day_after_a_link_ends_the_feed_ends(visit: Bezoek, an: Mandataris) -> None:
    with time_machine.travel(NOW + dt.timedelta(days=400), tick=False):
        assert feed(an).status_code == 410
