"""What comes in is told by its content, and what leaves is drawn anew: upright, without a word of the camera."""

import datetime as dt
import struct
import zlib
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from PIL import Image, ImageCms

from press.models import Beeld
from press.pictures.crops import crop, forget
from press.pictures.receiving import RefusedError, receive
from press.pictures.tasks import ATTEMPTS, LEASE, draw, draw_forgotten
from programmes.models import Programme
from tests.meanwhile import just_before
from tests.press.pictures import CAMERA, NOW, exif_of_camera, halves, photo, received, upload_of

WORDS = [CAMERA.encode(), b"Exif", b"http://ns.adobe.com", b"GPS", b"ICC_PROFILE", b"<?php"]


def drawn(beeld: Beeld, name: str = "print") -> bytes:
    with getattr(beeld, name).open("rb") as file:
        return bytes(file.read())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_of_each_kind_leaves_without_a_word(programme: Programme, tmp_path: Path, form: str) -> None:
    beeld = received(programme, photo(form), tmp_path)
    assert (beeld.work, beeld.kind, beeld.width, beeld.height) == ("klaar", "foto", 1200, 800)
    for name in ("print", "web", "thumb"):
        content = drawn(beeld, name)
        assert [word for word in WORDS if word in content] == []
        with Image.open(BytesIO(content)) as image:
            assert (image.format, dict(image.getexif()), image.info.get("comment")) == ("JPEG", {}, None)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_it_was_held(programme: Programme, tmp_path: Path, orientation: int) -> None:
    """The camera writes how it was held; drawn, the size is the one that was told on receipt."""
    beeld = received(programme, photo(size=(1200, 800), orientation=orientation), tmp_path)
    with Image.open(BytesIO(drawn(beeld))) as image:
        assert image.size == (beeld.width, beeld.height) == ((800, 1200) if orientation > 4 else (1200, 800))
    red = {1: (0, -1), 2: (0, -1), 3: (0, 1), 4: (0, 1), 5: (-1, 0), 6: (1, 0), 7: (1, 0), 8: (-1, 0)}[orientation]
    with Image.open(BytesIO(drawn(beeld))) as image:
        x, y = (image.width * (2 + red[0]) // 4, image.height * (2 + red[1]) // 4)
        pixel = image.getpixel((x, y))
    assert pixel[0] > 200 > pixel[2]


def test_when_it_was_taken_is_kept_inside(programme: Programme, tmp_path: Path) -> None:
    beeld = received(programme, photo(), tmp_path)
    assert beeld.taken_at == dt.datetime(2025, 2, 26, 9, 2, tzinfo=dt.UTC)


def test_a_photo_of_48_megapixels_is_tamed(programme: Programme, tmp_path: Path) -> None:
    beeld = received(programme, photo(size=(8064, 6048)), tmp_path)
    with Image.open(BytesIO(drawn(beeld))) as image:
        assert (beeld.work, image.size) == ("klaar", (4032, 3024))
    with Image.open(BytesIO(drawn(beeld, "thumb"))) as image:
        assert max(image.size) == 400


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises that many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leeg.jpg", b"", "'leeg.jpg' is leeg"),
        ("notulen.jpg", b"%PDF-1.7\n", "'notulen.jpg' is geen foto of film die we kennen"),
        ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "geen foto of film"),
        ("pagina.jpg", b"<html><script>alert(1)</script>", "geen foto of film"),
        ("lijst.mp4", b"#EXTM3U\n#EXT-X-MEDIA:file:///etc/passwd\n", "geen foto of film"),
        ("plaatje.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "geen foto of film"),
        ("groot.png", bomb(12_000, 9_000), "heeft 108 megapixels, en meer dan 64 kunnen er niet"),
        ("bom.png", bomb(60_000, 60_000), "heeft te veel pixels"),
        ("stip.png", bomb(1, 1), "is te klein"),
        ("kapot.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, "'kapot.mp4' kan niet gelezen worden"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_mend(
    programme: Programme, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        received(programme, content, tmp_path, filename=name)
    assert Beeld.objects.count() == 0


@pytest.mark.parametrize("tail", [b"<?php system($_GET['c']); ?>", b"PK\x03\x04" + b"x" * 50, b"<script>alert(1)"])
def test_what_hides_behind_a_photo_stays_behind(programme: Programme, tmp_path: Path, tail: bytes) -> None:
    beeld = received(programme, photo() + tail, tmp_path)
    assert (beeld.work, tail in drawn(beeld), tail in drawn(beeld, "web")) == ("klaar", False, False)


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("JPEG", "'IMG_1.jpg' is niet helemaal aangekomen, of beschadigd. Stuur de foto opnieuw."),
        ("PNG", "'IMG_1.jpg' is niet helemaal aangekomen, of beschadigd. Stuur de foto opnieuw."),
        ("HEIF", "'IMG_1.jpg' is niet helemaal aangekomen, of beschadigd. Stuur de foto opnieuw."),
        ("WEBP", "'IMG_1.jpg' is geen foto of film die we kennen."),
    ],
)
def test_a_photo_that_did_not_arrive_whole_is_refused(
    programme: Programme, tmp_path: Path, form: str, why: str
) -> None:
    out = BytesIO()
    Image.effect_noise((640, 480), 80).convert("RGB").save(out, form)
    content = out.getvalue()
    with pytest.raises(RefusedError, match=f"^{why}"):
        received(programme, content[: len(content) // 2], tmp_path)
    assert Beeld.objects.count() == 0


def test_a_thumbnail_inside_is_not_the_end_of_a_photo(programme: Programme, tmp_path: Path) -> None:
    exif = b"Exif\x00\x00" + exif_of_camera().tobytes()[6:] + photo(size=(160, 120))
    content = photo(size=(2000, 1500), exif=exif)
    with pytest.raises(RefusedError, match="is niet helemaal aangekomen"):
        received(programme, content[: len(content) * 2 // 3], tmp_path)
    assert received(programme, content, tmp_path).work == "klaar"


def test_a_damaged_photo_is_told_and_not_tried_again(programme: Programme, tmp_path: Path) -> None:
    content = bytearray(photo("PNG", size=(2000, 1500)))
    content[len(content) // 2 : len(content) // 2 + 40] = b"\xff" * 40
    beeld = received(programme, bytes(content), tmp_path)
    assert (beeld.work, beeld.problem[:30]) == ("mislukt", "'IMG_1.jpg' is beschadigd: een")


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16", "1"])
def test_every_kind_of_colour_becomes_plain(programme: Programme, tmp_path: Path, mode: str) -> None:
    image = halves((60, 40)).convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.new("I;16", (60, 40), 65_535)
    out = BytesIO()
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    beeld = received(programme, out.getvalue(), tmp_path)
    with Image.open(BytesIO(drawn(beeld))) as found:
        assert (beeld.work, found.mode, found.size) == ("klaar", "RGB", (60, 40))


def test_another_colour_space_is_turned_into_srgb(programme: Programme, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # one that does not fit: left alone
    beeld = received(programme, photo(icc_profile=profile), tmp_path)
    assert (beeld.work, b"ICC_PROFILE" in drawn(beeld)) == ("klaar", False)


def test_the_same_photo_again_is_the_one_that_was_there(programme: Programme, tmp_path: Path) -> None:
    first, again = (received(programme, photo(), tmp_path) for _ in range(2))
    assert (first.pk, Beeld.objects.count()) == (again.pk, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_people_send_the_same_photo_at_once(programme: Programme, tmp_path: Path) -> None:
    content, gate, found = photo(), Barrier(10), []

    def send(number: int) -> None:
        path = tmp_path / str(number)
        path.write_bytes(content)
        upload = upload_of(programme)
        gate.wait()
        found.append(receive(upload, path, now=NOW).pk)
        connection.close()

    threads = [Thread(target=send, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), Beeld.objects.count()) == (10, 1, 1)


def test_what_a_killed_worker_left_is_put_back_three_times(programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(photo())
    beeld = receive(upload_of(programme), path, now=NOW)
    assert draw_forgotten(NOW) == 0
    later = NOW + LEASE + dt.timedelta(minutes=1)
    assert (draw_forgotten(later), Beeld.objects.get().work) == (1, "klaar")  # the tests draw at once
    Beeld.objects.update(work="wacht", attempts=ATTEMPTS, lease_until=NOW)
    assert (draw_forgotten(later), Beeld.objects.get().work) == (1, "mislukt")
    draw.call(beeld.pk)
    assert Beeld.objects.get().work == "mislukt"


@pytest.mark.parametrize(
    ("shape", "size"), [("vierkant", (1080, 1080)), ("breed", (1200, 630)), ("verhaal", (1080, 1920))]
)
def test_a_crop_keeps_the_focus_in_view(
    programme: Programme, tmp_path: Path, shape: str, size: tuple[int, int]
) -> None:
    beeld = received(programme, photo(size=(4000, 3000)), tmp_path)
    beeld.focus_y = 0
    with Image.open(BytesIO(crop(beeld, shape))) as image:
        assert image.size == size
        assert image.getpixel((size[0] // 2, 5))[0] > 200  # red is above
    assert crop(beeld, shape) == crop(beeld, shape)


def test_a_small_photo_is_not_blown_up(programme: Programme, tmp_path: Path) -> None:
    beeld = received(programme, photo(size=(600, 400)), tmp_path)
    with Image.open(BytesIO(crop(beeld, "vierkant"))) as image:
        assert image.size == (400, 400)


def test_what_is_deleted_while_it_is_drawn_leaves_no_file(programme: Programme, tmp_path: Path) -> None:
    beeld = received(programme, photo(), tmp_path)
    Beeld.objects.update(work="wacht")
    with just_before('UPDATE "press_beeld" SET "print"', Beeld.objects.all().delete):
        draw.call(beeld.pk)
    folders = ("origineel", "druk", "web", "klein")
    drawn_for_it = [name for folder in folders for name in beeld.original.storage.listdir(f"beelden/{folder}")[1]]
    assert [name for name in drawn_for_it if str(beeld.key) in name] == []


def test_of_what_is_deleted_no_file_stays(programme: Programme, tmp_path: Path) -> None:
    beeld = received(programme, photo(), tmp_path)
    crop(beeld, "breed")
    names = [file.name for file in (beeld.original, beeld.print, beeld.web, beeld.thumb)]
    storage = beeld.original.storage
    forget(beeld)
    assert [name for name in names if storage.exists(name)] == []
    assert storage.listdir(f"beelden/uitsnede/{beeld.key}") == ([], [])
