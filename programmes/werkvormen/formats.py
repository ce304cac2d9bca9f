"""All formats: every module of this package with a FORMAT in it. A new one is a file more (and a line in Werkvorm)."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from programmes import werkvormen
from programmes.werkvormen.interface import Format


@cache
def all_formats() -> Mapping[str, Format]:
    """{key: format}, by title."""
    modules = [import_module(f"{werkvormen.__name__}.{found.name}") for found in iter_modules(werkvormen.__path__)]
    formats = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {one.key: one for one in sorted(formats, key=lambda one: one.title)}


def format_of(key: str) -> Format | None:
    return all_formats().get(key)
