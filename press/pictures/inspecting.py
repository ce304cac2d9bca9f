"""What a file is, told by its content and never by its name, before anything of it is decoded.

Only what is named here is let in: pictures that Pillow opens with one of FORMATS, films in one of CONTAINERS.
"""

import datetime as dt
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import pillow_heif
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream
from PIL import ExifTags, Image

from press.models import Beeld
from press.pictures.endings import is_whole
from programmes.times import BRUSSELS

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 64_000_000  # a picture of 64 megapixels takes 192 MB while it is drawn
LONGEST_FILM = 5 * 60  # seconds
WIDEST_FILM = 8192  # pixels
OLD_FILMS = {b"moov", b"mdat", b"wide", b"free", b"skip"}  # how a QuickTime film without 'ftyp' begins
TURNED = {5, 6, 7, 8}  # EXIF orientations that lie on their side
DAMAGED = (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, OverflowError, struct.error, EOFError)


class RefusedError(Exception):
    """A file that is not let in; the message is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Sizes in pixels, as one sees it upright; `taken_at` is None when the camera does not tell."""

    kind: str
    width: int
    height: int
    seconds: int = 0
    taken_at: dt.datetime | None = None


def inspect(path: Path, name: str, *, now: dt.datetime) -> Found:
    """Raises RefusedError; `name` is what the sender calls the file."""
    with path.open("rb") as file:
        head = file.read(32)
    if not head:
        raise RefusedError(f"'{name}' is leeg. Kies het bestand opnieuw.")
    if container := container_of(head):
        return _film(path, name, container)
    return _photo(path, name, now=now)


def container_of(head: bytes) -> str:
    """How FFmpeg calls the container of a film; '' for no film. It may not guess: a playlist would open other files."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    is_picture = head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"heis", b"avif"}
    is_film = head[4:8] in OLD_FILMS or (head[4:8] == b"ftyp" and not is_picture)
    return "mov" if is_film else ""


def pictures_of(film: InputContainer) -> list[VideoStream]:
    """Its tracks with moving pictures: the cover of a piece of music is none."""
    return [track for track in film.streams.video if not track.disposition & Disposition.attached_pic]


@contextmanager
def opened(source: object, name: str) -> Iterator[Image.Image]:
    """A picture of which only the header was read. Raises RefusedError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the pixels ourselves
            image = Image.open(source, formats=FORMATS)  # type: ignore[arg-type] # a path or a file
    except Image.DecompressionBombError as error:
        raise RefusedError(_too_large(name)) from error
    except DAMAGED as error:
        raise RefusedError(
            f"'{name}' is geen foto of film die we kennen. Kies een foto (JPEG, PNG, HEIC of WebP) of een film "
            "(MP4, MOV of WebM)."
        ) from error
    with image:
        if image.width * image.height > MOST_PIXELS:
            raise RefusedError(_too_large(name, image.width * image.height))
        yield image


def _too_large(name: str, pixels: int = 0) -> str:
    what = f"heeft {pixels // 1_000_000} megapixels" if pixels else "heeft te veel pixels"
    most = MOST_PIXELS // 1_000_000
    return f"'{name}' {what}, en meer dan {most} kunnen er niet. Verklein de foto en stuur hem opnieuw."


def _photo(path: Path, name: str, *, now: dt.datetime) -> Found:
    with opened(path, name) as image:
        width, height = image.size
        if width < 2 or height < 2:
            raise RefusedError(f"'{name}' is te klein om iets te tonen. Kies een andere foto.")
        if not is_whole(path, image.format or ""):
            raise RefusedError(f"'{name}' is niet helemaal aangekomen, of beschadigd. Stuur de foto opnieuw.")
        exif = _exif(image)
        if exif.get(ExifTags.Base.Orientation) in TURNED:
            width, height = height, width
        return Found(Beeld.Kind.FOTO, width, height, taken_at=_taken_at(exif, now=now))


def _exif(image: Image.Image) -> Image.Exif:
    try:
        return image.getexif()
    except DAMAGED:
        return Image.Exif()


def _taken_at(exif: Image.Exif, *, now: dt.datetime) -> dt.datetime | None:
    """By the clock of the camera, which is taken to stand in Brussels; None when it cannot be true."""
    try:
        said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
        moment = dt.datetime.strptime(str(said)[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=BRUSSELS)
    except DAMAGED:
        return None
    return moment if moment.year >= 2000 and moment <= now + dt.timedelta(days=1) else None


def _film(path: Path, name: str, container: str) -> Found:
    unreadable = f"'{name}' kan niet gelezen worden. Is de film helemaal bewaard? Stuur hem opnieuw."
    if not is_whole(path, container):
        raise RefusedError(unreadable)
    try:
        with av.open(str(path), "r", format=container) as film:
            pictures = pictures_of(film)
            seconds = int((film.duration or 0) / av.time_base)
            sizes = [(stream.codec_context.width, stream.codec_context.height) for stream in pictures]
    except (av.FFmpegError, *DAMAGED) as error:
        raise RefusedError(unreadable) from error
    if not sizes or not all(sizes[0]) or max(sizes[0]) > WIDEST_FILM:
        raise RefusedError(f"In '{name}' zit geen beeld dat we kunnen tonen. Kies een andere film.")
    if seconds > LONGEST_FILM:
        most = LONGEST_FILM // 60
        raise RefusedError(f"'{name}' duurt langer dan {most} minuten. Knip er een stuk uit en stuur dat.")
    return Found(Beeld.Kind.FILM, *sizes[0], seconds=seconds)
