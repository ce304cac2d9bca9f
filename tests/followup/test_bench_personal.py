"""The bench of the personal versions measures what it says, on few."""

import pytest

from followup.bench import personal as bench
from tests.invitations.pdfs import read


@pytest.mark.django_db
def test_the_bench_prints_all_and_compares_with_separate_renders() -> None:
    (result,) = bench.personal(bench.Town(versions=4, size=(80, 60), sample=1, runs=1))
    assert (result.bench, result.case, result.size, result.of) == ("report", "personal", 4, "separate")
    assert result.limit == "ratio>=2.2"
    assert result.ok == (result.ratio is not None and result.ratio >= bench.FASTER)


@pytest.mark.django_db
def test_a_separate_render_says_the_same() -> None:
    programme = bench.programme_of(bench.Town(versions=4, every=10**6))  # one photo
    one = bench.versions_of(programme)[0]
    assert read(bench.separate(one)).metadata.title == f"Verslag van {one.name} · Meting"  # type: ignore[union-attr]
