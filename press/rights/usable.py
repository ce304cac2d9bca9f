"""What may be used where: asked each time, of the consents as they are now."""

import datetime as dt
from dataclasses import dataclass

from invitations.models import Toestemming
from invitations.stories.consent import allows
from press.models import Beeld, Quote
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Verdict:
    ok: bool
    reasons: tuple[str, ...] = ()


def usable_pictures(programme: Programme, channel: str, *, on: dt.date) -> list[Beeld]:
    rows = Beeld.objects.filter(programme=programme).prefetch_related("herkend__toestemming")
    return [beeld for beeld in rows if verdict(beeld, channel, on=on).ok]


def verdict(beeld: Beeld, channel: str, *, on: dt.date) -> Verdict:
    is_ready = beeld.state == Beeld.State.GOEDGEKEURD and beeld.work == Beeld.Work.KLAAR and beeld.people_checked
    if not is_ready:
        return Verdict(ok=False, reasons=("De foto is nog niet goedgekeurd.",))
    purpose = Toestemming.Purpose.BEELD_GEBRUIKEN
    without = [one.name for one in beeld.herkend.all() if not allows(one.toestemming, purpose, channel, on=on)]
    return Verdict(ok=not without, reasons=tuple(f"Er is geen toestemming van {name}." for name in without))


def usable_quotes(programme: Programme, channel: str, *, on: dt.date) -> list[Quote]:  # noqa: ARG001 (as pictures)
    rows = Quote.objects.filter(programme=programme, state=Quote.State.GOEDGEKEURD)
    return [quote for quote in rows.select_related("zorgdienst") if channel in quote.channels]
