"""What this step measures: a module per bench, each with `run()` that gives its results."""

BENCHES = {
    "calendar": "invitations.bench.calendar",
}
