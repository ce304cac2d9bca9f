"""What this step measures: a module per bench, each with `run()` that gives its results."""

BENCHES = {
    "letters": "invitations.bench.letters",
    "calendar": "invitations.bench.calendar",
}
