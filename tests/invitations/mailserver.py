"""A real SMTP server on loopback that keeps what it took, and does whatever a test asks of it."""
# ruff: noqa: ARG002, N802 (aiosmtpd's names and arguments)

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HANG = "hang"
CUT = "cut"
Answer = str | None  # an SMTP answer, HANG, CUT, or None: as it should be


class MailServer:
    """`answers[step]` is asked for each command (MAIL, RCPT, DATA), with the address or the message."""

    def __init__(self, *, pipelining: bool) -> None:
        self.pipelining = pipelining
        self.taken: list[EmailMessage] = []
        self.senders: list[str] = []
        self.connections = 0
        self.answers: dict[str, Callable[[Any], Answer]] = {}
        self.port = 0

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.taken]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += not session.ssl
        session.host_name = hostname
        return [responses[0], *(["250-PIPELINING"] if self.pipelining else []), *responses[1:]]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := await self._answer("MAIL", address, server):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := await self._answer("RCPT", address, server):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        refusal = self.answers.get("DATA", lambda _: None)(message)
        if refusal not in {None, HANG, CUT}:
            return refusal or ""
        self.taken.append(message)
        self.senders.append(envelope.mail_from or "")
        return await _do(refusal, server) or "250 OK"

    async def _answer(self, step: str, about: str, server: SMTP) -> Answer:
        return await _do(self.answers.get(step, lambda _: None)(about), server)


async def _do(answer: Answer, server: SMTP) -> Answer:
    if answer == CUT:
        server.transport.abort()
        return "421 gone"
    if answer == HANG:
        await asyncio.sleep(1.5)
        return "421 late"
    return answer


@contextmanager
def mail_server(certificate: Path | None = None, *, pipelining: bool = False) -> Iterator[MailServer]:
    server = MailServer(pipelining=pipelining)
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    server.port = free_port()
    controller = Controller(
        server, hostname="127.0.0.1", port=server.port, tls_context=context, require_starttls=bool(context)
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
