"""Rows that stay after the term though their kind goes: what the approved report is made of, and a version of the week.

They lose their personal fields, save those that the report shows (`keeps` in the table). And rows that go though their
kind stays.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from followup.models import Nazorglink, Verslagversie
from followup.privacy.rules import Rule
from press.models import Beeld, Quote
from programmes.models import Programme, Versie

NONE = Q(pk__in=[])
NEVER_SHOWN = {"programmes.Voorbeeld": Q(mark__isnull=False)}
"""What came from a phone and was not shown, since too few answered or nobody closed: without its mark it would be."""
PICTURES, QUOTES = ("beelden", "pictures", "cover"), ("quotes",)  # where the content of a report has keys


def stays(programme: Programme) -> dict[str, Q]:
    """By model; who is not in it, goes as a whole. In four queries."""
    report = approved_report(programme)
    week = Versie.objects.filter(programme=programme).values_list("pk", flat=True).first()
    pictures, quotes = _in_report(report)
    return {
        "programmes.Versie": Q(pk=week),
        "followup.Verslagversie": Q(pk=report.pk) if report else NONE,
        "followup.Nazorglink": Q(kind=Nazorglink.Kind.VERSLAG) if report else NONE,
        "press.Beeld": Q(pk__in=pictures),
        "press.Quote": Q(pk__in=quotes),
    }


def approved_report(programme: Programme) -> Verslagversie | None:
    """The last one that was published."""
    found = Verslagversie.objects.filter(verslag__programme=programme, published_at__isnull=False)
    return found.order_by("-number").first()


def _in_report(report: Verslagversie | None) -> tuple[list[int], list[int]]:
    """Keys of the pictures on which nobody can be recognised, and of the quotes that their people approved."""
    if report is None:
        return [], []
    programme = report.verslag.programme_id
    pictures = Beeld.objects.filter(
        programme=programme,
        pk__in=list(_keys(report.content, PICTURES)),
        state=Beeld.State.GOEDGEKEURD,
        people_checked=True,
        herkend__isnull=True,
    )
    quotes = Quote.objects.filter(
        programme=programme, pk__in=list(_keys(report.content, QUOTES)), state=Quote.State.GOEDGEKEURD
    )
    return list(pictures.values_list("pk", flat=True)), list(quotes.values_list("pk", flat=True))


def _keys(value: Any, names: tuple[str, ...], *, inside: bool = False) -> Iterator[int]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _keys(item, names, inside=key in names)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, names, inside=inside)
    elif inside and isinstance(value, int):
        yield value


def gone(rule: Rule, staying: dict[str, Q]) -> Q:
    """Which rows of this rule are deleted at the term."""
    return ~staying.get(rule.model, NONE) if rule.goes else NEVER_SHOWN.get(rule.model, NONE)


def going(rule: Rule, programme: Programme, staying: dict[str, Q]) -> Any:
    return rule.of_programme(programme).filter(gone(rule, staying))


def losing(rule: Rule, programme: Programme, staying: dict[str, Q]) -> Any:
    """Those that stay, and lose their personal fields."""
    return rule.of_programme(programme).exclude(gone(rule, staying))
