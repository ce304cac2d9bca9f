"""The house rules of the code that a machine can check: who imports whom, how large, what a template may hold."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("programmes", "invitations", "press", "followup")  # each may import those before it, never those after it
LAYERS = {  # inside an app: each may import its own layer and lower ones
    "times": 0,
    "windows": 0,
    "models": 1,
    # everything that is not named here: functions, 2
    "forms": 3,
    "views": 4,
    "urls": 5,
    "management": 6,
}
FUNCTIONS = 2
WITHOUT_DJANGO = (
    "programmes.planner",
    "programmes.werkvormen.carrousel.allocating",
    "programmes.werkvormen.carrousel.changing",
    "programmes.werkvormen.carrousel.checking",
    "programmes.werkvormen.carrousel.columns",
    "programmes.werkvormen.carrousel.explaining",
    "programmes.werkvormen.carrousel.pricing",
    "programmes.werkvormen.carrousel.problem",
    "programmes.werkvormen.carrousel.reading",
    "programmes.werkvormen.carrousel.waiting",
    "programmes.werkvormen.nameless",
    "programmes.werkvormen.ordering",
    "programmes.times",
    "programmes.week",
    "programmes.words",
    "programmes.travel",
    "programmes.agenda",
    "programmes.conflicts",
    "programmes.candidates",
    "programmes.differences",
    "programmes.lanes",
    "programmes.openings",
    "programmes.werkvormen.rondrit.boarding",
    "programmes.werkvormen.rondrit.limits",
    "programmes.werkvormen.rondrit.problem",
    "programmes.werkvormen.rondrit.proposing",
    "programmes.werkvormen.rondrit.reading",
    "programmes.werkvormen.rondrit.solve",
    "programmes.werkvormen.rondrit.tours",
    "programmes.entries",
    "programmes.schedules",
    "programmes.werkvormen.interface",
    "programmes.werkvormen.timetable",
    "programmes.werkvormen.vrij_podium.running",
    "programmes.werkvormen.speeddate.again",
    "programmes.werkvormen.speeddate.anneal",
    "programmes.werkvormen.speeddate.bound",
    "programmes.werkvormen.speeddate.cards",
    "programmes.werkvormen.speeddate.effort",
    "programmes.werkvormen.speeddate.fields",
    "programmes.werkvormen.speeddate.files",
    "programmes.werkvormen.speeddate.joining",
    "programmes.werkvormen.speeddate.known",
    "programmes.werkvormen.speeddate.lines",
    "programmes.werkvormen.speeddate.quality",
    "programmes.werkvormen.speeddate.rotations",
    "programmes.werkvormen.speeddate.seats",
    "programmes.werkvormen.speeddate.solve",
    "programmes.werkvormen.speeddate.tables",
    "programmes.werkvormen.speeddate.timing",
    "programmes.werkvormen.speeddate.tours",
    "programmes.werkvormen.visieworkshop.blocks",
    "programmes.werkvormen.visieworkshop.radar",
    "programmes.werkvormen.visieworkshop.scores",
    "invitations.fiches.charts",
    "press.delays.shifting",
    "press.delays.troubles",
)
PATCHES = {"setattr", "setitem"}
REPLACED = {  # what a test may put something else in the place of, each with a reason beside it
    "programmes.planner.solve.BUDGET",  # effort has to run out long before the clock, on a busy machine too
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LONG_MODULES: set[str] = set()  # exceptions, each with a reason beside it


@cache
def python_files() -> dict[str, Path]:
    """{dotted module name: path} of all our own code, tests and migrations left out."""
    paths = [path for app in (*APPS, "expeditie") for path in sorted((ROOT / app).rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
        if "migrations" not in path.parts
    }


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports_of(path: Path) -> list[str]:
    """Dotted names, those inside functions and under TYPE_CHECKING too; `from a import b` counts as `a.b`."""
    found: list[str] = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)}: schrijf een absolute import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def app_of(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def layer_of(module: str) -> int:
    return LAYERS.get(f"{module}.".split(".")[1], FUNCTIONS)


def own_imports() -> Iterator[tuple[str, str]]:
    for module, path in python_files().items():
        for name in imports_of(path):
            if app_of(name) in (*APPS, "expeditie"):
                yield module, name


def forbidden(module: str, name: str) -> str:
    """Why `module` may not import `name`; empty when it may."""
    if app_of(name) == "expeditie":
        return "expeditie is imported by nobody" if app_of(module) != "expeditie" else ""
    if app_of(module) == "expeditie":
        return ""
    if APPS.index(app_of(name)) > APPS.index(app_of(module)):
        return "an earlier step knows nothing of a later one"
    if app_of(name) == app_of(module) and layer_of(name) > layer_of(module):
        return "models <- functions <- forms <- views <- urls"
    return ""


def test_imports_run_one_way() -> None:
    wrong = [f"{module} imports {name}: {why}" for module, name in own_imports() if (why := forbidden(module, name))]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("programmes.week", "invitations.mail.outbox.post"),
        ("programmes.models.bezoek", "programmes.week.Week"),
        ("programmes.times", "programmes.models.User"),
        ("programmes.forms.board", "programmes.views.board"),
        ("programmes.views.board", "programmes.urls"),
        ("programmes.access", "programmes.forms"),
        ("press.models", "expeditie.settings"),
    ],
)
def test_a_wrong_import_would_be_seen(module: str, name: str) -> None:
    assert forbidden(module, name) != ""


def test_pure_modules_are_free_of_django() -> None:
    pure = {name: path for name, path in python_files().items() if any(is_inside(name, p) for p in WITHOUT_DJANGO)}
    unknown = [name for name in WITHOUT_DJANGO if name not in python_files()]
    wrong = [
        f"{module} imports {name}" for module, path in pure.items() for name in imports_of(path) if is_impure(name)
    ]
    assert (unknown, wrong) == ([], [])


def is_impure(name: str) -> bool:
    return app_of(name) == "django" or is_inside(name, "programmes.models")


def test_no_module_is_too_long() -> None:
    code = [*python_files().values(), *(ROOT / "static").rglob("*.js"), *templates()]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {path for path, lines in lengths.items() if lines > LONGEST_MODULE} == LONG_MODULES


def test_no_function_is_too_long() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python_files().values()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert wrong == []


def templates() -> list[Path]:
    return sorted(
        path
        for folder in ("templates", *(f"{app}/templates" for app in APPS))
        for path in (ROOT / folder).rglob("*.html")
    )


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script of its own": re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*\btype=.application/json)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "an address of another house": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=.https?:", re.IGNORECASE
    ),
}


def inline_parts(text: str) -> list[str]:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    return [what for what, pattern in INLINE.items() if pattern.search(text)]


def test_templates_hold_no_inline_style_or_script() -> None:
    """The content security policy would refuse it, silently, in the browser of the visitor; mails have none."""
    pages = [path for path in templates() if path.parent.name != "mails"]
    wrong = [f"{path.relative_to(ROOT)}: {what}" for path in pages for what in inline_parts(path.read_text())]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a"\n style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<button onclick="x()">',
        '<a href="javascript:void(0)">',
        '<script src="https://cdn.example.org/x.js"></script>',
    ],
)
def test_an_inline_part_would_be_seen(text: str) -> None:
    assert inline_parts(text) != []


def test_a_partial_starts_with_an_underscore() -> None:
    """A template that extends nothing and is not a base is a part of a page."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in templates()
        if path.is_relative_to(ROOT / "templates" / "programmes")
        if not path.name.startswith("_") and not path.name.endswith("base.html")
        if "{% extends" not in path.read_text() and "<!doctype html>" not in path.read_text().lower()
    ]
    assert wrong == []


def replaced_in(path: Path) -> list[str]:
    """Dotted names of our own code that a test puts something else in the place of, and of any mock."""
    imports = [node for node in nodes_of(path) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        alias.asname or alias.name: f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        for node in imports
        for alias in node.names
    }
    found = [name for name in names.values() if is_inside(name, "unittest.mock")]
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PATCHES:
            first, *rest = ".".join(ast.unparse(one).strip("'") for one in node.args[:-1]).split(".")
            found.append(".".join([names.get(first, first), *rest]))
    return [name for name in found if app_of(name) in (*APPS, "expeditie", "unittest")]


def test_no_test_replaces_our_own_code() -> None:
    """It would test the replacement: a setting, an argument, real data or tests/meanwhile.py bring about the same."""
    paths = [path for path in (ROOT / "tests").rglob("*.py") if re.search(r"\bset(attr|item)\(|mock", path.read_text())]
    assert {name for path in paths for name in replaced_in(path)} == REPLACED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from programmes import jobs as x\nmonkeypatch.setattr(x, 'run', None)", "programmes.jobs.run"),
        ("import press.kit\npatch.setattr(press.kit.pdf, 'draw_kit', None)", "press.kit.pdf.draw_kit"),
        ("monkeypatch.setattr('invitations.clock.DUTIES', ())", "invitations.clock.DUTIES"),
        ("from programmes.jobs import WORK\nmonkeypatch.setitem(WORK, 'x', None)", "programmes.jobs.WORK.x"),
        ("from unittest.mock import patch", "unittest.mock.patch"),
    ],
)
def test_a_replacement_would_be_seen(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "test.py"
    path.write_text(text)
    assert replaced_in(path) == [name]
