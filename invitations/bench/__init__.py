"""What is measured of this step; see programmes.bench."""

BENCHES = {
    "calendar": "invitations.bench.calendar",
    "outbox": "invitations.bench.outbox",
}
