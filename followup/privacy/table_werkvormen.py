from followup.privacy.rules import Rule

FORMATS: tuple[Rule, ...] = (
    Rule(
        "programmes.Speeddate",
        other="bezoek rounds round_minutes change_minutes break_after break_minutes chairs held arrangement revision",
        programme="bezoek__programme",
    ),
    Rule(
        "programmes.Speeddatetafel",
        texts="who",
        other="speeddate position name",
        goes=True,
        programme="speeddate__bezoek__programme",
    ),
    Rule(
        "programmes.Speeddategast",
        names="name",
        people="mandataris",
        other="speeddate is_gone",
        goes=True,
        is_theirs=True,
        programme="speeddate__bezoek__programme",
    ),
)
