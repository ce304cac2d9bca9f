"""The playbook of Expeditie Zorg, line by line: each advice that is something to do (Draaiboek, stap 1 tot 4)."""

from invitations.checklist.advice import (
    COMMUNICATIE,
    COORDINATOR,
    FICHE,
    GASTHEER,
    OWN_FICHE,
    PROGRAMME,
    SERVICE,
    TOUR,
    VISIT,
    Advice,
    Place,
)
from invitations.checklist.formats import BUS, OF_FORMAT, OF_KIND, OF_VISIT

INVITATIONS = Place("uitnodiging-list")

OF_PROGRAMME = (
    # Stap 1: werk een programma uit
    Advice(
        *("gastenlijst", 1, COORDINATOR, -70),
        "Beslis wie je meeneemt",
        "Alleen het college, of de hele raad? En de algemeen directeur, diensthoofden en het managementteam?",
        Place("gast-list"),
    ),
    Advice(
        *("diensten", 1, COORDINATOR, -70),
        "Kies welke diensten en projecten meedoen",
        "Van kinderopvang tot ouderenzorg. Denk ook aan projecten zoals een zorgzame buurt of rond dementie.",
        Place("programme-diensten"),
    ),
    Advice(
        *("invalshoek", 1, COORDINATOR, -63),
        "Kies een creatieve invalshoek",
        "Een jobruil, een speeddate of een vrij podium: wissel af, en spreek het af met de diensten.",
        Place("board"),
    ),
    Advice(
        *("timing", 1, COORDINATOR, -49),
        "Maak de planning, met tijd voor elk bezoek en elke verplaatsing",
        place=Place("board"),
    ),
    Advice(
        *("persmoment", 1, COORDINATOR, -49),
        "Beslis of er een persmoment komt, waar en wanneer",
        "Zet het als blok op het bord: de taken voor de pers komen dan vanzelf op deze lijst.",
        Place("board"),
    ),
    Advice(
        *("diensten-inlichten", 1, COORDINATOR, -42),
        "Vertel de diensten wat je van hen verwacht",
        "Bezorg elke contactpersoon de eigen link: daar staat wie komt en wat er te doen is.",
        Place("link-list"),
    ),
    # Stap 2: nodig iedereen uit
    Advice(
        *("communicatiedienst", 2, COORDINATOR, -42),
        "Bespreek met de communicatiedienst waar de expeditie een plek krijgt",
        "De website, het infoblad, sociale media: wat past in de communicatie van de gemeente?",
    ),
    Advice(
        *("vvsg", 2, COMMUNICATIE, -42),
        "Bekijk het materiaal dat de VVSG ter beschikking stelt",
    ),
    Advice(
        *("uitnodiging", 2, COORDINATOR, -35),
        "Maak de uitnodiging",
        "Met de datum, de diensten, het programma met uren en een aanspreekpunt.",
        INVITATIONS,
    ),
    Advice(
        *("praktische-info", 2, COORDINATOR, -35),
        "Zet de praktische info in de uitnodiging",
        "Waar spreek je af, welke kledij is nodig, is er een maaltijd?",
        INVITATIONS,
    ),
    Advice(
        *("persoonlijk", 2, COMMUNICATIE, -30),
        "Maak een korte videoboodschap, of laat gebruikers persoonlijk uitnodigen",
        "Een collega of bewoner die zelf uitnodigt, overtuigt het meest.",
    ),
    Advice(
        *("versturen", 2, COORDINATOR, -28),
        "Verstuur de uitnodiging",
        "Met een mail of een brief, en bel wie geen adres heeft.",
        INVITATIONS,
    ),
    Advice(
        *("herinnering", 2, COORDINATOR, -10),
        "Kijk na wanneer de herinneringen vertrekken",
        "Ze gaan vanzelf weg, enkele dagen vooraf, met de praktische afspraken.",
        Place("herinnering-list"),
    ),
    Advice(
        *("pers", 2, COMMUNICATIE, -14),
        "Spreek met de schepenen af hoe jullie de pers aanpakken",
        "Wie staat de pers te woord, en waarover?",
    ),
    Advice(
        *("persmap", 2, COMMUNICATIE, -7),
        "Maak een persmapje",
        "Met enkele cijfers over elke dienst: die staan in de fiches.",
        Place("fiche-list"),
    ),
    # Stap 2: bereid jezelf en de zorgdiensten voor
    Advice(
        *("akkoord", 2, COORDINATOR, -28),
        "Zoek de raakvlakken met het bestuursakkoord",
        "Welke beleidslijnen en partijstandpunten sluiten aan bij wat de diensten bezighoudt?",
        Place("akkoord"),
    ),
    Advice(
        *("bevoegdheden", 2, COORDINATOR, -28),
        "Kijk na wie welke bevoegdheden heeft",
        "Een schepen van kinderopvang én jeugd is voor een dienst een interessante combinatie.",
        Place("bevoegdheid-list"),
    ),
    Advice(
        *("maten", 2, COORDINATOR, -14),
        "Verzamel de kledingmaten voor de werkkledij",
        place=Place("kledij"),
    ),
    # Stap 2: denk aan de toekomst
    Advice(
        *("tendensen", 2, COORDINATOR, -21),
        "Zoek cijfers bij de lokale tendensen",
        "De gemeentemonitor van Vlaanderen bevestigt welke noden eraan komen.",
        Place("fiche-list"),
    ),
    # Stap 3: trek op expeditie
    Advice(
        *("beeld", 3, COMMUNICATIE, -7),
        "Spreek af wie foto's en filmpjes maakt",
        "Weet vooraf wie in beeld mag komen, en noteer die toestemming.",
        Place("toestemming-list"),
    ),
    Advice(
        *("kanalen", 3, COMMUNICATIE, -7),
        "Plan de berichten op sociale media en in het infoblad",
        "Gebruik altijd dezelfde hashtag: die staat bij het programma.",
    ),
    Advice(
        *("buitenwereld", 3, COMMUNICATIE, 0),
        "Hou de buitenwereld tijdens de expeditie op de hoogte",
        is_after=True,
    ),
    # Stap 4: nazorg
    Advice(
        *("selectie", 4, COMMUNICATIE, 10),
        "Kies sprekende foto's, quotes en filmpjes voor het verslag",
        is_after=True,
    ),
    Advice(
        *("verslag", 4, COORDINATOR, 21),
        "Bedank de deelnemers en bezorg hun een verslag",
        "Enkele weken na het bezoek, met beeld: zo blijft de expeditie hangen.",
        is_after=True,
    ),
    Advice(
        *("opvolging", 4, COORDINATOR, 28),
        "Kijk na of de afspraken met de bestuurders lopen",
        "Wacht niet af: neem zelf het initiatief voor informatie of een nieuw bezoek.",
        is_after=True,
    ),
)

OF_SERVICE = (
    Advice(
        *("contact", 1, COORDINATOR, -42),
        "Wijs aan wie de bezoekers ontvangt",
        "Die contactpersoon is ook het aanspreekpunt tijdens de expeditie.",
        Place("programme-diensten"),
    ),
    Advice(
        *("gebruikers", 1, GASTHEER, -42),
        "Vraag gebruikers en familie of ze willen meedoen",
        "Wie toont of vertelt wat de dienst voor hen betekent?",
        Place("verhaal-list"),
        Place("gastheer-verhaal-list"),
    ),
    Advice(
        *("praktisch", 2, GASTHEER, -28),
        "Kijk de gegevens van je dienst na en bevestig ze",
        "Afspreekplaats, parkeren, kledij, maaltijd, en hoeveel mensen je kan ontvangen.",
        Place("voorbereiding"),
        Place("gastheer-dienst", needs_service=True),
    ),
    Advice(
        *("fiche", 2, GASTHEER, -14),
        "Vul de voorstellingsfiche in",
        "Cijfers, tevredenheid en de projecten die lopen of starten.",
        FICHE,
        OWN_FICHE,
    ),
    Advice(
        *("verhalen", 2, GASTHEER, -14),
        "Breng verhalen samen van gebruikers en medewerkers",
        "Verhalen die tonen waar je dienst voor staat. Noteer wie toestemming gaf.",
        Place("verhaal-list"),
        Place("gastheer-verhaal-list"),
    ),
    Advice(
        *("uitdagingen", 2, GASTHEER, -14),
        "Zet de uitdagingen voor de komende zes jaar op een rij",
        "Gebouw, aanbod, samenwerking, personeel: en wat kan het bestuur doen?",
        FICHE,
        OWN_FICHE,
    ),
    Advice(
        *("samenwerking", 2, GASTHEER, -7),
        "Bedenk welke afspraken je met het bestuur wil maken",
        "Hoe houden jullie elkaar op de hoogte? Stel alvast een dag voor een opvolgesprek voor.",
    ),
    Advice(
        *("vaker", 2, GASTHEER, -7),
        "Bedenk wanneer een schepen nog eens kan langskomen",
        "Bij een teamoverleg, bijvoorbeeld, of bij de start van de vakantiewerking.",
    ),
    Advice(
        *("afspraken", 4, GASTHEER, 14),
        "Neem zelf contact op over wat is afgesproken",
        "Bezorg de informatie die je beloofde en leg het volgende bezoek vast.",
        is_after=True,
    ),
)

_OF_VISITS = (*OF_VISIT, *(one for lines in (*OF_FORMAT.values(), *OF_KIND.values()) for one in lines))
_BY_KEY: dict[tuple[str, str], Advice] = {
    **{(PROGRAMME, one.name): one for one in OF_PROGRAMME},
    **{(SERVICE, one.name): one for one in OF_SERVICE},
    **{(VISIT, one.name): one for one in _OF_VISITS},
    (TOUR, BUS.name): BUS,
}


def advice_of(key: str) -> Advice | None:
    """'dienst:12:fiche' -> its line; None for a task that somebody added, or a line that is no more."""
    scope, _, rest = key.partition(":")
    return _BY_KEY.get((scope, rest.rpartition(":")[2]))
