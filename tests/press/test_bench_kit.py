"""The bench of the kit measures what it says, on three small photos."""

import pytest

from press.bench import kit
from programmes.bench import all_benches


def test_it_is_known() -> None:
    assert all_benches()["kit"] == "press.bench.kit"


def test_first_and_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PHOTOS": 3, "RUNS": 1, "SIZE": (400, 300), "BASELINE": (160, 120)}.items():
        monkeypatch.setattr(kit, name, value)
    first, again = kit.run()
    assert (first.case, first.size, again.of) == ("first", kit.PHOTOS, "first")
    assert (bool(first.ratio), bool(again.ratio), again.limit) == (True, True, "ratio<=0.1")
