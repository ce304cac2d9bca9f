"""1,000 messages with a calendar part over STARTTLS: the outbox, with all it writes down, against a connection each.

Time by the clock, as most of it is waiting for the other side. A connection each is so slow that a tenth of the
messages shows it; both count per message, and take turns.

Two servers. One gives no TLS session tickets, as many do: then nothing answers the client's end of the handshake, and
its next word waits 40 ms for an acknowledgement (Nagle's algorithm and a delayed ACK), unless TCP_NODELAY is set. One
gives them (`tickets`): what is left then is the work itself, on both sides.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from django.core.mail import get_connection
from django.test.utils import override_settings
from django.utils import timezone

from invitations.bench.certificate import make_certificate
from invitations.bench.mailserver import Counting, counting_server
from invitations.mail.delivery import send_due
from invitations.mail.mime import as_email
from invitations.mail.outbox import Item, Mail, Recipient, post
from invitations.mail.transports import SMTP_BACKEND, SmtpTransport
from invitations.models import Bericht
from programmes.bench import Result, peak_mib
from programmes.bench.data import make_programme
from programmes.models import Programme

SIZE = 1000
RUNS = 3
RATIO = 8
EVENT = "\r\n".join(
    (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Expeditie//NL", "METHOD:REQUEST", "BEGIN:VEVENT"),
        *("UID:{number}@example.be", "DTSTAMP:20250203T090000Z", "SEQUENCE:0", "SUMMARY:Bezoek aan De Plataan"),
        *("DTSTART:20250224T083000Z", "DTEND:20250224T093000Z", "LOCATION:Markt 1\\, 8870 Izegem"),
        *("ORGANIZER:mailto:zorg@example.be", "ATTENDEE;RSVP=TRUE:mailto:gast{number}@example.be"),
        *("DESCRIPTION:{text}", "END:VEVENT", "END:VCALENDAR", ""),
    )
)
TEXT = "Je draait mee op de afdeling Picasso. Draag makkelijke schoenen. " * 12


def run(size: int = SIZE, runs: int = RUNS) -> Iterator[Result]:
    yield measure("starttls", tickets=0, size=size, runs=runs, least=RATIO)
    yield measure("tickets", tickets=2, size=size, runs=runs, least=1)


def measure(case: str, *, tickets: int, size: int, runs: int, least: float) -> Result:
    Bericht.objects.all().delete()
    programme = make_programme(1)
    each, ours = [], []
    with loopback(tickets) as server:
        for number in range(runs):
            berichten = make_messages(programme, number * size, size)
            each.append(timed(lambda some=berichten[: size // 10]: connection_each(some)) / (size // 10))  # type: ignore[misc]
            ours.append(timed(outbox) / size)
    ratio = round(median(each) / median(ours), 2)
    once = delivered_once(server, each=runs * (size // 10), expected=runs * size)
    return Result(
        bench="outbox",
        case=case,
        size=size,
        seconds=round(median(ours) * size, 3),
        queries=None,
        peak_mib=peak_mib(),
        ratio=ratio,
        of="each own",
        limit=f"ratio>={least:g} once",
        ok=once and ratio >= least,
    )


def make_messages(programme: Programme, first: int, size: int) -> list[Bericht]:
    now = timezone.now()
    items = [item(number) for number in range(first, first + size)]
    post(programme.bestuur, items, programme=programme, now=now)
    return list(Bericht.objects.filter(state=Bericht.State.WACHT))


def item(number: int) -> Item:
    return Item(
        kind=Bericht.Kind.AGENDA,
        recipient=Recipient(f"Gast {number}", f"gast{number}@example.be"),
        thing=f"bezoek-{number}",
        version="1",
        mail=Mail(
            subject="Je bezoek aan De Plataan",
            text=TEXT,
            html=f"<!doctype html><title>Bezoek</title><p>{TEXT}</p>",
            calendar=EVENT.format(number=number, text=TEXT),
            method="REQUEST",
        ),
        cause="Meting",
        send_after=timezone.now(),
    )


def connection_each(messages: list[Bericht]) -> None:
    """As `message.send()` does it; with a Message-ID of its own, so that the outbox's can be counted."""
    for message in messages:
        email = as_email(message, now=timezone.now())
        email.extra_headers["Message-ID"] = message.message_id.replace("<", "<each-")
        get_connection().send_messages([email])


def outbox() -> None:
    post_to = SmtpTransport()
    send_due(post_to)
    post_to.close()


def timed(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


def delivered_once(server: Counting, *, each: int, expected: int) -> bool:
    times = Counter(server.ids)
    sent = Bericht.objects.filter(state=Bericht.State.VERZONDEN).count()
    return set(times.values()) == {1} and (len(times), sent) == (each + expected, expected)


@contextmanager
def loopback(tickets: int) -> Iterator[Counting]:
    """The server, and settings that send there; it is trusted while this lasts. What it took is complete afterwards."""
    with tempfile.TemporaryDirectory(prefix="expeditie-bench-") as folder:
        certificate = make_certificate(Path(folder, "server.pem"))
        before = os.environ.get("SSL_CERT_FILE")
        os.environ["SSL_CERT_FILE"] = str(certificate)
        try:
            with counting_server(certificate, tickets) as server, override_settings(**settings_for(server)):
                yield server
        finally:
            del os.environ["SSL_CERT_FILE"]
            if before is not None:
                os.environ["SSL_CERT_FILE"] = before


def settings_for(server: Counting) -> dict[str, object]:
    place = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port, "EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": ""}
    return {"EMAIL_BACKEND": SMTP_BACKEND, "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False, "EMAIL_TIMEOUT": 30} | place
