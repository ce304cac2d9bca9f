"""The week that is being planned: what version 1 holds, and what came on the board since, mistakes included."""

from dataclasses import dataclass

from programmes.models import Bezoek, Ronde, Werkvorm

MAALTIJD, PERSMOMENT, VRIJ = Bezoek.Kind.MAALTIJD, Bezoek.Kind.PERSMOMENT, Bezoek.Kind.VRIJ
TOUR = "Ronde langs de Leie"


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """`when` is 'ma 9.30-11'; `people` are last names; the first contact person of the service receives."""

    when: str
    service: str
    werkvorm: str
    people: tuple[str, ...]
    title: str = ""
    kind: str = Bezoek.Kind.BEZOEK
    tour: str = ""
    has_host: bool = True
    spokesperson: str = ""
    activity: str = ""
    remarks: str = ""
    internal_note: str = ""
    place: str = ""


TOUR_GROUP = ("Hoste", "Coppens", "Seys", "Tavernier")
TOUR_HALFWAY = TOUR_GROUP[:3]  # Tavernier gets off at the second stop
TOUR_RIDE = {"vehicle": Ronde.Vehicle.BUS, "seats": 8, "driver": "Rik Mestdagh, 0400 12 35 01"}

PUBLISHED = [
    DemoVisit(
        "ma 9-9.30",
        "De Meersen",
        "",
        ("Vandaele", "Bensalem", "Windels"),
        title="Startmoment met de pers",
        kind=PERSMOMENT,
        spokesperson="Vandaele",
        activity="Welkom door de directeur, een woord van de burgemeester, beeld bij de waterronde.",
    ),
    DemoVisit(
        "ma 9.45-12",
        "De Meersen",
        Werkvorm.JOBRUIL,
        ("Vandaele", "Bensalem", "Lambrecht", "Goethals"),
        activity="Meedraaien op afdeling Populier: waterronde, tafels dekken, middagmaal opdienen.",
        remarks="Noor loopt mee met de burgemeester. Geen foto van haar zonder toestemming.",
    ),
    DemoVisit(
        "ma 12-12.30",
        "De Meersen",
        "",
        ("Vandaele", "Bensalem", "Lambrecht", "Goethals"),
        title="Middagmaal met de bewonersraad",
        kind=MAALTIJD,
    ),
    DemoVisit(
        "ma 14-15.30",
        "De Brug",
        Werkvorm.RONDLEIDING,
        ("Coppens", "Dumoulin", "Demir", "Baert"),
        activity="De vrijwilligers tonen het digi-café en de repetitie van het koor.",
    ),
    DemoVisit(
        "di 9-10.30",
        "De Waterlelie",
        Werkvorm.JOBRUIL,
        ("Declercq", "El Amrani"),
        activity="Meespelen, fruit schillen en voorlezen.",
    ),
    DemoVisit("di 13.30-14.15", "De Kade", Werkvorm.RONDRIT, TOUR_GROUP, tour=TOUR),
    DemoVisit("di 14.30-15.15", "Ten Leie", Werkvorm.RONDRIT, TOUR_GROUP, tour=TOUR),
    DemoVisit("di 15.45-16.45", "De Ankerplaats", Werkvorm.RONDRIT, TOUR_HALFWAY, tour=TOUR),
    DemoVisit(  # four people, and two can ride along: who says yes first
        "wo 10.45-12",
        "Maaltijden",
        Werkvorm.JOBRUIL,
        ("Maertens", "Allaert", "Callewaert", "Demir"),
        activity="Inladen om 10.45 uur, meerijden met de noordelijke ronde.",
    ),
    DemoVisit(
        "wo 14-15.30",
        "De Speelboot",
        Werkvorm.GESPREK,
        ("Declercq", "Hoste", "Beernaert", "Callewaert"),
        activity="De kinderraad leidt rond en stelt de vragen.",
    ),
    DemoVisit(
        "do 9-10.30",
        "Sociale dienst",
        Werkvorm.SPEEDDATE,
        ("Bensalem", "Persyn", "Rosseel", "Ghesquière"),
        activity="Vijf tafels, telkens acht minuten, daarna koffie.",
    ),
    DemoVisit(
        "vr 9.30-11",
        "Zorgzame buurt",
        Werkvorm.VRIJ_PODIUM,
        ("Vandaele", "Lootens", "Wallaert", "D'haene", "Windels"),
        activity="Buren vertellen om de beurt vijf minuten, de bezoekers luisteren.",
    ),
    DemoVisit(
        "vr 12-13.30",
        "De Brug",
        "",
        ("Vandaele", "Bensalem", "Declercq", "Deprez", "Windels", "Lootens"),
        title="Slotlunch",
        kind=MAALTIJD,
        activity="Wat nemen we mee? Elk één zin.",
    ),
    DemoVisit(
        "vr 14-17.30",
        "De Brug",
        Werkvorm.CARROUSEL,
        ("Windels", "Lootens"),
        title="Praktijkcarrousel: samen zorgen voor de buurt",
        kind=VRIJ,
    ),
]

SINCE = [
    DemoVisit(  # nobody receives
        "do 14.30-16",
        "Huis van het Kind",
        Werkvorm.INFOSESSIE,
        ("Declercq", "Deprez", "Opsomer", "Beernaert"),
        has_host=False,
        internal_note="Jana is die dag op vorming: vragen wie haar vervangt.",
    ),
    DemoVisit(  # Hoste is at De Speelboot until 15.30
        "wo 15-16",
        "'t Mandje",
        Werkvorm.JOBRUIL,
        ("Hoste",),
        internal_note="'t Mandje heeft nog geen contactpersoon. Bellen.",
    ),
    DemoVisit(  # Persyn leaves the Sociale dienst at 10.30: five minutes are too short
        "do 10.35-11.35",
        "De Ankerplaats",
        Werkvorm.GESPREK,
        ("Persyn",),
    ),
    DemoVisit(  # nap time at 't Nestje
        "di 13-14",
        "'t Nestje",
        Werkvorm.JOBRUIL,
        ("El Amrani",),
    ),
    DemoVisit(  # Verschaeve said: mornings only
        "ma 14-15",
        "De Kade",
        Werkvorm.GESPREK,
        ("Verschaeve", "Opsomer"),
    ),
    DemoVisit(  # at the same time at De Kade, which takes one group
        "ma 14.30-15.30",
        "De Kade",
        Werkvorm.RONDLEIDING,
        ("El Amrani",),
    ),
    DemoVisit(  # six people, and the Ankerplaats takes four
        "wo 10.30-11.30",
        "De Ankerplaats",
        Werkvorm.GESPREK,
        ("Seys", "Wallaert", "Dumoulin", "D'haene", "Rosseel", "Baert"),
    ),
    DemoVisit(  # one person, and the Huis van het Kind asks for four
        "di 9.30-10.45",
        "Huis van het Kind",
        Werkvorm.INFOSESSIE,
        ("Ghesquière",),
    ),
    DemoVisit(  # neither the mayor nor a spokesperson
        "do 13-13.30",
        "De Waterlelie",
        "",
        ("Declercq", "Callewaert"),
        title="Persmoment kinderopvang",
        kind=PERSMOMENT,
    ),
    DemoVisit(  # Noor is sixteen, and nobody goes with her
        "ma 13-13.45",
        "Ten Leie",
        Werkvorm.RONDLEIDING,
        ("Lambrecht",),
    ),
    DemoVisit(  # the day after the last one; neither of them answered when they can
        "za 10-12",
        "Zorgzame buurt",
        Werkvorm.VISIEWORKSHOP,
        ("Baekelandt", "Pauwels"),
        title="Buurtontbijt Vijverhoek",
    ),
]

AT_FIRST = {"te_veel": "Twee kunnen meerijden: wie eerst ja zegt. De anderen komen op de wachtlijst."}
ACCEPTED = {"buiten_programma": "Het buurtontbijt is elk jaar op zaterdag. Wie wil, komt langs."}
COMING = ("Hoste", "Coppens", "Windels", "Goethals")
DECLINED = ("Maertens", "Ik heb die dag een begrafenis.")
ASSISTANT, ASSISTED = "Secretariaat van de burgemeester", ("Vandaele", "Bensalem", "Declercq")
