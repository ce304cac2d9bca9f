"""The files of a picture that may leave: drawn anew, never the original. Films in parts, as telephones ask for them."""

import re
from typing import IO

from django.http import FileResponse, Http404, HttpRequest
from django.utils.text import slugify

from press.models import Beeld

SIZES = {"klein": "thumb", "web": "web", "druk": "print"}
FILMS = {"mp4": "video/mp4", "webm": "video/webm"}
_PART = re.compile(r"bytes=(\d+)-(\d*)$")


class Part:
    """So many bytes of a file, from where it stands."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        content = self.file.read(size)
        self.left -= len(content)
        return content

    def close(self) -> None:
        self.file.close()


def serve_picture(
    beeld: Beeld, size: str, *, download: bool = False, request: HttpRequest | None = None
) -> FileResponse:
    """`size` is one of SIZES. With the request a part may be asked for. Raises Http404 when there is no such file."""
    file = getattr(beeld, SIZES.get(size, ""), None)
    if not file or not file.storage.exists(file.name):
        raise Http404
    ending = file.name.rsplit(".", 1)[-1]
    name = f"{slugify(beeld.caption)[:60] or f'beeld-{beeld.pk}'}.{ending}"
    kind = FILMS.get(ending, "image/jpeg")
    opened, total = file.open("rb"), file.size
    asked = _PART.match(request.headers.get("Range", "")) if request else None
    start, end = _bounds(asked, total) if asked else (0, total - 1)
    if asked and start <= end:
        opened.seek(start)
        response = FileResponse(Part(opened, end - start + 1), content_type=kind, status=206)
        response.headers["Content-Range"] = f"bytes {start}-{end}/{total}"
        response.headers["Content-Length"] = str(end - start + 1)
    else:
        response = FileResponse(opened, as_attachment=download, filename=name, content_type=kind)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _bounds(asked: "re.Match[str]", total: int) -> tuple[int, int]:
    start = int(asked[1][:18])
    return start, min(int(asked[2][:18]), total - 1) if asked[2] else total - 1
