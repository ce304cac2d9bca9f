"""What the timeline says of the personal versions, before they leave."""

import datetime as dt
from collections.abc import Iterator

from followup.models import Verslag
from followup.personal.facts import load_facts
from followup.personal.sending import Addressee, addressees, leaves_at
from invitations.reminding.timeline import CALL, MAIL, Happening
from programmes.models import Programme
from programmes.times import local
from programmes.words import counted, listed


def ahead(programme: Programme, now: dt.datetime) -> Iterator[Happening]:
    """One line for the mails, one for whoever has no address; nothing when it is off, or when they left."""
    rows = Verslag.objects.filter(programme=programme, is_personal_on=True, personal_sent_at__isnull=True)
    verslag = rows.select_related("programme").first()
    if verslag is None:
        return
    at = leaves_at(verslag)
    facts = load_facts(programme, on=local(max(at, now)).date())
    everybody = addressees(facts) if facts else []
    mailed = [one for one in everybody if one.is_waiting]
    apart = [one for one in everybody if not one.recipient.email]
    if mailed:
        yield Happening(max(at, now), MAIL, f"{_whom(mailed)}: persoonlijk verslag", _names(mailed), _DETAIL)
    if apart:
        yield Happening(max(at, now), CALL, f"{_whom(apart)}: persoonlijk verslag op papier", _names(apart), _PAPER)


_DETAIL = "Met hun bezoeken, foto's en afspraken, en de dank van wie hen ontving."
_PAPER = "We kennen geen e-mailadres: druk hun verslag af."


def _names(some: list[Addressee]) -> tuple[str, ...]:
    return tuple(one.recipient.name for one in some)


def _whom(some: list[Addressee]) -> str:
    """'14 deelnemers en 5 gastheren'"""
    hosts = sum(one.version.is_host for one in some)
    guests = len(some) - hosts
    parts = ((guests, "deelnemer", "deelnemers"), (hosts, "gastheer", "gastheren"))
    return listed(counted(*part) for part in parts if part[0])
