from followup.privacy.rules import Rule

FORMATS: tuple[Rule, ...] = ()
