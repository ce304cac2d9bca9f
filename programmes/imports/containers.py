"""What a file is, by its content, never by its name; and whether a zip is safe to unpack."""

import re
import zipfile
import zlib
from typing import BinaryIO

from programmes.imports.limits import MAX_ROWS, MAX_UNPACKED, megabytes
from programmes.imports.records import UploadError

SAVE_AS_XLSX = "Open het in Excel of LibreOffice en bewaar het als Excel-werkmap (.xlsx) of als CSV."
OTHER_KINDS = (  # (first bytes, what it is)
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een afbeelding"),
    (b"\x1f\x8b", "een gecomprimeerd bestand"),
    (b"Rar!", "een gecomprimeerd bestand"),
    (b"7z\xbc\xaf", "een gecomprimeerd bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"{\\rtf", "een tekstdocument"),
    (b"@prefix", "de Turtle-versie van de export; neem de CSV-versie"),
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*(?:\"|\})")
DAMAGED = f"Dit bestand is beschadigd of onvolledig. {SAVE_AS_XLSX}"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_CHUNK = 256 * 1024
_DOCTYPE = b"<!DOCTYPE"
MAX_ENTRIES = 2_000


def container_of(head: bytes) -> str:
    """'xlsx' or 'text', from the first bytes; raises UploadError for all else."""
    if not head.strip():
        raise UploadError("Dit bestand is leeg.")
    if head.startswith(_OLD_EXCEL):
        raise UploadError(
            f"Dit is een oud Excel-bestand (.xls) of een werkmap met een wachtwoord. {SAVE_AS_XLSX} Zonder wachtwoord."
        )
    if head.startswith(b"PK"):
        return "xlsx"
    for start, what in OTHER_KINDS:
        if head.startswith(start):
            raise UploadError(f"Dit is geen rekenblad maar {what}. Kies een .xlsx- of .csv-bestand.")
    if head.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise UploadError(f"Dit is een webpagina of XML, geen rekenblad. {SAVE_AS_XLSX}")
    if _JSON.match(head):
        raise UploadError(
            "Dit is geen rekenblad maar een JSON-bestand; neem de CSV-versie. Kies een .xlsx- of .csv-bestand."
        )
    return "text"


def check_workbook(file: BinaryIO) -> None:
    """Raises UploadError unless this is an .xlsx of a sane size: counted while unpacking, not as it claims itself."""
    try:
        with zipfile.ZipFile(file) as archive:
            kind_problem = _kind_problem(archive)
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UploadError(DAMAGED) from error
    if kind_problem:
        raise UploadError(kind_problem)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UploadError(_too_large())
    total = 0
    try:
        for entry in entries:
            total += _unpacked_size(file, entry, most=MAX_UNPACKED - total)
    except (zlib.error, OSError, ValueError) as error:
        raise UploadError(DAMAGED) from error
    file.seek(0)


def _kind_problem(archive: zipfile.ZipFile) -> str:
    """Why this zip is no workbook that we read; empty when it is one."""
    names = set(archive.namelist())
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        return f"Dit bestand heeft een wachtwoord. {SAVE_AS_XLSX} Zonder wachtwoord."
    if "xl/workbook.xml" in names:
        return ""
    if "xl/workbook.bin" in names:
        return f"Dit is een binaire Excel-werkmap (.xlsb). {SAVE_AS_XLSX}"
    if "mimetype" in names and b"opendocument" in archive.open("mimetype").read(100):
        return f"Dit is een OpenDocument-bestand (.ods of .odt). {SAVE_AS_XLSX}"
    if "word/document.xml" in names:
        return "Dit is een Word-document. Zet de lijst in een rekenblad en bewaar dat als .xlsx of CSV."
    return f"Dit is een zip-bestand, maar geen Excel-werkmap. {SAVE_AS_XLSX}"


def _too_large() -> str:
    return (
        f"Dit bestand is uitgepakt groter dan {megabytes(MAX_UNPACKED)}. Een rekenblad mag hoogstens "
        f"{MAX_ROWS // 1000}.000 rijen tellen: hou alleen de rijen over die je nodig hebt."
    )


def _unpacked_size(file: BinaryIO, entry: zipfile.ZipInfo, *, most: int) -> int:
    """Bytes that really come out. Also refuses a document type: that is where XML hides its bombs."""
    size = 0
    file.seek(entry.header_offset)
    local = file.read(30)
    if local[:4] != b"PK\x03\x04" or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UploadError(DAMAGED)
    file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left, end = entry.compress_size, b""
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        while packed:
            part, packed = (inflate.decompress(packed, _CHUNK), inflate.unconsumed_tail) if inflate else (packed, b"")
            size += len(part)
            if size > most:
                raise UploadError(_too_large())
            seen, end = end + part, part[-len(_DOCTYPE) + 1 :]  # it may begin in one part and end in the next
            if _DOCTYPE in seen or b"<!ENTITY" in seen:
                raise UploadError(f"Dit bestand bevat verwijzingen die niet in een rekenblad horen. {SAVE_AS_XLSX}")
    return size
