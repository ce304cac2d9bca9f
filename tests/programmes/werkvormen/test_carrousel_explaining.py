"""Why somebody has these sessions and not those: every sentence, and that each is true."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from programmes.bench.carousels import SIZES, carousel_of_size
from programmes.werkvormen.carrousel.allocating import allocate, first_come
from programmes.werkvormen.carrousel.changing import moves
from programmes.werkvormen.carrousel.explaining import explain
from programmes.werkvormen.carrousel.problem import Bundle, Problem
from tests.programmes.werkvormen.carousels import make_carousel


def reasons(problem: Problem, bundles: Sequence[Bundle], person: int = 0) -> tuple[str, ...]:
    return explain(problem, bundles)[person].reasons


def test_everybody_hears_which_wishes_they_got_and_why_not_more() -> None:
    problem = make_carousel([((0,), 1), ((0, 1), 1), ((), 3), ((0, 1), 5)], [(0, 1, 2), (0, 1), (1, 3)])
    bundles = [((0, 0), (1, 1)), ((3, 0),), ((1, 0), (3, 1))]
    assert [one.granted for one in explain(problem, bundles)] == [(0, 1), (), (0, 1)]
    higher = "Eén van wie er zit, zette ze hoger dan jij."
    assert [one.reasons for one in explain(problem, bundles)] == [
        (),
        (
            "Sessie 1 zat vol in ronde 1, de enige waarin ze loopt: 2 mensen vroegen ze, voor één plaats.",
            f"Sessie 2 zat vol in beide rondes: 3 mensen vroegen ze, voor 2 plaatsen. {higher}",
            "Voor één ronde was er geen plaats meer in een andere sessie.",
        ),
        (),
    ]


def test_what_was_wished_less_than_what_one_got_is_not_missed() -> None:
    problem = make_carousel([((0,), 1), ((0,), 1)], [(0, 1), (1,)], per_person=1)
    assert reasons(problem, [((0, 0),), ((1, 0),)]) == ()


@pytest.mark.parametrize(
    ("rounds", "bundle", "sentence"),
    [
        ((0,), ((0, 0), (3, 1)), "Sessie 3 loopt enkel in ronde 1, en daar kreeg je Sessie 1, die je hoger zette."),
        (
            (0, 1),
            ((0, 0), (1, 1)),
            "Sessie 3 loopt in de rondes 1 en 2, en daar kreeg je Sessie 1 en Sessie 2, die je hoger zette.",
        ),
        ((2,), ((0, 0), (1, 1)), "Sessie 3 heeft nog plaats in ronde 3: vraag het, dan kun je erbij."),
        ((1,), ((0, 0), (3, 1)), "Sessie 3 heeft nog plaats in ronde 2: vraag het, dan kun je Sessie 4 ervoor ruilen."),
        ((), ((0, 0), (1, 1)), "Sessie 3 gaat niet door."),
    ],
)
def test_a_session_with_seats_left(rounds: tuple[int, ...], bundle: Bundle, sentence: str) -> None:
    everywhere = (0, 1, 2)
    rooms = [(everywhere, 9), (everywhere, 9), (rounds, 9), (everywhere, 9)]
    problem = make_carousel(rooms, [(0, 1, 2)], per_person=3)
    assert sentence in reasons(problem, [bundle])


def test_one_session_too_many_is_told() -> None:
    problem = make_carousel([((0,), 1), ((1,), 1)], [(0, 1), ()], per_person=1)
    own = replace(problem, people=(replace(problem.people[0], wishes=(1, 0)), problem.people[1]))
    assert reasons(own, [((0, 0),), ()]) == (
        "Sessie 2 heeft nog plaats in ronde 2, maar dan heb je een sessie te veel: vraag of je kunt ruilen.",
    )


def test_full_in_one_round_and_something_better_in_the_other() -> None:
    problem = make_carousel([((0,), 3), ((0, 1), 1)], [(0, 1), (1, 0), (1,)])
    bundles = [((0, 0),), ((1, 1), (0, 0)), ((1, 0),)]
    assert reasons(problem, bundles)[0] == (
        "Sessie 2 zat vol in ronde 2: 3 mensen vroegen ze, voor 2 plaatsen. "
        "2 van wie er zitten, zetten ze hoger dan jij. In ronde 1 kreeg je Sessie 1, die je hoger zette."
    )


def test_who_has_fewer_sessions_hears_whether_there_is_one_left() -> None:
    problem = make_carousel([((0, 1), 2), ((1,), 1)], [(), ()])
    assert reasons(problem, [((0, 0),), ()]) == (
        "In ronde 2 is nog plaats, bij Sessie 2: vraag het, dan kun je erbij.",
    )
    assert reasons(problem, [((0, 0),), ((1, 1),)]) == ("Voor één ronde was er geen plaats meer in een andere sessie.",)
    assert reasons(replace(problem, per_person=3), [((0, 0), (1, 1)), ()]) == ("Meer kon niet: er zijn maar 2 rondes.",)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_offered_can_be_had(seed: int) -> None:
    """After a plain hand-out much is left: whoever may come by the words, has a move."""
    problem = carousel_of_size(SIZES["60"], seed)
    bundles = first_come(problem)
    for one in explain(problem, bundles):
        offered = [reason for reason in one.reasons if "vraag het" in reason]
        assert len(offered) <= len(moves(problem, bundles, one.person))


def test_after_the_best_allocation_no_wish_is_left_that_costs_nobody_anything() -> None:
    problem = carousel_of_size(SIZES["300"], 8)
    told = explain(problem, allocate(problem, seconds=20).bundles)
    assert [reason for one in told for reason in one.reasons if "vraag" in reason] == []
