"""Files that come in in parts (tus 1.0), on a line that breaks, from people who send the same."""

import datetime as dt
import os
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from press.models import Beeld, Upload
from press.sharing import revoke_shared
from press.uploads import limits
from press.uploads.parts import append, path_of
from press.uploads.tidying import STALE, tidy
from programmes.models import Bezoek, Programme
from tests.factories import make_programme
from tests.press.days import make_host, make_person, make_visit, publish, scanned, token
from tests.press.pictures import photo
from tests.press.uploads import TUS, Phone

MB = 1024 * 1024


@pytest.fixture
def today(bestuur: Any) -> Programme:
    return make_programme(bestuur, first_day=timezone.localdate(), days=2)


@pytest.fixture
def visit(today: Programme) -> Bezoek:
    visit = make_visit(today, make_host(today), make_person(today), make_person(today, "Els Maes"))
    publish(today)
    return visit


def phone_of(visit: Bezoek, last_name: str = "Peeters") -> Phone:
    return Phone(token(visit.programme.bestuur.mandatarissen.get(last_name=last_name)))


def incoming() -> list[str]:
    folder = Path(settings.MEDIA_ROOT, "binnenkomend")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_photo_in_parts_becomes_a_picture_of_the_visit(visit: Bezoek) -> None:
    phone, key, before = phone_of(visit), uuid4(), incoming()
    content = photo(quality=95)
    answer = phone.send(content, key=key, step=5_000, visit=str(visit.pk), caption="Koffie")
    assert (answer.status_code, answer.headers["Upload-Received"], len(content) > 10_000) == (204, "nieuw", True)
    beeld = Beeld.objects.get()
    assert (beeld.key, beeld.visit, beeld.zorgdienst, beeld.uploaded_by) == (
        key,
        visit.pk,
        visit.zorgdienst,
        "An Peeters",
    )
    assert (beeld.caption, beeld.filename, beeld.link.mandataris.last_name) == ("Koffie", "IMG_1.jpg", "Peeters")
    with beeld.original.open("rb") as file:
        assert file.read() == content
    assert incoming() == before


def test_it_goes_on_where_it_was_cut(visit: Bezoek) -> None:
    phone, key, content = phone_of(visit), uuid4(), photo(quality=95)
    assert phone.announce(len(content), key=key).status_code == 201
    phone.part(key, 0, content[:3_000])
    assert phone.offset(key) == 3_000
    again = phone.announce(len(content), key=key)  # the page was loaded anew
    assert (again.status_code, again.headers["Upload-Offset"], again.headers["Location"]) == (
        200,
        "3000",
        phone.place(key),
    )
    assert phone.send(content, key=key).headers["Upload-Received"] == "nieuw"


def test_what_came_before_a_cut_stays(visit: Bezoek) -> None:
    phone, key = phone_of(visit), uuid4()
    phone.announce(100, key=key)
    parts = iter([b"x" * 40, OSError("cut")])

    def read(_: int) -> bytes:
        found = next(parts)
        if isinstance(found, bytes):
            return found
        raise found

    assert append(Upload.objects.get(), 0, read, now=timezone.now()) == 40
    assert phone.offset(key) == 40


def test_an_answer_that_was_lost_is_asked_again(visit: Bezoek) -> None:
    phone, key, content = phone_of(visit), uuid4(), photo()
    phone.send(content, key=key)
    again = phone.announce(len(content), key=key)
    assert (again.status_code, again.headers["Upload-Offset"]) == (200, str(len(content)))
    last = phone.part(key, len(content), b"")
    assert (last.status_code, last.headers["Upload-Received"], Beeld.objects.count()) == (204, "nieuw", 1)


def test_a_part_that_does_not_follow_changes_nothing(visit: Bezoek) -> None:
    phone, key = phone_of(visit), uuid4()
    phone.announce(100, key=key)
    phone.part(key, 0, b"x" * 10)
    for offset in (0, 5, 20):
        answer = phone.part(key, offset, b"y" * 10)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "10")
    assert path_of(Upload.objects.get()).read_bytes() == b"x" * 10


@pytest.mark.parametrize(
    ("headers", "status", "sentence"),
    [
        ({"HTTP_TUS_RESUMABLE": "0.2"}, 412, "Deze server verstaat tus 1.0.0."),
        ({"HTTP_UPLOAD_OFFSET": "x"}, 400, "Upload-Offset hoort een getal te zijn."),
        ({"HTTP_UPLOAD_OFFSET": "9" * 30}, 400, "Upload-Offset hoort een getal te zijn."),
        ({"content_type": "text/plain"}, 415, "Een deel komt als application/offset+octet-stream."),
        ({"HTTP_UPLOAD_OFFSET": "95"}, 413, "Dit is meer dan aangekondigd was."),
    ],
)
def test_a_bad_part_is_refused(visit: Bezoek, headers: dict[str, str], status: int, sentence: str) -> None:
    phone, key = phone_of(visit), uuid4()
    phone.announce(100, key=key)
    answer = phone.part(key, 0, b"x" * 10, **headers)
    assert (answer.status_code, answer.content.decode(), phone.offset(key)) == (status, sentence, 0)
    assert answer.headers["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize(
    ("size", "said", "status", "sentence"),
    [
        ("x", {}, 400, "Upload-Length hoort een getal te zijn."),
        ("-1", {}, 400, "Upload-Length hoort een getal te zijn."),
        (0, {}, 422, "'IMG_1.jpg' is leeg. Kies een andere foto of film."),
        (9, {"key": "x"}, 400, "In Upload-Metadata hoort 'key': een UUID."),
        (
            61 * MB,
            {},
            413,
            "'IMG_1.jpg' is 61 MB groot, en een foto mag hoogstens 60 MB zijn. Verklein hem en stuur hem opnieuw.",
        ),
        (
            501 * MB,
            {"filename": "feest.MOV"},
            413,
            (
                "'feest.MOV' is 501 MB groot, en een film mag hoogstens 500 MB zijn. "
                "Knip er een stuk uit en stuur hem opnieuw."
            ),
        ),
    ],
)
def test_what_cannot_be_announced(visit: Bezoek, size: Any, said: dict[str, str], status: int, sentence: str) -> None:
    answer = phone_of(visit).announce(size, **said)
    assert (answer.status_code, answer.content.decode()) == (status, sentence)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("header", ["key", "key %%%", "key =", "key /w=="])
def test_metadata_that_is_no_base64_is_refused(visit: Bezoek, header: str) -> None:
    url = reverse("dag-upload", args=[phone_of(visit).token])
    headers = {"HTTP_UPLOAD_LENGTH": "9", "HTTP_UPLOAD_METADATA": header} | TUS
    answer = Client().post(url, content_type="", data=b"", **headers)
    assert (answer.status_code, answer.content.decode()[-40:]) in [
        (400, "'key' in Upload-Metadata is geen base64."),
        (400, "pload-Metadata hoort 'key': een UUID."[-40:]),
        (400, "In Upload-Metadata hoort 'key': een UUID."[-40:]),
    ]


def test_a_film_of_200_mb_may_come(visit: Bezoek) -> None:
    assert phone_of(visit).announce(200 * MB, filename="feest.mp4").status_code == 201


def test_what_the_server_can_is_told(visit: Bezoek) -> None:
    answer = Client().options(reverse("dag-upload", args=[phone_of(visit).token]))
    told = {name: answer.headers[name] for name in ("Tus-Version", "Tus-Extension", "Tus-Max-Size")}
    assert told == {"Tus-Version": "1.0.0", "Tus-Extension": "creation", "Tus-Max-Size": str(500 * MB)}


def test_nobody_goes_on_with_the_file_of_another(visit: Bezoek) -> None:
    an, els, key = phone_of(visit), phone_of(visit, "Maes"), uuid4()
    an.announce(100, key=key)
    assert (els.offset(key), els.part(key, 0, b"x").status_code) == (None, 404)
    assert els.announce(100, key=key).status_code == 409
    assert (an.announce(99, key=key).status_code, an.offset(key)) == (409, 0)


def test_a_picture_of_another_is_not_had_by_its_key(visit: Bezoek) -> None:
    """Also not when it was sent so long ago that its upload was tidied away; the sender may announce it again."""
    phone, key, content = phone_of(visit), uuid4(), photo()
    phone.send(content, key=key)
    Upload.objects.all().delete()
    elsewhere = make_programme(first_day=timezone.localdate())
    tokens = (scanned(visit.programme), scanned(elsewhere))
    others = (phone_of(visit, "Maes"), *(Phone(one) for one in tokens))
    assert [other.announce(len(content), key=key).status_code for other in others] == [409, 409, 409]
    assert (phone.send(content, key=key).headers["Upload-Received"], Beeld.objects.count()) == ("nieuw", 1)


def test_a_photo_that_calls_itself_a_film_is_a_photo(visit: Bezoek) -> None:
    """It is too large for one; all that arrived behind the first bytes is a hole in the file."""
    phone, key = phone_of(visit), uuid4()
    phone.announce(limits.LARGEST_PHOTO + 1, key=key, filename="film.mp4")
    phone.part(key, 0, photo())
    os.truncate(path_of(Upload.objects.get()), limits.LARGEST_PHOTO)
    answer = phone.part(key, limits.LARGEST_PHOTO, b"x")
    assert (answer.status_code, answer.content.decode()) == (
        422,
        "'film.mp4' is 61 MB groot, en een foto mag hoogstens 60 MB zijn. Verklein hem en stuur hem opnieuw.",
    )
    assert (Upload.objects.count(), Beeld.objects.count()) == (0, 0)


def test_what_is_no_picture_is_refused_with_its_sentence(visit: Bezoek) -> None:
    phone, key, before = phone_of(visit), uuid4(), incoming()
    answer = phone.send(b"%PDF-1.7 notulen", key=key, filename="notulen.pdf")
    assert (answer.status_code, answer.content.decode()[:31]) == (422, "'notulen.pdf' is geen foto of f")
    assert (Upload.objects.count(), Beeld.objects.count(), incoming()) == (0, 0, before)


def test_one_link_sends_no_more_than_fits(visit: Bezoek) -> None:
    phone = phone_of(visit)
    phone.announce(9)
    first = Upload.objects.get()
    fields = {name: getattr(first, name) for name in ("programme", "sender", "size", "started_at", "changed_at")}
    Upload.objects.bulk_create(Upload(key=uuid4(), **fields) for _ in range(limits.MOST_FILES - 2))
    assert [phone.announce(9).status_code for _ in range(2)] == [201, 413]
    assert phone_of(visit, "Maes").announce(9).status_code == 201
    Upload.objects.exclude(pk=first.pk).delete()
    Upload.objects.update(size=limits.MOST_BYTES - 9)
    assert phone.announce(9).status_code == 201
    answer = phone.announce(1)
    assert (answer.status_code, answer.content.decode()[:41]) == (413, "Met deze link kwam al heel veel binnen: m")


def test_a_code_sends_to_its_own_visit_with_a_name(visit: Bezoek) -> None:
    phone, key = Phone(scanned(visit.programme, visit)), uuid4()
    phone.send(photo(), key=key, visit="999", name="Rik Sioen")
    beeld = Beeld.objects.get()
    assert (beeld.visit, beeld.uploaded_by, beeld.link) == (visit.pk, "Rik Sioen", None)


def test_a_visit_of_somebody_else_is_not_believed(visit: Bezoek) -> None:
    phone_of(visit).send(photo(), key=uuid4(), visit="999")
    assert Beeld.objects.get().visit is None


def test_a_link_that_was_taken_back_takes_nothing(visit: Bezoek) -> None:
    phone, key = Phone(scanned(visit.programme)), uuid4()
    phone.announce(100, key=key)
    revoke_shared(visit.programme.deellinks.get(), now=timezone.now())
    assert (phone.announce(100).status_code, phone.part(key, 0, b"x").status_code) == (410, 410)
    assert Phone("onbekend").announce(100).status_code == 404


def at_once(count: int, act: Any) -> None:
    gate = Barrier(count)

    def go(number: int) -> None:
        gate.wait()
        act(number)
        connection.close()

    threads = [Thread(target=go, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_ten_people_send_the_same_photo_at_once(visit: Bezoek) -> None:
    content, answers = photo(), []
    code = scanned(visit.programme)
    at_once(10, lambda _: answers.append(Phone(code).send(content, key=uuid4(), step=4_000, name="Rik")))
    assert [answer.status_code for answer in answers] == [204] * 10
    said = sorted(answer.headers["Upload-Received"] for answer in answers)
    assert (said, Beeld.objects.count()) == (["bekend"] * 9 + ["nieuw"], 1)


@pytest.mark.django_db(transaction=True)
def test_the_same_part_twice_at_once_is_there_once(visit: Bezoek) -> None:
    phone, key, content, answers = phone_of(visit), uuid4(), photo(quality=95), []
    phone.announce(len(content), key=key)
    at_once(4, lambda _: answers.append(Phone(phone.token).part(key, 0, content)))
    assert sorted({answer.status_code for answer in answers} - {409}) == [204]
    assert phone.part(key, len(content), b"").headers["Upload-Received"] == "nieuw"
    with Beeld.objects.get().original.open("rb") as file:
        assert file.read() == content


def test_what_was_never_finished_goes_after_a_week(visit: Bezoek) -> None:
    phone, key, before = phone_of(visit), uuid4(), incoming()
    phone.announce(100, key=key)
    phone.part(key, 0, b"x")
    assert (tidy(timezone.now()), Upload.objects.count()) == (0, 1)
    assert (tidy(timezone.now() + STALE + dt.timedelta(minutes=1)), Upload.objects.count()) == (1, 0)
    assert incoming() == before


def test_what_a_killed_server_left_whole_is_taken_in(visit: Bezoek) -> None:
    phone, key, content = phone_of(visit), uuid4(), photo()
    phone.announce(len(content), key=key)
    path = path_of(Upload.objects.get())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    later = timezone.now() + dt.timedelta(minutes=11)
    assert (tidy(later), Beeld.objects.get().key, tidy(later)) == (1, key, 0)


def test_the_plain_form_works_without_a_script(visit: Bezoek) -> None:
    phone = phone_of(visit)
    files = [SimpleUploadedFile("een.jpg", photo()), SimpleUploadedFile("twee.png", photo("PNG"))]
    answer = phone.client.post(
        reverse("dag-upload", args=[phone.token]), {"beelden": files, "visit": str(visit.pk)}, follow=True
    )
    assert "2 bestanden ontvangen. Dank je wel." in answer.content.decode()
    assert list(Beeld.objects.values_list("visit", "uploaded_by")) == [(visit.pk, "An Peeters")] * 2


def test_of_the_plain_form_what_is_good_is_kept(visit: Bezoek) -> None:
    phone = phone_of(visit)
    files = [SimpleUploadedFile("een.jpg", photo()), SimpleUploadedFile("nota.pdf", b"%PDF-1.7")]
    answer = phone.client.post(reverse("dag-upload", args=[phone.token]), {"beelden": files})
    page = answer.content.decode()
    assert (answer.status_code, "1 bestand ontvangen." in page, "nota.pdf&#x27; is geen foto" in page) == (
        200,
        True,
        True,
    )
    assert Beeld.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"), [({}, "Kies minstens één foto of film."), ({"sender_name": ""}, "Vul je eigen naam in")]
)
def test_the_plain_form_says_what_lacks(visit: Bezoek, data: dict[str, str], sentence: str) -> None:
    phone = Phone(scanned(visit.programme))
    url = reverse("dag-upload", args=[phone.token])
    assert sentence in phone.client.post(url, data | {"visit": "abc"}).content.decode()
