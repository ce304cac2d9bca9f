import datetime as dt

from followup.models import Bewaartermijn, Verzoek
from followup.privacy.terms import KEPT
from programmes.models import Programme, User
from programmes.times import local, moment

LONGER = dt.timedelta(days=180)
REASON = "De evaluatie met de diensten is pas na de zomer; daarna mag alles weg."


def load_termijn(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago: kept longer, for a reason; and two requests answered."""
    if Bewaartermijn.objects.filter(programme=programme).exists():
        return
    until, today = programme.last_day + KEPT, local(now).date()
    later = max(until, today) + LONGER
    chosen_on = min(until - dt.timedelta(days=40), today)
    by = User.objects.filter(lidmaatschappen__bestuur=programme.bestuur_id, lidmaatschappen__role="coordinator").first()
    extension = [chosen_on.isoformat(), until.isoformat(), later.isoformat(), REASON, str(by or "")]
    Bewaartermijn.objects.create(programme=programme, ends_on=later, extensions=[extension])
    _requests(programme, by, now=now)


def _requests(programme: Programme, by: User | None, *, now: dt.datetime) -> None:
    given = {"Mandatarissen": 1, "Gastenlijst": 2, "Berichten": 9, "Quotes": 1, "Aanwezigheden": 3}
    erased = {"Quotes": 1, "Herkenbare personen": 2, "Beelden waarop deze persoon te zien was": 2}
    erased["Versies van het verslag: inhoud (zonder naam)"] = 1
    kind = Verzoek.Kind
    for days, what, person, reason, record in (
        (40, kind.INZAGE, "Luc Tavernier", "als PDF", given),
        (33, kind.WISSING, "persoon 1", "mail; nagebeld om zeker te zijn wie het vroeg", erased),
    ):
        at = moment(local(now).date() - dt.timedelta(days=days), 10 * 60 + days)
        Verzoek.objects.create(
            bestuur=programme.bestuur, kind=what, person=person, reason=reason, at=at, by=by, record=record
        )
