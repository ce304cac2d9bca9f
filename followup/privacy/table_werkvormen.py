from followup.privacy.rules import Rule

FORMATS: tuple[Rule, ...] = (
    Rule(
        "programmes.Onderdeel",
        beside="mandataris",
        texts="title text who place",
        other="bezoek position minutes clothing hands_on revision",
        goes=True,
        programme="bezoek__programme",
    ),
    Rule(
        "programmes.Podium",
        by="leader",
        other="bezoek opening_minutes changeover_minutes closing_minutes",
        programme="bezoek__programme",
    ),
    Rule(
        "programmes.Verteller",
        names="first_name last_name",
        by="consent_of changed_by",
        personal="teller mic posture phone is_minor",
        texts="topic introduction beside needs contact",
        other="podium position revision minutes consent asked_on named_as may_be_pictured may_be_recorded",
        goes=True,
        is_theirs=True,
        programme="podium__bezoek__programme",
    ),
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
