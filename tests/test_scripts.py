"""The commands of the README, as somebody would run them."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from programmes.demo.serving import AlreadyRunningError, only_one, port_is_free
from programmes.models import Bestuur

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(kind: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / f"requirements/{kind}.lock").read_text()))


def test_what_runs_is_what_was_tested() -> None:
    test = pins("test")
    assert {name: test.get(name) for name in pins("base")} == pins("base")


@pytest.mark.parametrize("kind", ["base", "test"])
def test_a_lock_pins_with_hashes_and_names_no_registry(kind: str) -> None:
    text = (ROOT / f"requirements/{kind}.lock").read_text()
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []
    assert "://" not in text


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--frehs"], "Onbekende optie: --frehs"),
        (["--port", "abc"], "Dat is geen poort"),
        (["--port=70000"], "Dat is geen poort"),
        (["--port"], "Dat is geen poort"),
    ],
)
def test_demo_explains_a_wrong_option(arguments: list[str], sentence: str) -> None:
    result = run("script/demo", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_bootstrap_refuses_a_python_that_does_not_suit(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = run("script/bootstrap", "base", PYTHON=str(old))
    assert result.returncode == 1
    assert "is geen Python 3.11, 3.12 of 3.13." in result.stderr


def test_browser_tests_fail_without_a_browser(tmp_path: Path) -> None:
    test = "tests/browser/test_harness.py::test_the_phone_is_small_and_has_touch"
    result = run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", test, PATH=str(tmp_path))
    assert result.returncode == 1
    assert "Chromium ontbreekt" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 error in ")


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_demo_prints_addresses_that_open_and_keeps_what_is_there(
    db: None, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("demo", "--no-serve")
    printed = capsys.readouterr().out
    assert "coordinator@leiedorp.example" in printed
    assert "Lieve Vandaele" in printed
    paths = re.findall(r"http://localhost:8000(/\S+)", printed)
    assert [path.split("/")[1] for path in paths] == ["account", "mijn", "gastheer"]
    assert [Client().get(path).status_code for path in paths] == [200, 200, 200]
    Bestuur.objects.filter(slug="leiedorp").update(name="Leiedorp aan de Leie")
    call_command("demo", "--no-serve")
    assert Bestuur.objects.get(slug="leiedorp").name == "Leiedorp aan de Leie"


def test_demo_says_that_a_port_is_busy(db: None, folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Poort {port} is bezet. Kies een andere: script/demo --port {port + 1}"):
            call_command("demo", "--port", str(port))


def test_two_demos_do_not_share_their_data(db: None, folder: Path) -> None:
    with only_one(folder / "demo.lock"), pytest.raises(SystemExit, match="draait al"):
        call_command("demo", "--no-serve")


def test_the_lock_goes_when_the_demo_ends(tmp_path: Path) -> None:
    lock = tmp_path / "demo.lock"
    with only_one(lock), pytest.raises(AlreadyRunningError), only_one(lock):
        pass
    with only_one(lock):
        assert lock.exists()


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


@contextmanager
def started(port: int, folder: Path) -> Iterator[str]:
    """script/demo, running; gives what it printed up to the line that says how to stop it."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "DATA_DIR": str(folder)}
    command = ["script/demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    watchdog = threading.Timer(300, process.kill)
    watchdog.start()
    printed = ""
    while "Stoppen: Ctrl-C" not in printed:
        line = process.stdout.readline()
        assert line, printed
        printed += line
    watchdog.cancel()
    yield printed
    process.send_signal(signal.SIGTERM)
    printed += process.communicate(timeout=30)[0]
    assert process.returncode == 0, printed


def test_demo_starts_keeps_its_data_and_stops(tmp_path: Path) -> None:
    port = free_port()
    here = ("--port", str(port))
    with started(port, tmp_path) as printed:
        link = next(line.strip() for line in printed.splitlines() if "/mijn/" in line)
        with urllib.request.urlopen(link, timeout=20) as page:
            assert "Lieve Vandaele" in page.read().decode()
        with urllib.request.urlopen(f"http://localhost:{port}/static/css/base.css", timeout=20) as sheet:
            assert sheet.headers["Content-Type"].startswith("text/css")
    assert port_is_free(port)
    assert link in run("script/demo", *here, "--no-serve", DATA_DIR=str(tmp_path)).stdout
    (tmp_path / "mails").mkdir(exist_ok=True)
    (tmp_path / "mails" / "van-vroeger.log").touch()
    anew = run("script/demo", *here, "--fresh", "--no-serve", DATA_DIR=str(tmp_path)).stdout
    assert not (tmp_path / "mails" / "van-vroeger.log").exists()
    assert "/mijn/" in anew
    assert link not in anew


def test_a_file_env_has_no_say_in_the_demo(tmp_path: Path) -> None:
    """It may hold the real database and the real mail server."""
    asked = "from django.conf import settings as s; print(s.DATABASES['default']['NAME'], s.EMAIL_BACKEND)"
    result = run("script/manage", "shell", "--no-imports", "-c", asked, DATA_DIR=str(tmp_path), EMAIL_URL="smtp://x")
    assert result.stdout.split() == [
        f"{tmp_path}/expeditie.sqlite3",
        "django.core.mail.backends.filebased.EmailBackend",
    ]
