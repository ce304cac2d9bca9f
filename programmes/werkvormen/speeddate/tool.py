"""What a speed date keeps of a visit, and tells: guests beside the visitors, and who sits where."""

from django.db.models import QuerySet

from programmes.models import Speeddategast, Speeddatetafel
from programmes.werkvormen.speeddate.desk import desk_beside
from programmes.werkvormen.speeddate.own import seated
from programmes.werkvormen.speeddate.remarks import disagreements
from programmes.werkvormen.timetable import Timetable
from programmes.werkvormen.tools import Beside, Kept, Rounds, Tool


def beside(visit: int, table: Timetable) -> Beside:
    desk = desk_beside(visit, table)
    if desk is None:
        return Beside()
    return Beside(sum(gast.mandataris_id is None for gast in desk.present), tuple(disagreements(desk)))


def _typed() -> QuerySet[Speeddategast]:
    return Speeddategast.objects.filter(mandataris=None, is_gone=False)


TOOL = Tool(
    visit="speeddate__bezoek",
    kept=(
        Kept(Speeddatetafel.objects.all, "tafel", "tafels"),
        Kept(Speeddategast.objects.all, "gast", "gasten"),
    ),
    others=Kept(_typed, "andere gast aan de tafels", "andere gasten aan de tafels"),
    beside=beside,
    rounds=Rounds("Jouw tafels", seated),
)
