"""What goes from a file to the list: a table of texts, then what it says, with everything that was refused."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Row = tuple[int, list[str]]  # row number as the spreadsheet program shows it, cells
Values = dict[str, Any]  # {field of the model: value}; only what the file says


class UploadError(Exception):
    """The file cannot be read at all; the message is for the screen."""


@dataclass(frozen=True)
class Refusal:
    """A row, or one cell of it (`column`), that is not imported, and why."""

    row: int
    column: str
    reason: str
    is_whole_row: bool = True


@dataclass(frozen=True)
class Table:
    """A file as texts. No column with national register numbers gets this far: those are in `dropped`."""

    header: list[str]
    rows: list[Row]
    refused: list[Refusal] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)  # names of columns
    skipped: Counter[str] = field(default_factory=Counter)  # {why: how many rows}
    has_header: bool = True


@dataclass(frozen=True)
class MandateRecord:
    segment: str
    function: str = ""
    organ: str = ""
    status: str = ""
    rank: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_prevented: bool = False
    uri: str = ""

    def is_running(self, on: dt.date) -> bool:
        return not self.is_prevented and not self.has_ended(on)

    def has_ended(self, on: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < on


@dataclass(frozen=True)
class PersonRecord:
    row: int
    values: Values
    mandates: tuple[MandateRecord, ...] = ()
    domains: tuple[tuple[str, str], ...] | None = None  # (label, uri); None: the file does not say
    uri: str = ""
    also_called: str = ""  # the first name that others use
    names_group: bool = True  # False: the group is a default, for who has none
    hinted: str = ""  # the group that the function names, when the file has none and it is not the default

    @property
    def name(self) -> str:
        return f"{self.values['first_name']} {self.values.get('last_name', '')}".strip()


@dataclass(frozen=True)
class People:
    """What a file says about people."""

    people: list[PersonRecord]
    refused: list[Refusal] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    is_official: bool = False  # from the register of mandates: names and mandates are as it says
    ends_missing: bool = False  # who is not in it (in one of its `segments`) has left office

    @property
    def segments(self) -> set[str]:
        return {mandate.segment for person in self.people for mandate in person.mandates}


@dataclass(frozen=True)
class ServiceRecord:
    row: int
    values: Values
    contact: Values  # name, function, email, phone; empty when the file names nobody

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(frozen=True)
class Services:
    services: list[ServiceRecord]
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
