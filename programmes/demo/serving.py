"""Runs the web server and the workers (tasks, mail) beside each other; all stop when one ends or somebody says so."""

import fcntl
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

STARTS_WITHIN = 60.0
STOPS_WITHIN = 10.0
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class AlreadyRunningError(Exception):
    """Another demo holds the same data."""


class _StopError(Exception):
    """Somebody asked to stop."""


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Two demos on the same data would get in each other's way; the lock goes with the process that holds it."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError from None
        yield


def port_is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def commands(port: int) -> list[list[str]]:
    web = [sys.executable, "-m", "gunicorn", "expeditie.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "8"]
    web += ["--log-level", "warning", "--no-control-socket"]
    worker = [sys.executable, "manage.py", "db_worker", "--no-reload"]
    return [web, worker, [sys.executable, "manage.py", "postbode"]]


def serve(port: int, *, ready: Callable[[], None]) -> None:
    """Returns when asked to stop; `ready` is called once the first page comes. Exits with 1 when a process dies."""
    previous = {number: signal.signal(number, _stop) for number in _STOP_SIGNALS}
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes += (subprocess.Popen(command, start_new_session=True) for command in commands(port))  # noqa: S603
        _wait_until_answering(port, processes)
        ready()
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
        sys.exit("De webserver, de takenwerker of de postbode is gestopt, zie hierboven. Start opnieuw: script/demo")
    except _StopError:
        pass
    finally:
        for number in _STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _end(processes)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a signal handler's signature)
    raise _StopError


def _wait_until_answering(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5).close()
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    sys.exit("De webserver start niet, zie hierboven. (The web server does not start, see above.)")


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
