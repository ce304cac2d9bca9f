"""Crops for posts: square, wide or tall, around what has to stay in view; drawn once for each place of that point."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from press.models import Beeld, Post
from press.pictures.drawing import jpeg

SHAPES = {Post.Crop.VIERKANT: (1080, 1080), Post.Crop.BREED: (1200, 630), Post.Crop.VERHAAL: (1080, 1920)}
FOLDER = "beelden/uitsnede"
QUALITY = 85


def crop(beeld: Beeld, shape: str) -> bytes:
    """A JPEG of Post.Crop `shape`; a small picture is not blown up, its crop is smaller.

    Raises OSError or ValueError when there is no file.
    """
    name = f"{FOLDER}/{beeld.key}/{shape}-{beeld.focus_x}-{beeld.focus_y}.jpg"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    with beeld.print.open("rb") as file, Image.open(file) as image:
        content = jpeg(_cropped(image, SHAPES[Post.Crop(shape)], (beeld.focus_x, beeld.focus_y)), QUALITY)
    default_storage.save(name, ContentFile(content))
    return content


def _cropped(image: Image.Image, size: tuple[int, int], focus: tuple[int, int]) -> Image.Image:
    scale = min(image.width / size[0], image.height / size[1])
    width, height = round(size[0] * scale), round(size[1] * scale)
    left = min(max(round(image.width * focus[0] / 100 - width / 2), 0), image.width - width)
    top = min(max(round(image.height * focus[1] / 100 - height / 2), 0), image.height - height)
    part = image.crop((left, top, left + width, top + height))
    return part.resize(size, Image.Resampling.LANCZOS) if scale > 1 else part


def forget(beeld: Beeld) -> None:
    """Takes away all files of a picture: of what is deleted, nothing stays behind."""
    folder = f"{FOLDER}/{beeld.key}"
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
    for file in (beeld.original, beeld.print, beeld.web, beeld.thumb):
        if file:
            file.delete(save=False)
