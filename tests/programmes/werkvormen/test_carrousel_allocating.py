"""Who gets which seats: the best overall, proven, and by the rules."""

import time

import pytest

from programmes.bench.carousels import SIZES, carousel_of_size
from programmes.werkvormen.carrousel.allocating import allocate, first_come
from programmes.werkvormen.carrousel.checking import check
from programmes.werkvormen.carrousel.problem import Allocation
from tests.programmes.werkvormen.carousels import best_score, make_carousel, random_carousel


@pytest.mark.parametrize("seed", range(60))
def test_as_good_as_trying_everything(seed: int) -> None:
    problem = random_carousel(seed)
    found = allocate(problem, seconds=2)
    verdict = check(problem, found.seats)
    assert (verdict.errors, verdict.score, found.score) == ((), best_score(problem), best_score(problem))
    assert found.bound >= found.score


@pytest.mark.parametrize(("size", "seed"), [("60", 1), ("60", 2), ("300", 3)])
def test_the_best_is_proven(size: str, seed: int) -> None:
    problem = carousel_of_size(SIZES[size], seed)
    found = allocate(problem, seconds=20)
    verdict = check(problem, found.seats)
    assert (verdict.errors, verdict.score, found.bound) == ((), found.score, found.score)


def test_the_first_is_by_the_rules_and_never_better_than_the_bound() -> None:
    problem = carousel_of_size(SIZES["60"], 4)
    heard: list[Allocation] = []
    allocate(problem, seconds=5, on_progress=heard.append)
    assert heard[0].bundles == first_come(problem)
    assert [check(problem, one.seats).errors for one in heard] == [()] * len(heard)
    assert [one.score for one in heard] == sorted(one.score for one in heard)
    assert all(one.bound >= heard[-1].score for one in heard)


def test_the_same_seed_gives_the_same() -> None:
    problem = carousel_of_size(SIZES["300"], 5)
    assert allocate(problem, seconds=20, seed=7) == allocate(problem, seconds=20, seed=7)


@pytest.mark.parametrize("how", ["no time", "stopped"])
def test_no_time_still_gives_something_valid(how: str) -> None:
    problem = carousel_of_size(SIZES["300"], 6)
    began = time.monotonic()
    if how == "no time":
        found = allocate(problem, seconds=0)
    else:
        found = allocate(problem, seconds=60, should_stop=lambda: True)
    assert (check(problem, found.seats).errors, found.bundles) == ((), first_come(problem))
    assert (found.bound >= found.score, time.monotonic() - began < 5) == (True, True)


@pytest.mark.parametrize(
    ("rooms", "wishes", "per_person"),
    [
        ([], [()], 2),
        ([((0,), 5)], [], 1),
        ([((0,), 5)], [(0,)], 0),
        ([((), 5)], [(0,)], 1),
        ([((0, 1), 0)], [(0,), ()], 2),
    ],
)
def test_nothing_to_give(
    rooms: list[tuple[tuple[int, ...], int]], wishes: list[tuple[int, ...]], per_person: int
) -> None:
    problem = make_carousel(rooms, wishes, per_person)
    found = allocate(problem, seconds=1)
    assert (found.seats, found.score, found.bound) == ([], problem.nothing, problem.nothing)


def test_one_session_for_all_is_shared_by_who_wants_it_most() -> None:
    problem = make_carousel([((0,), 1), ((0,), 2)], [(1, 0), (0, 1), (0, 1)], per_person=1)
    assert allocate(problem, seconds=1).bundles[0] == ((1, 0),)


def test_fewer_sessions_than_seats_for_each_is_proven_too() -> None:
    problem = make_carousel([((0, 1), 2), ((0, 1), 0)], [(0,), (1,), ()])
    found = allocate(problem, seconds=2)
    assert (found.score, found.bound) == (best_score(problem), best_score(problem))


def test_who_keeps_something_is_not_asked_again_and_others_take_what_is_left() -> None:
    problem = make_carousel([((0,), 1), ((0,), 2)], [(0, 1), (1,), (0,)], per_person=1)
    assert first_come(problem, {2: ((0, 0),)}) == (((1, 0),), ((1, 0),), ((0, 0),))


def test_stopped_halfway_the_best_so_far_and_its_bound_hold() -> None:
    problem = carousel_of_size(SIZES["300"], 9)
    heard: list[Allocation] = []
    found = allocate(problem, seconds=60, on_progress=heard.append, should_stop=lambda: len(heard) > 1)
    assert (check(problem, found.seats).errors, len(heard), found.is_optimal) == ((), 2, False)
    assert problem.nothing < heard[0].score < found.score < allocate(problem, seconds=20).score <= found.bound


@pytest.mark.parametrize(
    ("seats", "error"),
    [
        ([(0, 0, 0), (1, 0, 0)], "sessie 0, ronde 0: 2 mensen op 1 plaatsen"),
        ([(0, 0, 0), (0, 1, 0)], "persoon 0 heeft twee sessies in één ronde"),
        ([(0, 1, 0), (0, 1, 1)], "persoon 0 heeft twee keer dezelfde sessie"),
        ([(0, 0, 1)], "sessie 0 loopt niet in ronde 1"),
        ([(9, 0, 0)], "persoon 9 bestaat niet"),
        ([(0, 0, 0), (0, 1, 1), (0, 2, 2)], "persoon 0 heeft 3 sessies, hoogstens 2"),
    ],
)
def test_the_checker_sees(seats: list[tuple[int, int, int]], error: str) -> None:
    problem = make_carousel([((0,), 1), ((0, 1), 2), ((2,), 2)], [(0,), (1,)])
    assert check(problem, seats).errors[0] == error
