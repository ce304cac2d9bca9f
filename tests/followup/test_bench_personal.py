"""The bench of the personal versions measures what it says, on few."""

import pytest

from followup.bench import personal as bench
from tests.invitations.pdfs import read


@pytest.mark.django_db
def test_the_bench_prints_all_and_compares_with_separate_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in {"VERSIONS": 4, "SAMPLE": 1, "RUNS": 1, "SIZE": (80, 60)}.items():
        monkeypatch.setattr(bench, name, few)
    (result,) = bench.personal()
    assert (result.bench, result.case, result.size, result.of) == ("report", "personal", 4, "separate")
    assert result.limit == "ratio>=2.2"
    assert result.ok == (result.ratio is not None and result.ratio >= bench.FASTER)


@pytest.mark.django_db
def test_a_separate_render_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "VERSIONS", 4)
    monkeypatch.setattr(bench, "EVERY", 10**6)  # one photo
    one = bench._versions(bench._programme())[0]
    assert read(bench.separate(one)).metadata.title == f"Verslag van {one.name} · Meting"  # type: ignore[union-attr]
