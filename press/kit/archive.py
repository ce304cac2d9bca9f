"""The press kit as ZIP, streamed: the PDF, the texts, the approved photos in print size, and an exact list of contents.

Of each picture the right is asked once more just before it goes; the list is written last, of what really went.
"""

import datetime as dt
from collections.abc import Iterator

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
    """Parts of the ZIP, one after the other; memory stays flat whatever its size. Notes to whom it went."""
    archive = ZipStream(compress_type=ZIP_STORED, sized=False)
    folder = f"persmap-{slugify(kit.title) or 'expeditie'}"
    names = []
    for name, content in (
        ("persmap.pdf", pdf),
        ("persbericht.txt", _text(release(kit))),
        ("quotes-en-verhalen.txt", _text(quotes_text(kit))),
        ("diensten-en-cijfers.txt", _text(services_text(kit))),
    ):
        archive.add(content, f"{folder}/{name}")
        names.append(name)
    yield from archive.all_files()
    sent: list[tuple[str, Beeld]] = []
    for number, beeld in enumerate(kit.pictures, start=1):
        fresh = Beeld.objects.select_related("programme").filter(pk=beeld.pk).first()
        if fresh is None or not verdict(fresh, PERS, on=local(now).date()).ok:
            continue
        name = picture_name(number, fresh)
        archive.add(_chunks(fresh), f"{folder}/beeld/{name}")
        sent.append((name, fresh))
        yield from archive.all_files()
    archive.add(_text(pictures_text(sent)), f"{folder}/beeld/bijschriften.txt")
    archive.add(_text(contents(kit, [*names, *(f"beeld/{name}" for name, _ in sent)])), f"{folder}/inhoud.txt")
    note_handed_out(
        programme,
        "persmap",
        to,
        beelden=[beeld for _, beeld in sent],
        quotes=kit.quotes,
        verhalen=kit.verhalen,
        now=now,
    )
    yield from archive.finalize()


def picture_name(number: int, beeld: Beeld) -> str:
    """'01-koffie-in-de-living.jpg'"""
    ending = str(beeld.web.name).rsplit(".", 1)[-1] if beeld.kind == Beeld.Kind.FILM else "jpg"
    return f"{number:02d}-{slugify(beeld.caption)[:60] or 'beeld'}.{ending}"


def _chunks(beeld: Beeld) -> Iterator[bytes]:
    file = beeld.web if beeld.kind == Beeld.Kind.FILM else beeld.print
    with file.open("rb") as opened:
        while content := opened.read(CHUNK):
            yield content


def _text(text: str) -> bytes:
    """For whatever opens it: Notepad too."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
