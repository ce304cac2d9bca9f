"""Sending through a real SMTP server that does whatever servers do; what became of each message, counted there."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import override_settings

from invitations.bench.certificate import make_certificate
from invitations.mail import delivery
from invitations.mail.delivery import MINUTES_LATER, ORPHANED, begin, claim, reap, send_due
from invitations.mail.outbox import REPLACED
from invitations.mail.postbode import one_round
from invitations.mail.transports import SMTP_BACKEND, BackendTransport, SmtpTransport, UnavailableError, transport
from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.mailserver import CUT, HANG, MailServer, free_port, mail_server
from tests.invitations.messages import CALENDAR, NOW, make_bericht, make_berichten

HOUR = dt.timedelta(hours=1)


@pytest.fixture(params=[False, True], ids=["one by one", "pipelining"])
def server(request: pytest.FixtureRequest, settings: Any) -> Iterator[MailServer]:
    with mail_server(pipelining=request.param) as server:
        use(settings, server)
        yield server


def use(settings: Any, server: MailServer) -> None:
    settings.EMAIL_BACKEND = SMTP_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def work(now: dt.datetime = NOW) -> int:
    post = transport()
    try:
        return send_due(post, clock=lambda: now)
    finally:
        post.close()


def states() -> list[str]:
    return list(Bericht.objects.order_by("pk").values_list("state", flat=True))


def test_a_message_arrives_as_it_was_made(programme: Programme, server: MailServer, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_REPLY_TO = "Zorg Izegem <zorg@example.be>", "an@example.be"
    message = make_bericht(
        programme,
        subject="Welkom in België",
        html="<p>Dág</p>",
        text="Dag\n.\n..stip\n",
        calendar=CALENDAR,
        method="REQUEST",
    )
    assert work() == 1
    (got,) = server.taken
    headers = {
        name: got[name] for name in ("From", "To", "Subject", "Reply-To", "Message-ID", "Auto-Submitted", "Date")
    }
    assert headers == {
        "From": "Zorg Izegem <zorg@example.be>",
        "To": message.to_email,
        "Subject": "Welkom in België",
        "Reply-To": "an@example.be",
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "Date": "Mon, 03 Feb 2025 09:00:00 +0000",
    }
    parts = [part for part in got.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "text/calendar",
    ]
    assert parts[0].get_payload(decode=True) == b"Dag\r\n.\r\n..stip\r\n"
    assert parts[1].get_content().strip() == "<p>Dág</p>"
    assert [(part.get_param("method"), part.get_filename()) for part in parts[2:]] == [
        ("REQUEST", None),
        ("REQUEST", "invite.ics"),
    ]
    assert [part.get_payload(decode=True) for part in parts[2:]] == [CALENDAR.encode()] * 2
    assert server.senders == ["zorg@example.be"]
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts, message.claim) == ("verzonden", NOW, 1, "")


def test_many_go_over_one_connection_renewed_in_time(programme: Programme, server: MailServer) -> None:
    make_berichten(programme, 101)
    assert work() == 101
    assert (len(set(server.ids)), server.connections) == (101, 3)


def test_starttls_and_the_certificate_is_checked(
    programme: Programme, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    make_bericht(programme)
    with mail_server(certificate) as server:
        use(settings, server)
        settings.EMAIL_USE_TLS = True
        with pytest.raises(UnavailableError, match="CERTIFICATE_VERIFY_FAILED"):
            work()
        assert states() == ["wacht"]
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert work() == 1
    assert len(server.taken) == 1


def test_what_is_not_due_stays(programme: Programme, server: MailServer) -> None:
    make_bericht(programme, send_after=NOW + HOUR)
    make_bericht(programme, state="vastgehouden")
    make_bericht(programme, state="ontwerp")
    assert (work(), server.taken) == (0, [])


def test_a_refusal_is_final_and_the_others_go(programme: Programme, server: MailServer) -> None:
    first, *_ = make_berichten(programme, 3)
    server.answers["RCPT"] = lambda to: "550 5.1.1 no such user" if to == first.to_email else None
    assert (work(), states()) == (2, ["mislukt", "verzonden", "verzonden"])
    first.refresh_from_db()
    assert first.problem == "De mailserver zei: 550 5.1.1 no such user."
    assert [step.text for step in first.stappen.all()] == [first.problem]
    assert (work(NOW + HOUR), len(server.taken)) == (0, 2)


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_server_that_says_later_gets_it_later(programme: Programme, server: MailServer, step: str) -> None:
    message = make_bericht(programme)
    server.answers[step] = lambda _: "451 4.7.1 greylisted"
    work()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.send_after) == ("wacht", 1, NOW + dt.timedelta(minutes=1))
    server.answers.clear()
    assert (work(NOW), work(NOW + dt.timedelta(minutes=1))) == (0, 1)
    assert server.ids == [message.message_id]


def test_later_ends_some_day(programme: Programme, server: MailServer) -> None:
    message = make_bericht(programme, attempts=len(MINUTES_LATER))
    server.answers["RCPT"] = lambda _: "451 later"
    work()
    message.refresh_from_db()
    assert (message.state, message.problem) == ("mislukt", "De mailserver zei: 451 later.")


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_closes_gets_a_pause(programme: Programme, server: MailServer, step: str) -> None:
    """421: not one of the messages is to blame, and all go later."""
    make_berichten(programme, 30)
    count = iter(range(100))
    server.answers[step] = lambda _: "421 4.3.2 shutting down" if next(count) == 3 else None
    with pytest.raises(UnavailableError, match="421"):
        work()
    assert (states().count("verzonden"), states().count("wacht"), len(server.taken)) == (3, 27, 3)
    assert set(Bericht.objects.filter(state="wacht").values_list("attempts", flat=True)) == {0}
    server.answers.clear()
    assert (work(), len(set(server.ids)), len(server.ids)) == (27, 30, 30)


def test_a_server_that_wants_no_mail_now_gets_a_pause(programme: Programme, server: MailServer) -> None:
    make_bericht(programme)
    server.answers["MAIL"] = lambda _: "451 4.3.0 try again"
    with pytest.raises(UnavailableError):
        work()
    assert Bericht.objects.values_list("state", "problem", "attempts").get() == (
        "wacht",
        "De mailserver zei: 451 4.3.0 try again.",
        0,
    )


def test_no_server_loses_nothing(programme: Programme, server: MailServer, settings: Any) -> None:
    make_bericht(programme)
    settings.EMAIL_PORT = free_port()
    with pytest.raises(CommandError, match="De post kan nu niet weg: de mailserver is niet te bereiken"):
        call_command("postbode", once=True)
    assert states() == ["wacht"]


@pytest.mark.parametrize(("answer", "count"), [(CUT, 1), (HANG, 1)])
def test_a_cut_after_the_text_is_for_a_person(
    programme: Programme, server: MailServer, settings: Any, answer: str, count: int
) -> None:
    """The server had it, and could not say so: never sent again by itself."""
    settings.EMAIL_TIMEOUT = 0.3
    first, second = make_berichten(programme, 2)
    server.answers["DATA"] = lambda message: answer if message["To"] == first.to_email else None
    assert (work(), states()) == (1, ["onzeker", "verzonden"])
    first.refresh_from_db()
    assert first.problem == "De verbinding viel weg nadat de tekst verstuurd was."
    server.answers.clear()
    assert (work(NOW + 10 * HOUR), server.ids) == (0, [first.message_id, second.message_id])


@pytest.mark.parametrize("answer", [CUT, HANG])
@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_cut_before_the_text_is_sent_again(
    programme: Programme, server: MailServer, settings: Any, step: str, answer: str
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    make_bericht(programme)
    server.answers[step] = lambda _: answer
    with pytest.raises(UnavailableError):
        work()
    server.answers.clear()
    assert (states(), work(), len(server.taken)) == (["wacht"], 1, 1)


def test_a_connection_that_was_closed_in_between_is_made_anew(programme: Programme, server: MailServer) -> None:
    make_berichten(programme, 3)
    cuts = iter([None, CUT, None, None])
    server.answers["MAIL"] = lambda _: next(cuts)
    assert (work(), len(set(server.ids)), server.connections) == (3, 3, 2)


def test_what_cannot_be_written_down_fails_alone(programme: Programme, server: MailServer) -> None:
    make_bericht(programme, subject="Twee\nregels")
    make_bericht(programme, to_email="jé@example.be")
    make_bericht(programme, to_email="an@zorg.vlaanderen-ë.be")
    assert (work(), states()) == (1, ["mislukt", "mislukt", "verzonden"])


def test_a_killed_worker_lost_nothing(programme: Programme, server: MailServer) -> None:
    """What it had claimed waits again when its lease ran out; what it was delivering is for a person."""
    in_flight, claimed = make_berichten(programme, 2)
    batch = claim(NOW)
    assert begin(batch[0], now=NOW)
    assert (work(NOW), states()) == (0, ["in_aflevering", "bezig"])
    assert (work(NOW + HOUR), states()) == (1, ["onzeker", "verzonden"])
    assert server.ids == [claimed.message_id]
    assert [step.text for step in in_flight.stappen.all()] == [delivery.LOST]


def test_a_worker_that_was_given_up_keeps_its_hands_off(programme: Programme) -> None:
    make_bericht(programme)
    (mine,) = claim(NOW)
    reap(NOW + HOUR)
    (theirs,) = claim(NOW + HOUR)
    assert (begin(mine, now=NOW), begin(theirs, now=NOW + HOUR)) == (False, True)


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_the_clock_jumps_while_a_mail_is_under_way(
    programme: Programme, server: MailServer, jump: dt.timedelta
) -> None:
    """Another worker gives it up; the first one knows that it arrived."""
    message = make_bericht(programme)

    def other_worker(_: Any) -> None:
        reap(NOW + jump)
        message.refresh_from_db()
        assert message.state == "onzeker"

    email_taken: list[str] = []
    post = SmtpTransport()
    deliver = post.deliver

    def slowly(email: Any) -> None:
        other_worker(email)
        deliver(email)
        email_taken.append(email.extra_headers["Message-ID"])

    post.deliver = slowly  # type: ignore[method-assign] # the other worker acts in the middle of this one
    assert send_due(post, clock=lambda: NOW) == 1
    post.close()
    assert (states(), server.ids, email_taken) == (["verzonden"], [message.message_id], [message.message_id])


def test_the_clock_set_back_an_hour_strands_nothing(programme: Programme, server: MailServer) -> None:
    """The lease of a killed worker ends in an hour by the new clock: further away than any worker gives."""
    make_berichten(programme, 2)
    begin(claim(NOW)[0], now=NOW)
    assert (work(NOW - HOUR), states()) == (0, ["onzeker", "wacht"])
    assert (work(NOW), states(), len(server.taken)) == (1, ["onzeker", "verzonden"], 1)


def test_what_was_held_in_time_does_not_go(programme: Programme) -> None:
    message = make_bericht(programme)
    (claimed,) = claim(NOW)
    Bericht.objects.filter(pk=message.pk).update(state="vastgehouden")
    assert begin(claimed, now=NOW) is False


def test_a_deleted_programme_sends_only_what_calendars_must_forget(programme: Programme, server: MailServer) -> None:
    bestuur = programme.bestuur
    make_bericht(programme)
    make_bericht(programme, state="vastgehouden")
    cancel = make_bericht(programme, calendar=CALENDAR.replace("REQUEST", "CANCEL"), method="CANCEL")
    held = make_bericht(programme, calendar=CALENDAR, method="CANCEL", state="vastgehouden")
    never = make_bericht(None, bestuur=bestuur)
    (claimed, *_) = claim(NOW, size=1)
    programme.delete()
    assert begin(claimed, now=NOW) is False
    assert (work(), server.ids) == (3, [cancel.message_id, held.message_id, never.message_id])
    assert list(Bericht.objects.order_by("pk").values_list("state", "problem")) == [
        ("geannuleerd", ORPHANED),
        ("geannuleerd", ORPHANED),
        ("verzonden", ""),
        ("verzonden", ""),
        ("verzonden", ""),
    ]


def test_any_other_backend_of_django_does_too(programme: Programme) -> None:
    make_bericht(programme)
    assert isinstance(transport(), BackendTransport)
    call_command("postbode", once=True)
    assert (states(), [message.subject for message in mail.outbox]) == (["verzonden"], [Bericht.objects.get().subject])


def test_a_backend_that_breaks_leaves_it_to_a_person(programme: Programme, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    make_bericht(programme)
    (tmp_path / "mails").write_text("een bestand waar een map moet staan")
    assert (work(), states()) == (0, ["onzeker"])


def test_files_hold_every_mail(programme: Programme, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    make_berichten(programme, 3)
    assert work() == 3
    assert "".join(file.read_text() for file in tmp_path.iterdir()).count("Message-ID: ") == 3


def test_a_duty_that_fails_stops_neither_the_others_nor_the_post(
    programme: Programme, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[dt.datetime] = []

    def broken(now: dt.datetime) -> None:
        raise RuntimeError("kapot")

    make_bericht(programme)
    sent = one_round(transport(), clock=lambda: NOW, stop=lambda: False, duties=[broken, done.append])
    assert (sent, done, [record.exc_text is None for record in caplog.records]) == (1, [NOW], [False])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_of_a_batch(programme: Programme, rows: int, django_assert_num_queries: Callable[..., Any]) -> None:
    """Two to clean up after others, four for the batch and the end, two for each message."""
    make_berichten(programme, rows)
    with django_assert_num_queries(5 + 4 + 2 * rows):
        assert work() == rows


def test_two_workers_at_once_send_each_message_once(
    transactional_db: None, programme: Programme, server: MailServer
) -> None:
    make_berichten(programme, 60)
    problems: list[Exception] = []

    def worker() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 (a thread's error would be lost)
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (problems, len(server.ids), len(set(server.ids)), set(states())) == ([], 60, 60, {"verzonden"})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows, not the whole database")
def test_a_locked_database_is_waited_for(
    transactional_db: None, programme: Programme, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody holds the database just when the server has said yes: that must still be written down."""
    message = make_bericht(programme)
    release, locked = threading.Event(), threading.Event()

    def holder() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            locked.set()
            release.wait(5)
            cursor.execute("ROLLBACK")
        connections.close_all()

    thread = threading.Thread(target=holder)

    def lock(_: Any) -> None:
        thread.start()
        locked.wait(5)
        threading.Timer(0.8, release.set).start()

    server.answers["DATA"] = lock
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    assert work() == 1
    thread.join()
    connection.close()
    assert (states(), server.ids) == (["verzonden"], [message.message_id])
    assert "De databank antwoordt niet; de post wacht even." in caplog.messages


@override_settings(BOUNCE_ADDRESS="retour@zorg.example.be")
def test_the_envelope_names_the_message(programme: Programme, server: MailServer) -> None:
    message = make_bericht(programme)
    work()
    (sender,) = server.senders
    assert sender.startswith(f"retour+{message.pk}-")
    assert (server.taken[0]["From"], sender.endswith("@zorg.example.be")) == ("expeditie@localhost", True)


@pytest.mark.parametrize("state", ["bezig", "in_aflevering"])
def test_what_changes_while_a_worker_has_it_is_told_anew_and_after_it(
    programme: Programme, server: MailServer, state: str
) -> None:
    old = make_bericht(programme, topic="antwoord", key="antwoord:1", kind="bevestiging")
    claim(NOW)
    Bericht.objects.update(state=state)
    new = make_bericht(programme, topic="antwoord", key="antwoord:2", kind="bevestiging")
    assert (claim(NOW), states()) == ([], [state, "wacht"])
    Bericht.objects.filter(pk=old.pk).update(state="verzonden", lease_until=None)
    assert (work(), states()) == (1, ["verzonden", "verzonden"])
    assert server.ids == [new.message_id]


def test_what_a_server_put_off_does_not_come_after_a_newer_version(programme: Programme, server: MailServer) -> None:
    make_bericht(programme, topic="antwoord", key="antwoord:1", kind="bevestiging")
    server.answers["RCPT"] = lambda _: "451 later"
    work()
    new = make_bericht(programme, topic="antwoord", key="antwoord:2", kind="bevestiging")
    server.answers = {}
    work(NOW + HOUR)
    assert server.ids == [new.message_id]
    assert list(Bericht.objects.order_by("pk").values_list("state", "problem")) == [
        ("geannuleerd", REPLACED),
        ("verzonden", ""),
    ]
