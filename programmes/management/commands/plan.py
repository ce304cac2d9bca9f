import json
import signal
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from programmes.loading import load_week
from programmes.models import Programme
from programmes.planner import ProblemError, problem_json
from programmes.planner.files import Effort, solve_file
from programmes.proposals.problems import bridge_of
from programmes.proposals.settings import FREE, KEEP, Scope, Settings
from programmes.werkvormen.kinds import KINDS

EXPORT = "export"
LONGEST_SECONDS = 24 * 3600
MOST_WORKERS = 64


class Command(BaseCommand):
    """The planner on files: only the plan or the problem comes on standard output, all else on standard error."""

    help = (
        "De planner op bestanden: plan week probleem.json --seconds 20 --seed 1 --workers 2 > plan.json, "
        "of een echt programma als probleem: plan export bestuur/programma > probleem.json"
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's attribute) # the planner asks nothing of the project

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="SOORT")
        for kind in KINDS:
            solver = kinds.add_parser(kind, help=f"een plan voor een probleem van de soort {kind}")
            solver.add_argument("problem", type=Path, metavar="PROBLEEM.json")
            solver.add_argument("--seconds", type=_between(float, 0, LONGEST_SECONDS), default=20.0, help="zoektijd")
            solver.add_argument(
                "--seed", type=_between(int, 0, 2**31 - 1), default=0, help="zelfde getal, zelfde plan, met één werker"
            )
            solver.add_argument(
                "--workers",
                type=_between(int, 1, MOST_WORKERS),
                default=1,
                help="hoeveel tegelijk; meer dan twee helpt niet",
            )
        export = kinds.add_parser(EXPORT, help="een programma als probleem")
        export.add_argument("programme", metavar="BESTUUR/PROGRAMMA")
        export.add_argument("--free", action="store_true", help="alleen wat vastgezet is, blijft staan")
        export.add_argument("--ask-all", action="store_true", help="wie nog niet antwoordde, telt als vrij")
        export.add_argument("--names", action="store_true", help="met de namen van mensen en diensten")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        try:
            found = _export(options) if options["kind"] == EXPORT else self._solve(options)
        except ProblemError as error:
            self._stop(str(error))
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _solve(self, options: dict[str, Any]) -> dict[str, Any]:
        with stoppable() as should_stop:
            effort = Effort(
                seconds=options["seconds"],
                seed=options["seed"],
                workers=options["workers"],
                tell=self._tell,
                should_stop=should_stop,
            )
            return solve_file(KINDS[options["kind"]], options["problem"], effort)

    def _tell(self, line: str) -> None:
        self.stderr.write(line)

    def _stop(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def _export(options: dict[str, Any]) -> dict[str, Any]:
    """Without names, unless asked: whoever gets the file to look at a plan needs to know of nobody who they are."""
    bestuur, _, slug = options["programme"].strip("/").partition("/")
    programme = Programme.objects.filter(bestuur__slug=bestuur, slug=slug).select_related("bestuur").first()
    if programme is None:
        raise ProblemError(
            f"Er is geen programma '{options['programme']}': schrijf het zoals in het webadres, bestuur/programma."
        )
    settings = Settings(standing=FREE if options["free"] else KEEP, ask_all=options["ask_all"])
    data = problem_json(bridge_of(programme, load_week(programme), scope=Scope(), settings=settings).problem)
    if not options["names"]:
        for row in (*data["services"], *data["people"]):
            del row["name"]
    return data


def _between(number: Callable[[str], Any], least: float, most: float) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            value = number(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ArgumentTypeError(f"'{text}' is geen getal van {least} tot {most}")
        return value

    return read


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C, or a polite end by the system: the best plan so far is written. A second Ctrl-C breaks off."""
    asked: list[int] = []

    def stop(number: int, _: Any) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
