"""Who can still join a plan in the making, and what keeps the others from it."""

from programmes.planner import Visit, Window
from programmes.planner.roster import Hindrance, Moment, Roster, moments
from tests.programmes.planner.problems import make_problem


def test_the_moments_of_a_service_are_on_the_grid_or_at_the_begin_of_a_window() -> None:
    windows = (Window(1, 550, 640), Window(0, 540, 601), Window(0, 700, 720))
    problem = make_problem({0: {"windows": windows}})
    assert moments(problem, problem.services[0]) == [Moment(0, 540, 0), Moment(1, 550, 0), Moment(1, 555, 0),
                                                     Moment(1, 570, 0)]  # fmt: skip


def test_what_hinders_is_named() -> None:
    people = {1: {"day_max": 1}, 2: {"week_max": 1}}
    roster = Roster(make_problem(people=people), [Visit(0, 0, 540, (0, 1, 2))])
    assert roster.hindrance(0, Moment(0, 540, 0)) is Hindrance.TWICE
    assert roster.hindrance(0, Moment(0, 1050, 1)) is Hindrance.AWAY
    assert roster.hindrance(0, Moment(0, 609, 1)) is Hindrance.BUSY
    assert roster.hindrance(0, Moment(0, 471, 1), needs_free=False) is Hindrance.BUSY
    assert roster.hindrance(0, Moment(0, 610, 1)) is None
    assert roster.hindrance(1, Moment(0, 660, 1)) is Hindrance.DAY
    assert roster.hindrance(1, Moment(1, 540, 1)) is None
    assert roster.hindrance(2, Moment(1, 540, 1)) is Hindrance.WEEK


def test_a_service_holds_no_two_at_once_and_no_more_than_it_can() -> None:
    roster = Roster(make_problem({0: {"visits_max": 2}}), [Visit(0, 0, 540, (0,))])
    assert [roster.can_hold(Moment(0, start, 0)) for start in (481, 599, 600)] == [False, False, True]
    roster.place(Moment(1, 540, 0), [1])
    assert not roster.can_hold(Moment(0, 600, 0))


def test_a_team_keeps_pairs_whole_and_apart() -> None:
    roster = Roster(make_problem(together=((0, 2),), apart=((2, 3),)))
    at = Moment(0, 540, 0)
    assert roster.team(at, [3, 0, 1], 3) == [3, 1]
    assert roster.team(at, [0, 3, 1], 3) == [0, 2, 1]
    assert roster.team(at, [1, 0], 2) == [1]
    roster.place(at, [3])
    assert roster.team(at, [0, 1], 3) == [1]


def test_who_must_come_along_with_someone_who_must_be_apart_never_comes() -> None:
    roster = Roster(make_problem(together=((0, 2),), apart=((0, 2),)))
    assert roster.team(Moment(0, 540, 0), [0, 1], 3) == [1]


def test_a_visit_goes_with_the_last_who_leaves() -> None:
    visits = (Visit(0, 0, 540, (0, 1)), Visit(1, 0, 610, (0,)))
    roster = Roster(make_problem(), visits)
    assert roster.visits == visits
    roster.leave(Moment(0, 610, 1), [0])
    roster.leave(Moment(0, 540, 0), [1])
    assert (roster.visits, roster.of_person[0]) == ((Visit(0, 0, 540, (0,)),), [Moment(0, 540, 0)])


def test_who_is_at_a_long_visit_is_busy_until_it_ends() -> None:
    """Also after a short one that is fixed within it."""
    problem = make_problem({0: {"duration": 180}, 1: {"duration": 15}, 2: {"duration": 30}}, minutes=5)
    roster = Roster(problem, [Visit(0, 0, 540, (0,)), Visit(1, 0, 555, (0,))])
    assert [roster.clashes(0, Moment(0, start, 2)) for start in (570, 724, 725)] == [
        [Moment(0, 540, 0), Moment(0, 555, 1)],
        [Moment(0, 540, 0)],
        [],
    ]
