from followup.privacy.rules import Rule

OF_WORKSHOP = "workshop__bezoek__programme"

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
        "programmes.Visieworkshop",
        other="bezoek nonce token_hash state asked",
        programme="bezoek__programme",
    ),
    Rule("programmes.Inschatting", other="workshop block value mark", programme=OF_WORKSHOP),
    Rule("programmes.Voorbeeld", texts="text", other="workshop block mark", programme=OF_WORKSHOP),
    Rule("programmes.Voornemen", by="who", texts="text", other="workshop key due_on", programme=OF_WORKSHOP),
    Rule("programmes.Visietekst", by="by", texts="text", other="workshop number made_at", programme=OF_WORKSHOP),
)
