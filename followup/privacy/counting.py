"""How many values of each field the term takes away, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from followup.privacy.rules import PERSONAL, Rule
from followup.privacy.staying import gone
from followup.privacy.table import TABLE
from followup.privacy.values import is_filled, is_many, is_own_many, links_of
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what becomes of it, and of how many values."""

    label: str
    fate: str
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """One model: how many rows go, how many stay, and its personal fields."""

    rule: Rule
    rows: int
    staying: int
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return self.rule.plural.capitalize()

    @property
    def count(self) -> int:
        return self.rows + sum(line.count for line in self.lines)

    @property
    def going_lines(self) -> list[Line]:
        return [line for line in self.lines if line.count]


def parts_of(programme: Programme, staying: dict[str, Q]) -> list[Part]:
    """Of everything in this programme that says something of a person; a query for each model and table between."""
    rules = [rule for rule in TABLE if rule.programme and rule.fields(*PERSONAL, "texts")]
    return [_part(rule, programme, gone(rule, staying)) for rule in rules]


def _part(rule: Rule, programme: Programme, going: Q) -> Part:
    rows = rule.of_programme(programme)
    names = [name for name in rule.fields(*PERSONAL, "texts") if not is_many(rule, name)]
    counts = {f"n_{name}": Count("pk", filter=_is_taken(rule, name, going)) for name in names}
    found = rows.aggregate(goes=Count("pk", filter=going), total=Count("pk"), **counts)
    many = {
        name: links_of(rule, name, rows).count() for name in rule.fields("people", "beside") if is_own_many(rule, name)
    }
    lines = [Line(rule.label(name), rule.fate(name), found[f"n_{name}"]) for name in names]
    lines += [Line(rule.label(name), rule.fate(name), count) for name, count in many.items()]
    return Part(rule, found["goes"], found["total"] - found["goes"], tuple(lines))


def _is_taken(rule: Rule, name: str, going: Q) -> Q:
    """Whether the value of that field goes at the term; of texts that only lose names nobody knows how many."""
    filled = is_filled(rule.field(name))
    is_text = name in rule.texts.split() and name not in rule.drops.split()
    return filled & going if is_text or name in rule.keeps.split() else filled


def record_of(parts: list[Part]) -> dict[str, int]:
    """{label: how many}, of what there was."""
    record: dict[str, int] = {}
    for part in parts:
        if part.rows:
            record[part.title] = part.rows
        for line in part.going_lines:
            record[f"{part.title}: {line.label}"] = line.count
    return record
