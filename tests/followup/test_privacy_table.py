"""Every field of every model has a place in the table of privacy."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from followup.privacy.rules import GROUPS, PERSONAL
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


def test_every_field_is_in_one_list() -> None:
    """A new field fails here until somebody says what becomes of it."""
    told = {rule.model: Counter(rule.fields(*GROUPS)) for rule in TABLE}
    assert told == {rule.model: Counter(field.name for field in fields_of(rule.table)) for rule in TABLE}


def test_a_relation_to_people_is_seen_as_one() -> None:
    wrong = []
    for rule in TABLE:
        to_people = {field.name for field in fields_of(rule.table) if field.related_model in PEOPLE}
        to_staff = {field.name for field in fields_of(rule.table) if field.related_model is User}
        told = (set(rule.fields("people", "beside")), set(rule.fields("staff")))
        if told != (to_people, to_staff - {"members"}):
            wrong.append((rule.model, told))
    assert wrong == []


def test_a_file_is_seen_as_one() -> None:
    told = {rule.model: set(rule.fields("files")) for rule in TABLE}
    assert told == {
        rule.model: {field.name for field in fields_of(rule.table) if isinstance(field, models.FileField)}
        for rule in TABLE
    }


def test_what_drops_and_keeps_is_personal() -> None:
    dropped = {rule.model: set(rule.drops.split()) - set(rule.fields("texts")) for rule in TABLE}
    personal = ("names", "by", "personal", "texts", "files")
    kept = {rule.model: set(rule.keeps.split()) - set(rule.fields(*personal)) for rule in TABLE}
    assert [(model, dropped[model], kept[model]) for model in kept if dropped[model] or kept[model]] == []


def test_a_field_is_called_in_dutch() -> None:
    """Only these names are the same in both languages, or in the language of the domain."""
    same = {"assistent", "contactpersonen", "contactpersoon", "deelnemers", "fractie", "medium", "postcode", "status"}
    same |= {"toestemming", "toestemmingen"}
    names = {(rule.model, name, rule.label(name)) for rule in TABLE for name in rule.fields(*PERSONAL, "texts")}
    assert {one for one in names if one[2] == one[1].replace("_", " ") and one[1] not in same} == set()
