BENCHES = {
    "report": "followup.bench.report",
}
