"""All data about one person to give to that person: as JSON for a machine, as PDF to read."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import FileField, JSONField, Model

from followup.privacy.finding import CONTEXT, Found
from followup.privacy.rules import PERSONAL, Rule
from followup.privacy.subjects import Subject
from followup.privacy.values import is_many
from programmes.documents import document
from programmes.times import local

SECRET = {"nonce", "token_hash", "password"}  # who has these comes in
READABLE = {"available": "available_lines", "purposes": "purpose_names", "channels": "channel_names"}
HIDDEN = {"key", "topic", "message_id", "uid", "html", "calendar", "event", "known", "person"}  # the same, for machines


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of data: rows of (label, value), and where else the person is named: (label, words around it)."""

    title: str
    rows: tuple[tuple[tuple[str, Any], ...], ...]
    mentions: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """To read: without what is empty."""
        return [[(label, _text(value)) for label, value in row if value not in EMPTY] for row in self.rows]


EMPTY: tuple[Any, ...] = (None, "", [], {})


def sheets_of(found: Iterable[Found], *, to_read: bool = False) -> list[Sheet]:
    return [
        Sheet(
            one.title,
            tuple(tuple(_values(one.rule, row, to_read=to_read)) for row in one.own),
            tuple((mention.label, mention.excerpt) for mention in one.mentions),
        )
        for one in found
    ]


def _values(rule: Rule, row: Model, *, to_read: bool) -> Iterator[tuple[str, Any]]:
    """What the row says of the person, and where it was."""
    skip = HIDDEN | SECRET if to_read else SECRET
    context = [name for name in rule.fields("other") if name in {*CONTEXT, "kind", "state"}]
    for name in (*context, *rule.fields(*PERSONAL, "texts")):
        if name not in skip and not is_many(rule, name):
            in_words = READABLE.get(name, "") if to_read else ""
            value = getattr(row, in_words) if hasattr(row, in_words) else _value(rule, row, name)
            yield rule.label(name), value


def _value(rule: Rule, row: Any, name: str) -> Any:
    field, value = rule.field(name), getattr(row, name)
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(field, FileField):
        return value.name.rsplit("/", maxsplit=1)[-1] if value else ""
    if isinstance(value, dt.datetime):
        return local(value).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(field, JSONField) or isinstance(value, str | bool | int | float) or value is None:
        return value
    return str(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str) and (moment := _moment(value)):
        return moment
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(value: str) -> str:
    """'24/2/2025 9.30', of an ISO moment."""
    try:
        at = dt.datetime.fromisoformat(value)
    except ValueError:
        return ""
    day = f"{at.day}/{at.month}/{at.year}"
    return day if len(value) == len("2025-02-24") else f"{day} {at.hour}.{at.minute:02d}"


def as_json(subject: Subject, found: list[Found], *, now: dt.datetime) -> bytes:
    content = {
        "persoon": subject.name,
        "adressen": list(subject.emails),
        "bestuur": subject.bestuur.name,
        "gemaakt_op": local(now).isoformat(),
        "gegevens": [
            {"soort": sheet.title, "rijen": [dict(row) for row in sheet.rows]}
            for sheet in sheets_of(found)
            if sheet.rows
        ],
        "vermeldingen": [
            {"soort": sheet.title, "veld": label, "tekst": excerpt}
            for sheet in sheets_of(found)
            for label, excerpt in sheet.mentions
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def as_pdf(subject: Subject, found: list[Found], *, now: dt.datetime) -> bytes:
    context = {"subject": subject, "sheets": sheets_of(found, to_read=True), "on": local(now).date()}
    return document("gegevens", context)
