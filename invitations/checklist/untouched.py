"""Tasks that stand as they made themselves: with their visit they go, and with it they come back."""

from collections.abc import Collection

from django.db.models import Model

from invitations.checklist.advice import VISIT
from invitations.checklist.generating import Wanted
from invitations.checklist.playbook import advice_of
from invitations.models import Taak


def untouched(visits: Collection[int]) -> dict[type[Model], set[int]]:
    """{Taak: keys}: not done, not taken off the list, and nothing about them was changed."""
    tasks = Taak.objects.filter(bezoek__in=visits).exclude(key="").order_by()
    return {Taak: {task.pk for task in tasks if _is_as_made(task)}}


def _is_as_made(task: Taak) -> bool:
    advice = advice_of(task.key)
    if advice is None or task.bezoek_id is None or task.key != f"{VISIT}:{task.bezoek_id}:{advice.name}":
        return False
    made = Wanted(task.programme_id, task.key, advice, visit=task.bezoek_id).made()
    fields = [field.attname for field in Taak._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 (Django's documented API)
    return all(getattr(task, name) == getattr(made, name) for name in fields)
