"""Fetching fiches: one by one with an ETag, bound or zipped by a worker; for staff, and for a host their own."""

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.template import Context
from django.test import Client
from django.urls import reverse

from invitations.models import Toestemming
from programmes import jobs
from programmes.links import make_links, token_of
from programmes.models import Opdracht, PersonalLink, Programme, User
from tests.factories import make_deelnemende_dienst
from tests.invitations.fiche_sheets import NOW, make_service, make_whole
from tests.invitations.fiches import make_fiche
from tests.invitations.pdfs import read, words
from tests.meanwhile import while_drawn

pytestmark = pytest.mark.usefixtures("clock")

ClientOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def url(name: str, programme: Programme, *args: Any) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.text.split())


def host_of(programme: Programme, service: Any) -> str:
    """The token of who receives the visitors there."""
    make_links(programme, now=NOW)
    return token_of(PersonalLink.objects.get(contactpersoon=service.contactpersonen.get()))


def test_staff_fetches_a_fiche_as_pdf(programme: Programme, staff: Client) -> None:
    fiche = make_whole(programme)
    response = staff.get(url("fiche-pdf", programme, fiche.zorgdienst_id))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Content-Disposition"] == 'inline; filename="fiche-de-linde.pdf"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "De Linde" in words(read(response.content))


def test_a_pdf_that_did_not_change_is_not_made_again(programme: Programme, staff: Client) -> None:
    fiche = make_whole(programme)
    address = url("fiche-pdf", programme, fiche.zorgdienst_id)
    tag = staff.get(address).headers["ETag"]
    again = staff.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    fiche.projecten.all().delete()
    assert staff.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_host_fetches_the_fiche_of_their_own_service_only(programme: Programme, client: Client) -> None:
    own, other = make_whole(programme), make_fiche(programme, make_service(programme, "Elders"))
    token = host_of(programme, own.zorgdienst)
    response = client.get(reverse("gastheer-fiche-pdf", args=[token, own.zorgdienst_id]))
    assert words(read(response.content)).startswith("Voorstellingsfiche · Expeditie Zorg · Leiedorp De Linde")
    headers = [response.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
    assert headers == ["private, no-cache", "no-referrer", "noindex, nofollow"]
    again = client.get(response.request["PATH_INFO"], headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(reverse("gastheer-fiche-pdf", args=[token, other.zorgdienst_id])).status_code == 404


def test_a_service_that_does_not_take_part_has_no_pdf(programme: Programme, staff: Client) -> None:
    assert staff.get(url("fiche-pdf", programme, make_service(programme).pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_fiche_is_read_in_so_many_queries(
    programme: Programme, staff: Client, count: int, django_assert_num_queries: Any
) -> None:
    """However many parts and services there are."""
    fiche = [make_whole(programme, name=f"Dienst {number}") for number in range(count)][-1]
    for number in range(count):
        fiche.tendensen.create(title=f"Tendens {number}", points=[["2024", 3]])
    with django_assert_num_queries(14):
        staff.get(url("fiche-pdf", programme, fiche.zorgdienst_id), headers={"If-None-Match": "*"})


def test_the_booklet_is_made_and_fetched(
    programme: Programme, staff: Client, coordinator: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_whole(programme)
    make_deelnemende_dienst(programme, make_service(programme, "Stil"))
    page = text_of(staff.get(url("fiche-booklet", programme)))
    assert "Wat erin komt (1)" in page
    assert "Nog niet begonnen, en er dus niet in: Stil." in page
    with django_capture_on_commit_callbacks(execute=True):
        response = staff.post(url("fiche-booklet", programme))
    assert response.headers["Location"] == url("fiche-booklet", programme)
    job = Opdracht.objects.get()
    assert (job.kind, job.state, job.done, job.total, job.by) == ("fiches", "klaar", 1, 1, coordinator)
    assert "Klaar, gemaakt op" in text_of(staff.get(url("fiche-booklet", programme)))
    fetched = staff.get(url("fiche-bundle-file", programme, job.pk))
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert fetched.headers["Content-Disposition"] == 'inline; filename="expeditie-zorg-fiches.pdf"'
    assert len(read(fetched.getvalue()).pages) == 3


def test_the_zip_is_made_and_saved(
    programme: Programme, staff: Client, django_capture_on_commit_callbacks: Any
) -> None:
    make_whole(programme)
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(url("fiche-zip", programme))
    job = Opdracht.objects.get()
    assert (job.kind, job.state, Path(job.file.name).suffix) == ("fiches_zip", "klaar", ".zip")
    assert "Bewaar de ZIP" in text_of(staff.get(url("fiche-zip", programme)))
    fetched = staff.get(url("fiche-bundle-file", programme, job.pk))
    assert fetched.headers["Content-Type"] == "application/zip"
    assert fetched.headers["Content-Disposition"] == 'attachment; filename="expeditie-zorg-fiches.zip"'
    with zipfile.ZipFile(BytesIO(fetched.getvalue())) as archive:
        assert archive.namelist() == ["fiche-de-linde.pdf"]


def test_both_are_made_beside_each_other(programme: Programme, coordinator: User) -> None:
    first, second = (jobs.start(programme, kind, by=coordinator, now=NOW) for kind in ("fiches", "fiches_zip"))
    assert Opdracht.objects.count() == 2
    assert first != second


def test_without_any_fiche_the_page_says_so(
    programme: Programme, staff: Client, django_capture_on_commit_callbacks: Any
) -> None:
    said = "Nog geen enkele dienst heeft iets op haar fiche gezet."
    assert said[:-1] in text_of(staff.get(url("fiche-zip", programme)))
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(url("fiche-zip", programme))
    assert (Opdracht.objects.get().state, Opdracht.objects.get().message) == ("mislukt", said)
    assert said in text_of(staff.get(url("fiche-zip", programme)))


def test_the_page_follows_the_work_and_stops_it(programme: Programme, staff: Client, coordinator: User) -> None:
    make_whole(programme)
    job = jobs.start(programme, "fiches", by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(state="bezig", done=4, total=9)
    part = text_of(staff.get(url("fiche-booklet", programme), headers={"HX-Request": "true"}))
    assert part.startswith("<section")
    assert "De fiches worden gemaakt: 4 van 9." in part
    assert staff.get(url("fiche-bundle-file", programme, job.pk)).status_code == 404
    response = staff.post(url("fiche-bundle-stop", programme, job.pk))
    assert response.headers["Location"] == url("fiche-booklet", programme)
    job.refresh_from_db()
    assert job.state == "gestopt"
    assert "Het maken is gestopt." in text_of(staff.get(url("fiche-booklet", programme)))


def test_a_stopped_booklet_is_left_halfway(programme: Programme, coordinator: User) -> None:
    for name in ("A", "B", "C"):
        make_fiche(programme, make_service(programme, name))
    job, drawn = jobs.start(programme, "fiches", by=coordinator, now=NOW), []

    def stop_at_the_second(context: Context) -> None:
        drawn.append(context)
        if len(drawn) == 2:
            jobs.stop(job, now=NOW)

    with while_drawn("documents/fiche.html", stop_at_the_second):
        jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (len(drawn), job.state, job.done, job.total, job.file.name) == (2, "gestopt", 1, 3, "")


@pytest.mark.parametrize("name", ["fiche-booklet", "fiche-zip"])
def test_a_reader_makes_nothing(programme: Programme, lezer: User, client_of: ClientOf, name: str) -> None:
    assert client_of(lezer).post(url(name, programme)).status_code in {403, 404}
    assert Opdracht.objects.count() == 0


def test_the_page_of_a_fiche_draws_its_tendency(programme: Programme, staff: Client) -> None:
    fiche = make_whole(programme)
    page = text_of(staff.get(url("fiche", programme, fiche.zorgdienst_id)))
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"') == 1
    assert "<title>Meer tachtigplussers in Leiedorp: 602" in page
    assert url("fiche-pdf", programme, fiche.zorgdienst_id) in page


def test_a_host_finds_the_pdf_on_their_page(programme: Programme, client: Client) -> None:
    fiche = make_whole(programme)
    token = host_of(programme, fiche.zorgdienst)
    page = text_of(client.get(reverse("gastheer-fiche", args=[token, fiche.zorgdienst_id])))
    assert reverse("gastheer-fiche-pdf", args=[token, fiche.zorgdienst_id]) in page


@pytest.mark.parametrize(
    ("ends_on", "withdrawn_at", "is_shown"),
    [
        (dt.date(2027, 2, 12), None, True),
        (dt.date(2027, 2, 12), NOW + dt.timedelta(hours=1), False),
        (dt.date(2027, 2, 12), NOW - dt.timedelta(hours=1), True),
        (NOW.date(), None, False),
    ],
)
def test_what_was_printed_before_a_consent_went_is_not_given_out(
    programme: Programme,
    staff: Client,
    coordinator: User,
    ends_on: dt.date,
    withdrawn_at: dt.datetime | None,
    *,
    is_shown: bool,
) -> None:
    make_whole(programme)
    job = jobs.start(programme, "fiches", by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(state="klaar", finished_at=NOW)
    job.file.save("1.pdf", ContentFile(b"%PDF"))
    given = {"given_on": dt.date(2025, 2, 10), "ends_on": ends_on, "created_at": NOW, "withdrawn_at": withdrawn_at}
    Toestemming.objects.create(bestuur=programme.bestuur, person="Maria", **given)
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        fetched = staff.get(url("fiche-bundle-file", programme, job.pk))
        page = text_of(staff.get(url("fiche-booklet", programme)))
    assert (fetched.status_code, is_shown and fetched.getvalue()) == ((200, b"%PDF") if is_shown else (404, False))
    assert ("Open de PDF" in page, "ingetrokken of afgelopen" in page) == (is_shown, not is_shown)
