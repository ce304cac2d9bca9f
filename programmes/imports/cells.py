"""The cells of one row of a spreadsheet by field; what cannot be read is refused, the rest of the row stays."""

from collections.abc import Callable
from typing import Any, TypeVar

from programmes.imports.columns import Mapping
from programmes.imports.fields import Field
from programmes.imports.records import Refusal, Row, Table, Values
from programmes.imports.values import check_text

T = TypeVar("T")


class RowReader:
    """One row; `refused` collects the cells that could not be read."""

    def __init__(self, row: Row, mapping: Mapping, table: Table, fields: tuple[Field, ...]) -> None:
        self.number, self.cells = row
        self.mapping = mapping
        self.header = table.header
        self.longest = {field.name: field.longest for field in fields}
        self.labels = {field.name: field.label for field in fields}
        self.refused: list[Refusal] = []
        self.read: dict[str, str] = {}

    def column(self, name: str) -> str:
        index = self.mapping.get(name)
        return self.header[index] if index is not None else self.labels.get(name, name)

    def text(self, name: str) -> str:
        """The cell, checked for its length; empty when refused or when no column holds the field."""
        if name not in self.read:
            self.read[name] = self._checked(name)
        return self.read[name]

    def _checked(self, name: str) -> str:
        index = self.mapping.get(name)
        if index is None or index >= len(self.cells):
            return ""
        try:
            return check_text(self.cells[index], self.longest[name])
        except ValueError as error:
            self.refuse(name, str(error))
            return ""

    def parsed(self, name: str, parse: Callable[..., T], **limits: Any) -> T | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse(text, **limits)
        except ValueError as error:
            self.refuse(name, str(error))
            return None

    def put(self, values: Values, name: str, value: Any) -> None:
        """An empty cell says nothing: what stands in the list stays."""
        if value is not None and value != "":
            values[name] = value

    def refuse(self, name: str, reason: str) -> None:
        self.refused.append(Refusal(self.number, self.column(name), reason, is_whole_row=False))

    def refuse_row(self, name: str, reason: str) -> list[Refusal]:
        """One refusal of the whole row instead of those of its cells."""
        return [Refusal(self.number, self.column(name), reason)]
