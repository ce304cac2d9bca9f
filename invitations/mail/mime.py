"""A message of the outbox as the mail that leaves: its parts, its headers, and the address that gets it back."""

import datetime as dt
import re
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import constant_time_compare, salted_hmac

from invitations.models import Bericht

_TOKEN = re.compile(r"([0-9]+)-([0-9a-f]{24})")


def from_address() -> str:
    """The bare address that all mail comes from; a calendar's ORGANIZER is the same, or programs refuse the event."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def as_email(message: Bericht, *, now: dt.datetime) -> EmailMultiAlternatives:
    """mixed{alternative{plain, html, calendar}, invite.ics}; `from_email` is the envelope's, the header has its own."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": message.message_id,
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday replies
    }
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=return_address(message.pk) or from_address(),
        to=[message.to_email],
        reply_to=[settings.EMAIL_REPLY_TO] if settings.EMAIL_REPLY_TO else None,
        headers=headers,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.calendar:
        kind = f"text/calendar; method={message.method}"
        email.attach_alternative(message.calendar, kind)
        email.attach("invite.ics", message.calendar.encode(), kind)  # as bytes: text would lose its CRLF
    return email


def return_address(key: int) -> str:
    """retour@x -> retour+12-<signature>@x, so that a mail that comes back names its message; '' when not followed."""
    local, at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{key}-{_signature(key)}{at}{domain}" if at else ""


def returned_key(address: str) -> int | None:
    """The key in a return address of ours; None for any other, and for a forged one."""
    local, _, domain = settings.BOUNCE_ADDRESS.casefold().rpartition("@")
    theirs, _, their_domain = address.casefold().rpartition("@")
    prefix, _, token = theirs.partition("+")
    match = _TOKEN.fullmatch(token)
    if not match or not domain or (prefix, their_domain) != (local, domain) or len(match[1]) > 18:
        return None
    key = int(match[1])
    return key if constant_time_compare(match[2], _signature(key)) else None


def _signature(key: int) -> str:
    return salted_hmac("invitations.mail.mime.return_address", str(key), algorithm="sha256").hexdigest()[:24]
