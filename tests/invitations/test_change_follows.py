"""From the page that publishes to the mail that arrives: a change follows exactly those whom it touches.

Nothing in between is set by hand: the real page, the worker's round, a real SMTP server, the mail as it was received.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from invitations.clock import tick
from invitations.mail.delivery import send_due
from invitations.mail.outbox import QUIET
from invitations.mail.transports import SMTP_BACKEND, SmtpTransport
from invitations.rsvp.answers import answer_visit
from programmes.models import Bezoek, Mandataris, Programme, User
from programmes.versions import proposal
from tests.invitations.agendas import NOW, make_invited, make_linde
from tests.invitations.mailserver import MailServer, mail_server

Told = tuple[str, str, str, int, str]  # address, METHOD, UID, SEQUENCE, begin


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running


@pytest.fixture
def round_of_post(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client], server: MailServer
) -> Callable[[], list[Told]]:
    """Publishes on the page, does a round of the worker and one after the quiet time; what then arrived."""
    desk, url = client_of(coordinator), reverse("publish", args=[programme.bestuur.slug, programme.slug])

    def run() -> list[Told]:
        proposed = proposal(programme)
        form = {"note": "", "based_on": proposed.based_on, "seen": proposed.fingerprint}
        assert desk.post(url, form).status_code == 302
        server.taken.clear()
        tick(NOW)
        post = SmtpTransport()
        send_due(post, clock=lambda: NOW)
        assert calendar_mails(server) == []
        send_due(post, clock=lambda: NOW + QUIET)
        post.close()
        return sorted(told(message) for message in calendar_mails(server))

    return run


def calendar_mails(server: MailServer) -> list[Any]:
    """NOW is a Monday: the checklist goes to the coordinator too."""
    return [message for message in server.taken if "text/calendar" in {p.get_content_type() for p in message.walk()}]


def told(message: Any) -> Told:
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    [event] = calendar.events
    assert part.get_param("method") == str(calendar["METHOD"])
    begin = event["DTSTART"].dt.strftime("%H.%M")
    return message["To"].addresses[0].addr_spec, str(calendar["METHOD"]), str(event["UID"]), event["SEQUENCE"], begin


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """An, Bo and Cas at De Linde; Dirk alone there in the afternoon."""
    linde = make_linde(programme, [make_invited(programme, name) for name in ("An", "Bo", "Cas")])
    dirk = make_invited(programme, "Dirk")
    later = Bezoek.objects.create(
        programme=programme,
        zorgdienst=linde.zorgdienst,
        host=linde.host,
        starts_at=linde.starts_at + dt.timedelta(hours=5),
        ends_at=linde.ends_at + dt.timedelta(hours=5),
    )
    later.deelnames.create(mandataris=dirk)
    for person in Mandataris.objects.all():
        programme.gasten.get_or_create(mandataris=person)
    return linde


def test_a_change_reaches_exactly_those_it_touches(visit: Bezoek, round_of_post: Callable[[], list[Told]]) -> None:
    first = round_of_post()
    assert [(who, method, sequence, begin) for who, method, _, sequence, begin in first] == [
        ("an@example.be", "REQUEST", 0, "09.30"),
        ("bo@example.be", "REQUEST", 0, "09.30"),
        ("cas@example.be", "REQUEST", 0, "09.30"),
        ("dirk@example.be", "REQUEST", 0, "14.30"),
    ]
    uids = {who: uid for who, _, uid, _, _ in first}
    half_an_hour = dt.timedelta(minutes=30)
    visit.starts_at, visit.ends_at = visit.starts_at + half_an_hour, visit.ends_at + half_an_hour
    visit.save()
    assert round_of_post() == [
        (f"{name}@example.be", "REQUEST", uids[f"{name}@example.be"], 1, "10.00") for name in ("an", "bo", "cas")
    ]
    visit.deelnames.get(mandataris__first_name="Cas").delete()
    assert round_of_post() == [("cas@example.be", "CANCEL", uids["cas@example.be"], 2, "10.00")]


def test_who_declined_and_is_taken_off_before_the_next_round_hears_nothing(
    programme: Programme, visit: Bezoek, round_of_post: Callable[[], list[Told]]
) -> None:
    round_of_post()
    bo = Mandataris.objects.get(first_name="Bo")
    answer_visit(programme, person=bo, visit=visit.pk, answer="nee", now=NOW)
    visit.deelnames.get(mandataris=bo).delete()
    visit.deelnames.get(mandataris__first_name="An").delete()
    assert [(who, method) for who, method, *_ in round_of_post()] == [("an@example.be", "CANCEL")]


def test_a_programme_that_is_deleted_leaves_every_calendar(
    programme: Programme, visit: Bezoek, round_of_post: Callable[[], list[Told]], server: MailServer
) -> None:
    round_of_post()
    server.taken.clear()
    programme.delete()
    tick(NOW)
    post = SmtpTransport()
    send_due(post, clock=lambda: NOW + QUIET)
    post.close()
    assert sorted(told(message)[:2] for message in server.taken) == [
        (f"{name}@example.be", "CANCEL") for name in ("an", "bo", "cas", "dirk")
    ]
