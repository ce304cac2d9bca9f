from press.bench import BENCHES
from press.bench.vandaag import run
from programmes.bench import all_benches


def test_the_bench_loses_nothing(transactional_db: None) -> None:
    """Small: whether it is fast is for `manage.py bench` to say."""
    (result,) = run(size=3, runs=1)
    assert (result.bench, result.case, result.size) == ("vandaag", "phones", 3)
    assert result.limit == "ratio>=0.8 errors=0 lost=0"


def test_the_bench_is_known() -> None:
    assert BENCHES.items() <= all_benches().items()
