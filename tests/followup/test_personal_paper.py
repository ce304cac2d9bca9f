"""Personal versions on paper: tagged, described, with only what may be shown; and all of them at once."""

import pickle
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from followup.personal import papers
from followup.personal.facts import load_facts
from followup.personal.papers import print_chunk, version_pdf, versions_booklet, versions_zip
from followup.personal.versions import guest_version
from followup.privacy.erasing import erase
from followup.privacy.subjects import subject_of
from followup.privacy.table import rule_of
from invitations.models import Toestemming
from invitations.stories.consent import withdraw
from press.models import Uitgifte
from programmes.booklets import BookletError
from programmes.models import Opdracht, User
from tests.followup.visited import AFTER, Visited
from tests.invitations.pdfs import assert_tagged, figures, read, words
from tests.press.kits import words as all_words
from tests.press.quotes import make_approved, make_picture, recognise

pytestmark = pytest.mark.usefixtures("no_complaints")


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def full(visited: Visited) -> Visited:
    """With a picture of each sort, a quote, thanks and agreements."""
    consent = recognise(make_picture(visited.programme, "red", visit=visited.visit.pk, alt="Aan tafel"), "M", "intern")
    assert consent.pk
    make_picture(visited.programme, "teal", visit=visited.visit.pk, alt="In de tuin", caption="Tuin")
    make_approved(visited.programme, "intern", visit=visited.visit.pk, text="Warm onthaal")
    visited.thank()
    visited.agree("Cijfers bezorgen", visited.an)
    visited.agree("Terugbellen", visited.host)
    return visited


def version(visited: Visited) -> Any:
    facts = load_facts(visited.programme, on=AFTER.date())
    assert facts is not None
    return guest_version(facts, visited.an.pk)


def test_it_is_tagged_and_tells_everything(full: Visited) -> None:
    pdf = read(version_pdf(version(full)))
    assert_tagged(pdf)
    assert sorted(figures(pdf)) == ["Aan tafel", "In de tuin"]
    text = " ".join(words(pdf, page) for page in range(len(pdf.pages)))
    inside = (
        "An Aerts",
        "De Linde",
        "Bo Aerts",
        "Warm onthaal",
        "Kom nog eens terug.",
        "Cijfers bezorgen",
        "Terugbellen",
    )
    assert [one for one in inside if one not in text] == []
    assert "Cas" not in text


def test_without_pictures_or_agreements_it_is_whole_too(visited: Visited) -> None:
    pdf = read(version_pdf(version(visited)))
    assert_tagged(pdf)
    assert (len(pdf.pages), figures(pdf)) == (1, [])


def test_all_of_them_for_the_printer_and_as_files(full: Visited) -> None:
    done: list[tuple[int, int]] = []
    booklet = all_words(versions_booklet(full.programme, lambda count, total: done.append((count, total))))
    names = dict.fromkeys(re.findall(r"verslag van (\w+ \w+)", booklet))  # at the foot of each page
    assert list(names) == ["An Aerts", "Bo Aerts", "Griet Declercq"]
    assert done == [(0, 3), (1, 3), (2, 3), (3, 3)]
    archive = zipfile.ZipFile(BytesIO(versions_zip(full.programme, lambda *_: None)))
    assert archive.namelist() == ["gast/001-an-aerts.pdf", "gast/002-bo-aerts.pdf", "gastheer/003-griet-declercq.pdf"]
    assert [row.what for row in Uitgifte.objects.all()] == ["persoonlijke verslagen"] * 2


def test_another_process_can_print_them(full: Visited) -> None:
    """What goes to it and the work itself are plain data: `bench report` prints 300 so."""
    sent = [version(full)]
    work, received = pickle.loads(pickle.dumps((print_chunk, sent)))
    assert (work, received) == (print_chunk, sent)


def test_nobody_was_anywhere(visited: Visited) -> None:
    visited.programme.versies.all().delete()
    with pytest.raises(BookletError, match="nog niemand op bezoek"):
        versions_booklet(visited.programme, lambda *_: None)


def test_a_yes_that_is_taken_back_meanwhile_stops_it(full: Visited) -> None:
    def progress(done: int, total: int) -> None:
        if done == total:
            withdraw(Toestemming.objects.get(), by="M", now=AFTER)

    with pytest.raises(BookletError, match="trok iemand een toestemming in"):
        versions_booklet(full.programme, progress)
    assert Uitgifte.objects.count() == 0


def test_a_photo_is_made_small_once_and_not_kept(full: Visited) -> None:
    versions_booklet(full.programme, lambda *_: None)
    assert papers._small_once.cache_info().currsize == 0


def page(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


@pytest.mark.parametrize(("name", "start"), [("persoonlijk-print", b"%PDF"), ("persoonlijk-zip", b"PK")])
def test_the_coordinator_has_them_made(
    full: Visited, client: Client, coordinator: User, name: str, start: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(coordinator)
    assert "Maak de " in client.get(page(name)).content.decode()
    Toestemming.objects.update(created_at=AFTER.replace(year=2024))
    make_quote_older(full)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(name))
    job = Opdracht.objects.get()
    response = client.get(page("persoonlijk-bundle-file", job.pk))
    assert b"".join(response)[: len(start)] == start  # type: ignore[call-overload]
    withdraw(Toestemming.objects.get(), by="M", now=AFTER)
    assert client.get(page("persoonlijk-bundle-file", job.pk)).headers["Location"] == page(name)
    assert "zei iemand iets over een foto of een quote" in client.get(page(name)).content.decode()


def make_quote_older(visited: Visited) -> None:
    visited.programme.quotes.update(answered_at=AFTER.replace(year=2024))


def test_a_job_is_stopped(visited: Visited, client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    client.post(page("persoonlijk-print"))
    job = Opdracht.objects.get()
    assert "Stop" in client.get(page("persoonlijk-print"), headers={"HX-Request": "true"}).content.decode()
    client.post(page("persoonlijk-bundle-stop", job.pk))
    job.refresh_from_db()
    assert job.state == "gestopt"
    assert client.get(page("persoonlijk-bundle-file", job.pk)).status_code == 404


def test_a_job_of_another_page_is_not_found(visited: Visited, client: Client, coordinator: User) -> None:
    """It has rules of its own about who may still have it."""
    client.force_login(coordinator)
    file = ContentFile(b"%PDF", "fiches.pdf")
    job = Opdracht.objects.create(programme=visited.programme, kind="fiches", created_at=AFTER, file=file)
    found = client.get(page("persoonlijk-bundle-file", job.pk)), client.post(page("persoonlijk-bundle-stop", job.pk))
    assert [answer.status_code for answer in found] == [404, 404]


def test_who_was_erased_has_no_version_any_more(visited: Visited, coordinator: User) -> None:
    """In the published week they are still counted, as somebody without a name."""
    for person in (visited.an, visited.host):
        subject = subject_of(visited.programme.bestuur, rule_of(person._meta.label), person)
        erase(subject, reason="mail", by=coordinator, now=AFTER)
    archive = zipfile.ZipFile(BytesIO(versions_zip(visited.programme, lambda *_: None)))
    assert archive.namelist() == ["gast/001-bo-aerts.pdf"]
