"""How a mail gets to the server, step by step, so that one knows what the server has when something breaks."""

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.encoding import punycode

from invitations.mail.outbox import domain

PER_CONNECTION = 50  # OpenSMTPD refuses after 100
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
CLOSING = 421  # RFC 5321, 3.8: to any command, at any moment
_NOT_ABOUT_THE_MAIL = (503, 530, 535, 538)  # bad sequence, sign in first, wrong password, encryption needed


class PostError(Exception):
    """Says in Dutch what went wrong."""


class RefusedError(PostError):
    """The server refuses this mail, for ever."""


class LaterError(PostError):
    """The server has not taken this mail, and may take it later."""


class UnavailableError(PostError):
    """The server cannot be used now, whatever the mail; it has not taken this one."""


class UncertainError(PostError):
    """Nobody knows whether the server has taken this mail."""


class Transport(Protocol):
    def open(self) -> None:
        """Before anything is put in delivery; raises UnavailableError."""

    def deliver(self, email: EmailMultiAlternatives) -> None:
        """Returns when the server has taken it; raises a PostError otherwise."""

    def close(self) -> None: ...


def transport() -> Transport:
    return SmtpTransport() if settings.EMAIL_BACKEND == SMTP_BACKEND else BackendTransport()


class BackendTransport:
    """Any other backend of Django: console, files, memory."""

    def open(self) -> None:
        pass

    def deliver(self, email: EmailMultiAlternatives) -> None:
        try:
            get_connection().send_messages([email])
        except ValueError as error:
            raise RefusedError(f"dit bericht is niet op te maken: {error}") from error
        except Exception as error:
            raise UncertainError(f"versturen is mislukt: {error}") from error

    def close(self) -> None:
        pass


class SmtpTransport:
    """One connection for many mails, renewed in time."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._sent = 0

    def open(self) -> None:
        if self._sent >= PER_CONNECTION:
            self.close()
        if self._smtp is None:
            self._smtp, self._sent = connect(), 0

    def close(self) -> None:
        if self._smtp:
            with suppress(OSError):
                self._smtp.quit()
            self._smtp.close()
        self._smtp, self._sent = None, 0

    def deliver(self, email: EmailMultiAlternatives) -> None:
        sender, recipient, data = rendered(email)
        try:
            self._hand_over(sender, recipient, data)
        except (RefusedError, LaterError):
            self._reset()
            raise
        except PostError:
            self._drop()
            raise
        self._sent += 1

    def _hand_over(self, sender: str, recipient: str, data: bytes) -> None:
        try:
            self._announce(sender, recipient)
        except OSError as error:  # smtplib's own errors too
            if not self._sent:
                raise UnavailableError("de mailserver verbreekt de verbinding of antwoordt niet") from error
            self._drop()
            self.open()  # a server may close a connection between two mails: once more, with a new one
            self._hand_over(sender, recipient, data)
            return
        self._send(data)

    def _announce(self, sender: str, recipient: str) -> None:
        """All that comes before the text: until the server has that, it has nothing."""
        smtp = self._opened
        options = " BODY=8BITMIME" if smtp.has_extn("8bitmime") else ""
        commands = (f"MAIL FROM:<{sender}>{options}", f"RCPT TO:<{recipient}>", "DATA")
        if smtp.has_extn("pipelining"):
            judge_all(*together(smtp, commands))
            return
        mail, rcpt, data = commands
        judge_sender(*smtp.docmd(mail))
        judge(*smtp.docmd(rcpt), expected=250)
        judge(*smtp.docmd(data), expected=354)

    def _send(self, data: bytes) -> None:
        smtp = self._opened
        try:
            smtp.send(stuffed(data))
            code, answer = smtp.getreply()
        except OSError as error:
            problem = "de verbinding viel weg nadat de tekst verstuurd was"
            raise UncertainError(problem) from error
        judge(code, answer, expected=250)

    def _reset(self) -> None:
        try:
            self._opened.docmd("RSET")
        except OSError:
            self._drop()

    def _drop(self) -> None:
        """Without a word: the other side is gone, or must not be waited for."""
        if self._smtp:
            self._smtp.close()
        self._smtp, self._sent = None, 0

    @property
    def _opened(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise UnavailableError("er is geen verbinding met de mailserver")
        return self._smtp


Reply = tuple[int, bytes]


def together(smtp: smtplib.SMTP, commands: tuple[str, ...]) -> list[Reply]:
    """All commands in one go, for one journey instead of three (RFC 2920); what was answered before a cut counts."""
    smtp.send("".join(f"{command}\r\n" for command in commands))
    replies: list[Reply] = []
    try:
        for _ in commands:
            replies.append(smtp.getreply())  # noqa: PERF401 (a cut must leave what came before)
    except OSError:
        if not any(code == CLOSING for code, _ in replies):
            raise
        return [(CLOSING, answer) for code, answer in replies if code == CLOSING] * len(commands)
    if replies[-1][0] == 354 and any(code >= 400 for code, _ in replies):
        smtp.send(".\r\n")  # it waits for a text that it has nobody for
        smtp.getreply()
    return replies


def judge_all(mail: Reply, rcpt: Reply, data: Reply) -> None:
    judge_sender(*mail)
    judge(*rcpt, expected=250)
    judge(*data, expected=354)


def judge_sender(code: int, answer: bytes) -> None:
    """What a server has against the sender, it has against every mail."""
    if 400 <= code < 500 or code in _NOT_ABOUT_THE_MAIL:
        raise UnavailableError(said(code, answer))
    judge(code, answer, expected=250)


def judge(code: int, answer: bytes, *, expected: int) -> None:
    if code == expected or (code == 251 and expected == 250):  # 251: will forward
        return
    if code == CLOSING:
        raise UnavailableError(said(code, answer))
    if 400 <= code < 500:
        raise LaterError(said(code, answer))
    if 500 <= code < 600:
        raise RefusedError(said(code, answer))
    raise UncertainError(said(code, answer))


def said(code: int, answer: bytes) -> str:
    words = " ".join(answer.decode("utf-8", "replace").split())
    return f"de mailserver zei: {code} {words}"[:250]


def rendered(email: EmailMultiAlternatives) -> tuple[str, str, bytes]:
    """Sender, recipient, text; what cannot be written down is refused before the server hears of it."""
    try:
        addresses = envelope(email.from_email), envelope(email.to[0])
        return *addresses, email.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg] # Django's own class takes it
    except ValueError as error:
        raise RefusedError(f"dit bericht is niet op te maken: {error}") from error


def stuffed(data: bytes) -> bytes:
    """As DATA wants it (RFC 5321, 4.5.2): lines end in CRLF, a leading dot is doubled, a dot alone ends it."""
    lines = re.sub(rb"(?m)^\.", b"..", data)
    return (lines if lines.endswith(b"\r\n") else lines + b"\r\n") + b".\r\n"


def envelope(address: str) -> str:
    """In ASCII, as every server understands it; raises ValueError when it cannot be."""
    local, at, host = address.rpartition("@")
    address = f"{local}{at}{punycode(host)}".encode("ascii").decode()
    if not at or not address.isprintable():
        raise ValueError(f"'{address}' is geen e-mailadres")
    return address


def connect() -> smtplib.SMTP:
    """Connected, encrypted and signed in, as the settings say."""
    try:
        return _greeted()
    except smtplib.SMTPAuthenticationError as error:
        raise UnavailableError(f"aanmelden lukt niet, {said(error.smtp_code, _bytes(error.smtp_error))}") from error
    except smtplib.SMTPResponseException as error:
        raise UnavailableError(said(error.smtp_code, _bytes(error.smtp_error))) from error
    except OSError as error:
        raise UnavailableError(f"de mailserver is niet te bereiken ({error})"[:250]) from error


def _greeted() -> smtplib.SMTP:
    place = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "timeout": settings.EMAIL_TIMEOUT}
    if settings.EMAIL_USE_SSL:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(**place, local_hostname=domain(), context=_context())
    else:
        smtp = smtplib.SMTP(**place, local_hostname=domain())
    try:
        if smtp.sock:  # over TLS each mail would wait 40 ms for an acknowledgement otherwise
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.EMAIL_USE_TLS:
            smtp.starttls(context=_context())
        smtp.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.EMAIL_SSL_CERTFILE:
        context.load_cert_chain(settings.EMAIL_SSL_CERTFILE, settings.EMAIL_SSL_KEYFILE)
    return context


def _bytes(answer: bytes | str) -> bytes:
    return answer.encode() if isinstance(answer, str) else answer
