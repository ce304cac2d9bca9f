"""What the formats and the other blocks of a programme ask to be done (Draaiboek, stap 1 to 3)."""

from invitations.checklist.advice import COMMUNICATIE, COORDINATOR, GASTHEER, OWN_READY, READY, Advice
from programmes.models import Bezoek, Werkvorm

OF_VISIT = (
    Advice(
        *("beleving", 3, GASTHEER, -7),
        "Beslis wat de bezoekers zelf doen",
        "Laat hen meewerken, meespelen of meelopen, en geef hun tijd om de gebruikers te leren kennen.",
    ),
)

SIZES = Advice(
    *("kledij", 2, GASTHEER, -2), "Leg werkkledij klaar in de juiste maat", place=READY, own_place=OWN_READY
)  # werkkledij: dezelfde outfit als de medewerkers
BUS = Advice(
    *("bus", 2, COORDINATOR, -21),
    "Regel het vervoer voor de rondrit",
    "Een bus of busje met genoeg plaatsen, ook voor wie slecht te been is.",
    READY,
)

OF_FORMAT: dict[str, tuple[Advice, ...]] = {
    Werkvorm.JOBRUIL: (
        Advice(*("collega", 2, GASTHEER, -7), "Spreek af met welke collega elke bezoeker meedraait"),
        SIZES,
    ),
    Werkvorm.RONDLEIDING: (
        Advice(*("route", 2, GASTHEER, -5), "Kies de route en wie rondleidt", "Een bewoner of kind kan dat ook."),
    ),
    Werkvorm.INFOSESSIE: (Advice(*("zaal", 2, GASTHEER, -2), "Zet de zaal, het scherm en het geluid klaar"),),
    Werkvorm.GESPREK: (Advice(*("gesprekspartners", 2, GASTHEER, -7), "Vraag wie aan het gesprek deelneemt"),),
    Werkvorm.SPEEDDATE: (
        Advice(*("partners", 2, GASTHEER, -7), "Verdeel de medewerkers en gebruikers over de tafels"),
        Advice(*("tafels", 2, GASTHEER, -1), "Zet de tafels klaar en leg de bel bij de hand"),
    ),
    Werkvorm.VRIJ_PODIUM: (
        Advice(*("sprekers", 2, GASTHEER, -7), "Maak de volgorde van de sprekers", "Wie vertelt wat, en hoelang elk?"),
        Advice(*("micro", 2, GASTHEER, -1), "Zet de micro klaar en test het geluid"),
    ),
    Werkvorm.RONDRIT: (BUS,),
    Werkvorm.CARROUSEL: (
        Advice(*("posten", 2, GASTHEER, -7), "Verdeel de posten en wie er staat"),
        Advice(*("signaal", 2, GASTHEER, -1), "Spreek het signaal af waarop iedereen doorschuift"),
    ),
    Werkvorm.INWONERSDIALOOG: (
        Advice(*("inwoners", 2, COMMUNICATIE, -21), "Nodig de inwoners uit"),
        Advice(*("gespreksleider", 2, COORDINATOR, -14), "Zoek een gespreksleider per tafel"),
    ),
    Werkvorm.VISIEWORKSHOP: (
        Advice(*("begeleider", 2, COORDINATOR, -14), "Zoek wie de workshop begeleidt"),
        Advice(*("materiaal", 2, GASTHEER, -2), "Leg stiften, kaartjes en grote vellen klaar"),
    ),
}

OF_KIND: dict[str, tuple[Advice, ...]] = {
    Bezoek.Kind.PERSMOMENT: (
        Advice(
            *("plek", 2, COMMUNICATIE, -14),
            "Kies waar je de pers ontvangt",
            "Een plek waar ze mooie beelden kunnen maken, met toestemming van wie in beeld komt.",
        ),
        Advice(*("persuitnodiging", 2, COMMUNICATIE, -7), "Nodig de pers uit"),
        Advice(*("woord", 3, COMMUNICATIE, -3), "Spreek af welke schepen een woordje zegt"),
        Advice(*("ontvangst", 3, COMMUNICATIE, 0), "Ontvang de pers en geef het persmapje mee"),
    ),
    Bezoek.Kind.MAALTIJD: (
        Advice(
            *("keuken", 2, GASTHEER, -4),
            "Geef het aantal en de diëten door aan de keuken",
            place=READY,
            own_place=OWN_READY,
        ),
    ),
}
