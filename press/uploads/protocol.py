"""The words of tus 1.0 (https://tus.io/protocols/resumable-upload), core and creation: headers in, plain values out."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from press.uploads.limits import LARGEST_FILM

VERSION = "1.0.0"


class ProtocolError(Exception):
    """What a header lacks; `status` is the answer that tus asks for."""

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that is about to come."""

    key: UUID
    size: int
    filename: str
    visit: int | None
    name: str
    caption: str


def check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise ProtocolError(f"Deze server verstaat tus {VERSION}.", status=412)


def announced(request: HttpRequest) -> Announced:
    said = metadata(request.headers.get("Upload-Metadata", ""))
    try:
        key = UUID(said.get("key", ""))
    except ValueError as error:
        raise ProtocolError("In Upload-Metadata hoort 'key': een UUID.") from error
    visit = said.get("visit", "")
    return Announced(
        key=key,
        size=number(request, "Upload-Length"),
        filename=said.get("filename", "").strip() or "bestand",
        visit=int(visit) if visit.isascii() and visit.isdigit() and len(visit) < 19 else None,
        name=said.get("name", ""),
        caption=said.get("caption", ""),
    )


def number(request: HttpRequest, header: str) -> int:
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise ProtocolError(f"{header} hoort een getal te zijn.")
    return int(said)


def metadata(header: str) -> dict[str, str]:
    """'filename aW1nLmpwZw==,visit MTI=': names with their value in base64."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value.strip(), validate=True).decode().replace("\0", "")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ProtocolError(f"'{name[:40]}' in Upload-Metadata is geen base64.") from error
    return found


def check_part(request: HttpRequest, size: int) -> int:
    """Where the part in this request begins. Raises ProtocolError."""
    if request.content_type != "application/offset+octet-stream":
        raise ProtocolError("Een deel komt als application/offset+octet-stream.", status=415)
    offset = number(request, "Upload-Offset")
    if offset + int(request.headers.get("Content-Length") or 0) > size:
        raise ProtocolError("Dit is meer dan aangekondigd was.", status=413)
    return offset


def answer(status: int, sentence: str = "", **headers: object) -> HttpResponse:
    """`Upload_Offset=3` becomes 'Upload-Offset: 3'."""
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Tus-Resumable"] = VERSION
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = str(value)
    return response


def abilities() -> HttpResponse:
    return answer(204, Tus_Version=VERSION, Tus_Extension="creation", Tus_Max_Size=LARGEST_FILM)
