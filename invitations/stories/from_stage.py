"""What is told on a vrij podium, taken over as a story: a consent to use it further is asked for apart."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from invitations.models import Verhaal
from programmes.models import Programme, Verteller

AS = {
    Verteller.Teller.GEBRUIKER: Verhaal.Teller.GEBRUIKER,
    Verteller.Teller.BUUR: Verhaal.Teller.GEBRUIKER,
    Verteller.Teller.FAMILIE: Verhaal.Teller.FAMILIE,
    Verteller.Teller.VRIJWILLIGER: Verhaal.Teller.VRIJWILLIGER,
    Verteller.Teller.MEDEWERKER: Verhaal.Teller.MEDEWERKER,
}


def offers_of(programme: Programme) -> list[Verteller]:
    """Who agreed to tell it in public at a service, and whose story of that visit is not there yet."""
    rows = Verteller.objects.filter(
        podium__bezoek__programme=programme,
        podium__bezoek__zorgdienst__isnull=False,
        consent=Verteller.Consent.JA,
    )
    known = set(Verhaal.objects.filter(programme=programme).values_list("bezoek_id", "first_name", "last_name"))
    found = rows.select_related("podium__bezoek__zorgdienst").order_by("podium__bezoek__starts_at", "position", "pk")
    return [row for row in found if (row.podium.bezoek_id, row.first_name, row.last_name) not in known]


@transaction.atomic
def take_over(programme: Programme, keys: Collection[int], *, by: str, now: dt.datetime) -> int:
    """Makes a story of each of these that is still on offer; returns how many."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # of two who do this at once, one finds nothing left
    wanted = [row for row in offers_of(programme) if row.pk in keys]
    Verhaal.objects.bulk_create([_story(programme, row, by=by, now=now) for row in wanted])
    return len(wanted)


def _story(programme: Programme, row: Verteller, *, by: str, now: dt.datetime) -> Verhaal:
    bezoek = row.podium.bezoek
    return Verhaal(
        programme=programme,
        zorgdienst=bezoek.zorgdienst,
        bezoek=bezoek,
        teller=AS[Verteller.Teller(row.teller)],
        first_name=row.first_name,
        last_name=row.last_name,
        shown_as=row.named_as,
        form=Verhaal.Form.GESPREK,
        text=row.topic,
        changed_at=now,
        changed_by=by[:150],
    )
