"""The people of a visit as they are ticked: a row per guest, with why somebody can or cannot come along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from programmes.candidates import Candidate, candidates
from programmes.forms.widgets import parse_clock
from programmes.times import clock_input
from programmes.week import Participation, Visit, Week


@dataclass
class Row:
    """One guest; the texts are as they were typed."""

    candidate: Candidate
    is_chosen: bool = False
    is_spokesperson: bool = False
    start: str = ""
    end: str = ""
    note: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)  # (name of the field, sentence)

    @property
    def id(self) -> int:
        return self.candidate.person.id


class Participants:
    """Reads the rows from a POST, or from the visit; `participations` holds what they come to."""

    def __init__(self, week: Week, visit: Visit, data: Mapping[str, Any] | None = None) -> None:
        self.visit = visit
        own = {part.person: part for part in visit.people}
        read = [
            self._typed(c, data) if data is not None else self._stored(c, own.get(c.person.id))
            for c in candidates(week, visit)
        ]
        self.rows = sorted(read, key=lambda row: not row.is_chosen)
        self.participations = tuple(self._participation(row) for row in self.rows if row.is_chosen)

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [error for row in self.rows for error in row.errors]

    @property
    def chosen(self) -> list[Row]:
        return [row for row in self.rows if row.is_chosen]

    @property
    def able(self) -> list[Row]:
        return [row for row in self.rows if not row.is_chosen and row.candidate.can]

    @property
    def unable(self) -> list[Row]:
        return [row for row in self.rows if not row.is_chosen and not row.candidate.can]

    def _stored(self, candidate: Candidate, part: Participation | None) -> Row:
        if part is None:
            return Row(candidate)
        start, end = ("" if value is None else clock_input(value % 1440) for value in (part.start, part.end))
        return Row(candidate, True, part.is_spokesperson, start, end, part.note)

    def _typed(self, candidate: Candidate, data: Mapping[str, Any]) -> Row:
        key = candidate.person.id
        return Row(
            candidate,
            is_chosen=f"person-{key}" in data,
            is_spokesperson=f"spokesperson-{key}" in data,
            start=str(data.get(f"arrives-{key}", "")).strip(),
            end=str(data.get(f"leaves-{key}", "")).strip(),
            note=str(data.get(f"note-{key}", "")).replace("\0", "").strip()[:200],  # PostgreSQL stores no NUL
        )

    def _participation(self, row: Row) -> Participation:
        name = row.candidate.person.name
        start = self._minutes(row, row.start, f"arrives-{row.id}", f"{name} komt later")
        end = self._minutes(row, row.end, f"leaves-{row.id}", f"{name} vertrekt vroeger")
        if start is not None and end is not None and end <= start:
            row.errors.append((f"leaves-{row.id}", f"{name} vertrekt voor het aankomen."))
        return Participation(row.id, start, end, row.is_spokesperson, row.note)

    def _minutes(self, row: Row, text: str, field_name: str, what: str) -> int | None:
        """None at the visit's own hour: whoever comes when it starts does not come later."""
        if not text:
            return None
        try:
            minutes = parse_clock(text)
        except ValueError:
            row.errors.append((field_name, f"{what}: '{text}' is geen uur. Schrijf bijvoorbeeld 9.30."))
            return None
        minutes += 1440 if minutes < self.visit.start and self.visit.end > 1440 else 0
        if not self.visit.start <= minutes <= self.visit.end:
            row.errors.append((field_name, f"{what}: {text} valt niet binnen het bezoek ({self.visit.hours})."))
            return None
        own = self.visit.start if field_name.startswith("arrives") else self.visit.end
        return None if minutes == own else minutes
