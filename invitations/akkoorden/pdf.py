"""The lines of a PDF, read in a process of its own: what comes from outside can neither hang nor crash the site.

`python -m invitations.akkoorden.pdf` reads a PDF from its input and writes JSON: {"pages", "lines"} or {"problem"}.
"""

import json
import re
import resource
import subprocess
import sys
from contextlib import closing
from ctypes import c_int, create_string_buffer
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from invitations.akkoorden.blocks import MAX_CHARACTERS, MAX_PAGES, TOO_LONG, AgreementError

SECONDS = 30  # of CPU time, for an agreement of 120 pages a hundred times what it takes
MEMORY = 1536 * 1024**2
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD, DAMAGED, PAGES, CHARACTERS = "password", "damaged", "pages", "characters"
ASK_WORD = "Vraag het Word-bestand of een andere PDF, of kopieer de tekst in een gewoon tekstbestand."
PROBLEMS = {
    PASSWORD: "Deze PDF is beveiligd met een wachtwoord. Bewaar ze zonder wachtwoord en kies ze opnieuw.",
    DAMAGED: f"Deze PDF is beschadigd of onvolledig. {ASK_WORD}",
    PAGES: (
        f"Deze PDF telt meer dan {MAX_PAGES:,} bladzijden. Bewaar alleen het akkoord zelf als PDF en kies die."
    ).replace(",", ".", 1),
    CHARACTERS: TOO_LONG,
}
SCANNED = (
    "Deze PDF bevat alleen beelden van bladzijden, geen tekst: het is een scan. Laat er tekstherkenning (OCR) op "
    "lopen, of vraag het Word-bestand aan wie het akkoord schreef."
)


class Line(NamedTuple):
    """`size` is the height of its letters in points; `top` is measured from below, as a PDF does."""

    page: int
    text: str
    size: float
    top: float
    is_bold: bool


def read_pdf(file: BinaryIO) -> tuple[int, list[Line]]:
    """(how many pages, their lines); raises AgreementError."""
    file.seek(0)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "invitations.akkoorden.pdf"],
            input=file.read(),
            capture_output=True,
            cwd=_ROOT,
            timeout=2 * SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise AgreementError(PROBLEMS[DAMAGED]) from error
    if "problem" in answer:
        raise AgreementError(PROBLEMS[answer["problem"]])
    lines = [Line(*row) for row in answer["lines"]]
    if sum(len(line.text) for line in lines) < 20 * min(answer["pages"], 10):
        raise AgreementError(SCANNED)
    return answer["pages"], lines


def lines_of(content: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 (a compiled library that only this process needs)

    try:
        with closing(pypdfium2.PdfDocument(content)) as pdf:
            if len(pdf) > MAX_PAGES:
                return {"problem": PAGES}
            return _all_lines(pdf)
    except pypdfium2.PdfiumError as error:
        return {"problem": PASSWORD if "password" in str(error).lower() else DAMAGED}


def _all_lines(pdf: Any) -> dict[str, Any]:
    found: list[Line] = []
    length = 0
    for number in range(len(pdf)):
        with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
            found += _lines(number + 1, text)
            length += text.count_chars()
        if length > MAX_CHARACTERS:
            return {"problem": CHARACTERS}
    return {"pages": len(pdf), "lines": found}


def _lines(page: int, text: Any) -> list[Line]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found, start = [], 0
    for line in text.get_text_range().split("\r\n"):
        first = pdfium.FPDFText_GetCharIndexFromTextIndex(text, start)
        if line.strip() and first >= 0:
            _, bottom, _, top = text.get_charbox(first, loose=True)
            last = first + len(line.rstrip()) - 1
            is_bold = _is_bold(pdfium, text, first) and _is_bold(pdfium, text, last)
            found.append(Line(page, line, round(top - bottom, 1), round(top, 1), is_bold))
        start += len(line) + 2
    return found


def _is_bold(pdfium: Any, text: Any, index: int) -> bool:
    name = create_string_buffer(100)
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), c_int())
    return _BOLD.search(name.value) is not None


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(lines_of(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
