"""The vrij podium of Leiedorp: five people of the Vijverhoek tell their story to the council."""

import datetime as dt
from typing import Any

from programmes.models import Podium, Programme, Verteller, Werkvorm

JA, VOORNAAM, VOLUIT = Verteller.Consent.JA, Verteller.NamedAs.VOORNAAM, Verteller.NamedAs.VOLUIT
TELLERS: tuple[dict[str, Any], ...] = (
    {
        "first_name": "Marleen",
        "last_name": "Vanhoutte",
        "teller": Verteller.Teller.BUUR,
        "topic": "Waarom ik elke vrijdag soep maak voor de hele trap",
        "minutes": 8,
        "introduction": "Marleen van de derde verdieping. Ze woont hier 31 jaar en kent iedereen.",
        "phone": "0470 00 11 01",
        "consent": JA,
        "named_as": VOLUIT,
        "may_be_pictured": True,
        "may_be_recorded": True,
    },
    {
        "first_name": "Roger",
        "last_name": "Deconinck",
        "teller": Verteller.Teller.GEBRUIKER,
        "topic": "Met de rolstoel naar de winkel: een omweg van een kilometer",
        "minutes": 10,
        "introduction": "Roger reed 40 jaar met de bus, nu rolt hij zelf.",
        "posture": Verteller.Posture.ROLSTOEL,
        "beside": "Ria, zijn buurvrouw",
        "needs": "een foto van de stoeprand op het scherm",
        "phone": "0470 00 11 02",
        "consent": JA,
        "named_as": VOORNAAM,
        "may_be_pictured": True,
    },
    {
        "first_name": "Amina",
        "last_name": "Haddad",
        "teller": Verteller.Teller.BUUR,
        "topic": "Ons pleintje, getekend door de kinderen",
        "minutes": 5,
        "introduction": "Amina is 13 en zit in de kinderraad.",
        "mic": Verteller.Mic.HAND,
        "beside": "haar mama",
        "contact": "mama Samira",
        "phone": "0470 00 11 03",
        "consent": JA,
        "is_minor": True,
        "consent_of": "Samira Haddad (mama) en Amina zelf",
        "named_as": VOORNAAM,
    },
    {
        "first_name": "Godelieve",
        "last_name": "Pattyn",
        "teller": Verteller.Teller.FAMILIE,
        "topic": "Zorgen voor een man die mij soms niet herkent",
        "minutes": 10,
        "introduction": "Een mevrouw uit de buurt die liever zonder naam vertelt.",
        "posture": Verteller.Posture.ZITTEND,
        "needs": "een glas water",
        "phone": "0470 00 11 04",
        "consent": JA,
    },
    {
        "first_name": "Youssef",
        "last_name": "Amrani",
        "teller": Verteller.Teller.VRIJWILLIGER,
        "topic": "De klusjesdienst die begon met één lamp",
        "minutes": 7,
    },
)


def add_stage(programme: Programme, *, today: dt.date) -> Podium:
    """On the vrij podium of the week; the last one was not asked anything yet."""
    bezoek = programme.bezoeken.filter(werkvorm=Werkvorm.VRIJ_PODIUM)[0]
    podium = Podium.objects.create(bezoek=bezoek, leader="Nele, buurtwerker")
    for number, fields in enumerate(TELLERS, 1):
        asked_on = today - dt.timedelta(days=2) if fields.get("consent") else None
        Verteller.objects.create(podium=podium, position=number, asked_on=asked_on, **fields)
    return podium
