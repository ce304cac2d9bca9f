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


def film(path: Path, *, seconds: int = 2, container: str = "mov", **words: str) -> Path:
    """MPEG-4 pictures of 320 x 240, ten a second; `words` go into its metadata."""
    with av.open(str(path), "w", format=container) as out:
        out.metadata.update(words)
        stream = out.add_stream("mpeg4", rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(seconds * 10):
            pixels = np.full((240, 320, 3), number % 200, dtype=np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


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
