"""What is measured of this step; see programmes.bench."""

BENCHES = {
    "bestuursakkoord": "invitations.bench.bestuursakkoord",
    "letters": "invitations.bench.letters",
    "calendar": "invitations.bench.calendar",
    "outbox": "invitations.bench.outbox",
    "home": "invitations.bench.home",
    "fiches": "invitations.bench.fiches",
}
