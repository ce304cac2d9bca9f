"""What leaves is drawn anew: upright, in sRGB, without EXIF, place or any other word of the camera.

A picture is decoded once, and each size is drawn from the one before it.
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from press.models import Beeld
from press.pictures.arrived import Arrived
from press.pictures.films import poster_and_film
from press.pictures.inspecting import DAMAGED, RefusedError, opened

PRINT = 4096  # 35 cm at 300 dots an inch
AT_LEAST = 3900  # a JPEG may be decoded at half its size when that much is left
SIZES = {"print": PRINT, "web": 1600, "thumb": 400}  # longest side in pixels, each drawn from the one before
QUALITY = {"print": 88, "web": 80, "thumb": 78}
SIXTEEN_BITS = 256


def draw_picture(beeld: Beeld) -> bool:
    """Draws its print, web and thumb, and stores them; returns whether the picture was still there then.

    Raises RefusedError when the file turns out to be damaged.
    """
    with beeld.original.open("rb") as file:
        is_film = beeld.kind == Beeld.Kind.FILM
        image = _drawn_film(beeld, file) if is_film else _decoded(file, beeld.filename or "deze foto")
    for name, longest in SIZES.items():
        image = smaller(image, longest)
        if name != "web" or not is_film:
            _keep(beeld, name, ContentFile(jpeg(image, QUALITY[name])), "jpg")
    beeld.work, beeld.problem = Beeld.Work.KLAAR, ""
    drawn = {name: getattr(beeld, name) for name in ("print", "web", "thumb", "width", "height", "work", "problem")}
    return bool(Beeld.objects.filter(pk=beeld.pk).update(**drawn))


def _drawn_film(beeld: Beeld, file: IO[bytes]) -> Image.Image:
    """Keeps the film; returns the frame that stands for it."""
    with TemporaryDirectory(prefix="film-") as folder:
        poster, path = poster_and_film(file, beeld.filename or "deze film", Path(folder))
        frame = fresh(poster)
        with Arrived(path) as film:
            _keep(beeld, "web", film, path.suffix.removeprefix("."))
    beeld.width, beeld.height = frame.size
    return frame


def _decoded(file: object, name: str) -> Image.Image:
    """Whole, upright, as plain RGB. A large JPEG is decoded at half or a quarter of its size at once."""
    try:
        with opened(file, name) as image:
            share = AT_LEAST / max(image.size)
            image.draft("RGB", (int(image.width * share), int(image.height * share)))
            image.load()
            return fresh(ImageOps.exif_transpose(image))
    except (*DAMAGED, MemoryError) as error:
        raise RefusedError(
            f"'{name}' is beschadigd: een deel van de foto ontbreekt. Stuur het originele bestand opnieuw."
        ) from error


def fresh(image: Image.Image) -> Image.Image:
    """The same picture on a new sheet of paper: pixels only, what shines through becomes white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / SIXTEEN_BITS).convert("L")
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        image = _in_srgb(image, profile)
    if image.mode == "RGBA":
        sheet = Image.new("RGB", image.size, "white")
        sheet.paste(image, mask=image.getchannel("A"))
        return sheet
    sheet = image.convert("RGB")
    sheet.info = {}
    return sheet


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, *DAMAGED):
        return image
    return converted or image


def smaller(image: Image.Image, longest: int) -> Image.Image:
    """With its longest side so long at most."""
    if max(image.size) <= longest:
        return image
    scale = longest / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _keep(beeld: Beeld, name: str, content: "File[bytes]", ending: str) -> None:
    """In place of what was drawn before."""
    file = getattr(beeld, name)
    if file:
        file.delete(save=False)
    file.save(f"{beeld.key}.{ending}", content, save=False)
