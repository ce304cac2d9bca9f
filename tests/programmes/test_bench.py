"""The benches measure on data of their own, and judge by counts and ratios."""

from programmes.bench import BENCHES, Figures, grown, measured, results_of
from programmes.bench.board import conflicts, move, page
from programmes.bench.data import make_programme
from programmes.bench.werkvormen import parts
from programmes.conflicts import find_conflicts
from programmes.loading import load_week


def test_growth_is_judged_at_the_largest_size() -> None:
    results = list(grown("board", "move", (40, 400), [Figures(0.1, 9), Figures(0.4, 9)], queries=12, growth=3))
    assert [(r.size, r.ratio, r.of, r.ok) for r in results] == [(40, None, None, True), (400, 4.0, "size 40", False)]
    assert results[0].limit == "queries<=12 ratio<=3"


def test_queries_are_judged_at_both_sizes() -> None:
    figures = [Figures(0.1, 11), Figures(0.1, 12)]
    assert [r.ok for r in grown("board", "page", (40, 400), figures, queries=12, same=True)] == [False, False]
    assert [r.ok for r in grown("board", "page", (40, 400), figures, queries=12)] == [True, True]
    assert [r.ok for r in grown("board", "page", (40, 400), figures, queries=11)] == [False, False]


def test_the_week_of_a_bench_is_believable(db: None) -> None:
    week = load_week(make_programme(40))
    assert (len(week.visits), {len(visit.people) for visit in week.visits}) == (40, {2})
    kinds = {conflict.kind for conflict in find_conflicts(week)}
    assert "reistijd" in kinds
    assert "dubbel" not in kinds


def test_the_board_stays_within_its_queries(db: None) -> None:
    programme = make_programme(10)
    figures = measured(conflicts(programme), page(programme), move(programme), runs=1)
    assert [figure.queries for figure in figures] == [5, 11, 12]


def test_every_bench_has_its_module(db: None) -> None:
    assert sorted(BENCHES) == ["board", "planner", "publish", "schedule", "werkvormen"]
    assert callable(results_of)
    assert callable(parts()["carousel"])
