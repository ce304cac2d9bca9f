"""50 phones at once, each loading its day and posting who is there, against the same one after the other.

A real gunicorn, started as in production (README), on the database of the bench. Time by the clock, as this is about
waiting for each other: the server may be slower when all come together, but hardly, and nothing may be lost.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from press.models import Aanwezigheid
from programmes.bench import Result, peak_mib
from programmes.bench.data import VISITS_PER_SERVICE, make_programme
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import PersonalLink, Programme, Versie
from programmes.week import Week

SIZE = 50
RUNS = 5
RATIO = 0.8
STARTS_WITHIN = 60.0
WAITS = 60.0  # seconds for an answer
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Phone:
    """Of a host; `ticks` are the (visit, person) that they receive."""

    token: str
    ticks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one phone sent with which keys, and how many answers were no success."""

    keys: frozenset[UUID]
    errors: int


def run(size: int = SIZE, runs: int = RUNS) -> Iterator[Result]:
    programme = make_programme(size * VISITS_PER_SERVICE, first_day=timezone.localdate())
    phones = make_phones(programme, size)
    alone: list[float] = []
    together: list[float] = []
    errors = lost = 0
    with server() as port:
        visit_all(port, phones, at_once=size)  # each of the server's threads has opened the database
        for _ in range(runs):
            for seconds, at_once in ((alone, 1), (together, size)):
                begin = perf_counter()
                sent = visit_all(port, phones, at_once=at_once)
                seconds.append(perf_counter() - begin)
                errors += sum(one.errors for one in sent)
                lost += lost_of(programme, sent)
    ratio = round(median(one / all_ for one, all_ in zip(alone, together, strict=True)), 2)
    yield Result(
        bench="vandaag",
        case="phones",
        size=size,
        seconds=round(median(together), 3),
        queries=None,
        peak_mib=peak_mib(),
        ratio=ratio,
        of="in turn",
        limit=f"ratio>={RATIO:g} errors=0 lost=0" + (f" ({errors}, {lost})" if errors or lost else ""),
        ok=ratio >= RATIO and (errors, lost) == (0, 0),
    )


def make_phones(programme: Programme, number: int) -> list[Phone]:
    """Publishes the programme, so that its hosts see their visits."""
    now = timezone.now()
    make_links(programme, now=now)
    week = load_week(programme).for_publication()
    Versie.objects.create(programme=programme, number=1, content=week.to_json(), published_at=now)
    links = PersonalLink.objects.filter(programme=programme, contactpersoon__isnull=False).order_by("pk")
    return [Phone(token_of(link), _ticks(week, link.contactpersoon_id or 0)) for link in links[:number]]


def _ticks(week: Week, host: int) -> tuple[tuple[int, int], ...]:
    own = [visit for visit in week.visits if visit.host and visit.host.id == host]
    return tuple((visit.id, part.person) for visit in own[:1] for part in visit.people)


def visit_all(port: int, phones: list[Phone], *, at_once: int) -> list[Sent]:
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda phone: use(port, phone), phones))


def use(port: int, phone: Phone) -> Sent:
    """As one phone does it: the page, then a tick for everybody who comes."""
    keys = [uuid4() for _ in phone.ticks]
    statuses = [ask(port, "GET", reverse("dag", args=[phone.token]))]
    for key, (visit, person) in zip(keys, phone.ticks, strict=True):
        body = urlencode({"visit": visit, "person": person, "is_present": "ja", "key": key, "at": timezone.now()})
        statuses.append(ask(port, "POST", reverse("dag-aanwezig", args=[phone.token]), body))
    return Sent(frozenset(keys), sum(status != 200 for status in statuses))


def ask(port: int, method: str, path: str, body: str | None = None) -> int:
    """The status; 0 when no answer came. A connection each time, as phones far apart have."""
    house = http.client.HTTPConnection("127.0.0.1", port, timeout=WAITS)
    try:
        house.request(method, path, body, FORM if body else {})
        answer = house.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        house.close()
    return answer.status


def lost_of(programme: Programme, sent: list[Sent]) -> int:
    """Ticks that do not stand: every one was the latest of its person."""
    kept = set(Aanwezigheid.objects.filter(programme=programme, is_present=True).values_list("key", flat=True))
    return sum(len(one.keys - kept) for one in sent)


@contextmanager
def server() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "expeditie.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "8"]
    command += ["--log-level", "error", "--no-control-socket"]
    with tempfile.TemporaryDirectory(prefix="expeditie-bench-") as folder:
        process = subprocess.Popen(command, env=environment(folder), cwd=settings.BASE_DIR)  # noqa: S603
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait()


def environment(folder: str) -> dict[str, str]:
    """The settings of this process, on its database; what the server would write itself, goes to the folder."""
    Path(folder, "static").mkdir()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "expeditie.settings",
        "ENV_FILE": os.devnull,
        "SECRET_KEY": settings.SECRET_KEY,
        "LINK_KEY": settings.LINK_KEY,
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATA_DIR": folder,
        "STATIC_ROOT": f"{folder}/static",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": "memorymail://",
    }


def database_url() -> str:
    """Of the database that this process works on now."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    login = f"{quote(values['USER'], safe='')}:{quote(values['PASSWORD'], safe='')}"
    place = f"{quote(values['HOST'], safe='')}:{values['PORT']}".rstrip(":")
    return f"postgres://{login}@{place}/{values['NAME']}"


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if ask(port, "GET", reverse("account_login")) == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("De webserver start niet.")
