"""Mail that comes in: what came back is recognised, anything else does no harm."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings, strategies

from invitations.mail.incoming import take_in
from invitations.mail.mime import return_address, returned_key
from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.messages import NOW, make_bericht


@pytest.fixture(autouse=True)
def bounce_address(settings: Any) -> None:
    settings.BOUNCE_ADDRESS = "retour@zorg.example.be"


def report(to: str, *, action: str = "failed", inner: str = "<unknown@example.be>") -> bytes:
    """As Postfix sends it."""
    return "\r\n".join(
        (
            *("From: MAILER-DAEMON@mx.example.be (Mail Delivery System)", f"To: {to}", "Subject: Undelivered Mail"),
            *("MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', ""),
            *("--b", "Content-Type: text/plain", "", "I'm sorry.", ""),
            *("--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example.be", ""),
            *("Final-Recipient: rfc822; an@example.be", f"Action: {action}", "Status: 5.1.1"),
            *("Diagnostic-Code: smtp; 550 5.1.1 <an@example.be>: no such user", ""),
            *("--b", "Content-Type: message/rfc822", "", f"Message-ID: {inner}", "Subject: Bericht", "", "Dag", ""),
            *("--b--", ""),
        )
    ).encode()


def sent(programme: Programme) -> Bericht:
    return make_bericht(programme, state="verzonden", sent_at=NOW)


def test_a_mail_that_comes_back_names_its_message(programme: Programme) -> None:
    other, message = sent(programme), sent(programme)
    assert take_in(report(return_address(message.pk)), now=NOW) is True
    message.refresh_from_db()
    assert (message.state, message.bounced_at, message.problem) == (
        "teruggekomen",
        NOW,
        "Teruggekomen: 550 5.1.1 <an@example.be>: no such user",
    )
    assert [step.text for step in message.stappen.all()] == [message.problem]
    other.refresh_from_db()
    assert other.state == "verzonden"
    assert take_in(report(return_address(message.pk)), now=NOW) is True
    assert message.stappen.count() == 1


def test_the_mail_server_may_give_the_address(programme: Programme) -> None:
    message = sent(programme)
    assert take_in(report("iemand@example.be"), now=NOW, recipient=return_address(message.pk)) is True
    message.refresh_from_db()
    assert message.state == "teruggekomen"


def test_the_mail_inside_names_it_too(programme: Programme) -> None:
    message = make_bericht(programme, state="onzeker")
    assert take_in(report("zorg@example.be", inner=message.message_id), now=NOW) is True
    message.refresh_from_db()
    assert message.state == "teruggekomen"


def test_a_letter_of_an_old_server_counts(programme: Programme) -> None:
    message = sent(programme)
    letter = f"From: MAILER-DAEMON@x.be\r\nTo: {return_address(message.pk)}\r\nSubject: Mailbox full\r\n\r\nSorry"
    assert take_in(letter.encode(), now=NOW) is True
    message.refresh_from_db()
    assert message.problem == "Teruggekomen: Mailbox full"


@pytest.mark.parametrize(
    "data",
    [
        report("{to}", action="delayed"),
        b"From: an@example.be\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\nSubject: Met vakantie\r\n\r\nDag",
        report("retour+1-000000000000000000000000@zorg.example.be"),
        report("retour+1@zorg.example.be"),
        b"",
    ],
)
def test_what_did_not_come_back_changes_nothing(programme: Programme, data: bytes) -> None:
    """A delay, a holiday reply, a forged address, nothing."""
    message = sent(programme)
    assert take_in(data.replace(b"{to}", return_address(message.pk).encode()), now=NOW) is False
    message.refresh_from_db()
    assert message.state == "verzonden"


def test_a_return_address_cannot_be_made_up() -> None:
    mine = return_address(12)
    assert (returned_key(mine), returned_key(mine.upper())) == (12, 12)
    wrong = [mine.replace("12-", "13-"), mine.replace("zorg.", "zorg2."), mine.replace("retour", "x"), "", "@", "+@"]
    assert [returned_key(address) for address in wrong] == [None] * len(wrong)


def test_without_a_bounce_address_nothing_is_followed(settings: Any) -> None:
    address = return_address(12)
    settings.BOUNCE_ADDRESS = ""
    assert (return_address(12), returned_key(address)) == ("", None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.binary(max_size=300), strategies.integers(0, 700))
def test_broken_mail_breaks_nothing(db: None, noise: bytes, place: int) -> None:
    whole = report("retour+1-0@zorg.example.be")
    assert take_in(whole[:place] + noise + whole[place:], now=NOW) in {True, False}
    assert take_in(noise, now=NOW) is False


def test_a_reader_that_breaks_leaves_the_mail_to_the_next(caplog: pytest.LogCaptureFixture) -> None:
    def broken(message: EmailMessage, now: Any) -> bool:
        raise RuntimeError("kapot")

    def sound(message: EmailMessage, now: Any) -> bool:
        return message["Subject"] == "Dag"

    assert take_in(b"Subject: Dag\r\n\r\n", now=NOW, readers=[broken, sound]) is True
    assert caplog.messages == ["Een binnengekomen mail is niet te begrijpen."]


def test_the_command_reads_a_pipe_and_never_fails(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    message = sent(programme)
    for data in (b"\xff\x00", report(return_address(message.pk))):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        call_command("post_in")
    message.refresh_from_db()
    assert message.state == "teruggekomen"


@contextmanager
def imap_server(mail: bytes) -> Iterator[tuple[int, list[str]]]:
    """One unread message, as much of IMAP as reading it takes."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[str] = []

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb") as stream:
            stream.write(b"* OK ready\r\n")
            stream.flush()
            for line in stream:
                tag, command = line.decode().strip().split(" ", 1)
                heard.append(command)
                answers = {
                    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
                    "SELECT": b"* 1 EXISTS\r\n",
                    "UID SEARCH": b"* SEARCH 7\r\n",
                    "UID FETCH": b"* 1 FETCH (UID 7 BODY[] {%d}\r\n%b)\r\n" % (len(mail), mail),
                    "LOGOUT": b"* BYE\r\n",
                }
                stream.write(next((text for start, text in answers.items() if command.startswith(start)), b""))
                verdict = "NO" if 'SELECT "Weg"' in command else "OK"
                stream.write(f"{tag} {verdict} done\r\n".encode())
                stream.flush()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        thread.join(5)
        listener.close()


def test_a_mailbox_is_read(programme: Programme, settings: Any) -> None:
    message = sent(programme)
    with imap_server(report(return_address(message.pk))) as (port, heard):
        settings.IMAP_URL = f"imap://an:ge%40heim@127.0.0.1:{port}/INBOX"
        call_command("post_ophalen", stdout=io.StringIO())
    message.refresh_from_db()
    assert message.state == "teruggekomen"
    assert ('LOGIN an "ge@heim"' in heard, "UID STORE 7 +FLAGS (\\Seen)" in heard) == (True, True)


def test_a_folder_that_is_not_there_is_said(db: None, settings: Any) -> None:
    with imap_server(b"") as (port, _):
        settings.IMAP_URL = f"imap://an:x@127.0.0.1:{port}/Weg"
        with pytest.raises(CommandError, match="De map 'Weg' bestaat niet in het postvak"):
            call_command("post_ophalen")


@pytest.mark.parametrize("url", ["", "http://example.be", "imap://127.0.0.1:1/INBOX"])
def test_a_mailbox_that_is_not_there_is_said(settings: Any, url: str) -> None:
    settings.IMAP_URL = url
    with pytest.raises(CommandError, match=r"IMAP_URL|niet te lezen"):
        call_command("post_ophalen")
