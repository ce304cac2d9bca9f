from invitations.bench import BENCHES
from invitations.bench.outbox import run
from programmes.bench import all_benches


def test_the_bench_counts_every_message(db: None) -> None:
    """Small: whether it is fast is for `manage.py bench` to say."""
    results = list(run(size=20, runs=1))
    assert [(result.bench, result.case, result.size) for result in results] == [
        ("outbox", "starttls", 20),
        ("outbox", "tickets", 20),
    ]
    assert results[0].limit == "ratio>=8 once"


def test_the_bench_is_known() -> None:
    assert BENCHES.items() <= all_benches().items()
