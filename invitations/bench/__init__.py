"""What is measured of this step; see programmes.bench."""

BENCHES = {
    "letters": "invitations.bench.letters",
    "calendar": "invitations.bench.calendar",
    "outbox": "invitations.bench.outbox",
}
