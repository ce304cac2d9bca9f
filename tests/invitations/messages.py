"""Messages in the outbox, the smallest valid ones."""

import datetime as dt
import itertools
from typing import Any

from invitations.models import Bericht
from programmes.models import Programme

NOW = dt.datetime(2025, 2, 3, 9, 0, tzinfo=dt.UTC)
_numbers = itertools.count(1)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Expeditie//NL\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@example.be\r\n"
    "DTSTAMP:20250203T090000Z\r\n"
    "DTSTART:20250224T083000Z\r\nDTEND:20250224T093000Z\r\nSUMMARY:Bezoek aan De Plataan\r\n"
    "LOCATION:Markt 1\\, 8870 Izegem – België\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def make_bericht(programme: Programme | None, **fields: Any) -> Bericht:
    """Waits, and may leave at NOW."""
    number = next(_numbers)
    bestuur = fields.pop("bestuur", None) or (programme.bestuur if programme else None)
    start = {
        "kind": "agenda",
        "key": f"key-{number}",
        "topic": f"topic-{number}",
        "cause": "Versie 2 is gepubliceerd",
        "to_name": f"Gast {number}",
        "to_email": f"gast{number}@example.be",
        "subject": f"Bericht {number}",
        "text": "Dag,\n\nTot dan.\n",
        "message_id": f"<{number}@localhost>",
        "created_at": NOW,
        "send_after": NOW,
        "of_programme": programme.pk if programme else None,
    }
    return Bericht.objects.create(bestuur=bestuur, programme=programme, **(start | fields))


def make_berichten(programme: Programme, number: int, **fields: Any) -> list[Bericht]:
    return [make_bericht(programme, **fields) for _ in range(number)]
