"""How much comes in by one link, and what is said of more."""

from pathlib import Path, PurePath

from django.db.models import Count, Sum

from press.models import Upload
from press.pictures.inspecting import container_of

MB = 1024 * 1024
LARGEST_PHOTO = 60 * MB
LARGEST_FILM = 500 * MB
MOST_FILES = 200  # by one link, of the last days (see tidying.STALE)
MOST_BYTES = 5 * 1024 * MB
FILMS = {".mp4", ".mov", ".m4v", ".webm", ".3gp", ".avi", ".mkv"}


class TooMuchError(Exception):
    """Says what is too much, for whoever sends."""


def check_size(filename: str, size: int) -> None:
    """By its name; what it really is, shows when it is whole. Raises TooMuchError."""
    _check(filename, size, is_film=PurePath(filename).suffix.lower() in FILMS)


def check_content(path: Path, filename: str) -> None:
    """A photo that calls itself a film is a photo. Raises TooMuchError."""
    with path.open("rb") as file:
        is_film = bool(container_of(file.read(32)))
    _check(filename, path.stat().st_size, is_film=is_film)


def _check(filename: str, size: int, *, is_film: bool) -> None:
    largest = LARGEST_FILM if is_film else LARGEST_PHOTO
    if size > largest:
        what, mend = ("film", "Knip er een stuk uit") if is_film else ("foto", "Verklein hem")
        mb = -(-size // MB)
        raise TooMuchError(
            f"'{filename}' is {mb} MB groot, en een {what} mag hoogstens {largest // MB} MB zijn. "
            f"{mend} en stuur hem opnieuw."
        )


def check_room(sender: str, size: int) -> None:
    """Raises TooMuchError when this link sent as much as it may."""
    sent = Upload.objects.filter(sender=sender).aggregate(files=Count("pk"), total=Sum("size"))
    if sent["files"] >= MOST_FILES or (sent["total"] or 0) + size > MOST_BYTES:
        raise TooMuchError(
            f"Met deze link kwam al heel veel binnen: meer dan {MOST_FILES} bestanden of {MOST_BYTES // MB // 1024} GB "
            "kan niet. Vraag de coördinator hoe je de rest bezorgt."
        )
