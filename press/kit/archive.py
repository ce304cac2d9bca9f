"""The press kit as ZIP, streamed: the PDF, the texts, the approved photos in print size, and an exact list of contents.

Of each picture the right is asked once more just before it goes; the list is written last, of what really went.
"""

import datetime as dt
from collections.abc import Iterator

from django.core.files import File
from django.utils.text import slugify
from zipstream import ZIP_STORED, ZipStream

from invitations.models import Toestemming
from press.kit.content import Kit
from press.kit.texts import contents, pictures_text, quotes_text, release, services_text
from press.models import Beeld
from press.rights.handed_out import note_handed_out
from press.rights.usable import verdict
from programmes.models import Programme
from programmes.times import local

CHUNK = 256 * 1024
PERS = Toestemming.Channel.PERS


def kit_zip(programme: Programme, kit: Kit, pdf: bytes, *, to: str, now: dt.datetime) -> Iterator[bytes]:
    """Parts of the ZIP, one after the other; memory stays flat whatever its size.

    Notes to whom it went, also when the line breaks halfway: the PDF with all in it goes first.
    """
    archive = ZipStream(compress_type=ZIP_STORED, sized=False)
    folder = f"persmap-{slugify(kit.title) or 'expeditie'}"
    try:
        yield from _all_parts(archive, folder, kit, pdf, on=local(now).date())
    finally:
        note_handed_out(
            programme, "persmap", to, beelden=kit.pictures, quotes=kit.quotes, verhalen=kit.verhalen, now=now
        )


def _all_parts(archive: ZipStream, folder: str, kit: Kit, pdf: bytes, *, on: dt.date) -> Iterator[bytes]:
    texts = {
        "persmap.pdf": pdf,
        "persbericht.txt": _text(release(kit)),
        "quotes-en-verhalen.txt": _text(quotes_text(kit)),
        "diensten-en-cijfers.txt": _text(services_text(kit)),
    }
    for name, content in texts.items():
        archive.add(content, f"{folder}/{name}")
    yield from archive.all_files()
    sent: list[tuple[str, Beeld]] = []
    for number, beeld in enumerate(kit.pictures, start=1):
        fresh = Beeld.objects.select_related("programme").filter(pk=beeld.pk).first()
        opened = _opened(fresh) if fresh and verdict(fresh, PERS, on=on).ok else None
        if fresh is None or opened is None:
            continue
        name = picture_name(number, fresh)
        with opened:
            archive.add(_chunks(opened), f"{folder}/beeld/{name}")
            yield from archive.all_files()
        sent.append((name, fresh))
    captions = "beeld/bijschriften.txt"
    archive.add(_text(pictures_text(sent)), f"{folder}/{captions}")
    names = [*texts, *(f"beeld/{name}" for name, _ in sent), captions]
    archive.add(_text(contents(kit, names)), f"{folder}/inhoud.txt")
    yield from archive.finalize()


def picture_name(number: int, beeld: Beeld) -> str:
    """'01-koffie-in-de-living.jpg'"""
    ending = str(beeld.web.name).rsplit(".", 1)[-1] if beeld.kind == Beeld.Kind.FILM else "jpg"
    return f"{number:02d}-{slugify(beeld.caption or beeld.alt)[:60] or 'beeld'}.{ending}"


def _opened(beeld: Beeld) -> "File[bytes] | None":
    """None when it went since the list was made: one file that is missing may not break the rest."""
    file = beeld.web if beeld.kind == Beeld.Kind.FILM else beeld.print
    try:
        return file.storage.open(file.name or "", "rb") if file else None
    except OSError:
        return None


def _chunks(opened: "File[bytes]") -> Iterator[bytes]:
    while content := opened.read(CHUNK):
        yield content


def _text(text: str) -> bytes:
    """For whatever opens it: Notepad too."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
