"""Who tells a story on a vrij podium, for whoever takes pictures there: what they said of it stands in the line-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from press.rights.people import Known, Row
from press.rights.register import ASK, NO, Standing, person_key
from programmes.models import Verteller

ON_STAGE = "podium"


def on_stage(visits: Iterable[int]) -> Mapping[int, list[Row]]:
    """{visit: who may not be on a picture, or was not asked yet}; whoever agreed to a picture is not among them."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    rows = Verteller.objects.taking_part().filter(podium__bezoek__in=list(visits), may_be_pictured=False)
    for row in rows.select_related("podium__bezoek"):
        found[row.podium.bezoek_id].append(_row(row))
    return found


def _row(row: Verteller) -> Row:
    bezoek = row.podium.bezoek
    key = person_key(row.name, bezoek.zorgdienst_id)
    known = Known(ON_STAGE, key, row.name, "vertelt op het podium", "", bezoek.zorgdienst_id, row.is_minor)
    if row.consent == Verteller.Consent.JA:
        return Row(known, None, Standing(NO, f"{row} wil niet op de foto bij het vrij podium"))
    return Row(known, None, Standing(ASK, f"van {row} is er nog geen toestemming"))
