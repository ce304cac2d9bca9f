"""What is measured of this step; see programmes.bench."""

BENCHES: dict[str, str] = {
    "kit": "press.bench.kit",
    "vandaag": "press.bench.vandaag",
}
