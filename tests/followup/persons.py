"""A programme in which one name stands in every field that can hold one."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from followup.models import Bewaartermijn
from followup.privacy.rules import PERSONAL, Rule
from followup.privacy.table import TABLE
from invitations.models import Toestemming
from programmes.models import Programme, Verteller

NAME, EMAIL = "Zoë Geheim", "zoe@geheim.example"
MARK = "geheim"
DATA = {"programmes.Versie.content", "followup.Verslagversie.content", "programmes.Wijziging.before"}
DATA |= {"programmes.Wijziging.after", "invitations.Bericht.calendar"}  # with a shape of its own


def fill(programme: Programme) -> None:
    """Writes the name into all fields of all rows of the programme, and into its guest and its host."""
    Toestemming.objects.filter(bestuur=programme.bestuur).update(programme=programme)
    for rule in TABLE:
        if rule.programme:
            rule.of_programme(programme).update(**dict(_values(rule)))
    programme.verhalen.update(first_name="Zoë", last_name="Geheim")
    Verteller.objects.filter(podium__bezoek__programme=programme).update(first_name="Zoë", last_name="Geheim")
    programme.guests.update(first_name="Zoë", last_name="Geheim", email=EMAIL)
    programme.bestuur.contactpersonen.filter(bezoeken__programme=programme).update(name=NAME, email=EMAIL)
    for version in programme.versies.all():
        version.content["people"] = [row | {"name": NAME} for row in version.content["people"]]
        version.save()


def _values(rule: Rule) -> Any:
    for name in rule.fields(*PERSONAL, "texts"):
        field = rule.field(name)
        if f"{rule.model}.{name}" in DATA or name in rule.files.split():
            continue
        if isinstance(field, models.JSONField):
            yield name, {"tekst": f"Dag {NAME}"}
        elif isinstance(field, models.EmailField):
            yield name, EMAIL
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield (
                name,
                NAME if (field.max_length or 200) < 50 else f"Dag {NAME}" if name in rule.texts.split() else NAME,
            )


def left(programme: Programme) -> list[str]:
    """'press.Quote.name', ...: where the name still stands, in rows of the programme."""
    return sorted(
        {
            f"{rule.model}.{name}"
            for rule in TABLE
            if rule.programme
            for row in rule.of_programme(programme)
            for name in rule.fields(*PERSONAL, "texts")
            if not rule.field(name).many_to_many and MARK in str(getattr(row, name)).lower()
        }
    )


def warned(programme: Programme, *, days_ago: int = 31) -> dt.datetime:
    """The term is over and the coordinators knew it; returns the moment after it."""
    now = timezone.now()
    ends_on = now.date() - dt.timedelta(days=1)
    defaults = {"ends_on": ends_on, "warned_at": now - dt.timedelta(days=days_ago), "cleared_at": None}
    Bewaartermijn.objects.update_or_create(programme=programme, defaults=defaults)
    return now


def left_at_all(programme: Programme) -> list[str]:
    """The same over all tables of the authority."""
    return sorted(
        {
            f"{rule.model}.{name}"
            for rule in TABLE
            for row in rule.of_bestuur(programme.bestuur)
            for name in rule.fields(*PERSONAL, "texts")
            if not rule.field(name).many_to_many and MARK in str(getattr(row, name)).lower()
        }
    )
