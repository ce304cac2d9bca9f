"""After the seats were given: why, what one can move to, who moves up, what a change does to whom."""

from dataclasses import replace

from programmes.werkvormen.carrousel.again import allocate_again
from programmes.werkvormen.carrousel.allocating import allocate
from programmes.werkvormen.carrousel.changing import Consequence, Move, consequences, mended, moved, moves
from programmes.werkvormen.carrousel.checking import check
from programmes.werkvormen.carrousel.problem import Problem, Session
from programmes.werkvormen.carrousel.waiting import LONGEST_CHAIN, move_up, seated, staying, waiting
from tests.programmes.werkvormen.carousels import make_carousel, random_carousel


def with_room(problem: Problem, session: int, capacity: int) -> Problem:
    sessions = [replace(one, capacity=capacity) if one.id == session else one for one in problem.sessions]
    return replace(problem, sessions=tuple(sessions))


def test_one_moves_to_what_is_free_without_a_clash() -> None:
    problem = make_carousel([((0, 1), 1), ((0, 1), 2), ((0,), 1)], [(2, 0), (0,)])
    bundles = [((1, 0), (0, 1)), ((0, 0),)]
    assert moves(problem, bundles, 0) == [Move(0, 1, 2)]  # session 0 is theirs already, in the other round
    assert moved(bundles[0], Move(0, 1, 2)) == ((2, 0), (0, 1))


def test_a_seat_that_comes_free_goes_to_the_first_in_line() -> None:
    problem = make_carousel([((0,), 1), ((0,), 2)], [(1, 0), (0, 1), ()], per_person=1)
    bundles = (((1, 0),), ((1, 0),), ())
    assert waiting(problem, bundles, 0) == [1, 0]  # the second put it first
    after = move_up(problem, bundles, [(0, 0)])
    assert after == (((1, 0),), ((0, 0),), ((1, 0),))  # who asked for nothing takes what that one leaves


def test_only_what_came_free_is_given_and_what_is_left_by_it() -> None:
    problem = make_carousel([((0,), 1), ((0,), 1), ((0,), 1), ((0,), 9)], [(0, 1), (1, 2), (3,), (2,)], per_person=1)
    bundles = (((1, 0),), ((2, 0),), ((3, 0),), ((3, 0),))
    assert move_up(problem, bundles, [(3, 0)]) == bundles
    assert move_up(problem, bundles, [(0, 0)]) == (((0, 0),), ((1, 0),), ((3, 0),), ((2, 0),))
    assert move_up(problem, bundles, [(0, 0)], most=1) == (((0, 0),), *bundles[1:])


def test_who_stays_takes_a_seat_only_where_they_have_none() -> None:
    problem = make_carousel([((0,), 1), ((1,), 1), ((0,), 1)], [(0, 1)])
    bundles = (((2, 0),),)
    assert move_up(problem, bundles, [(0, 0), (1, 1)], may=staying({0})) == (((2, 0), (1, 1)),)


def test_who_would_lose_by_it_does_not_move_up() -> None:
    problem = make_carousel([((0,), 1), ((0,), 1)], [(1, 0)], per_person=1)
    assert move_up(problem, [((1, 0),)], [(0, 0)]) == (((1, 0),),)


def test_who_waits_comes_before_a_newcomer() -> None:
    problem = make_carousel([((0,), 1), ((0,), 1), ((0,), 1)], [(0, 1), (0,), (0,)], per_person=1)
    bundles = (((1, 0),), (), ())
    assert seated(problem, bundles, 2) == (((1, 0),), ((0, 0),), ((2, 0),))
    assert seated(problem, bundles, 1) == (((1, 0),), ((2, 0),), ((0, 0),))


def test_one_who_goes_or_comes_moves_few_in_a_crowd() -> None:
    people = [tuple((number + step) % 10 for step in range(4)) for number in range(400)]
    problem = make_carousel([((0, 1), 60)] * 10, [*people, ()])
    bundles = [*(((number * 7 % 10, 0), ((number * 7 + 1) % 10, 1)) for number in range(400)), ()]
    for after in (
        move_up(problem, bundles, [(0, 0), (1, 1)], most=LONGEST_CHAIN),
        seated(problem, bundles, 400),
    ):
        assert sum(one != other for one, other in zip(after, bundles, strict=True)) <= LONGEST_CHAIN + 1
        assert check(problem, [(p, *seat) for p, bundle in enumerate(after) for seat in bundle]).errors == ()


def test_a_round_that_goes_hits_only_who_sat_there() -> None:
    problem = make_carousel([((0, 1), 2), ((0, 1), 2), ((1,), 2)], [(0, 1), (1, 0), (2,)])
    bundles = (((0, 0), (1, 1)), ((1, 0), (0, 1)), ((2, 1),))
    without = replace(problem, sessions=(Session(0, (0,), 2), *problem.sessions[1:]))
    assert consequences(without, bundles) == [Consequence(1, bundles[1], ((1, 0), (2, 1)))]


def test_of_too_many_in_a_smaller_room_who_loses_least_leaves() -> None:
    problem = make_carousel([((0,), 2), ((0,), 2)], [(0,), (1, 0)], per_person=1)
    found = consequences(with_room(problem, 0, 1), (((0, 0),), ((0, 0),)))
    assert found == [Consequence(1, ((0, 0),), ((1, 0),))]
    assert found[0].lost == [(0, 0)]


def test_any_change_leaves_an_allocation_by_the_rules() -> None:
    for seed in range(80):
        problem = random_carousel(seed)
        if not problem.sessions:
            continue
        bundles = allocate(problem, seconds=1).bundles
        smaller = with_room(problem, 0, 0)
        after = list(bundles)
        for one in consequences(smaller, bundles):
            after[one.person] = one.after
        seats = [(person, *seat) for person, bundle in enumerate(after) for seat in bundle]
        assert check(smaller, seats).errors == ()
        again = move_up(smaller, after, list(smaller.places))
        assert check(smaller, [(p, *seat) for p, bundle in enumerate(again) for seat in bundle]).errors == ()


def test_what_is_left_fills_as_many_rounds_as_it_can() -> None:
    problem = make_carousel([((0, 1), 1), ((0,), 1), ((1,), 1)], [(0,), (2,)])
    nothing, sits = (), ((2, 1),)
    assert mended(problem, (nothing, sits), 0) == ((1, 0), (0, 1))  # the first would fit in round 0 too


def test_seats_given_anew_leave_who_stays() -> None:
    for seed in range(20):
        problem = random_carousel(seed)
        bundles = allocate(problem, seconds=1, seed=seed).bundles
        stays = {person.id for person in problem.people if person.id % 3 == 0}
        found = allocate_again(problem, bundles, stays=stays, seconds=1)
        assert all(found.bundles[person] == bundles[person] for person in stays)
        verdict = check(problem, found.seats)
        assert (verdict.errors, verdict.score) == ((), found.score)
        assert found.bound >= found.score
