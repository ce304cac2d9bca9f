"""The service worker of the pages of the day: one script for all of them, anew with each release."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

STYLES = ("base", "layout", "components", "header", "forms", "schedule", "day", "delen", "reception", "print")
SCRIPTS = ("js/app.js", "js/dag.js")
PICTURES = ("img/logo.svg", "img/favicon.svg")
FONTS = tuple(f"fonts/SourceSansPro-{weight}.ttf" for weight in ("Regular", "It", "Semibold", "Bold"))
_IMPORT = re.compile(r"""^(?:import|export) .*?["']\./([\w-]+\.js)["'];""", re.MULTILINE)


@login_not_required
@require_safe
def dag_worker(request: HttpRequest) -> HttpResponse:
    files, version = shell()
    # JSON of our own file names, in a script: no markup can come of it
    context = {"files": mark_safe(json.dumps(files)), "version": version, "static_url": plain("")}  # noqa: S308
    response = render(request, "press/werker.js", context, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/dag/"
    return response


@cache
def shell() -> tuple[list[str], str]:
    """The addresses of all that the pages of the day are made of, and a word that changes with their content."""
    modules = sorted({name for script in SCRIPTS for name in imported(script)} - set(SCRIPTS))
    names = [*(f"css/{name}.css" for name in STYLES), *SCRIPTS, *modules, *PICTURES, *FONTS]
    found = {name: path for name in names if (path := find(name))}
    digest = hashlib.sha256()
    for name, path in found.items():
        digest.update(f"{static(name)}\0".encode() + Path(path).read_bytes())
    addresses = [plain(name) if name in modules else static(name) for name in found]
    return addresses, digest.hexdigest()[:16]


def plain(name: str) -> str:
    """A module is imported by its plain name, also where pages name files with a hash in it."""
    base: Any = static("js/app.js")
    return f"{base.rsplit('/js/', 1)[0]}/{name}"


def imported(script: str) -> set[str]:
    """A module and all that it imports, by their names in static/."""
    found, todo = {script}, [script]
    while todo:
        path = find(todo.pop())
        text = Path(path).read_text() if path else ""
        new = {f"js/{name}" for name in _IMPORT.findall(text)} - found
        found |= new
        todo += new
    return found
