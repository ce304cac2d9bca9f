"""What of somebody went out to others: who erases it here, still has to tell them (AVG, article 19)."""

from collections.abc import Iterable, Mapping

from followup.privacy.names import same
from followup.privacy.subjects import Subject
from press.models import Uitgifte
from programmes.times import local


def handed_to(subject: Subject, pictures: Iterable[int], owned: Mapping[str, Iterable[int]]) -> list[str]:
    """'persmap aan De Krant (24/2/2025)', the newest first; what they have themselves is nobody else's to erase."""
    keys = {
        "beelden": set(pictures),
        "quotes": set(owned.get("press.Quote", ())),
        "verhalen": set(owned.get("invitations.Verhaal", ())),
    }
    rows = Uitgifte.objects.filter(programme__bestuur=subject.bestuur)
    others = [row for row in rows if not same(row.to, subject.name)]
    found = [row for row in others if any(keys[name].intersection(getattr(row, name)) for name in keys)]
    return list(dict.fromkeys(_said(row) for row in found))


def _said(row: Uitgifte) -> str:
    at = local(row.at)
    return f"{row} ({at.day}/{at.month}/{at.year})"
