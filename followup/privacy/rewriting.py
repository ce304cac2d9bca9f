"""A name or an address replaced where it stands beside other things: in texts, and as who did something."""

import re
from typing import Any

from django.db.models import F

from followup.privacy.finding import Found
from followup.privacy.names import replaced
from followup.privacy.rules import Rule


def rewrite_texts(one: Found, pattern: re.Pattern[str], new: str) -> None:
    """In a transaction, of the text as it is now: somebody may have saved another since it was found. Who has the old
    one open in an editor is told that it changed: its revision goes up.
    """
    for row, names in _touched(one, one.rule.texts.split()).items():
        now = one.rule.rows().select_for_update().filter(pk=row.pk).first()
        if now:
            values = {name: fitting(one.rule, name, replaced(getattr(now, name), pattern, new)) for name in names}
            _store(one.rule, now, values)


def rewrite_by(one: Found, pattern: re.Pattern[str], *, name: str, email: str) -> None:
    emails = one.rule.fields("emails")
    for row, names in _touched(one, [*one.rule.fields("by"), *emails]).items():
        values = {field: email for field in names if field in emails}
        values |= {
            field: fitting(one.rule, field, _who(getattr(row, field), pattern, name))
            for field in names
            if field not in emails
        }
        _store(one.rule, row, values)


def _who(value: str, pattern: re.Pattern[str], name: str) -> str:
    """With what stands beside the name: 'An Aerts, burgemeester', 'An Aerts; Bo Baert'."""
    is_beside = pattern.search(value) and pattern.sub("", value).strip()
    return pattern.sub(lambda _: name, value) if is_beside else name


def _touched(one: Found, fields: list[str]) -> dict[Any, list[str]]:
    rows: dict[Any, list[str]] = {}
    for mention in one.mentions:
        if mention.field in fields:
            rows.setdefault(mention.row, []).append(mention.field)
    return rows


def _store(rule: Rule, row: Any, values: dict[str, Any]) -> None:
    if hasattr(row, "revision"):
        values["revision"] = F("revision") + 1
    rule.rows().filter(pk=row.pk).update(**values)


def fitting(rule: Rule, name: str, value: Any) -> Any:
    """What takes the place of a name may be longer than the name was."""
    longest = rule.field(name).max_length
    return value[:longest] if longest and isinstance(value, str) else value
