"""A published day with what it left behind, for the tests of the report."""

import datetime as dt

from followup.models import Sectie, Verslag
from followup.reports.reading import INTERN, Reading, draft_content, material_of, read
from followup.reports.sections import compose
from invitations.models import Fiche
from press.models import Aanwezigheid
from programmes.models import Bezoek, Mandataris, Programme
from tests.factories import make_bezoek, make_contactpersoon, make_mandataris, make_zorgdienst
from tests.invitations.agendas import publish
from tests.press.quotes import NOW

LATER = NOW + dt.timedelta(weeks=2)
TODAY = LATER.date()


def held_day(programme: Programme) -> Bezoek:
    """An and a minor at De Linde, on Monday at 9.30; Bo is expected too. Nobody is ticked yet. Published."""
    bestuur = programme.bestuur
    griet = make_contactpersoon(bestuur, name="Griet Declercq", email="griet@linde.example")
    linde = make_zorgdienst(bestuur, name="De Linde", contact=griet)
    an = make_mandataris(bestuur, last_name="Aerts", function="burgemeester", email="an@leiedorp.example")
    bo = make_mandataris(bestuur, first_name="Bo", last_name="Baert", function="schepen", email="bo@leiedorp.example")
    maxim = make_mandataris(bestuur, first_name="Maxim", last_name="Claeys", is_minor=True)
    visit = make_bezoek(programme, zorgdienst=linde, host=griet, people=[an, bo, maxim], werkvorm="jobruil")
    fiche = Fiche.objects.create(programme=programme, zorgdienst=linde)
    fiche.cijfers.create(name="bedden", typed="82", unit="")
    fiche.uitdagingen.create(title="Te weinig handen", theme="medewerkers", request="Een wervingsplan")
    publish(programme)
    return visit


def tick(visit: Bezoek, person: Mandataris | None, *, is_present: bool = True, **fields: str) -> None:
    Aanwezigheid.objects.create(
        programme=visit.programme,
        visit=visit.pk,
        mandataris=person,
        is_present=is_present,
        at=NOW,
        received_at=NOW,
        **fields,
    )


def report_of(programme: Programme) -> Verslag:
    """Composed now."""
    compose(programme, now=LATER)
    return Verslag.objects.select_related("programme__bestuur").get(programme=programme)


def section_of(verslag: Verslag, kind: str = "bezoek") -> Sectie:
    return verslag.secties.get(kind=kind)


def draft_of(verslag: Verslag) -> Reading:
    """As readers would see it now."""
    material = material_of(verslag.programme, INTERN, on=TODAY)
    return read(draft_content(verslag, material, on=TODAY), material)
