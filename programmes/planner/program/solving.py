"""The linear programs of the planner, solved: exactly by CP-SAT, relaxed by HiGHS."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from programmes.planner.index import Floats
from programmes.planner.program.shapes import ANY, NONE, Program

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

Stop = Callable[[], bool]
"""Whether to end at once; asked from another thread."""
EVERY = 0.1  # seconds between two times that it is asked
LARGEST = 10**9


@dataclass(frozen=True)
class Solution:
    """`values` is None when nothing was found; `is_best`: proven, as near as was asked, or that there is nothing."""

    values: list[bool] | None
    is_best: bool
    bound: float  # proven; infinite when nothing was found, minus that when there is nothing
    effort: float


def load() -> None:
    """What takes half a second the first time: whoever has little time more does it before the clock runs."""
    import highspy  # noqa: F401, PLC0415  # before OR-Tools, or it does not load
    from ortools.sat.python import cp_model  # noqa: F401, PLC0415  # half a second


def solve(
    program: Program,
    *,
    seconds: float,
    effort: float | None = None,
    seed: int = 0,
    probes: bool = True,
    near: float = 0.0,
    should_stop: Stop | None = None,
) -> Solution:
    """The best values for the columns. `effort` (deterministic time) instead of the clock gives the same every time.

    Without `probes` a large program begins to be solved much sooner. With `near` it begins from nothing and is content
    with what is at most so many points from the best: far from the best, the values that the columns have only delay.
    """
    import highspy  # noqa: F401, PLC0415  # before OR-Tools, or it does not load
    from ortools.sat.python import cp_model  # noqa: PLC0415  # half a second

    model, columns = _model(program, hinted=not near)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers, parameters.random_seed, parameters.max_time_in_seconds = 1, seed, seconds
    if effort is not None:
        parameters.max_deterministic_time = effort
    parameters.linearization_level = 2
    parameters.catch_sigint_signal = False  # whoever asked for the plan answers Ctrl-C
    if not probes:
        parameters.cp_model_probing_level = parameters.symmetry_level = 0
    parameters.absolute_gap_limit = near
    with _stoppable(solver, should_stop):
        status = solver.solve(model)
    effort_spent = solver.response_proto.deterministic_time
    if status == cp_model.INFEASIBLE:
        return Solution(None, True, NONE, effort_spent)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solution(None, False, ANY, effort_spent)
    values = [solver.boolean_value(column) for column in columns]
    return Solution(values, status == cp_model.OPTIMAL, solver.best_objective_bound, effort_spent)


@contextmanager
def _stoppable(solver: "CpSolver", should_stop: Stop | None) -> Iterator[None]:
    """CP-SAT asks nobody: a thread beside it does."""
    if should_stop is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            if should_stop():
                solver.stop_search()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _model(program: Program, *, hinted: bool) -> "tuple[CpModel, list[IntVar]]":
    """Rows that say what CP-SAT knows by name are said so."""
    from ortools.sat.python.cp_model import CpModel, LinearExpr  # noqa: PLC0415  # half a second

    model = CpModel()
    columns = [model.new_bool_var("") for _ in program.gains]
    for low, high, numbers, factors in program.rows:
        terms = [columns[number] for number in numbers]
        plus = all(factor == 1 for factor in factors)
        if plus and low == high == 1:
            model.add_exactly_one(terms)
        elif plus and low < 1 and high == 1:
            model.add_at_most_one(terms)
        elif factors == [1, -1] and low < 0 and high == 0:
            model.add_implication(*terms)
        else:
            expression = LinearExpr.weighted_sum(terms, factors)
            model.add_linear_constraint(expression, int(max(low, -LARGEST)), int(min(high, LARGEST)))
    model.maximize(LinearExpr.weighted_sum(columns, program.gains))
    for column, value in zip(columns, program.now, strict=True) if hinted else ():
        model.add_hint(column, value)
    return model, columns


@dataclass(frozen=True)
class Relaxation:
    objective: float
    columns: Floats
    duals: Floats  # per row


def relax(
    program: Program, *, seconds: float, interior: bool = False, should_stop: Stop | None = None
) -> Relaxation | None:
    """The best fractions for the columns; None when there was no time."""
    import highspy  # noqa: PLC0415  # 0.1 s

    if not program.gains:  # all is fixed; HiGHS has a status of its own for that
        return Relaxation(0.0, np.zeros(0), np.zeros(len(program.rows)))
    solver = highs_of(program, seconds=seconds, whole=False)
    if interior:
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
    if should_stop:
        solver.setCallback(lambda kind, text, out, back, data: _interrupt(back, should_stop), None)  # noqa: ARG005
        for kind in (highspy.cb.kCallbackSimplexInterrupt, highspy.cb.kCallbackIpmInterrupt):
            solver.startCallback(kind)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    return Relaxation(
        solver.getInfo().objective_function_value, np.array(solution.col_value), np.array(solution.row_dual)
    )


def _interrupt(back: Any, should_stop: Stop) -> None:
    if should_stop():
        back.user_interrupt = True


def branch(program: Program, *, seconds: float, nodes: int) -> list[bool] | None:
    """Good whole values for the columns, without the half second that CP-SAT takes to load; None: none found.

    As long as the clock does not end it, the same every time.
    """
    solver = highs_of(program, seconds=seconds, whole=True)
    solver.setOptionValue("mip_max_nodes", nodes)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    found = len(values) == len(program.gains) and solver.getInfo().primal_solution_status == 2
    return [bool(value > 0.5) for value in values] if found else None


def highs_of(program: Program, *, seconds: float, whole: bool) -> Any:
    """HiGHS with this program, to be run; `whole`: columns are 0 or 1, nothing between."""
    import highspy  # noqa: PLC0415  # 0.1 s

    count, lengths = len(program.gains), [len(row[2]) for row in program.rows]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(program.rows)
    model.col_cost_ = np.array(program.gains, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_ = np.array([row[0] for row in program.rows], dtype=float)
    model.row_upper_ = np.array([row[1] for row in program.rows], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *lengths])
    model.a_matrix_.index_ = np.array([number for row in program.rows for number in row[2]])
    model.a_matrix_.value_ = np.array([factor for row in program.rows for factor in row[3]], dtype=float)
    model.sense_ = highspy.ObjSense.kMaximize
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy._core._Highs()  # noqa: SLF001  # the one around it prints a banner, and the plan goes to stdout
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", max(float(seconds), 0.0))  # it takes no notice of less
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver
