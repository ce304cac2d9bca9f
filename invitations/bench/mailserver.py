"""A mail server on loopback with STARTTLS, in a process of its own, that only counts what it takes.

python -m invitations.bench.mailserver CERTIFICATE TICKETS: prints its port, then each Message-ID; ends with its input.
"""

import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

_ID = re.compile(rb"(?mi)^Message-ID: (<[^>]+>)")


@dataclass
class Counting:
    """What the other process took."""

    port: int
    ids: list[str]

    def read(self, lines: Iterator[str]) -> None:
        self.ids.extend(line.strip() for line in lines)


@contextmanager
def counting_server(certificate: Path, tickets: int) -> Iterator[Counting]:
    command = [sys.executable, "-m", "invitations.bench.mailserver", str(certificate), str(tickets)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        if not process.stdin or not process.stdout:
            raise RuntimeError("no pipes")
        server = Counting(int(process.stdout.readline()), [])
        reader = Thread(target=server.read, args=(iter(process.stdout.readline, ""),))
        reader.start()
        yield server
        process.stdin.close()
        reader.join()


class _Counter:
    async def handle_EHLO(  # noqa: N802 (aiosmtpd's names)
        self,
        server: Any,  # noqa: ARG002
        session: Any,
        envelope: Any,  # noqa: ARG002
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", *responses[1:]]  # as every common mail server

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 (aiosmtpd's names)
        match = _ID.search(envelope.original_content)
        sys.stdout.write(match[1].decode() + "\n" if match else "?\n")
        sys.stdout.flush()
        return "250 OK"


def main(certificate: str, tickets: int) -> None:
    from aiosmtpd.controller import Controller  # noqa: PLC0415 (only who measures has it)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.num_tickets = tickets
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(_Counter(), hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True)
    controller.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
