"""How much memory a process takes with those that it starts. Knows no Django."""

import threading
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Self

EVERY = 0.2  # seconds between two looks


class Peak:
    """Used as a context: `mib` is the most that was seen at once. What is shared between processes counts once."""

    def __init__(self) -> None:
        self.mib = 0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._looking.join()
        self.mib = max(self.mib, _now())

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.mib = max(self.mib, _now())


def _now() -> int:
    """Where the kernel does not tell: the most that each ever took, added up."""
    own = Path("/proc/self")
    if not (own / "smaps_rollup").exists():
        return (getrusage(RUSAGE_SELF).ru_maxrss + getrusage(RUSAGE_CHILDREN).ru_maxrss) // 1024
    started: set[str] = set()
    for thread in (own / "task").iterdir():
        with suppress(OSError):  # it ended meanwhile
            started.update((thread / "children").read_text(encoding="ascii").split())
    return sum(_shared_out(process) for process in (own, *(Path("/proc") / number for number in started))) // 1024


def _shared_out(process: Path) -> int:
    """KiB, of what is shared its part."""
    with suppress(OSError):
        lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0
