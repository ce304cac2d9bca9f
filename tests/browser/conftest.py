"""A real Chromium against a live server. Every `page` ends with: no console error, no failed request."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in the test's thread
expect.set_options(timeout=10_000)

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
NO_BROWSER = (
    "Chromium ontbreekt en de browsertests kunnen niet zonder: voer script/bootstrap test uit, of zet CHROMIUM op het "
    "pad. (Chromium is missing and the browser tests need it: run script/bootstrap test, or set CHROMIUM to its path.)"
)
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",  # nothing leaves the house
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Leaves the outcome of the test on the item, so that the fixture knows whether to take a picture."""
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not executable:
        pytest.fail(NO_BROWSER, pytrace=False)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    running = playwright.chromium.launch(executable_path=executable, args=[*QUIET, *sandbox])
    yield running
    running.close()


class KeptStatic(StaticFilesHandler):
    """The browser keeps our css and js, as it does in real life; long enough for a test that travels in time."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        response = super().get_response(request)
        response.headers["Cache-Control"] = "max-age=630720000, immutable"
        return response


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The one of pytest-django; routing in Playwright instead would switch the browser's cache off."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = KeptStatic
    server.start()
    yield server
    server.stop()


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained of; a test that provokes a complaint clears it: `problems.clear()`."""
    return []


@pytest.fixture
def new_page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: Any,
    django_db_reset_sequences: None,
    problems: list[str],
) -> Iterator[Callable[..., Page]]:
    """new_page(**context options): a page in a browser context of its own, for a second person or another device."""
    contexts: list[BrowserContext] = []

    def _new_page(**options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            reduced_motion="reduce",
            **(DESKTOP | options),
        )
        contexts.append(context)
        page = context.new_page()
        _watch(page, problems, home=live_server.url)
        return page

    yield _new_page
    report = getattr(request.node, "report_call", None)
    if problems or (report and report.failed):
        _take_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A laptop, 1440 x 900."""
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A phone, 390 x 844 with touch."""
    return new_page(**PHONE)


def _watch(page: Page, problems: list[str], *, home: str) -> None:
    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            problems.append(f"verzoek naar buiten: {request.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a navigation or a newer request cancels the one under way
            problems.append(f"mislukt verzoek: {request.method} {request.url} {request.failure}")

    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: problems.append(f"fout in JavaScript: {error}"))
    page.on("console", lambda line: problems.append(f"console: {line.text}") if line.type == "error" else None)


def _take_pictures(name: str, contexts: list[BrowserContext]) -> None:
    folder = Path(os.environ.get("SCREENSHOTS") or Path(tempfile.gettempdir(), "expeditie-screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        path = folder / f"{name.replace('/', '_')}-{number}.png"
        page.screenshot(path=path, full_page=True)
        print(f"Schermafdruk: {path}")  # noqa: T201 (pytest shows it beside the failure)
