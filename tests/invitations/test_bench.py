"""The benches of this step measure what they say."""

from invitations.bench import BENCHES
from invitations.bench.calendar import change, feed, invited
from programmes.bench import all_benches, measured


def test_a_later_step_adds_its_benches(db: None) -> None:
    assert BENCHES.items() <= all_benches().items()


def test_a_change_touches_three_people(db: None) -> None:
    messages: list[int] = []
    measured(change(invited(10), messages), runs=1)
    assert set(messages) == {3}


def test_a_feed_is_built_in_five_queries_and_asked_in_four(db: None) -> None:
    built, unchanged = measured(*feed(invited(40)), runs=1)
    assert (built.queries, unchanged.queries) == (5, 4)
