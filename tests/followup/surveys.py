"""Surveys and whoever fills them in, for the tests."""

import datetime as dt
from typing import Any

from followup.models import Antwoordblad, Enquete
from followup.surveys.answering import fingerprint
from followup.surveys.starting import start
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import make_bezoek, make_contactpersoon, make_deelname, make_mandataris, make_user, make_zorgdienst

NOW = dt.datetime(2025, 3, 3, 9, 0, tzinfo=BRUSSELS)  # the Monday after the programme of the tests
TODAY = NOW.date()
AFTER = dt.date(2025, 4, 1)  # the surveys are closed


def held(programme: Programme, *, guests: int = 1) -> Programme:
    """One visit that was published: guests with an address, received by Griet."""
    griet = make_contactpersoon(programme.bestuur, name="Griet Maes", email="griet@example.be")
    service = make_zorgdienst(programme.bestuur, name="De Linde", contact=griet)
    visit = make_bezoek(programme, zorgdienst=service, host=griet)
    for number in range(1, guests + 1):
        guest = make_mandataris(
            programme.bestuur, first_name="Bo", last_name=f"Aerts {number:02}", email=f"bo{number}@example.be"
        )
        make_deelname(visit, guest)
    publish(programme, based_on=0, note="", by=make_user(), now=NOW)
    return programme


def make_survey(programme: Programme, role: str = "mandataris", **fields: Any) -> Enquete:
    """As it is proposed, open for three weeks."""
    start(programme, now=NOW, today=TODAY)
    Enquete.objects.filter(programme=programme, role=role).update(**fields)
    return Enquete.objects.select_related("programme__bestuur").get(programme=programme, role=role)


def link_of(programme: Programme, person: Mandataris | Contactpersoon) -> PersonalLink:
    make_links(programme, now=NOW)
    return PersonalLink.objects.live(TODAY).get(programme=programme, **{person._meta.model_name or "": person})


def page_of(link: PersonalLink) -> str:
    return f"/nazorg/{token_of(link)}/enquete/"


def form_of(enquete: Enquete, **answers: Any) -> dict[str, Any]:
    """What a browser posts."""
    return {"key": str(Antwoordblad().key), "seen": fingerprint(enquete), **answers}


def sheets(enquete: Enquete) -> list[dict[str, Any]]:
    return list(Antwoordblad.objects.filter(enquete=enquete).values_list("answers", flat=True))


def make_sheets(enquete: Enquete, *answers: dict[str, Any]) -> None:
    for one in answers:
        Antwoordblad.objects.create(enquete=enquete, answers=one)
