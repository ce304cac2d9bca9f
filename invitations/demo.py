"""What step 2 adds to Leiedorp by itself: the steps of reminders as a coordinator stored them."""

from invitations.rules import rules_of, were_stored
from programmes.models import Programme


def load_reminders(programme: Programme) -> None:
    rules = rules_of(programme)
    if not were_stored(rules):
        for rule in rules:
            rule.save()
