"""The timetables that somebody wrote: a shift hour by hour, a talk, a speed date. The others have their example."""

from dataclasses import dataclass

from programmes.models import Bezoek, Onderdeel, Programme, Werkvorm

ZELF, KIJKEN = Onderdeel.HandsOn.ZELF, Onderdeel.HandsOn.KIJKEN


@dataclass(frozen=True, slots=True)
class DemoPart:
    """`only`: the last name of the one visitor whom it is for."""

    minutes: int
    title: str
    text: str = ""
    who: str = ""
    place: str = ""
    clothing: str = ""
    hands_on: str = ""
    only: str = ""


SHIFT = (  # 9.45-12
    DemoPart(10, "Omkleden en ontsmetten", place="Kleedkamer -1", clothing="Poloshirt van het huis"),
    DemoPart(
        *(15, "Ploegoverleg", "Wie zijn de bewoners van Populier, en wat speelt er vandaag?", "Bart Nuyttens"),
        place="Verpleegpost Populier",
        hands_on=KIJKEN,
    ),
    DemoPart(
        *(40, "Waterronde", "Van kamer tot kamer met de drankkar. Vraag telkens of je binnen mag.", "Lies Maes"),
        hands_on=ZELF,
        only="Vandaele",
    ),
    DemoPart(
        *(40, "Waterronde", "Van kamer tot kamer met de drankkar. Vraag telkens of je binnen mag.", "Omar Haddad"),
        hands_on=ZELF,
        only="Bensalem",
    ),
    DemoPart(*(25, "Krant voorlezen", "", "Greet Pauwels", "Leefruimte"), hands_on=ZELF, only="Lambrecht"),
    DemoPart(
        *(15, "Medicatie klaarzetten", "Dit doet alleen de verpleegkundige.", "Greet Pauwels"),
        hands_on=KIJKEN,
        only="Lambrecht",
    ),
    DemoPart(
        *(40, "Wandelen met twee bewoners", "Een bewoner in een rolstoel: de remmen leer je eerst.", "Sam Verhelst"),
        place="Binnentuin",
        hands_on=ZELF,
        only="Goethals",
    ),
    DemoPart(20, "Tafels dekken", who="Lies Maes", place="Eetzaal", hands_on=ZELF),
    DemoPart(
        *(15, "Tillift: hoe werkt het?", "Een collega toont het, op een collega.", "Omar Haddad"), hands_on=KIJKEN
    ),
    DemoPart(20, "Middagmaal opdienen", "Stem af met de keuken wie gemalen eet.", "Lies Maes", hands_on=ZELF),
    DemoPart(15, "Napraten met het team", who="An De Smet", place="Verpleegpost Populier"),
)

CHILDREN = (  # 9-10.30
    DemoPart(5, "Schoenen uit, handen wassen", who="Goedele Claus", place="Inkom"),
    DemoPart(
        *(10, "Hoe was de nacht?", "Wat ouders aan de deur vertellen, en hoe dat bij de groep komt.", "Goedele Claus"),
        hands_on=KIJKEN,
    ),
    DemoPart(
        *(
            20,
            "Fruit schillen en geven",
            "Aan de lage tafel; elk kind heeft een eigen lepel.",
            "Mieke Vanhee",
            "Leefgroep Eendjes",
        ),
        hands_on=ZELF,
    ),
    DemoPart(10, "Slapen leggen", "Dit doet alleen de begeleider.", "Mieke Vanhee", hands_on=KIJKEN),
    DemoPart(
        30,
        "Meespelen en voorlezen",
        "Op hun hoogte: ga gerust mee in de zandbak zitten.",
        "Sanne Claeys",
        "Tuin",
        hands_on=ZELF,
    ),
    DemoPart(15, "Napraten met het team", "Waarom raken vacatures zo moeilijk ingevuld?", "Goedele Claus"),
)

TALK = (  # 14-15.30
    DemoPart(10, "Welkom door de kinderraad", who="Nina en Yusuf, 10 jaar", place="Aan de poort"),
    DemoPart(25, "Rondgang met drie halten", "De kinderen tonen hun lievelingsplek.", "De kinderraad"),
    DemoPart(5, "Vieruurtje"),
    DemoPart(30, "Vragen van de kinderraad", "Zes vragen aan de schepen, door de kinderen gekozen.", "Nina", "Zaal"),
    DemoPart(15, "Wat vragen de begeleiders?", "Opvang in de vakantie, en een dak boven de zandbak.", "Team Speelboot"),
    DemoPart(5, "Afspraken", "Wie komt wanneer terug met een antwoord?"),
)

SPEEDDATE = (  # 9-10.30
    DemoPart(5, "Welkom", "Kris legt uit hoe het gaat en geeft elke gast een kaartje.", "Kris Vermeulen"),
    DemoPart(48, "De rondes", "Telkens een bel, en twee minuten om te wisselen.", "aan de tafels"),
    DemoPart(12, "Afronden", "Iedereen zegt in één zin wat is bijgebleven.", "Kris Vermeulen"),
    DemoPart(25, "Koffie"),
)

WRITTEN = (
    ("De Meersen", Werkvorm.JOBRUIL, SHIFT),
    ("De Waterlelie", Werkvorm.JOBRUIL, CHILDREN),
    ("De Speelboot", Werkvorm.GESPREK, TALK),
    ("Sociale dienst", Werkvorm.SPEEDDATE, SPEEDDATE),
)


def write_timetables(programme: Programme) -> None:
    for service, werkvorm, parts in WRITTEN:
        visits = Bezoek.objects.filter(programme=programme, zorgdienst__name__contains=service, werkvorm=werkvorm)
        for visit in visits:
            _write(visit, parts)


def _write(visit: Bezoek, parts: tuple[DemoPart, ...]) -> None:
    people = {row.last_name: row for row in visit.deelnemers.all()}
    visit.onderdelen.all().delete()
    Onderdeel.objects.bulk_create(
        Onderdeel(
            bezoek=visit,
            position=position,
            mandataris=people.get(part.only),
            **{name: getattr(part, name) for name in ("minutes", "title", "text", "who", "place", "clothing")},
            hands_on=part.hands_on,
        )
        for position, part in enumerate(parts)
    )
