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
)
