"""A programme that is deleted takes its files along. What it leaves behind has no term of its own: it goes a year after
it was of use.
"""

import datetime as dt

from followup.privacy.files import erase_files
from followup.privacy.table import TABLE, rule_of
from followup.privacy.terms import KEPT
from invitations.models import Agendapunt, Bericht, Toestemming
from invitations.models.bericht import CLAIMED
from programmes import inlezingen
from programmes.models import Programme
from programmes.times import local

OUTLIVES = "invitations.Toestemming"  # with the proof of it


def erase_files_of(programme: Programme) -> None:
    """Before it is deleted: the database takes rows along, but no files."""
    for rule in TABLE:
        if rule.programme and rule.model != OUTLIVES:
            erase_files(rule, rule.of_programme(programme))


def forget_orphans(now: dt.datetime) -> int:
    """A duty of the clock: mails, entries in the calendar ledger and consents. Returns how many went."""
    since = now - KEPT
    mails = Bericht.objects.filter(programme__isnull=True, of_programme__isnull=False, created_at__lt=since)
    entries = Agendapunt.objects.filter(programme__isnull=True, ends_at__lt=since)
    consents = Toestemming.objects.filter(programme__isnull=True, ends_on__lt=local(since).date())
    erase_files(rule_of(OUTLIVES), consents)
    return sum(rows.delete()[0] for rows in (mails.exclude(state__in=CLAIMED), entries, consents))


def forget_imports(now: dt.datetime) -> None:
    """A duty too: a list that nobody read in goes a day later, also when nobody begins another."""
    inlezingen.forget(now=now)
