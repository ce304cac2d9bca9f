"""Printing many letters, in two processes of their own: threads do not help."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol, TypeVar

PROCESSES = 2
ALONE = 12  # so few are done before two processes have started
CHUNK = 10  # letters at once: progress is told after each chunk
P = TypeVar("P")
Told = Callable[[int], None]
Printer = Callable[[Sequence[P]], list[bytes]]


class Printable(Protocol):
    """Plain data that can travel to another process; `context` is what the template gets."""

    @property
    def context(self) -> dict[str, Any]: ...


def print_all(letters: Sequence[P], told: Told = lambda _: None, *, chunk: Printer[P] | None = None) -> list[bytes]:
    """A PDF of each, in their order. `told(count)` may raise, to stop.

    `chunk`, a function of a module, prints some of them in any process; without one they are letters.
    """
    printer: Callable[..., list[bytes]] = chunk or print_chunk
    if len(letters) <= ALONE:
        return list(_one_by_one(letters, told, printer))
    chunks = [letters[n : n + CHUNK] for n in range(0, len(letters), CHUNK)]
    pool = ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"), initializer=_wake_up)
    try:
        waiting = {pool.submit(printer, some): number for number, some in enumerate(chunks)}
        done = _followed(waiting, told)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return [pdf for number in range(len(chunks)) for pdf in done[number]]


def _one_by_one(letters: Sequence[P], told: Told, printer: Printer[P]) -> Iterator[bytes]:
    for count, letter in enumerate(letters, start=1):
        yield from printer([letter])
        told(count)


def _followed(waiting: dict[Future[list[bytes]], int], told: Told) -> dict[int, list[bytes]]:
    done: dict[int, list[bytes]] = {}
    for future in as_completed(waiting):
        done[waiting[future]] = future.result()
        told(sum(len(pdfs) for pdfs in done.values()))
    return done


def print_chunk(letters: "Sequence[Printable]") -> list[bytes]:
    from programmes.documents import document  # noqa: PLC0415 (a spawned process imports it after Django is up)

    return [document("brief", letter.context) for letter in letters]


def _wake_up() -> None:
    """A spawned process begins with nothing, and leaves when whoever started it is gone: killed, for example."""
    import django  # noqa: PLC0415 (only here)

    Thread(target=_leave_with_parent, daemon=True).start()
    django.setup()


def _leave_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
