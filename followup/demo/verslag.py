"""The report of the first edition of Leiedorp: composed, one section in somebody's own words, approved, published."""

import datetime as dt

from followup.models import Sectie, Verslag
from followup.reports.sections import add_own, compose, save_section
from followup.reports.versions import approve, make_version, publish
from programmes.models import Programme, User
from programmes.times import moment

WEEKS = dt.timedelta(weeks=2)
THANKS = (
    "<p>Dank aan de bewoners, kinderen en bezoekers die ons binnenlieten, en aan de medewerkers die hun werk even "
    "deelden. Wie zorg van dichtbij ziet, kijkt anders naar een begroting.</p><p>Tot de volgende expeditie!</p>"
)
OWN = (
    "<p>Om halfzeven stond de koffie klaar. Wie meeging, trok een schort aan: boterhammen smeren, ontbijt rondbrengen, "
    "bedden opdekken. Tegen de overdracht van halftwee kende iedereen de namen van de gang.</p>"
    "<p><strong>Wat bleef hangen?</strong> Dat er voor een gesprek vaak geen tijd is, en dat net dat gesprek het werk "
    "maakt.</p>"
)


def load_verslag(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago."""
    if Verslag.objects.filter(programme=programme).exists():
        return
    at = min(moment(programme.last_day, 16 * 60) + WEEKS, now)
    compose(programme, now=at)
    verslag = Verslag.objects.select_related("programme__bestuur").get(programme=programme)
    by = "Els Vercruysse"
    first = verslag.secties.filter(kind=Sectie.Kind.BEZOEK).first()
    if first:
        save_section(first, revision=first.revision, by=by, now=at, text=OWN)
    last = add_own(verslag, title="Bedankt", by=by, now=at)
    save_section(last, revision=1, by=by, now=at, text=THANKS)
    user = User.objects.filter(lidmaatschappen__bestuur=programme.bestuur, name=by).first()
    version = make_version(verslag, note="Nagelezen door de diensten", by=user, now=at)
    approve(version, by="Lieve Vandaele, burgemeester", now=at)
    publish(version, now=at)
