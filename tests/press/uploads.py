"""A sender of files in parts, as a telephone is one."""

import base64
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


def words(**said: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())


class Phone:
    """Behind one link; `send` goes on from where it was."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(), token

    def announce(self, size: int | str, *, key: UUID | None = None, **said: str) -> Any:
        said = {"key": str(key or uuid4()), "filename": "IMG_1.jpg"} | said
        headers = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": words(**said)} | TUS
        return self.client.post(reverse("dag-upload", args=[self.token]), content_type="", data=b"", **headers)

    def place(self, key: UUID) -> str:
        return reverse("dag-upload-part", args=[self.token, key])

    def part(self, key: UUID, offset: int | str, content: bytes, **headers: Any) -> Any:
        headers = {"HTTP_UPLOAD_OFFSET": str(offset)} | TUS | headers
        kind = headers.pop("content_type", "application/offset+octet-stream")
        headers["CONTENT_TYPE"] = kind  # Django's own client leaves it out of an empty request
        return self.client.generic("PATCH", self.place(key), content, content_type=kind, **headers)

    def offset(self, key: UUID) -> int | None:
        answer = self.client.head(self.place(key), **TUS)
        return int(answer.headers["Upload-Offset"]) if answer.status_code == 200 else None

    def send(self, content: bytes, *, key: UUID, step: int = 100_000, **said: str) -> HttpResponse:
        answer = self.announce(len(content), key=key, **said)
        offset = int(answer.headers["Upload-Offset"])
        while not answer.headers.get("Upload-Received"):
            answer = self.part(key, offset, content[offset : offset + step])
            if answer.status_code != 204:
                break
            offset = int(answer.headers["Upload-Offset"])
        return answer
