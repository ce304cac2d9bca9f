"""The vision workshops of Leiedorp: the one of a year ago, that is closed, and the one of now, that nine answered."""

import datetime as dt
from collections.abc import Mapping

from programmes.models import Inschatting, Programme, Visieworkshop, Voorbeeld, Voornemen, Werkvorm
from programmes.werkvormen.visieworkshop.holding import close, open_up, save_text, workshop_of

BEFORE = {  # of each block: what nine people answered
    "detectie": "112222334",
    "toeleiding": "122223334",
    "rollen": "111222233",
    "netwerken": "233344445",
    "talenten": "122233344",
    "informeren": "222333344",
    "partners": "112222333",
    "analyse": "111112223",
    "beleid": "111222334",
}
NOW = {
    "detectie": "222333445",
    "toeleiding": "233334445",
    "rollen": "222333345",
    "netwerken": "222333445",
    "talenten": "122233445",
    "informeren": "233334445",
    "partners": "333344455",
    "analyse": "111222334",
    "beleid": "122223334",
}
EXAMPLES_BEFORE = (("netwerken", "De vrijwilligers van De Brug bellen elke week wie alleen woont."),)
EXAMPLES = (
    ("detectie", "De postbode en de thuiszorg melden ons wie ze lang niet zagen."),
    ("detectie", "Na elk overlijden gaat iemand langs bij wie achterblijft."),
    ("rollen", "Bewoners van De Ankerplaats houden mee het buurtcafé open."),
    ("netwerken", "Het buurtontbijt in Vijverhoek: buren nodigen buren uit."),
    ("partners", "Huisartsen, apotheek en dienstencentrum zitten om de zes weken samen."),
)
AGREED = (  # what, who, days from the workshop
    ("Een kaart maken van wie waar aanklopt", "Nele Hoste", 60),
    ("De zorgraad vragen om mee te trekken", "de schepen van welzijn", 30),
)
VISION_BEFORE = "In Leiedorp kennen buren elkaar. Wie hulp nodig heeft, weet bij wie hij terechtkan."
VISION = (
    "In Leiedorp valt niemand door de mazen. Buren, verenigingen en diensten merken het als het met iemand minder "
    "gaat, en weten wie ze dan bellen.\n\n"
    "Iedereen heeft iets te geven: wie zorg krijgt, kan ook voor een ander zorgen. Het bestuur maakt daar ruimte, tijd "
    "en middelen voor vrij, en vraagt elk jaar aan de buurt hoe het loopt."
)


def add_workshops(earlier: Programme, programme: Programme, *, now: dt.datetime) -> None:
    past = _workshop(earlier)
    if past:
        then = past.bezoek.ends_at
        _answer(past, BEFORE, EXAMPLES_BEFORE)
        save_text(past, VISION_BEFORE, base=0, by="Els Vercruysse", now=then)
        close(past)
    present = _workshop(programme)
    if present:
        _answer(present, NOW, EXAMPLES)
        save_text(present, VISION_BEFORE, base=0, by="Els Vercruysse", now=now - dt.timedelta(minutes=40))
        save_text(present, VISION, base=1, by="Els Vercruysse", now=now)
        _agree(present)


def _workshop(programme: Programme) -> Visieworkshop | None:
    visit = programme.bezoeken.filter(werkvorm=Werkvorm.VISIEWORKSHOP).first()
    return workshop_of(visit) if visit else None


def _answer(workshop: Visieworkshop, answers: Mapping[str, str], examples: tuple[tuple[str, str], ...]) -> None:
    open_up(workshop)
    Inschatting.objects.bulk_create(
        Inschatting(workshop=workshop, block=block, value=int(value))
        for block, values in answers.items()
        for value in values
    )
    Voorbeeld.objects.bulk_create(Voorbeeld(workshop=workshop, block=block, text=text) for block, text in examples)


def _agree(workshop: Visieworkshop) -> None:
    for text, who, days in AGREED:
        due_on = workshop.bezoek.day + dt.timedelta(days=days)
        Voornemen.objects.create(workshop=workshop, text=text, who=who, due_on=due_on)
