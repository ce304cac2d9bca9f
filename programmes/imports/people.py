"""People in any spreadsheet: one row per person, or several rows for who stands in several groups."""

import re
from dataclasses import replace

from programmes.imports.cells import RowReader
from programmes.imports.columns import Mapping
from programmes.imports.fields import PERSON_FIELDS
from programmes.imports.functions import group_of, segment_of
from programmes.imports.records import MandateRecord, People, PersonRecord, Refusal, Table, Values
from programmes.imports.values import parse_date, parse_email, parse_flag, parse_phone
from programmes.imports.words import fold

GROUPS = "college, gemeenteraad, bijzonder comité, management of gast"
_BETWEEN = re.compile(r"\s*(?:[;|\n]|\s/\s|,\s)\s*")


def people_of(table: Table, mapping: Mapping, *, segment: str, by_function: bool = False) -> People:
    """`segment`: the group of who has none in the file; `by_function`: unless their function names one."""
    people: dict[str, PersonRecord] = {}
    refused: list[Refusal] = list(table.refused)
    for row in table.rows:
        reader = RowReader(row, mapping, table, PERSON_FIELDS)
        person = _person(reader, segment, by_function=by_function)
        if isinstance(person, Refusal):
            refused.append(person)
            continue
        refused.extend(reader.refused)
        key = fold(person.name)
        if key in people:
            people[key] = _joined(people[key], person, refused)
        else:
            people[key] = person
    return People(list(people.values()), refused)


def _person(reader: RowReader, segment: str, *, by_function: bool) -> PersonRecord | Refusal:
    first, last = _names(reader)
    if not first and not last:
        return Refusal(reader.number, reader.column("first_name"), "de naam ontbreekt")
    if not first:
        return Refusal(reader.number, reader.column("first_name"), "de voornaam ontbreekt")
    values: Values = {"first_name": first}
    for name in ("function", "fractie", "street", "postcode", "city", "guardian", "notes"):
        reader.put(values, name, reader.text(name))
    reader.put(values, "last_name", last)
    reader.put(values, "email", reader.parsed("email", parse_email))
    reader.put(values, "phone", reader.parsed("phone", parse_phone))
    reader.put(values, "is_minor", reader.parsed("is_minor", parse_flag))
    segments = _segments(reader)
    named = "" if segments else segment_of(reader.text("function")) or ""
    return PersonRecord(
        row=reader.number,
        values=values,
        mandates=_mandates(reader, segments or [named if named and by_function else segment]),
        domains=_domains(reader),
        names_group=bool(segments),
        hinted=named if named != segment else "",
    )


def _names(reader: RowReader) -> tuple[str, str]:
    first, last = reader.text("first_name"), reader.text("last_name")
    if whole := reader.text("name"):
        return _split_name(whole)
    if (whole := reader.text("name_reversed")) and "," not in whole:
        *before, given = whole.split()
        return (given, " ".join(before))
    return _split_name(whole) if whole else (first, last)


def _split_name(whole: str) -> tuple[str, str]:
    """'Jan Van den Berg' or 'Van den Berg, Jan'"""
    if "," in whole:
        last, _, first = whole.partition(",")
    else:
        first, _, last = whole.partition(" ")
    return first.strip()[:100], last.strip()[:100]


def _segments(reader: RowReader) -> list[str]:
    segments = []
    for text in _BETWEEN.split(reader.text("segment")):
        if text and (group := group_of(text)):
            segments.append(group)
        elif text:
            reader.refuse("segment", f"de groep '{text[:40]}' kennen we niet. Schrijf {GROUPS}")
    return segments


def _mandates(reader: RowReader, segments: list[str]) -> tuple[MandateRecord, ...]:
    starts_on, ends_on = (reader.parsed(name, parse_date) for name in ("starts_on", "ends_on"))
    if starts_on and ends_on and ends_on < starts_on:
        reader.refuse("ends_on", "het mandaat eindigt voor het begint")
        ends_on = None
    return tuple(MandateRecord(each, starts_on=starts_on, ends_on=ends_on) for each in dict.fromkeys(segments))


def _domains(reader: RowReader) -> tuple[tuple[str, str], ...] | None:
    labels = {label.strip()[:200] for label in _BETWEEN.split(reader.text("domains")) if label.strip()}
    return tuple((label, "") for label in sorted(labels, key=fold)) or None


def _joined(known: PersonRecord, other: PersonRecord, refused: list[Refusal]) -> PersonRecord:
    """A second row of the same person adds groups and what was empty; it cannot say something else."""
    values = dict(known.values)
    for name, value in other.values.items():
        if values.setdefault(name, value) != value and name not in {"first_name", "last_name"}:
            label = next(field.label for field in PERSON_FIELDS if field.name == name)
            reason = f"deze persoon staat al op rij {known.row}, met '{values[name]}'"
            refused.append(Refusal(other.row, label, reason, is_whole_row=False))
    mandates = [*known.mandates] if known.names_group or not other.names_group else []
    present = {mandate.segment for mandate in mandates}
    if other.names_group:
        mandates.extend(mandate for mandate in other.mandates if mandate.segment not in present)
    domains = dict(known.domains or ()) | dict(other.domains or ())
    return replace(
        known,
        values=values,
        mandates=tuple(mandates),
        domains=tuple(sorted(domains.items())) or None,
        names_group=known.names_group or other.names_group,
        hinted="" if known.names_group or other.names_group else known.hinted or other.hinted,
    )
