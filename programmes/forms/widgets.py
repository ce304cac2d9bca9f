"""Editors for windows of time: what is not understood stays in the fields as it was typed."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from programmes.times import clock_input
from programmes.windows import PARTS_OF_DAY, Span, merged

CLOCK = re.compile(r"(\d{1,2})(?:\s*(?:[:.uh]\s*(\d{2})?)(?::\d{2})?)?", re.IGNORECASE)


def parse_clock(text: str) -> int:
    """'9', '9.30', '9:30', '9u30' -> minutes since midnight; ValueError when it is no time."""
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes = int(match[1]), int(match[2] or 0)
    if minutes > 59 or hours * 60 + minutes > 1440:
        raise ValueError(text)
    return hours * 60 + minutes


def whole_number(text: str) -> int:
    """An id or a revision from an address or a form; 0 when it is none ('²' is a digit, but no number)."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@dataclass(frozen=True)
class TypedRow:
    """One row of the editor as it was typed: which parts of the day are ticked, and (from, until) as text."""

    ticks: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.ticks and not any(text for pair in self.pairs for text in pair)


class WindowsWidget(forms.Widget):
    """A row per weekday or day, with parts of the day to tick and up to `pairs` times from-until."""

    template_name = "programmes/widgets/_windows.html"
    use_fieldset = True

    def __init__(
        self, rows: Sequence[tuple[Hashable, str]], *, pairs: int = 3, ticks: Sequence[str] = (), copied: int = 0
    ) -> None:
        """`copied`: over how many rows static/js/windows.js offers to copy the first one; 0: over all."""
        super().__init__()
        self.rows, self.pairs, self.ticks, self.copied = rows, pairs, ticks, copied

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[Hashable, TypedRow]:  # noqa: ARG002 (Django's signature)
        return {key: self._typed(data, f"{name}-{number}") for number, (key, _) in enumerate(self.rows)}

    def _typed(self, data: Mapping[str, Any], prefix: str) -> TypedRow:
        ticks = frozenset(tick for tick in self.ticks if f"{prefix}-{slugify(tick)}" in data)
        pairs: list[tuple[str, str]] = []
        while len(pairs) < self.pairs or any(f"{prefix}-{end}-{len(pairs)}" in data for end in ("from", "until")):
            texts = (str(data.get(f"{prefix}-{end}-{len(pairs)}", "")).strip() for end in ("from", "until"))
            pairs.append((next(texts), next(texts)))
        return TypedRow(ticks, tuple(pairs))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 (Django's signature)
        return not any(key.startswith(f"{name}-") for key in data)

    def _shown(self, windows: Sequence[Sequence[Any]], key: Hashable) -> TypedRow:
        """Stored windows of one row as it would have been typed."""
        ticks, pairs = set(), []
        for _, start, end in (window for window in windows if window[0] == key):
            tick = next((name for name in self.ticks if PARTS_OF_DAY[name] == (start, end)), None)
            if tick:
                ticks.add(tick)
            else:
                pairs.append((clock_input(start), clock_input(end % 1440)))
        return TypedRow(frozenset(ticks), tuple(pairs))

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, dict(attrs or {}))
        context["widget"]["rows"] = [
            self._row(
                f"{name}-{number}",
                label,
                value[key] if isinstance(value, dict) else self._shown(value or [], key),
            )
            for number, (key, label) in enumerate(self.rows)
        ]
        context["widget"]["copied"] = self.copied or len(self.rows)
        return context

    def _row(self, prefix: str, label: str, typed: TypedRow) -> dict[str, Any]:
        filled = [*typed.pairs, *[("", "")] * max(0, self.pairs - len(typed.pairs))]
        return {
            "prefix": prefix,
            "label": label,
            "ticks": [(f"{prefix}-{slugify(tick)}", tick, tick in typed.ticks) for tick in self.ticks],
            "pairs": [
                {"from": (f"{prefix}-from-{n}", start), "until": (f"{prefix}-until-{n}", end), "number": n + 1}
                for n, (start, end) in enumerate(filled)
            ],
            "is_empty": typed.is_empty,
        }


class WindowsField(forms.Field):
    """Gives [[key, from, until]], sorted, overlaps joined."""

    widget: WindowsWidget

    def __init__(self, rows: Sequence[tuple[Hashable, str]], *, label: str, help_text: str, **editor: Any) -> None:
        self.rows = rows
        super().__init__(widget=WindowsWidget(rows, **editor), required=False, label=label, help_text=help_text)

    def clean(self, value: dict[Hashable, TypedRow] | None) -> list[list[Any]]:
        windows: list[list[Any]] = []
        errors: list[str] = []
        for key, label in self.rows:
            typed = (value or {}).get(key, TypedRow())
            try:
                windows += [[key, start, end] for start, end in spans_of(typed, label=label)]
            except ValidationError as error:
                errors += error.messages
        if errors:
            raise ValidationError(errors)
        return windows

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != [list(window) for window in initial or []]
        except ValidationError:
            return True


def spans_of(typed: TypedRow, *, label: str) -> list[Span]:
    spans = [PARTS_OF_DAY[tick] for tick in typed.ticks]
    for start_text, end_text in typed.pairs:
        if not start_text and not end_text:
            continue
        if not start_text or not end_text:
            missing = "begin" if end_text else "einde"
            raise ValidationError(f"{label.capitalize()}: vul ook het {missing} in bij {start_text or end_text}.")
        start, end = (_minutes(text, label=label) for text in (start_text, end_text))
        end = end or 1440
        if start >= end:
            raise ValidationError(f"{label.capitalize()}: {end_text} komt niet na {start_text}.")
        spans.append((start, end))
    return merged(spans)


def _minutes(text: str, *, label: str) -> int:
    try:
        return parse_clock(text)
    except ValueError:
        raise ValidationError(f"{label.capitalize()}: '{text}' is geen uur. Schrijf bijvoorbeeld 9.30.") from None
