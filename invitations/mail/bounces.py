"""Mail that came back: which message it was, and why (RFC 3464, RFC 3834)."""

import datetime as dt
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import getaddresses

from invitations.mail.mime import returned_key
from invitations.models import Bericht, BerichtQuerySet, Stap

LEFT = (Bericht.State.VERZONDEN, Bericht.State.ONZEKER, Bericht.State.IN_AFLEVERING)
TO_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
_ADDRESS = re.compile(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,190}>")


def read_bounce(message: EmailMessage, now: dt.datetime) -> bool:
    """True when it tells that a message of ours did not arrive, whether or not that was known already."""
    reason = reason_of(message)
    if reason is None:
        return False
    ours = named_by_address(message) or named_by_id(message)
    if ours is None:
        return False
    problem = f"Teruggekomen: {reason}"[:300]
    left = ours.filter(state__in=LEFT)
    for pk in left.values_list("pk", flat=True):
        changed = Bericht.objects.filter(pk=pk, state__in=LEFT).update(
            state=Bericht.State.TERUGGEKOMEN, bounced_at=now, problem=problem, claim="", lease_until=None
        )
        if changed:
            Stap.objects.create(bericht_id=pk, at=now, text=problem)
    return True


def reason_of(message: EmailMessage) -> str | None:
    """Why it did not arrive; None when this says no such thing (a delay, a holiday reply, a mail by hand)."""
    if message.get_content_type() == "multipart/report":
        fields = list(_status_fields(message))
        if not fields:
            return None
        failed = [one for one in fields if _plain(one.get("Action")).casefold() == "failed"]
        return (_diagnosis(failed[0]) or _plain(failed[0].get("Status"))) if failed else None
    sender = _plain(message.get("From")).casefold()
    if "mailer-daemon" in sender or "postmaster" in sender:  # old servers write a letter
        return _plain(message.get("Subject")) or "zonder uitleg"
    return None


def _status_fields(message: EmailMessage) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (block for block in blocks if isinstance(block, Message) and "Action" in block)


def named_by_address(message: EmailMessage) -> BerichtQuerySet | None:
    """By the return address that it was sent to: only we can have made that one."""
    values = [str(value) for header in TO_HEADERS for value in message.get_all(header, [])]
    addresses = [address for _, address in getaddresses(values)]
    addresses += [found for value in values for found in _ADDRESS.findall(value)]
    keys = [key for address in addresses if (key := returned_key(address)) is not None]
    return Bericht.objects.filter(pk=keys[0]) if keys else None


def named_by_id(message: EmailMessage) -> BerichtQuerySet | None:
    """By the Message-ID of the mail it holds, which cannot be guessed."""
    for part in message.walk():
        kind = part.get_content_type()
        texts = [str(part.get("Message-ID", ""))] if part is not message else []
        if kind == "text/rfc822-headers":
            texts.append(_text(part))
        for found in _MESSAGE_ID.findall(" ".join(texts)):
            ours = Bericht.objects.filter(message_id=found)
            if ours.exists():
                return ours
    return None


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace")[:100_000] if isinstance(payload, bytes) else ""


def _diagnosis(fields: Message) -> str:
    """Without its type: 'smtp; 550 no such user'."""
    kind, mark, text = _plain(fields.get("Diagnostic-Code")).partition("; ")
    return text if mark and kind.replace("-", "").isalnum() else kind + mark + text


def _plain(value: object) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in str(value or ""))
    return " ".join(text.split())[:200]
