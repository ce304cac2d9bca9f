"""Keeping what was composed."""

import datetime as dt

from invitations.inviting.sending import content_of
from invitations.models import Uitnodiging


def keep(uitnodiging: Uitnodiging, *, now: dt.datetime) -> Uitnodiging:
    """Saves it; other words are another revision."""
    known = Uitnodiging.objects.filter(pk=uitnodiging.pk).first()
    if known is None or content_of(known) != content_of(uitnodiging):
        uitnodiging.changed_at = now
        uitnodiging.revision = known.revision + 1 if known else 1
    uitnodiging.save()
    return uitnodiging
