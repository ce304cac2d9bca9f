"""The picture desk, as the communication service uses it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from press.models import Beeld
from programmes.models import Programme
from programmes.versions import publish
from tests.factories import make_bezoek, make_user, make_zorgdienst
from tests.press.pictures import photo
from tests.press.quotes import make_picture

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def desk(programme: Programme, client_of: Callable[..., Client]) -> Client:
    return client_of(make_user("communicatie", bestuur=programme.bestuur))


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_at_once_and_what_is_wrong_is_told(desk: Client, programme: Programme) -> None:
    files = [sent("a.jpg", photo()), sent("verslag.docx", b"PK\x03\x04"), sent("b.png", photo("PNG", (300, 200)))]
    response = desk.post(reverse("beeld-new", args=ARGS), {"beelden": files, "credit": "An"})
    text = response.content.decode()
    assert "&#x27;verslag.docx&#x27; is geen foto of film die we kennen" in text
    assert sorted(Beeld.objects.values_list("filename", "credit")) == [("a.jpg", "An"), ("b.png", "An")]


def test_no_file_is_told(desk: Client, programme: Programme) -> None:
    assert "Kies minstens één foto of film." in desk.post(reverse("beeld-new", args=ARGS)).content.decode()


def test_a_photo_belongs_to_the_service_of_its_visit(desk: Client, programme: Programme) -> None:
    service = make_zorgdienst(programme.bestuur, name="De Linde")
    programme.diensten.add(service)
    visit = make_bezoek(programme, zorgdienst=service)
    publish(programme, based_on=0, note="", by=make_user(), now=timezone.now())
    desk.post(reverse("beeld-new", args=ARGS), {"beelden": [sent("a.jpg", photo())], "visit": visit.pk})
    beeld = Beeld.objects.get()
    assert (beeld.visit, beeld.zorgdienst) == (visit.pk, service)


def test_approve_refuse_and_back(desk: Client, programme: Programme) -> None:
    first, second = make_picture(programme, "teal", state="nieuw"), make_picture(programme, "red", state="nieuw")
    waiting = make_picture(programme, "blue", state="nieuw", work="wacht")
    url = reverse("beeld-decide", args=ARGS)
    keys = [first.pk, second.pk, waiting.pk]
    states = []
    for act in ("goedkeuren", "afkeuren", "terug"):
        desk.post(url, {"beeld": keys, "besluit": act})
        states.append([Beeld.objects.get(pk=key).state for key in keys])
    assert states == [
        ["goedgekeurd", "goedgekeurd", "nieuw"],  # what is not drawn yet, is not approved
        ["afgekeurd"] * 3,
        ["nieuw"] * 3,
    ]


def test_another_town_decides_nothing_here(programme: Programme, stranger: object, client_of: Callable) -> None:
    beeld = make_picture(programme, state="nieuw")
    client_of(stranger).post(reverse("beeld-decide", args=ARGS), {"beeld": beeld.pk, "besluit": "goedkeuren"})
    assert Beeld.objects.get().state == "nieuw"


def test_what_is_missing_is_said(desk: Client, programme: Programme) -> None:
    make_picture(programme, caption="", credit="", people_checked=False)
    text = desk.get(reverse("beeld-list", args=ARGS)).content.decode()
    assert "nog: bijschrift, fotograaf, wie herkenbaar is" in text


def test_the_desk_asks_the_same_number_of_questions(
    desk: Client, programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for colours in (["teal"], ["red", "blue"]):
        for colour in colours:
            make_picture(programme, colour)
        with django_assert_num_queries(6):
            desk.get(reverse("beeld-list", args=ARGS))


def test_the_words_are_kept_and_a_wrong_number_is_told(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    url = reverse("beeld", args=[*ARGS, beeld.pk])
    said = {"alt": "Twee mensen aan tafel", "caption": "Koffie", "credit": "An", "focus_x": "30", "focus_y": "120"}
    text = desk.post(url, said).content.decode()
    assert ("Vul een getal in van 0 tot 100." in text, "Twee mensen aan tafel" in text) == (True, True)
    desk.post(url, said | {"focus_y": "20"})
    beeld.refresh_from_db()
    assert (beeld.alt, beeld.caption, beeld.focus_x, beeld.focus_y) == ("Twee mensen aan tafel", "Koffie", 30, 20)


def test_the_files_are_served_but_never_the_original(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    for size in ("klein", "web", "druk"):
        response = desk.get(reverse("beeld-bestand", args=[*ARGS, beeld.pk, size]))
        with Image.open(BytesIO(response.getvalue())) as image:
            assert (image.format, response.headers["X-Content-Type-Options"]) == ("JPEG", "nosniff")
    assert desk.get(reverse("beeld-bestand", args=[*ARGS, beeld.pk, "original"])).status_code == 404


def test_a_telephone_asks_a_part_of_a_film(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    url = reverse("beeld-bestand", args=[*ARGS, beeld.pk, "web"])
    whole = desk.get(url).getvalue()
    response = desk.get(url, headers={"Range": "bytes=10-19"})
    assert (response.status_code, response.getvalue()) == (206, whole[10:20])
    assert response.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert desk.get(url, headers={"Range": "bytes=999999-"}).getvalue() == whole


def test_deleted_with_its_files(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    url = reverse("beeld-delete", args=[*ARGS, beeld.pk])
    assert "Dit beeld verwijderen?" in desk.get(url).content.decode()
    desk.post(url)
    assert (Beeld.objects.count(), beeld.web.storage.exists(beeld.web.name)) == (0, False)


def test_a_reader_does_not_come_in(programme: Programme, lezer: object, client_of: Callable) -> None:
    assert client_of(lezer).get(reverse("beeld-list", args=ARGS)).status_code == 404
