"""Through a mail server as the world runs them: Debian's OpenSMTPD takes the post and passes it on, once."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from invitations.mail.delivery import send_due
from invitations.mail.transports import SMTP_BACKEND, SmtpTransport
from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.mailserver import MailServer, free_port, mail_server
from tests.invitations.messages import CALENDAR, NOW, make_bericht

CONFIGURATION = """\
listen on 127.0.0.1 port {port}
action "on" relay host smtp://127.0.0.1:{onward}
match from any for any action "on"
"""
MESSAGES = 120  # OpenSMTPD takes 100 over one connection


@pytest.fixture
def receiver(tmp_path: Path, settings: Any) -> Iterator[MailServer]:
    """What receives at the end of the way; in between is OpenSMTPD, to which the settings point."""
    with mail_server() as server:
        port = free_port()
        configuration = tmp_path / "smtpd.conf"
        configuration.write_text(CONFIGURATION.format(port=port, onward=server.port))
        Path("/etc/aliases").touch()
        smtpd = subprocess.Popen(["/usr/sbin/smtpd", "-d", "-f", str(configuration)], start_new_session=True)
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        try:
            wait_for(lambda: answers(port))
            yield server
        finally:
            with suppress(ProcessLookupError):
                os.killpg(smtpd.pid, signal.SIGTERM)
            smtpd.wait(10)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "de mailserver van Debian deed niet op tijd wat verwacht werd"
        time.sleep(0.1)


def test_opensmtpd_takes_the_post_and_it_arrives_once(programme: Programme, receiver: MailServer) -> None:
    for number in range(MESSAGES):
        make_bericht(programme, to_email=f"p{number}@example.be", calendar=CALENDAR, method="REQUEST")
    post = SmtpTransport()
    assert send_due(post, clock=lambda: NOW) == MESSAGES
    post.close()
    wait_for(lambda: len(receiver.ids) >= MESSAGES)
    assert sorted(receiver.ids) == sorted(
        Bericht.objects.filter(state="verzonden").values_list("message_id", flat=True)
    )
    invitation = next(part for part in receiver.taken[0].walk() if part.get_content_type() == "text/calendar")
    assert invitation.get_param("method") == "REQUEST"
    assert Calendar.from_ical(invitation.get_content()) == Calendar.from_ical(CALENDAR)
