import json
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from programmes.bench import Result, all_benches, results_of

COLUMNS = ("bench", "case", "size", "seconds", "queries", "peak_mib", "ratio", "of", "limit", "ok")


class Command(BaseCommand):
    """Measures what has a limit, on data of its own in a database of its own; exit status 1 when a limit is passed."""

    help = "Meet hoe snel de toepassing is, in een eigen databank: bench board planner publish schedule [--json]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="+", choices=sorted(all_benches()), metavar="NAAM")
        parser.add_argument("--json", action="store_true", help="één JSON-object per regel")

    def handle(self, *, names: list[str], json: bool, **options: Any) -> None:  # noqa: ARG002
        warnings.filterwarnings("ignore", message="No directory at")  # static files are not collected for this
        with own_database():
            results = [result for name in names for result in self._shown(name, as_json=json)]
        if not all(result.ok for result in results):
            sys.exit(1)

    def _shown(self, name: str, *, as_json: bool) -> Iterator[Result]:
        """Each result is printed as soon as it is there."""
        if not as_json:
            self.stdout.write(line(COLUMNS))
        for result in results_of(name):
            values = result.as_json()
            if as_json:
                self.stdout.write(json.dumps(values))
            else:
                more = " ".join(f"{name}={value}" for name, value in result.more.items())
                self.stdout.write(f"{line(tuple(values[column] for column in COLUMNS))} {more}".rstrip())
            yield result


def line(values: tuple[Any, ...]) -> str:
    widths = (9, 10, 5, 9, 8, 9, 6, 8, 28, 4)
    texts = ("" if value is None else str(value) for value in values)
    return " ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()


@contextmanager
def own_database() -> Iterator[None]:
    """A test database beside the real one (SQLite: a file in a folder that goes), with mail and tasks held inside."""
    with tempfile.TemporaryDirectory(prefix="expeditie-bench-") as folder:
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder, "bench.sqlite3"))
        setup_test_environment(debug=False)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(str(name), verbosity=0)
            teardown_test_environment()
