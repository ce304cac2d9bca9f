"""The files of a picture that may leave: drawn anew, never the original."""

from django.http import FileResponse, Http404

from press.models import Beeld

SIZES = {"klein": "thumb", "web": "web", "druk": "print"}


def serve_picture(beeld: Beeld, size: str, *, download: bool = False) -> FileResponse:
    """Raises Http404 when there is no such file."""
    file = getattr(beeld, SIZES.get(size, ""), None)
    if not file or not file.storage.exists(file.name):
        raise Http404
    response = FileResponse(file.open("rb"), as_attachment=download)
    response.headers["Cache-Control"] = "private, no-store"
    return response
