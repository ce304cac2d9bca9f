"""kill -9 of real workers in the middle of 300 sends, ten times over; every message counted at the receiving end."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.mailserver import MailServer, mail_server
from tests.invitations.messages import make_berichten

ROOT = Path(__file__).resolve().parents[2]
MESSAGES, KILLS = 300, 10


def environment(server: MailServer) -> dict[str, str]:
    """The real settings, on the database of this test."""
    name = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor != "sqlite":
        url = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "expeditie.settings",
        "DATABASE_URL": url,
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "OUTBOX_LEASE": "1",
    }


@contextmanager
def nest(server: MailServer) -> Iterator[Callable[[], int]]:
    """hatch(): the key of a new worker process."""
    command = [sys.executable, "-m", "tests.invitations.worker_nest"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(server), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout

        def hatch() -> int:
            process.stdin.write("\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return int(process.stdout.readline())  # type: ignore[union-attr]

        yield hatch
        process.stdin.close()
        process.wait(10)


def wait_until(fits: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < deadline, Counter(Bericht.objects.values_list("state", flat=True))
        time.sleep(0.002)


def counted(server: MailServer) -> tuple[set[str], Counter[str]]:
    return set(Bericht.objects.values_list("state", flat=True)), Counter(server.ids)


@pytest.mark.parametrize("workers", [1, 2])
def test_kill_9_ten_times_loses_nothing_and_doubles_nothing(
    transactional_db: None, programme: Programme, workers: int
) -> None:
    made = {message.message_id for message in make_berichten(programme, MESSAGES)}
    with mail_server() as server, nest(server) as hatch:
        running = [hatch() for _ in range(workers)]
        for kill in range(1, KILLS + 1):
            wait_until(lambda kill=kill: len(server.taken) >= kill * MESSAGES // (KILLS + 3))  # type: ignore[misc]
            os.kill(running.pop(0), signal.SIGKILL)
            running.append(hatch())
        wait_until(lambda: not Bericht.objects.filter(state__in=["wacht", "bezig", "in_aflevering"]).exists())
        time.sleep(0.2)  # what might still come, twice
    states, arrived = counted(server)
    uncertain = set(Bericht.objects.filter(state="onzeker").values_list("message_id", flat=True))
    assert states <= {"verzonden", "onzeker"}
    assert [key for key, times in arrived.items() if times > 1] == []
    assert made - set(arrived) <= uncertain
    assert len(uncertain) <= KILLS


def test_the_command_stops_when_asked_after_the_mail_under_way(transactional_db: None, programme: Programme) -> None:
    """A real `manage.py postbode`: SIGTERM leaves nothing uncertain and nothing claimed."""
    make_berichten(programme, 100)
    with mail_server() as server:
        command = [sys.executable, "manage.py", "postbode"]
        with subprocess.Popen(command, cwd=ROOT, env=environment(server)) as process:
            wait_until(lambda: len(server.taken) >= 5)
            process.terminate()
            assert process.wait(10) == 0
    sent = Bericht.objects.filter(state="verzonden").count()
    assert (sent, Bericht.objects.filter(state="wacht").count()) == (len(server.ids), 100 - len(server.ids))
