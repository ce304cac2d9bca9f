"""A whole program solved by branch and cut in a process of its own, beside a search that finds plans sooner.

HiGHS tells and asks so often that a thread would wait for the interpreter most of the time.
"""

import multiprocessing
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from programmes.planner.program.shapes import ANY, Program
from programmes.planner.program.solving import highs_of

SLOW_RULES = 1 << 15 | 1 << 16
"""HiGHS' probing and enumeration: half a minute on a small town, for what its first cuts give in two seconds."""
CUTS = 1_000  # that HiGHS keeps: ten times as many take fifty MiB, and prove no sooner
LESS_THAN_A_POINT = 0.5
EVERY = 0.1  # seconds between two pieces of news


class Beside:
    """`bound` is proven; `values`: the best columns that it found itself, None until then. Made early, it is warm."""

    def __init__(self) -> None:
        self.bound = ANY
        self.values: list[bool] | None = None
        self.is_over = False
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_run, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def begin(self, program: Program, *, seconds: float) -> None:
        self._send((program, seconds))

    def offer(self, values: list[bool]) -> None:
        """Of the columns in a better plan: what cannot be better than that, it leaves aside."""
        self._send(np.array(values, dtype=float))

    def _send(self, what: Any) -> None:
        try:
            self._pipe.send(what)
        except OSError:
            self.is_over = True

    def refresh(self) -> None:
        """Takes in what it told."""
        try:
            while not self.is_over and self._pipe.poll():
                bound, values = self._pipe.recv()
                self.bound = min(self.bound, bound)
                self.values = values or self.values
        except (EOFError, OSError):
            self.is_over = True

    def stop(self) -> None:
        self.refresh()
        self._process.kill()
        self._process.join()
        self._pipe.close()


@dataclass
class _Hearing:
    """What HiGHS calls: passes on its news, and what it is offered meanwhile."""

    pipe: Connection
    offered: Any
    values: list[bool] | None = None
    said: tuple[float, float] = (ANY, 0.0)  # bound, when

    def __call__(self, kind: Any, _: str, out: Any, back: Any, __: object) -> None:
        from highspy import cb  # noqa: PLC0415  # as in highs_of

        if kind == int(cb.kCallbackMipImprovingSolution):
            self.values = [bool(value > 0.5) for value in np.array(out.mip_solution)]
            self.tell(float(out.mip_dual_bound))
        elif kind == int(cb.kCallbackMipUserSolution):
            if self.offered is not None:
                back.setSolution(self.offered)
                self.offered = None
        else:
            self._listen(back)
            bound, when = self.said
            if out.mip_dual_bound < bound - LESS_THAN_A_POINT and time.monotonic() - when > EVERY:
                self.tell(float(out.mip_dual_bound))

    def _listen(self, back: Any) -> None:
        try:
            if self.pipe.poll():
                self.offered = self.pipe.recv()
        except (EOFError, OSError):
            back.user_interrupt = True  # whoever asked is gone

    def tell(self, bound: float) -> None:
        self.said = bound, time.monotonic()
        self.pipe.send((bound, self.values))


def _run(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked answers Ctrl-C, and ends this process
    import highspy  # noqa: PLC0415  # before it is needed

    program, seconds = pipe.recv()
    solver, hearing = highs_of(program, seconds=seconds, whole=True), _Hearing(pipe, np.array(program.now, dtype=float))
    solver.setOptionValue("presolve_rule_off", SLOW_RULES)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_pool_soft_limit", CUTS)
    solver.setOptionValue("mip_abs_gap", LESS_THAN_A_POINT)
    solver.setCallback(hearing, None)
    cb = highspy.cb
    for kind in (cb.kCallbackMipImprovingSolution, cb.kCallbackMipUserSolution, cb.kCallbackMipInterrupt):
        solver.startCallback(kind)
    solver.run()
    hearing.tell(float(solver.getInfo().mip_dual_bound))
    pipe.close()
