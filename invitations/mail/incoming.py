"""Mail that comes in: what came back, and answers of calendar programs. Nothing in it is trusted, nothing is answered.

`READERS` are asked in turn, each `(message, now)`; the first that says that the message was for it, ends it.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage

from invitations.agendas.replies import read_reply
from invitations.mail.bounces import read_bounce

logger = logging.getLogger(__name__)
MAX_BYTES = 30 * 1024 * 1024

Reader = Callable[[EmailMessage, dt.datetime], bool]
READERS: tuple[Reader, ...] = (read_bounce, read_reply)


def take_in(data: bytes, *, now: dt.datetime, recipient: str = "", readers: Iterable[Reader] = READERS) -> bool:
    """Whether anybody knew what to do with it. Never raises: a mail server would send the mail back."""
    try:
        message = message_from_bytes(data[:MAX_BYTES], policy=policy.default)
        if recipient:
            message["X-Original-To"] = " ".join(recipient.split())
    except Exception:
        logger.exception("Een binnengekomen mail is niet te lezen.")
        return False
    return any(_ask(reader, message, now) for reader in readers)


def _ask(reader: Reader, message: EmailMessage, now: dt.datetime) -> bool:
    try:
        return reader(message, now)
    except Exception:
        logger.exception("Een binnengekomen mail is niet te begrijpen.")
        return False
