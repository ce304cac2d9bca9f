"""What is measured of this step; see programmes.bench."""

BENCHES: dict[str, str] = {
    "vandaag": "press.bench.vandaag",
}
