"""What a file changes to the mandates of one person. Those given by hand are left alone."""

import datetime as dt
from dataclasses import dataclass, field, replace

from programmes.imports.differences import Change, date_text
from programmes.imports.known import KnownMandate
from programmes.imports.records import MandateRecord
from programmes.imports.words import fold
from programmes.models import Segment

LABELS = {"function": "mandaat", "organ": "orgaan", "status": "status", "rank": "rangorde"}
GROUP_LABELS = {segment.value: str(segment.label) for segment in Segment}


@dataclass
class MandateChanges:
    new: list[MandateRecord] = field(default_factory=list)
    changed: list[tuple[int, MandateRecord]] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    untouched: list[KnownMandate] = field(default_factory=list)  # imported, and not in the file

    def add(self, record: MandateRecord) -> None:
        self.new.append(record)
        self.told.append(Change("mandaat" if record.function else "groep", "", mandate_text(record)))

    def change(self, known: KnownMandate, record: MandateRecord) -> None:
        if record == known.record:
            return
        self.changed.append((known.pk, record))
        self.told.append(_told(known.record, record))

    def end(self, known: KnownMandate, *, on: dt.date) -> None:
        """Not deleted: visits and papers still point at it. The day before `on` was the last."""
        last_day = on - dt.timedelta(days=1)
        if known.record.starts_on and known.record.starts_on > last_day:
            last_day = known.record.starts_on
        if not known.record.has_ended(on):
            self.change(known, replace(known.record, ends_on=last_day))


def mandate_text(record: MandateRecord) -> str:
    """'Schepen (College van burgemeester en schepenen)', or the group when a spreadsheet gave only that."""
    text = record.function or GROUP_LABELS[record.segment]
    return f"{text} ({record.organ})" if record.organ else text


def _told(old: MandateRecord, new: MandateRecord) -> Change:
    name = mandate_text(old)
    if old.ends_on != new.ends_on:
        return Change(name, _until(old), _until(new))
    if old.starts_on != new.starts_on:
        return Change(name, _since(old), _since(new))
    for field_name in LABELS:
        if (before := getattr(old, field_name)) != (after := getattr(new, field_name)):
            return Change(name, str(before), str(after))
    return Change(name, "zonder koppeling", "gekoppeld aan de Mandatendatabank")


def _until(record: MandateRecord) -> str:
    return f"tot en met {date_text(record.ends_on)}" if record.ends_on else "loopt door"


def _since(record: MandateRecord) -> str:
    return f"vanaf {date_text(record.starts_on)}" if record.starts_on else "zonder begin"


def official_changes(
    records: tuple[MandateRecord, ...], known: tuple[KnownMandate, ...], *, on: dt.date
) -> MandateChanges:
    """The register of mandates: each known one is matched by URI, else by what it is, else by a group from a sheet."""
    changes = MandateChanges()
    left = [mandate for mandate in known if mandate.is_imported]
    for is_the_same in (_same_uri, _same_mandate, _only_group):
        waiting, records = records, ()
        for record in waiting:
            if found := next((mandate for mandate in left if is_the_same(record, mandate.record)), None):
                left.remove(found)
                changes.change(found, _merged(found.record, record))
            else:
                records = (*records, record)
    for record in records:
        if not record.has_ended(on):
            changes.add(record)
    changes.untouched = left
    return changes


def _same_uri(record: MandateRecord, known: MandateRecord) -> bool:
    return bool(record.uri) and record.uri == known.uri


def _same_mandate(record: MandateRecord, known: MandateRecord) -> bool:
    if record.uri and known.uri:
        return False
    return (fold(record.function), record.segment, record.starts_on) == (
        fold(known.function),
        known.segment,
        known.starts_on,
    )


def _only_group(record: MandateRecord, known: MandateRecord) -> bool:
    return is_from_sheet(known) and record.segment == known.segment


def is_from_sheet(record: MandateRecord) -> bool:
    """A spreadsheet knows groups, not bodies."""
    return not record.organ and not record.uri


def _merged(known: MandateRecord, record: MandateRecord) -> MandateRecord:
    """What the file leaves empty, stays; only an end that is gone is really gone, and a begin after the end."""
    starts_on = record.starts_on or known.starts_on
    return replace(
        record,
        organ=record.organ or known.organ,
        status=record.status or known.status,
        rank=record.rank or known.rank,
        starts_on=None if starts_on and record.has_ended(starts_on) else starts_on,
        uri=record.uri or known.uri,
    )


def sheet_changes(
    records: tuple[MandateRecord, ...], known: tuple[KnownMandate, ...], *, on: dt.date
) -> MandateChanges:
    """A group from a spreadsheet is added when the person is not in that group yet."""
    changes = MandateChanges()
    for record in records:
        same = [mandate for mandate in known if mandate.record.segment == record.segment]
        own = [mandate for mandate in same if mandate.is_imported and is_from_sheet(mandate.record)]
        if own:
            changes.change(own[0], _with_dates(own[0].record, record))
        elif not any(mandate.record.is_running(on) for mandate in same):
            changes.add(record)
    return changes


def _with_dates(known: MandateRecord, record: MandateRecord) -> MandateRecord:
    dated = replace(known, starts_on=record.starts_on or known.starts_on, ends_on=record.ends_on or known.ends_on)
    if dated.starts_on and dated.ends_on and dated.ends_on < dated.starts_on:
        return known
    return dated
