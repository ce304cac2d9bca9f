"""The table of all fields, step by step of the playbook."""

from functools import cache

from followup.privacy.rules import Rule
from followup.privacy.table_day import DAY
from followup.privacy.table_followup import AFTERCARE
from followup.privacy.table_invitations import PREPARATION
from followup.privacy.table_programmes import GROUND
from followup.privacy.table_werkvormen import FORMATS

TABLE: tuple[Rule, ...] = (*GROUND, *FORMATS, *PREPARATION, *DAY, *AFTERCARE)


@cache
def rule_of(model: str) -> Rule:
    return next(rule for rule in TABLE if rule.model == model)
