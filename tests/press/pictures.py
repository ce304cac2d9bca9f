"""Real picture and film files, made here: as cameras and telephones make them."""

import datetime as dt
import uuid
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import pillow_heif
from av.stream import Disposition
from PIL import ExifTags, Image

from press.models import Beeld, Upload
from press.pictures.receiving import receive
from press.pictures.tasks import draw
from programmes.models import Programme
from programmes.times import BRUSSELS

pillow_heif.register_heif_opener()
NOW = dt.datetime(2025, 2, 26, 10, 30, tzinfo=BRUSSELS)
CAMERA = "TelefoonMerk X200"
PLACE = {1: "N", 2: (50.0, 58.0, 12.0), 3: "E", 4: (3.0, 31.0, 48.0)}


def exif_of_camera(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Orientation] = CAMERA, orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2025:02:26 10:02:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    return exif


def halves(size: tuple[int, int]) -> Image.Image:
    """Red above, blue below: turned, one sees it."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0], size[1] // 2))
    return image


def photo(form: str = "JPEG", size: tuple[int, int] = (1200, 800), *, orientation: int = 1, **options: Any) -> bytes:
    out = BytesIO()
    if form in {"JPEG", "HEIF", "WEBP"}:
        options.setdefault("exif", exif_of_camera(orientation))
    halves(size).save(out, form, **options)
    return out.getvalue()


def film(
    path: Path,
    *,
    seconds: int = 2,
    rate: int = 10,
    container: str = "mov",
    codec: str = "mpeg4",
    movflags: str = "",
    **words: str,
) -> Path:
    """Pictures of 320 x 240, `rate` a second; `words` go into its metadata."""
    with av.open(str(path), "w", format=container, options={"movflags": movflags} if movflags else {}) as out:
        out.metadata.update(words)
        stream = out.add_stream(codec, rate=Fraction(rate))
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(seconds * rate):
            pixels = np.full((240, 320, 3), number % 200, dtype=np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


def music(path: Path, *, has_cover: bool) -> Path:
    """A second of silence, maybe with the picture that a player shows beside it."""
    with av.open(str(path), "w", format="mp4") as out:
        sound = out.add_stream("aac", rate=44_100)
        cover = _cover(out) if has_cover else None
        for number in range(43):
            silence = av.AudioFrame.from_ndarray(np.zeros((2, 1024), dtype=np.float32), format="fltp", layout="stereo")
            silence.rate, silence.pts = 44_100, number * 1024
            out.mux(sound.encode(silence))
        out.mux(sound.encode())
        if cover:
            out.mux(cover.encode(av.VideoFrame.from_image(halves((64, 48))).reformat(format="yuvj420p")))
            out.mux(cover.encode())
    return path


def _cover(out: Any) -> Any:
    cover = out.add_stream("mjpeg", rate=1)
    cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
    cover.disposition = Disposition.attached_pic
    return cover


def upload_of(programme: Programme, **fields: Any) -> Upload:
    return Upload(**{"programme": programme, "key": uuid.uuid4(), "filename": "IMG_1.jpg"} | fields)


def received(programme: Programme, content: bytes, folder: Path, **fields: Any) -> Beeld:
    """Taken in as a telephone sends it, and drawn at once."""
    path = folder / f"{uuid.uuid4()}.part"
    path.write_bytes(content)
    beeld = receive(upload_of(programme, **fields), path, now=NOW)
    draw.call(beeld.pk)
    beeld.refresh_from_db()
    return beeld
