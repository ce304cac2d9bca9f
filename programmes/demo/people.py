"""Who governs Leiedorp, who leads its services, and who comes along."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from programmes.models import Segment

COLLEGE, RAAD, BCSD = Segment.COLLEGE, Segment.RAAD, Segment.BCSD
MANAGEMENT, GAST = Segment.MANAGEMENT, Segment.GAST

SAMEN = "Samen Leiedorp"
DORP = "Dorpslijst"
NIEUW = "Nieuw Leiedorp"
OEVER = "De Groene Oever"

ALWAYS = "ma-vr 8-18"
SILENT = None  # has not answered yet


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`mandates` are (segment, mandate); `available` as in notation.weekly, SILENT when never answered."""

    first_name: str
    last_name: str
    function: str
    mandates: tuple[tuple[str, str], ...]
    fractie: str = ""
    domains: tuple[str, ...] = ()
    available: str | None = ALWAYS
    mode: str = ""
    remarks: str = ""
    accompanies: str = ""
    guardian: str = ""

    @property
    def email(self) -> str:
        return f"{slugify(self.first_name)}.{slugify(self.last_name)}@leiedorp.example"


def schepen(first_name: str, last_name: str, function: str, fractie: str, domains: str, **more: Any) -> DemoPerson:
    mandates = ((COLLEGE, "Schepen"), (RAAD, "Gemeenteraadslid"))
    return DemoPerson(first_name, last_name, function, mandates, fractie, tuple(domains.split(", ")), **more)


def raadslid(first_name: str, last_name: str, fractie: str, available: str | None = ALWAYS, **more: Any) -> DemoPerson:
    mandates = ((RAAD, "Gemeenteraadslid"),)
    return DemoPerson(first_name, last_name, "gemeenteraadslid", mandates, fractie, available=available, **more)


def bcsd(first_name: str, last_name: str, fractie: str, available: str | None = ALWAYS, **more: Any) -> DemoPerson:
    mandates = ((BCSD, "Lid van het Bijzonder Comité voor de Sociale Dienst"),)
    return DemoPerson(first_name, last_name, "lid bijzonder comité", mandates, fractie, available=available, **more)


def manager(first_name: str, last_name: str, function: str, available: str | None = ALWAYS) -> DemoPerson:
    return DemoPerson(first_name, last_name, function, ((MANAGEMENT, ""),), available=available)


PEOPLE = [
    DemoPerson(
        *("Lieve", "Vandaele", "burgemeester"),
        ((COLLEGE, "Burgemeester"), (RAAD, "Gemeenteraadslid")),
        SAMEN,
        ("Algemeen beleid", "Veiligheid", "Communicatie"),
    ),
    schepen("Karim", "Bensalem", "schepen van Welzijn en Senioren", SAMEN, "Welzijn, Senioren, OCMW"),
    schepen("Joke", "Declercq", "schepen van Kinderopvang en Jeugd", SAMEN, "Kinderopvang, Jeugd, Onderwijs"),
    schepen(
        *("Wout", "Maertens", "schepen van Mobiliteit en Openbare Werken", DORP, "Mobiliteit, Openbare werken"),
        available="ma-wo 8-12; do-vr 8-18",
        mode="fiets",
    ),
    schepen("Nele", "Hoste", "schepen van Wonen en Gelijke Kansen", DORP, "Wonen, Gezondheid, Gelijke kansen"),
    schepen(
        *("Dirk", "Verschaeve", "schepen van Financiën en Cultuur", DORP, "Financiën, Cultuur, Vrije tijd"),
        available="ma-vr 8-12",
    ),
    DemoPerson(
        *("Annelies", "Coppens", "voorzitter van de gemeenteraad"),
        ((RAAD, "Voorzitter van de gemeenteraad"),),
        SAMEN,
        available="ma+di+do 9-17",
    ),
    raadslid("Bram", "Goethals", SAMEN, remarks="Eet vegetarisch."),
    raadslid("Fatima", "El Amrani", SAMEN, mode="fiets"),
    raadslid("Geert", "Lootens", SAMEN, available="ma-wo 13-18; do-vr 8-18"),
    raadslid("Hanne", "Seys", SAMEN),
    raadslid("Jef", "Wallaert", SAMEN, available="di-vr 8-18"),
    raadslid("Katrien", "Dumoulin", DORP),
    raadslid("Luc", "Tavernier", DORP, remarks="Rolstoelgebruiker: graag een drempelvrije ingang."),
    raadslid("Marleen", "Opsomer", DORP, available="ma-vr 9-16"),
    raadslid("Piet", "Ghesquière", NIEUW),
    raadslid("Romina", "D'haene", NIEUW, available="wo-vr 8-18"),
    raadslid("Stijn", "Baekelandt", NIEUW, available=SILENT),
    raadslid("Tinne", "Callewaert", OEVER, mode="fiets"),
    raadslid("Yusuf", "Demir", OEVER, available="ma 8-18; wo 8-18; vr 8-12"),
    bcsd("Greet", "Persyn", SAMEN),
    bcsd("Hugo", "Vanneste", DORP, available="ma-vr 9-12"),
    bcsd("Ingrid", "Pauwels", NIEUW, available=SILENT),
    bcsd("Sander", "Rosseel", OEVER),
    manager("Mieke", "Deprez", "algemeen directeur"),
    manager("Koen", "Allaert", "financieel directeur", available="di-do 8-18"),
    manager("Sofie", "Windels", "directeur Zorg en Welzijn"),
    manager("Tom", "Beernaert", "afdelingshoofd Kind en Gezin"),
    DemoPerson("Hilde", "Baert", "voorzitter van de seniorenraad", ((GAST, ""),), available="ma-do 9-17"),
    DemoPerson(
        *("Noor", "Lambrecht", "leerling zesde jaar, loopt een dag mee", ((GAST, ""),)),
        available="ma 8-18",
        accompanies="Vandaele",
        guardian="Els Lambrecht (moeder), 0400 55 66 01",
    ),
]

PRACTICAL = {
    "Vandaele": ("M", "", ""),
    "Bensalem": ("L", "halal", ""),
    "Declercq": ("S", "", ""),
    "Hoste": ("M", "", ""),
    "Coppens": ("M", "glutenvrij", ""),
    "Goethals": ("L", "vegetarisch", ""),
    "El Amrani": ("S", "vegetarisch", ""),
    "Lootens": ("XL", "", ""),
    "Seys": ("M", "", ""),
    "Tavernier": ("L", "", "rolstoel"),
    "Opsomer": ("M", "", "moeilijk te been, liever geen trap"),
    "Callewaert": ("S", "vegetarisch", ""),
    "Demir": ("L", "", ""),
    "Windels": ("M", "", ""),
    "Lambrecht": ("S", "", ""),
}
"""{last name: (clothing size, diet, mobility)}, as far as they told."""

WISHES = {
    "Vandaele": ("De Meersen", "Huis van het Kind"),
    "Bensalem": ("Thuiszorg", "De Ankerplaats", "De Meersen"),
    "Declercq": ("'t Nestje", "De Waterlelie"),
    "Maertens": ("Maaltijden",),
    "Hoste": ("De Ankerplaats", "'t Mandje"),
    "Coppens": ("zorgzame_buurt", "De Brug"),
    "Goethals": ("Maaltijden", "'t Mandje"),
    "El Amrani": ("groepsopvang", "De Ankerplaats"),
    "Lootens": ("Ten Leie",),
    "Seys": ("De Speelboot", "De Waterlelie"),
    "Wallaert": ("Thuiszorg",),
    "Dumoulin": ("dagverzorging", "Ten Leie"),
    "Tavernier": ("De Kade", "De Brug"),
    "Opsomer": ("woonzorgcentrum",),
    "Ghesquière": ("Sociale dienst", "'t Mandje"),
    "D'haene": ("De Ankerplaats",),
    "Callewaert": ("Zorgzame buurt", "'t Mandje"),
    "Demir": ("De Speelboot",),
    "Persyn": ("Thuiszorg", "De Kade"),
    "Rosseel": ("sociale_kruidenier",),
    "Windels": ("Zorgzame buurt",),
    "Baert": ("Ten Leie", "De Brug"),
}
"""{last name: services by their key here, or kinds, the dearest first}, of those who said so."""

FORMER = DemoPerson("Guy", "Roelandts", "gemeenteraadslid", ((RAAD, "Gemeenteraadslid"),), NIEUW)
"""Came along to the earlier edition; his mandate ended since, so that copying leaves him out and names him."""
