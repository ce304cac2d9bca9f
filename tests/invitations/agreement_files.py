"""Files that people upload as an agreement, good and bad, made here."""

import io
import zipfile
from functools import cache

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    f'<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style></w:styles>'
)
LONG = "Wij breiden de buitenschoolse kinderopvang uit met extra plaatsen, dicht bij de scholen van de deelgemeenten."


def paragraph(text: str, *, style: str = "", is_item: bool = False) -> str:
    number = "<w:numPr><w:numId w:val='1'/></w:numPr>" if is_item else ""
    named = f"<w:pStyle w:val='{style}'/>" if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs: str, before: str = "", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "".join(paragraphs)
        archive.writestr("word/document.xml", f"{before}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", STYLES)
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


def zipped(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@cache
def pdf(html: str, css: str = "") -> bytes:
    from weasyprint import CSS, HTML  # noqa: PLC0415 (takes 0.9 s to import)

    content: bytes = HTML(string=f"<html lang='nl'>{html}").write_pdf(stylesheets=[CSS(string=css)])
    return content


def blank_pdf(pages: int) -> bytes:
    """As a scan is: pages without a letter."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(out)
    document.close()
    return out.getvalue()


def encrypted_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(blank_pdf(1))))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def upload(content: bytes, name: str = "akkoord.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
