"""Numbers and lists as somebody would say them."""

import pytest

from programmes.words import counted, listed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["An"], "An"),
        (["An", "Bart"], "An en Bart"),
        (["An", "Bart", "Chris"], "An, Bart en Chris"),
        (["An", "Bart", "Chris", "Dirk"], "An, Bart en nog 2 anderen"),
    ],
)
def test_a_list_is_said_as_far_as_it_goes(words: list[str], said: str) -> None:
    assert listed(iter(words), most=3, others="anderen") == said


def test_a_list_without_a_limit_names_everything() -> None:
    assert listed("abcdefgh") == "a, b, c, d, e, f, g en h"
    assert listed("abcdefgh", most=3) == "a, b en nog 6"


def test_one_is_said_otherwise_than_more() -> None:
    assert [counted(number, "bezoek", "bezoeken") for number in (0, 1, 2)] == ["0 bezoeken", "1 bezoek", "2 bezoeken"]
