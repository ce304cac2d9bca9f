"""Incoming mail from a mailbox, for who cannot let a mail server hand it over: each unread message once."""

import imaplib
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

TIMEOUT = 30


class MailboxError(Exception):
    """Says in Dutch what is wrong."""


def read_mailbox(url: str, take: Callable[[bytes], object]) -> int:
    """`imaps://user:password@host/INBOX` (imap:// on loopback); returns how many were read, and marks them so."""
    place = urlsplit(url)
    if place.scheme not in {"imaps", "imap"} or not place.hostname:
        raise MailboxError("Vul bij IMAP_URL een adres in als imaps://gebruiker:wachtwoord@server/INBOX.")
    try:
        box = _opened(place.scheme, place.hostname, place.port)
        with box:
            box.login(unquote(place.username or ""), unquote(place.password or ""))
            return _read(box, unquote(place.path.strip("/")) or "INBOX", take)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"Het postvak is niet te lezen: {error}") from error


def _opened(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, timeout=TIMEOUT)
    return imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)


def _read(box: imaplib.IMAP4, folder: str, take: Callable[[bytes], object]) -> int:
    status, _ = box.select(f'"{folder}"')
    if status != "OK":
        raise MailboxError(f"De map '{folder}' bestaat niet in het postvak.")
    _, found = box.uid("SEARCH", "UNSEEN")
    read = 0
    for uid in (found[0] or b"").split():
        _, parts = box.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
        for part in parts:
            if isinstance(part, tuple):
                take(part[1])
                read += 1
        box.uid("STORE", uid.decode(), "+FLAGS", "(\\Seen)")
    return read
