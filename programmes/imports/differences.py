"""What an import would do, told before it is done: the shapes that the preview shows and that apply.py writes."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from programmes.imports.fields import FIELDS
from programmes.imports.moments import moments_text
from programmes.imports.records import MandateRecord, Refusal, Values
from programmes.models import Soort
from programmes.times import MONTH_NAMES

NEW, CHANGED, ENDED, SAME = "new", "changed", "ended", "same"
LABELS = {field.name: field.label for fields in FIELDS.values() for field in fields} | {
    "persoon_uri": "koppeling met de Mandatendatabank"
}


@dataclass(frozen=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """One person or service; `kept`: what the file says otherwise, and what was typed by hand and stays."""

    kind: str
    name: str
    row: int
    pk: int | None
    values: Values
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    facts: tuple[str, ...] = ()  # two columns, for who is new
    hinted: str = ""  # the group that the function of somebody new names, when the file names none


@dataclass(frozen=True)
class PersonDifference(Difference):
    new_mandates: tuple[MandateRecord, ...] = ()
    changed_mandates: tuple[tuple[int, MandateRecord], ...] = ()
    new_domains: tuple[tuple[str, str], ...] = ()
    gone_domains: tuple[int, ...] = ()


@dataclass(frozen=True)
class ServiceDifference(Difference):
    contact: Values = field(default_factory=dict)  # what to write for the contact person
    contact_pk: int | None = None
    attaches: bool = False


D = TypeVar("D", bound=Difference)


@dataclass(frozen=True)
class Differences(Generic[D]):
    all: list[D]
    refused: list[Refusal] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[D]:
        return [difference for difference in self.all if difference.kind == kind]

    @property
    def new(self) -> list[D]:
        return self.of_kind(NEW)

    @property
    def changed(self) -> list[D]:
        return self.of_kind(CHANGED)

    @property
    def ended(self) -> list[D]:
        return self.of_kind(ENDED)

    @property
    def same(self) -> list[D]:
        return self.of_kind(SAME)

    @property
    def kept(self) -> list[D]:
        return [difference for difference in self.all if difference.kept]

    @property
    def hinted(self) -> list[D]:
        return [difference for difference in self.all if difference.hinted]

    @property
    def passed_over(self) -> list[tuple[str, int]]:
        return sorted(self.skipped.items())

    @property
    def changes_nothing(self) -> bool:
        return len(self.same) == len(self.all)

    @property
    def counts(self) -> dict[str, int]:
        kinds = {kind: len(self.of_kind(kind)) for kind in (NEW, CHANGED, ENDED, SAME)}
        return kinds | {"refused": len(self.refused), "kept": len(self.kept)}

    @property
    def fingerprint(self) -> str:
        """The same as long as the import would do the same: a preview with another one is out of date."""
        told = repr([difference for difference in self.all if difference.kind != SAME])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def compared(
    values: Values, known: Values, typed: frozenset[str]
) -> tuple[Values, tuple[Change, ...], tuple[Change, ...]]:
    """(what to write, that as changes, what was typed by hand and therefore stays)"""
    different = {name: value for name, value in values.items() if known.get(name) != value}
    writes = {name: value for name, value in different.items() if name not in typed}
    kept = tuple(_change(name, known.get(name), value) for name, value in different.items() if name in typed)
    return writes, tuple(_change(name, known.get(name), value) for name, value in writes.items()), kept


def _change(name: str, old: Any, new: Any) -> Change:
    return Change(LABELS.get(name, name), shown(name, old), shown(name, new))


def shown(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if name in _SHOWN:
        return _SHOWN[name](value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.5f}".replace(".", ",")
    return "" if value is None else str(value)


_SHOWN: dict[str, Callable[[Any], str]] = {
    "kind": lambda value: str(Soort(value).label),
    "moments": lambda value: moments_text(value) or "altijd",
    "persoon_uri": lambda value: "gekoppeld" if value else "niet gekoppeld",
}


def date_text(day: dt.date) -> str:
    """'1 september 2025'"""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
