"""Every field of every model has a place in the table of privacy."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from followup.privacy.rules import GROUPS, PERSONAL, Rule
from followup.privacy.table import TABLE
from invitations.models import Toestemming
from programmes.models import Assistent, Contactpersoon, Mandataris, PersonalLink, User

APPS = ("programmes", "invitations", "press", "followup")
PEOPLE = (Mandataris, Contactpersoon, Assistent, PersonalLink, Toestemming)


def own_models() -> list[type[models.Model]]:
    """All tables of all four apps, without those that Django makes for a relation."""
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def fields_of(model: type[models.Model]) -> Iterator[models.Field]:  # type: ignore[type-arg]
    meta = model._meta
    yield from (field for field in (*meta.fields, *meta.many_to_many) if not field.primary_key)


def test_every_model_is_in_the_table_once() -> None:
    assert Counter(rule.model for rule in TABLE) == Counter(model._meta.label for model in own_models())


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.model)
def test_every_field_is_in_one_list(rule: Rule) -> None:
    """A new field fails here until somebody says what becomes of it."""
    assert Counter(rule.fields(*GROUPS)) == Counter(field.name for field in fields_of(rule.table))


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.model)
def test_a_relation_to_people_is_seen_as_one(rule: Rule) -> None:
    to_people = {field.name for field in fields_of(rule.table) if field.related_model in PEOPLE}
    to_staff = {field.name for field in fields_of(rule.table) if field.related_model is User}
    assert set(rule.fields("people", "beside")) == to_people
    assert set(rule.fields("staff")) == to_staff - {"members"}


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.model)
def test_a_file_is_seen_as_one(rule: Rule) -> None:
    files = {field.name for field in fields_of(rule.table) if isinstance(field, models.FileField)}
    assert set(rule.fields("files")) == files


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.model)
def test_what_drops_and_keeps_is_personal(rule: Rule) -> None:
    assert set(rule.drops.split()) <= set(rule.fields("texts"))
    assert set(rule.keeps.split()) <= set(rule.fields("names", "by", "personal", "texts", "files"))


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.model)
def test_a_field_is_called_in_dutch(rule: Rule) -> None:
    """Only these names are the same in both languages, or in the language of the domain."""
    same = {"assistent", "contactpersonen", "contactpersoon", "deelnemers", "fractie", "medium", "postcode", "status"}
    same |= {"toestemming", "toestemmingen"}
    names = [name for name in rule.fields(*PERSONAL, "texts") if rule.label(name) == name.replace("_", " ")]
    assert set(names) <= same
