"""A quote that comes from the day itself, noted on a phone."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from press.day.senders import Sender
from press.models import Quote
from press.pictures.receiving import service_of_visit
from press.uploads.starting import visit_of


@dataclass(frozen=True, slots=True)
class Said:
    """`is_own`: the sender says it themselves; `by` is who notes it, when the link does not tell."""

    text: str
    name: str = ""
    function: str = ""
    visit: int | None = None
    is_own: bool = False
    by: str = ""


def take_quote(sender: Sender, said: Said, *, key: UUID, now: dt.datetime) -> tuple[Quote, bool]:
    """The quote, and whether it is new: what is sent twice with the same key, is there once."""
    visit = visit_of(sender, said.visit)
    fields = {
        "programme": sender.programme,
        "visit": visit,
        "zorgdienst_id": service_of_visit(sender.programme, visit),
        "text": said.text,
        "received_at": now,
        "received_from": (sender.name or said.by)[:150],
    } | _speaker(sender, said)
    return Quote.objects.get_or_create(key=key, defaults=fields)


def _speaker(sender: Sender, said: Said) -> dict[str, object]:
    if not said.is_own:
        return {"name": said.name, "function": said.function}
    link = sender.link
    owner = (link.mandataris or link.contactpersoon) if link else None
    if link is None or owner is None:
        return {"name": said.by, "function": said.function}
    return {
        "name": sender.name[:150],
        "function": (said.function or owner.function)[:200],
        "mandataris_id": link.mandataris_id,
        "contactpersoon_id": link.contactpersoon_id,
    }
