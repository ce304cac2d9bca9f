import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from programmes import jobs
from programmes.models import Opdracht, Versie
from programmes.versions import publish
from tests.factories import MONDAY, make_bezoek, make_contactpersoon, make_gast, make_mandataris, make_zorgdienst
from tests.meanwhile import while_drawn

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def published(programme, coordinator):
    """Two people with a visit, one without."""
    contact = make_contactpersoon(programme.bestuur)
    dienst = make_zorgdienst(programme.bestuur, name="De Linde", contact=contact)
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")
    bo = make_mandataris(programme.bestuur, first_name="Bo", last_name="Boone")
    make_bezoek(programme, zorgdienst=dienst, host=contact, people=[bo, an])
    make_bezoek(programme, zorgdienst=dienst, host=contact, people=[bo], day=TUESDAY)
    make_gast(programme)
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    return programme


def url(name, programme, *args):
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def test_booklet_holds_a_page_a_day_for_each_person_by_name(
    published, coordinator, client_of, django_capture_on_commit_callbacks
):
    client = client_of(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("booklet", published))
    assert response.url == url("booklet", published)
    job = Opdracht.objects.get()
    assert (job.state, job.done, job.total, job.by) == ("klaar", 2, 2, coordinator)
    assert "Het boekje is klaar" in client.get(url("booklet", published)).content.decode()
    content = b"".join(client.get(url("booklet-pdf", published, job.pk)).streaming_content)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert [("Programma van An Aerts" in text, "dinsdag" in text.casefold()) for text in pages] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_booklet_before_any_publication_says_so(programme, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start(programme, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.message) == ("mislukt", "Er is nog niets gepubliceerd. Publiceer eerst een versie.")


def test_asking_twice_gives_the_job_that_is_under_way(published, coordinator):
    first = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    assert jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW) == first


def test_making_anew_removes_the_earlier_file(published, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    first = Opdracht.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    assert not first.file.storage.exists(first.file.name)
    assert Opdracht.objects.exclude(pk=first.pk).get().state == "klaar"


def test_stopped_job_is_left_by_its_worker(published, coordinator):
    job, drawn = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW), []

    def stop(context):
        drawn.append(context["schedule"])
        jobs.stop(job, now=NOW)

    with while_drawn("documents/mijn.html", stop):
        jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (len(drawn), job.state, job.done, job.total, job.file.name) == (1, "gestopt", 0, 2, "")


def test_killed_worker_is_followed_by_another(published, coordinator):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(state="bezig", lease_until=NOW, attempts=1)
    assert jobs.revive(published, now=NOW) == 0
    assert jobs.revive(published, now=NOW + dt.timedelta(seconds=1)) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("klaar", 2)


def test_job_that_the_queue_lost_is_put_back(published, coordinator):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    assert jobs.revive(published, now=NOW + dt.timedelta(minutes=1)) == 0
    assert jobs.revive(published, now=NOW + dt.timedelta(minutes=3)) == 1
    job.refresh_from_db()
    assert job.state == "klaar"


def test_third_killed_worker_is_the_last(published, coordinator):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(state="bezig", lease_until=NOW, attempts=3)
    jobs.revive(published, now=NOW + dt.timedelta(seconds=1))
    job.refresh_from_db()
    assert (job.state, job.message) == ("mislukt", "Het maken is drie keer afgebroken. Probeer het later opnieuw.")


def test_second_worker_leaves_a_claimed_job(published, coordinator):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(state="bezig", lease_until=NOW, attempts=1)
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("bezig", 1)


def test_broken_work_is_told_and_can_be_tried_again(published, coordinator, caplog):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    Versie.objects.update(content={})
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("mislukt", "Het maken is mislukt. Probeer het opnieuw.")
    assert "KeyError" in caplog.text


def test_page_follows_the_work_by_itself(published, coordinator, client_of):
    job = jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    Opdracht.objects.filter(pk=job.pk).update(
        state="bezig", done=1, total=2, lease_until=dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    )
    part = client_of(coordinator).get(url("booklet", published), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "1 van 2 personen" in part
    assert 'hx-trigger="load delay:1s"' in part
    jobs.stop(job, now=NOW)
    after = client_of(coordinator).get(url("booklet", published), headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in after


def test_page_says_when_the_booklet_is_older_than_the_version(
    published, coordinator, client_of, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOW), django_capture_on_commit_callbacks(execute=True):
        jobs.start(published, Opdracht.Kind.SCHEDULES, by=coordinator, now=NOW)
    make_bezoek(published, day=TUESDAY)
    publish(published, based_on=1, note="", by=coordinator, now=NOW + dt.timedelta(hours=1))
    assert "Intussen is versie 2 gepubliceerd" in client_of(coordinator).get(url("booklet", published)).content.decode()
