"""What is empty, for each kind of field: to count what is there and to take it away."""

from typing import Any

from django.db import models
from django.db.models import Q

from followup.privacy.rules import Rule

WRITTEN = (models.CharField, models.TextField, models.FileField)


def is_filled(field: Any) -> Q:
    """Whether a row holds anything in that field (not for relations to many)."""
    name = field.name
    filled = Q(**{f"{name}__isnull": False}) if field.null else Q(pk__isnull=False)
    if isinstance(field, models.JSONField):
        return filled & ~Q(**{name: {}}) & ~Q(**{name: []})
    return filled & ~Q(**{name: ""}) if isinstance(field, WRITTEN) else filled


def empty(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return "" if isinstance(field, WRITTEN) else field.get_default()


def is_many(rule: Rule, name: str) -> bool:
    return bool(rule.field(name).many_to_many)


def is_own_many(rule: Rule, name: str) -> bool:
    """To many, in a table that Django made: one with a model of its own has a rule of its own."""
    return is_many(rule, name) and rule.field(name).remote_field.through._meta.auto_created  # noqa: SLF001


def links_of(rule: Rule, name: str, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows of the table between, of a relation to many."""
    field = rule.field(name)
    found: models.QuerySet[Any] = field.remote_field.through._default_manager.filter(  # noqa: SLF001
        **{f"{field.m2m_field_name()}__in": rows.values("pk")}
    )
    return found
