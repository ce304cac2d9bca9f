"""A paper of many pages, which a worker draws: kept, and given again until it would show something else."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from programmes.booklets import BookletError
from programmes.documents import draw, join_pdf

if TYPE_CHECKING:
    from weasyprint import Document

LAYOUT = "1"  # raise it when the same pages have to look otherwise
NOTHING = "Hier is nog niets om af te drukken."


@dataclass(frozen=True)
class Part:
    """What is drawn by itself, as `draw` takes it."""

    template: str
    context: dict[str, Any]
    pages: int | None = None
    spare: int = 0

    def drawn(self) -> "Document":
        return draw(self.template, self.context, pages=self.pages, spare=self.spare)


@dataclass(frozen=True)
class Paper:
    """`title` names the file; `back` is the page where one asks for it. Its parts are read only when needed."""

    name: str
    title: str
    back: str
    back_name: str
    make: Callable[[], Iterable[Part]]

    @cached_property
    def parts(self) -> list[Part]:
        return list(self.make())

    @cached_property
    def digest(self) -> str:
        """Another one as soon as anything on it would be another."""
        whole = hashlib.sha256(LAYOUT.encode())
        for part in self.parts:
            whole.update(f"{part.pages} {render_to_string(f'documents/{part.template}.html', part.context)}".encode())
        return whole.hexdigest()[:20]

    def drawn(self, progress: Callable[[int, int], None]) -> bytes:
        """Raises BookletError when there is nothing on it."""
        if not self.parts:
            raise BookletError(NOTHING)

        def documents() -> "Iterator[Document]":
            for count, part in enumerate(self.parts):
                progress(count, len(self.parts))
                yield part.drawn()
            progress(len(self.parts), len(self.parts))

        return join_pdf(documents())
