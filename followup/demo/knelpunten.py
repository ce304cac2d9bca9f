"""What the first edition of Leiedorp brought up, and what of it lies on the table of the coming one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from followup.bottlenecks.starting import link_passages, text_of
from followup.editions.carrying import carry
from followup.models import Knelpunt
from invitations.akkoorden.demo import load_agreement
from invitations.akkoorden.matching import current
from invitations.demo.fiches import load_fiches
from invitations.models import Fiche, Raakvlak, Uitdaging
from programmes.demo.load import COORDINATOR
from programmes.models import Programme, User, Zorgdienst
from programmes.times import moment
from programmes.versions import published_week
from programmes.week import Visit

BY = "Els Vercruysse"
Kind, State, Theme = Knelpunt.Kind, Knelpunt.State, Uitdaging.Theme


@dataclass(frozen=True, slots=True)
class Case:
    service: str  # a part of its name; '' for the authority as a whole
    kind: str
    theme: str
    title: str
    text: str
    state: str = State.OPEN
    answer: str = ""
    in_fiche: bool = False  # the service wrote it in its fiche
    request: str = ""
    has_line: bool = False  # the agreement says something of it


CASES = (
    Case(
        "De Meersen",
        Kind.KNELPUNT,
        Theme.MEDEWERKERS,
        "Nachtdiensten raken niet ingevuld",
        "Drie nachten per week staat er één medewerker voor 96 bewoners. Wie de overdracht van halftwee meemaakte, "
        "zag hoe krap dat is.",
        State.OPGENOMEN,
        "Het vast bureau keurde een nachtpool goed, samen met de thuisverpleging. De eerste twee collega's startten "
        "in september.",
        in_fiche=True,
        request="Laat ons een nachtpool oprichten met de andere diensten.",
        has_line=True,
    ),
    Case(
        "De Meersen",
        Kind.KNELPUNT,
        Theme.INFRASTRUCTUUR,
        "Twaalf kamers zonder eigen douche",
        "Op de tweede verdieping delen bewoners één badkamer. De schepen vroeg wat een verbouwing kost; dat wist "
        "niemand precies.",
        in_fiche=True,
        request="Neem een studie op in het meerjarenplan.",
    ),
    Case(
        "De Meersen",
        Kind.KANS,
        Theme.SAMENWERKING,
        "Leerlingen komen voorlezen",
        "De basisschool ligt op honderd meter. De directeur stelde tijdens de koffie zelf voor om elke vrijdag langs "
        "te komen.",
        State.OPGELOST,
        "Het loopt sinds oktober, elke vrijdagnamiddag.",
    ),
    Case(
        "De Brug",
        Kind.KNELPUNT,
        Theme.AANBOD,
        "In het weekend is er geen warme maaltijd",
        "Zestig mensen eten hier op weekdagen. Op zaterdag en zondag eten velen van hen alleen en koud.",
        in_fiche=True,
        request="Maak weekendopening mogelijk, desnoods één dag.",
        has_line=True,
    ),
    Case(
        "De Brug",
        Kind.KANS,
        Theme.SAMENWERKING,
        "Buurtbewoners willen zelf koken",
        "Vijf vrouwen van het naaiatelier willen één keer per maand voor iedereen koken. Ze zoeken een keuken en een "
        "verzekering.",
        State.OPGENOMEN,
        "De dienst Vrijwilligers zocht de verzekering uit. De keuken mag gebruikt worden zodra het reglement er is.",
    ),
    Case(
        "De Waterlelie",
        Kind.KNELPUNT,
        Theme.MEDEWERKERS,
        "Kindbegeleiders vertrekken na een jaar",
        "Vier van de elf begeleiders vertrokken vorig jaar. De uren zijn versnipperd, en dat vragen ze ook als eerste "
        "te veranderen.",
        has_line=True,
    ),
    Case(
        "Sociale dienst",
        Kind.KNELPUNT,
        Theme.MEDEWERKERS,
        "Te veel dossiers per maatschappelijk werker",
        "Gemiddeld 74 dossiers per voltijdse medewerker. Wie voor het eerst komt, wacht drie weken op een gesprek.",
    ),
    Case(
        "Zorgzame buurt",
        Kind.KANS,
        Theme.INFRASTRUCTUUR,
        "Een plek om te zitten tussen winkel en dienstencentrum",
        "Zonder bank halen veel mensen de winkel niet te voet. Een bewoner tekende op een plan waar hij er drie wil.",
        State.OPGELOST,
        "De technische dienst plaatste drie banken in mei.",
    ),
    Case(
        "",
        Kind.KANS,
        Theme.SAMENWERKING,
        "Eén intakegesprek voor alle diensten",
        "Op drie plaatsen hoorden we hetzelfde: mensen vertellen hun verhaal telkens opnieuw. Met hun toestemming zou "
        "één gesprek volstaan.",
    ),
)


@transaction.atomic
def load_knelpunten(programme: Programme, *, now: dt.datetime) -> None:
    """For the first edition of Leiedorp, which is a year ago."""
    if Knelpunt.objects.filter(programme=programme).exists():
        return
    editions = programme.bestuur.programmes.filter(opvolging_van=None)
    coming = editions.latest("first_day")
    load_fiches(coming, now=now)  # before what builds on them, whichever step of the demo is loaded first
    load_agreement(coming, by=User.objects.get(email=COORDINATOR), now=now)
    visits = _visits(programme)
    for case in CASES:
        service = programme.diensten.get(name__contains=case.service) if case.service else None
        visit = visits.get(service.pk) if service else None
        _load(programme, case, service, visit)
    _table(programme, coming, now=now)


def _visits(programme: Programme) -> Mapping[int | None, Visit]:
    week = published_week(programme)
    return {visit.service: visit for visit in week.visits} if week else {}


def _load(programme: Programme, case: Case, service: Zorgdienst | None, visit: Visit | None) -> None:
    challenge = _challenge(programme, case, service) if service and case.in_fiche else None
    at = moment(visit.day, visit.end) if visit else moment(programme.last_day, 16 * 60)
    one = Knelpunt.objects.create(
        programme=programme,
        zorgdienst=service,
        visit=visit.id if visit else None,
        kind=case.kind,
        theme=case.theme,
        title=case.title,
        text=text_of(challenge) if challenge else case.text,
        uitdaging=challenge,
        state=case.state,
        answer=case.answer,
        made_at=at,
        made_by=BY,
    )
    if case.has_line:
        _link(one)


def _challenge(programme: Programme, case: Case, service: Zorgdienst) -> Uitdaging:
    fiche, _ = Fiche.objects.get_or_create(programme=programme, zorgdienst=service)
    return Uitdaging.objects.create(
        fiche=fiche, theme=case.theme, title=case.title, text=case.text, request=case.request
    )


def _link(one: Knelpunt) -> None:
    """To the line of the agreement that somebody confirmed for its service."""
    confirmed = Raakvlak.objects.confirmed().filter(passage__akkoord=current(one.programme.bestuur))
    link_passages((one, key) for key in confirmed.filter(zorgdienst=one.zorgdienst).values_list("passage", flat=True))


def _table(programme: Programme, coming: Programme, *, now: dt.datetime) -> None:
    """The coming edition goes on where this one stopped."""
    Programme.objects.filter(pk=coming.pk, copied_from=None).update(copied_from=programme)
    carry(programme, coming, by=BY, now=now)
