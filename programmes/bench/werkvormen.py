"""What the solvers of the formats reach on made-up problems: each module `werkvormen_<kind>` here has a `run_<kind>`.

Another solver is a file more.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from programmes import bench
from programmes.bench import Result

PREFIX = "werkvormen_"


def run() -> Iterator[Result]:
    for part in parts().values():
        yield from part()


def parts() -> dict[str, Callable[[], Iterator[Result]]]:
    """{kind: what measures it}."""
    names = [found.name for found in iter_modules(bench.__path__) if found.name.startswith(PREFIX)]
    kinds = {name.removeprefix(PREFIX): import_module(f"{bench.__name__}.{name}") for name in names}
    return {kind: getattr(module, f"run_{kind}") for kind, module in kinds.items()}
