"""Reads single values out of JSON; what is not as it must be is a ProblemError that names the place and the mend."""

import json
from collections.abc import Callable, Collection, ItemsView
from typing import Any, TypeVar

T = TypeVar("T")
MISSING = object()
_LONGEST = 40
_LARGEST = 10**15


class ProblemError(ValueError):
    """A Dutch sentence for who wrote the file."""


class Row:
    """An object of the file; `path` is where it stands, as in `services[2]`."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise wrong(path or "het bestand", value, "een object met velden, tussen { en }")
        self._values, self._path = value, path

    def path(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def value(self, name: str, default: Any = MISSING) -> Any:
        return self._values.get(name, default)

    def row(self, name: str) -> "Row":
        return Row(self.value(name), self.path(name))

    def items(self) -> ItemsView[str, Any]:
        return self._values.items()

    def number(self, name: str, low: int, high: int, default: Any = MISSING) -> int:
        return number(self.value(name, default), self.path(name), low, high)

    def text(self, name: str, default: Any = MISSING) -> str:
        return text(self.value(name, default), self.path(name))

    def choice(self, name: str, choices: Collection[str]) -> str:
        value = self.text(name)
        if value not in choices:
            raise wrong(self.path(name), value, one_of(choices))
        return value

    def flag(self, name: str, default: Any = MISSING) -> bool:
        value = self.value(name, default)
        if not isinstance(value, bool):
            raise wrong(self.path(name), value, "true of false")
        return value

    def each(self, name: str, read: Callable[[Any, str], T], default: Any = MISSING) -> tuple[T, ...]:
        """All of a list, each read with its own place."""
        return each(self.value(name, default), self.path(name), read)


def wrong(path: str, value: Any, wanted: str) -> ProblemError:
    if value is MISSING:
        return ProblemError(f"{path} ontbreekt: schrijf er {wanted}.")
    return ProblemError(f"{path} is {_shown(value)}: schrijf {wanted}.")


def number(value: Any, path: str, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise wrong(path, value, f"een geheel getal van {low} tot en met {high}")
    return value


def text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise wrong(path, value, "tekst tussen aanhalingstekens")
    return value


def each(value: Any, path: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    if not isinstance(value, list | tuple):
        raise wrong(path, value, "een lijst tussen [ en ] (die mag leeg zijn)")
    return tuple(read(part, f"{path}[{place}]") for place, part in enumerate(value))


def parts(value: Any, path: str, count: int, form: str) -> tuple[Any, ...]:
    """Of a short list that must look like `form`, such as `[dag, van, tot]`."""
    if not isinstance(value, list | tuple) or len(value) != count:
        raise wrong(path, value, form)
    return tuple(value)


def one_of(choices: Collection[str]) -> str:
    *most, last = sorted(choices)
    return f"{', '.join(most)} of {last}" if most else last


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"een lijst van {len(value)}"
    if isinstance(value, dict):
        return "een object"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "een veel te groot getal"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
