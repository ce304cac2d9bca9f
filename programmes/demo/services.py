"""The care services of Leiedorp, each with who receives the visitors and what suits them."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from programmes.models import Soort


@dataclass(frozen=True, slots=True)
class DemoContact:
    name: str
    function: str
    phone: str

    @property
    def email(self) -> str:
        return f"{slugify(self.name)}@zorg.leiedorp.example"


@dataclass(frozen=True, slots=True)
class DemoService:
    """`moments` as in notation.weekly; empty means that any time suits. `fields` go to the model as they are."""

    key: str
    name: str
    kind: str
    street: str
    city: tuple[str, str]
    point: tuple[float, float]
    contacts: tuple[DemoContact, ...]
    people: tuple[int, int]
    moments: str
    fields: dict[str, Any]


DORP = ("8797", "Leiedorp")
MEERSKERKE = ("8797", "Meerskerke")
VIJVERHOEK = ("8797", "Vijverhoek")

AN_DE_SMET = DemoContact("An De Smet", "directeur", "056 00 12 10")
BART_NUYTTENS = DemoContact("Bart Nuyttens", "keukenverantwoordelijke", "056 00 12 14")
CARINE_LEYS = DemoContact("Carine Leys", "centrumleider", "056 00 12 20")
DAAN_HEYMANS = DemoContact("Daan Heymans", "woonassistent", "056 00 12 25")
EVA_STORME = DemoContact("Eva Storme", "centrumleider", "056 00 12 30")
FREDERIK_MAES = DemoContact("Frederik Maes", "hoofd thuiszorg", "056 00 12 35")
GOEDELE_CLAUS = DemoContact("Goedele Claus", "verantwoordelijke groepsopvang", "056 00 12 40")
HEIDI_NOLF = DemoContact("Heidi Nolf", "coördinator gezinsopvang", "056 00 12 45")
IBRAHIM_KAYA = DemoContact("Ibrahim Kaya", "coördinator buitenschoolse opvang", "056 00 12 50")
JANA_PRIEM = DemoContact("Jana Priem", "coördinator Huis van het Kind", "056 00 12 55")
KRIS_VERMEULEN = DemoContact("Kris Vermeulen", "hoofd sociale dienst", "056 00 12 60")
LEILA_HADDAD = DemoContact("Leila Haddad", "begeleider", "056 00 12 65")
MATS_VERHELLE = DemoContact("Mats Verhelle", "buurtwerker", "0400 55 66 10")

SERVICES = [
    DemoService(
        "De Meersen",
        "Woonzorgcentrum De Meersen",
        Soort.WOONZORGCENTRUM,
        *("Meersstraat 48", DORP, (50.9312, 3.4581), (AN_DE_SMET, BART_NUYTTENS)),
        people=(2, 8),
        moments="ma-vr 9-12.30, 14-17.30",
        fields={
            "max_groups": 2,
            "visit_minutes": 120,
            "activities": "De waterronde meedoen, het middagmaal opdienen en afruimen, koffie schenken, luisteren.",
            "users_part": "Bewonersraad: drie bewoners vertellen wat een goede dag is.",
            "meeting_point": "Onthaal, hoofdingang",
            "clothing": "Gemakkelijke gesloten schoenen; je krijgt een poloshirt van het huis.",
            "meal": "Soep en dagschotel mogelijk",
            "parking": "Bezoekersparking achter het gebouw",
            "accessibility": "Volledig drempelvrij, lift",
            "suits_press": True,
        },
    ),
    DemoService(
        "De Kade",
        "Centrum voor dagverzorging De Kade",
        Soort.DAGVERZORGING,
        *("Leiekaai 3", DORP, (50.9287, 3.4622), (CARINE_LEYS,)),
        people=(1, 4),
        moments="ma-vr 9.30-11.45, 13.30-16.30",
        fields={
            "visit_minutes": 60,
            "activities": "Meespelen in de ochtendkring, samen soep maken.",
            "users_part": "De gebruikers leren de bezoekers rummikub.",
            "meeting_point": "Voordeur aan de kaai",
            "parking": "Leiekaai, blauwe zone",
            "accessibility": "Drempelvrij",
        },
    ),
    DemoService(
        "Ten Leie",
        "Assistentiewoningen Ten Leie",
        Soort.ASSISTENTIEWONINGEN,
        *("Leiekaai 11", DORP, (50.9279, 3.4641), (DAAN_HEYMANS,)),
        people=(1, 8),
        moments="ma-vr 9-17",
        fields={
            "visit_minutes": 45,
            "activities": "Een koffie bij iemand thuis, een rondleiding in de tuin.",
            "users_part": "Twee bewoners zetten hun deur open.",
            "meeting_point": "Polyvalente zaal, gelijkvloers",
            "accessibility": "Drempelvrij, lift",
        },
    ),
    DemoService(
        "De Brug",
        "Lokaal dienstencentrum De Brug",
        Soort.DIENSTENCENTRUM,
        *("Brugstraat 20", DORP, (50.9331, 3.4546), (EVA_STORME,)),
        people=(2, 15),
        moments="ma-vr 9-17",
        fields={
            "max_groups": 2,
            "visit_minutes": 90,
            "activities": "Meewerken in de cafetaria, digi-café, meezingen met het koor.",
            "users_part": "De vrijwilligers ontvangen de groep.",
            "meeting_point": "Cafetaria",
            "meal": "Sociaal restaurant van 11.45 tot 13 uur",
            "parking": "Parking Brugplein",
            "accessibility": "Drempelvrij",
            "suits_press": True,
        },
    ),
    DemoService(
        "Thuiszorg",
        "Dienst gezinszorg Leiedorp",
        Soort.GEZINSZORG,
        *("Markt 1", DORP, (50.9320, 3.4560), (FREDERIK_MAES,)),
        people=(1, 2),
        moments="ma-vr 8-12, 13-16",
        fields={
            "max_groups": 2,
            "visit_minutes": 180,
            "activities": "Een halve dag meegaan met een verzorgende, bij twee gezinnen thuis.",
            "users_part": "Gezinnen die zelf ja zeiden.",
            "meeting_point": "Dienst thuiszorg, eerste verdieping van het gemeentehuis",
            "clothing": "Gemakkelijke kledij; geen parfum",
        },
    ),
    DemoService(
        "De Waterlelie",
        "Kinderopvang De Waterlelie",
        Soort.GROEPSOPVANG,
        *("Lisdoddelaan 7", DORP, (50.9365, 3.4498), (GOEDELE_CLAUS,)),
        people=(1, 4),
        moments="ma-vr 9-11.30, 15-17",
        fields={
            "visit_minutes": 90,
            "activities": "Meespelen, fruit schillen, een boekje voorlezen. Niet tijdens het middagdutje.",
            "users_part": "De peuters; ouders bij het ophalen.",
            "meeting_point": "Ingang aan de speeltuin",
            "clothing": "Kledij die vuil mag worden; geen schoenen binnen",
            "accessibility": "Drempelvrij",
            "suits_press": True,
        },
    ),
    DemoService(
        "'t Nestje",
        "Gezinsopvang 't Nestje",
        Soort.GEZINSOPVANG,
        *("Veldweg 15", MEERSKERKE, (50.9581, 3.4203), (HEIDI_NOLF,)),
        people=(1, 2),
        moments="ma-vr 9-11.30, 15-16.30",
        fields={
            "visit_minutes": 60,
            "activities": "Bij een onthaalouder aan de keukentafel. Niet tijdens het middagdutje.",
            "users_part": "Onthaalouder Sara en haar acht kinderen.",
            "meeting_point": "Bij de onthaalouder thuis",
        },
    ),
    DemoService(
        "De Speelboot",
        "Buitenschoolse opvang De Speelboot",
        Soort.BUITENSCHOOLSE_OPVANG,
        *("Schoolstraat 31", MEERSKERKE, (50.9564, 3.4239), (IBRAHIM_KAYA,)),
        people=(2, 8),
        moments="ma+di+do+vr 7-8.15, 15.45-17.45; wo 12.30-17.30",
        fields={
            "visit_minutes": 90,
            "activities": "De kinderen zijn de gids: ze tonen hun kampen en hun regels.",
            "users_part": "De kinderraad van de opvang.",
            "meeting_point": "Schoolpoort",
            "parking": "Kiss and ride, daarna kerkplein",
        },
    ),
    DemoService(
        "Huis van het Kind",
        "Huis van het Kind Leiedorp",
        Soort.HUIS_VAN_HET_KIND,
        *("Brugstraat 24", DORP, (50.9334, 3.4541), (JANA_PRIEM,)),
        people=(4, 10),
        moments="di 9-12; do 13.30-17",
        fields={
            "visit_minutes": 75,
            "activities": "Een speelpunt meemaken, kennismaken met de partners.",
            "users_part": "Ouders van de babybabbel.",
            "meeting_point": "Onthaal",
            "accessibility": "Drempelvrij",
        },
    ),
    DemoService(
        "Sociale dienst",
        "Sociale dienst OCMW",
        Soort.SOCIALE_DIENST,
        *("Markt 2", DORP, (50.9321, 3.4563), (KRIS_VERMEULEN,)),
        people=(2, 6),
        moments="ma-vr 9-12; di+do 14-17",
        fields={
            "visit_minutes": 90,
            "activities": "Speeddate met maatschappelijk werkers over een week uit hun agenda.",
            "users_part": "Een ervaringsdeskundige in armoede vertelt.",
            "meeting_point": "Wachtzaal OCMW",
            "accessibility": "Drempelvrij via de zijdeur",
        },
    ),
    DemoService(
        "De Ankerplaats",
        "Lokaal opvanginitiatief De Ankerplaats",
        Soort.LOI,
        *("Scheepswerfstraat 9", VIJVERHOEK, (50.9148, 3.4892), (LEILA_HADDAD,)),
        people=(1, 4),
        moments="ma-vr 10-12, 14-17",
        fields={
            "visit_minutes": 60,
            "activities": "Samen thee drinken, de wijk verkennen met een bewoner.",
            "users_part": "Twee gezinnen die hier een nieuw begin maken.",
            "meeting_point": "Gemeenschappelijke keuken",
        },
    ),
    DemoService(
        "Maaltijden",
        "Maaltijden aan huis",
        Soort.MAALTIJDEN,
        *("Meersstraat 50", DORP, (50.9310, 3.4585), (BART_NUYTTENS,)),
        people=(1, 2),
        moments="ma-vr 10.30-13",
        fields={
            "max_groups": 3,
            "visit_minutes": 105,
            "activities": "Maaltijden inladen en meerijden langs tien adressen.",
            "users_part": "De mensen aan de deur.",
            "meeting_point": "Laadkade van de keuken, achter De Meersen",
        },
    ),
    DemoService(
        "'t Mandje",
        "Sociale kruidenier 't Mandje",
        Soort.SOCIALE_KRUIDENIER,
        *("Dorpsplein 6", MEERSKERKE, (50.9557, 3.4251), ()),
        people=(1, 4),
        moments="wo 13.30-17; vr 9-12",
        fields={
            "visit_minutes": 60,
            "activities": "Rekken vullen, meehelpen aan de kassa.",
            "users_part": "Klanten die ook vrijwilliger zijn.",
            "meeting_point": "Winkeldeur",
        },
    ),
    DemoService(
        "Zorgzame buurt",
        "Zorgzame buurt Vijverhoek",
        Soort.ZORGZAME_BUURT,
        *("Vijverplein 1", VIJVERHOEK, (50.9161, 3.4857), (MATS_VERHELLE,)),
        people=(2, 20),
        moments="",
        fields={
            "max_groups": 2,
            "visit_minutes": 90,
            "activities": "Wandelen met de buurtzorgers, vrij podium in het buurthuis.",
            "users_part": "Buren vertellen om de beurt vijf minuten.",
            "meeting_point": "Buurthuis, onder de luifel",
            "suits_press": True,
        },
    ),
]

JOURNEYS = [("De Ankerplaats", "Sociale dienst", 8), ("De Meersen", "De Speelboot", 11)]  # over the one bridge
