"""The bench of the kit measures what it says, on three small photos."""

from press.bench import kit
from programmes.bench import all_benches


def test_it_is_known() -> None:
    assert all_benches()["kit"] == "press.bench.kit"


def test_first_and_again(db: None) -> None:
    first, again = kit.run(kit.Day(photos=3, size=(400, 300), baseline=(160, 120), runs=1))
    assert (first.case, first.size, again.of) == ("first", 3, "first")
    assert (bool(first.ratio), bool(again.ratio), again.limit) == (True, True, "ratio<=0.1")
