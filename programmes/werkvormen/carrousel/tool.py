"""What a carousel keeps of a visit, and tells: who signed up beside the visitors, and who is in which session."""

from django.db.models import QuerySet
from django.utils import timezone

from programmes.models import Carrousel, Inschrijving, Sessie, Werkvorm
from programmes.versions import published_week
from programmes.werkvormen.carrousel.own import in_sessions
from programmes.werkvormen.timetable import Timetable
from programmes.werkvormen.tools import Beside, Kept, Rounds, Tool


def _signed_up() -> QuerySet[Inschrijving]:
    """Without the visitors among them."""
    return Inschrijving.objects.active().filter(mandataris=None)


def beside(visit: int, _: Timetable) -> Beside:
    return Beside(_signed_up().filter(carrousel__bezoek=visit).count())


def meanwhile(visit: int) -> str:
    """People sign up by what was published, while it is open."""
    carrousel = Carrousel.objects.select_related("bezoek__programme").filter(bezoek=visit).first()
    if carrousel is None or not carrousel.takes_sign_ups(timezone.localdate()):
        return ""
    week = published_week(carrousel.bezoek.programme)
    shown = week.by_id.get(visit) if week else None
    if shown is None or shown.werkvorm != Werkvorm.CARROUSEL:
        return ""
    return "Tot je dat publiceert, werkt de link om in te schrijven nog."


TOOL = Tool(
    visit="carrousel__bezoek",
    kept=(
        Kept(Sessie.objects.all, "sessie", "sessies"),
        Kept(Inschrijving.objects.active, "inschrijving", "inschrijvingen"),
    ),
    others=Kept(_signed_up, "andere ingeschrevene", "andere ingeschrevenen"),
    beside=beside,
    rounds=Rounds("Jouw sessies", in_sessions),
    meanwhile=meanwhile,
)
