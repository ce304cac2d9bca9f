"""Films come in as they are, and leave in a new container: pictures and sound, and not a word of the camera."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import av
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from press.models import Beeld
from press.pictures.receiving import RefusedError
from programmes.models import Programme, User
from tests.press.pictures import CAMERA, film, music, received
from tests.press.test_pictures import drawn


def test_a_film_leaves_without_place_and_make(programme: Programme, tmp_path: Path) -> None:
    path = film(tmp_path / "a.mov", location="+50.97+003.53/", make=CAMERA, title="Bij oma")
    beeld = received(programme, path.read_bytes(), tmp_path, filename="a.mov")
    assert (beeld.kind, beeld.work, beeld.seconds, beeld.width, beeld.height) == ("film", "klaar", 2, 320, 240)
    content = drawn(beeld, "web")
    assert content[4:8] == b"ftyp"
    assert [word for word in (b"+50.97", CAMERA.encode(), b"Bij oma") if word in content] == []
    with Image.open(BytesIO(drawn(beeld, "thumb"))) as poster:
        assert poster.size == (320, 240)


def test_a_film_that_is_too_long_is_refused(programme: Programme, tmp_path: Path) -> None:
    path = film(tmp_path / "a.mov", seconds=302, rate=1)
    with pytest.raises(RefusedError, match=r"'a\.mov' duurt langer dan 5 minuten"):
        received(programme, path.read_bytes(), tmp_path, filename="a.mov")


def test_a_film_that_an_mp4_cannot_hold_stays_webm(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client], tmp_path: Path
) -> None:
    path = film(tmp_path / "a.webm", container="webm", codec="libvpx", title="Bij oma")
    beeld = received(programme, path.read_bytes(), tmp_path, filename="a.webm")
    assert (beeld.work, beeld.problem, beeld.web.name.rsplit(".")[-1]) == ("klaar", "", "webm")
    assert b"Bij oma" not in drawn(beeld, "web")
    args = [programme.bestuur.slug, programme.slug, beeld.pk, "web"]
    response = client_of(coordinator).get(reverse("beeld-bestand", args=args))
    assert (response.headers["Content-Type"], response.getvalue()) == ("video/webm", drawn(beeld, "web"))


def test_a_film_of_a_phone_that_was_held_upright_stays_so(programme: Programme, tmp_path: Path) -> None:
    content = bytearray(film(tmp_path / "a.mov").read_bytes())
    matrix = content.find(b"tkhd") + 4 + 40  # ISO/IEC 14496-12, 8.3.2
    content[matrix : matrix + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 240 << 16, 0, 1 << 30)
    beeld = received(programme, bytes(content), tmp_path, filename="a.mov")
    assert (beeld.work, beeld.width, beeld.height) == ("klaar", 240, 320)
    with Image.open(BytesIO(drawn(beeld, "thumb"))) as poster:
        assert poster.size == (240, 320)
    with av.open(BytesIO(drawn(beeld, "web"))) as made:
        assert next(made.decode(video=0)).rotation == -90


def test_a_quicktime_film_of_before_its_first_word_is_known(programme: Programme, tmp_path: Path) -> None:
    """An old camera writes no 'ftyp' in front; the other boxes are where they are, so it is made 'free'."""
    content = film(tmp_path / "a.mov").read_bytes().replace(b"ftyp", b"free", 1)
    assert received(programme, content, tmp_path, filename="a.mov").work == "klaar"


@pytest.mark.parametrize("has_cover", [True, False])
def test_music_is_no_film_even_with_a_cover(programme: Programme, tmp_path: Path, *, has_cover: bool) -> None:
    path = music(tmp_path / "a.m4a", has_cover=has_cover)
    with pytest.raises(RefusedError, match=r"^In 'a\.m4a' zit geen beeld dat we kunnen tonen. Kies een andere film\.$"):
        received(programme, path.read_bytes(), tmp_path, filename="a.m4a")


def test_a_film_that_arrived_by_half_is_refused(programme: Programme, tmp_path: Path) -> None:
    content = film(tmp_path / "a.mp4", container="mp4", movflags="faststart").read_bytes()
    with pytest.raises(RefusedError, match=r"^'a\.mp4' kan niet gelezen worden. Is de film helemaal bewaard?"):
        received(programme, content[: len(content) * 2 // 3], tmp_path, filename="a.mp4")
    assert Beeld.objects.count() == 0
