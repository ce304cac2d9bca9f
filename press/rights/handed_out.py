"""What left the house, to whom: of what is withdrawn, somebody has to be called."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from invitations.models import Toestemming, Verhaal
from press.models import Beeld, Quote, Uitgifte
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Handed:
    """Something that was handed out, with what in it concerns one person."""

    uitgifte: Uitgifte
    beelden: tuple[Beeld, ...]
    quotes: tuple[Quote, ...]
    verhalen: tuple[Verhaal, ...]


def note_handed_out(
    programme: Programme,
    what: str,
    to: str,
    *,
    beelden: Iterable[Beeld] = (),
    quotes: Iterable[Quote] = (),
    verhalen: Iterable[int] = (),
    now: dt.datetime,
) -> Uitgifte:
    """`verhalen` are keys; `to` is a person, a medium or the label of a link."""
    return Uitgifte.objects.create(
        programme=programme,
        what=what,
        to=to[:200],
        at=now,
        beelden=[beeld.pk for beeld in beelden],
        quotes=[quote.pk for quote in quotes],
        verhalen=list(verhalen),
    )


def handed_out_of(consent: Toestemming) -> list[Handed]:
    """Where pictures, quotes and stories of this person went, the last first; in five queries."""
    shown = Q(herkend__toestemming=consent) | Q(herkend__groep__toestemmingen=consent)
    said = Q(pk__in=())
    if consent.mandataris_id:
        shown |= Q(herkend__mandataris=consent.mandataris_id)
        said = Q(mandataris=consent.mandataris_id)
    beelden = {one.pk: one for one in Beeld.objects.filter(shown, programme__bestuur=consent.bestuur_id).distinct()}
    quotes = {one.pk: one for one in Quote.objects.filter(said, programme__bestuur=consent.bestuur_id)}
    verhalen = {one.pk: one for one in Verhaal.objects.filter(toestemming=consent)}
    if not beelden and not quotes and not verhalen:
        return []
    found = []
    for uitgifte in Uitgifte.objects.filter(programme__bestuur=consent.bestuur_id):
        handed = Handed(
            uitgifte,
            tuple(beelden[key] for key in uitgifte.beelden if key in beelden),
            tuple(quotes[key] for key in uitgifte.quotes if key in quotes),
            tuple(verhalen[key] for key in uitgifte.verhalen if key in verhalen),
        )
        if handed.beelden or handed.quotes or handed.verhalen:
            found.append(handed)
    return found
