"""A whole program solved by branch and cut in a thread, beside a search that finds plans sooner."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from programmes.planner.index import Floats
from programmes.planner.program.shapes import ANY, Program
from programmes.planner.program.solving import highs_of

SLOW_RULES = 1 << 15 | 1 << 16
"""HiGHS' probing and enumeration: half a minute on a small town, for what its first cuts give in two seconds."""
LESS_THAN_A_POINT = 0.5


class Beside:
    """Begins at once. `bound` is proven, `values` are the best columns that it found itself, None until then.

    `offer` it what the search finds: then it leaves aside what cannot be better. HiGHS leaves the interpreter free.
    """

    values: list[bool] | None = None

    def __init__(self, program: Program, *, seconds: float) -> None:
        self.bound = ANY
        self._offered: Floats | None = np.array(program.now, dtype=float)
        self._is_stopped = False
        self._highs = _set_up(program, seconds, self._hear)
        self._pool = ThreadPoolExecutor(1)
        self._run: Future[Any] = self._pool.submit(self._highs.run)

    @property
    def is_over(self) -> bool:
        return self._run.done()

    def offer(self, program: Program) -> None:
        """The same columns, with the values of a better plan."""
        self._offered = np.array(program.now, dtype=float)

    def stop(self) -> None:
        """Within a second or so; waits for it."""
        self._is_stopped = True
        self._pool.shutdown(wait=True)

    def _hear(self, kind: Any, _: str, out: Any, back: Any, __: object) -> None:
        from highspy import cb  # noqa: PLC0415  # as in highs_of

        if kind == int(cb.kCallbackMipImprovingSolution):
            self.values = [bool(value > 0.5) for value in np.array(out.mip_solution)]
        elif kind == int(cb.kCallbackMipUserSolution):
            offered, self._offered = self._offered, None
            if offered is not None:
                back.setSolution(offered)
        else:
            self.bound = min(self.bound, float(out.mip_dual_bound))
            back.user_interrupt = self._is_stopped


def _set_up(program: Program, seconds: float, hear: Any) -> Any:
    from highspy import cb  # noqa: PLC0415  # as in highs_of

    solver = highs_of(program, seconds=seconds, whole=True)
    solver.setOptionValue("presolve_rule_off", SLOW_RULES)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", LESS_THAN_A_POINT)
    solver.setCallback(hear, None)
    for kind in (cb.kCallbackMipImprovingSolution, cb.kCallbackMipUserSolution, cb.kCallbackMipInterrupt):
        solver.startCallback(kind)
    return solver
