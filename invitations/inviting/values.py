"""What a placeholder is filled with: each type knows what it may hold, and writes itself as HTML and as plain text.

Whatever comes from outside (a name, a text of a service, a remark) is plain text, and is escaped by its type.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_LINES = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


class Value(Protocol):
    @property
    def is_block(self) -> bool: ...
    @property
    def html(self) -> str: ...
    @property
    def text(self) -> str: ...
    def __bool__(self) -> bool: ...


def _printable(text: str) -> str:
    """Without control characters and without marks that turn the direction of writing."""
    if text.isprintable():  # nearly always, and a look at each character takes long
        return text
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text on one line, from us or from outside."""

    content: str
    is_block = False

    @property
    def text(self) -> str:
        return " ".join(_printable(_LINES.sub(" ", self.content.replace("\t", " "))).split())

    @property
    def html(self) -> str:
        return escape(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: ours, or typed by a coordinator; anything but http and https counts as empty."""

    url: str
    label: str = ""
    is_block = False

    @property
    def is_safe(self) -> bool:
        return re.fullmatch(r"https?://[^\s<>\"']+", self.url, re.IGNORECASE) is not None

    @property
    def text(self) -> str:
        if not self.is_safe:
            return ""
        return f"{self.label}: {self.url}" if self.label else self.url

    @property
    def html(self) -> str:
        if not self.is_safe:
            return ""
        return f'<a href="{escape(self.url)}">{escape(self.label or self.url)}</a>'

    def __bool__(self) -> bool:
        return self.is_safe


@dataclass(frozen=True, slots=True)
class Made:
    """Markup that we make ourselves by a template of ours, which escapes what it is given; a block of its own."""

    template: str
    context: dict[str, Any]
    is_filled: bool = True
    is_block = True

    @property
    def text(self) -> str:
        return render_to_string(f"invitations/values/{self.template}.txt", self.context).strip()

    @property
    def html(self) -> SafeString:
        return mark_safe(render_to_string(f"invitations/values/{self.template}.html", self.context).strip())  # noqa: S308 (a template of ours, that escapes)

    def __bool__(self) -> bool:
        return self.is_filled
