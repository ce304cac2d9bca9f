"""The tests work on tables made from the models, which takes a tenth of the time; the migrations make the same ones."""

import re
import sqlite3
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from programmes.tables import FirstTables
from tests.test_architecture import APPS
from tests.test_scripts import run

SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'django_migrations'"


def parts(rows: list[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Per table and index what it is made of, in any order: a column that a migration adds stands last."""
    return {name: Counter(re.split(r"[\s,()]+", sql)) for name, sql in rows if not name.startswith("sqlite_")}


def test_the_first_tables_of_an_app_are_made_at_once() -> None:
    """Whoever remakes a first migration, gives it back this parent: without, migrating takes four times as long."""
    first = {app: import_module(f"{app}.migrations.0001_initial").Migration for app in APPS}
    assert [app for app, migration in first.items() if not issubclass(migration, FirstTables)] == []


@pytest.mark.parametrize("operation", [migrations.RunPython(print), migrations.RemoveField("bezoek", "note")])
def test_the_first_tables_refuse_what_they_would_skip(operation: Operation) -> None:
    migration = FirstTables("0001_initial", "programmes")
    migration.operations = [operation]
    with pytest.raises(NotImplementedError, match="tables and nothing else"):
        migration.apply(ProjectState(), connection.schema_editor())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads how SQLite keeps it; elsewhere: pytest --migrations")
def test_the_migrations_make_the_tables_of_the_models(db: None, tmp_path: Path) -> None:
    assert run("script/manage", "migrate", DATA_DIR=str(tmp_path), EMAIL_URL="memorymail://").returncode == 0
    migrated = sqlite3.connect(tmp_path / "expeditie.sqlite3")
    with connection.cursor() as cursor:
        of_the_models = parts(cursor.execute(SCHEMA).fetchall())
    of_the_migrations = parts(migrated.execute(SCHEMA).fetchall())
    migrated.close()
    assert of_the_migrations == of_the_models
