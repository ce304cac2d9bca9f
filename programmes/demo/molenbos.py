"""A second, small authority: one can be in several, and none sees another's."""

from programmes.demo.people import BCSD, MANAGEMENT, RAAD, DemoPerson
from programmes.demo.services import DemoContact, DemoService
from programmes.demo.week import DemoVisit
from programmes.models import Soort, Werkvorm

FRACTIE = "Molenbos Vooruitziend"
PLACE = ("8798", "Molenbos")
RIA_CASIER = DemoContact("Ria Casier", "directeur", "056 00 34 10")
PIETER_BOONE = DemoContact("Pieter Boone", "verantwoordelijke", "056 00 34 20")

PEOPLE = [
    DemoPerson("Arlette", "Sabbe", "burgemeester", (("college", "Burgemeester"), (RAAD, "Gemeenteraadslid")), FRACTIE),
    DemoPerson("Rik", "Hollevoet", "schepen van Welzijn", (("college", "Schepen"),), FRACTIE, ("Welzijn",)),
    DemoPerson("Lotte", "Verbeke", "gemeenteraadslid", ((RAAD, "Gemeenteraadslid"),), "Molen & Bos"),
    DemoPerson("Omar", "Saïdi", "lid bijzonder comité", ((BCSD, "Lid van het bijzonder comité"),), "Molen & Bos"),
    DemoPerson("Veerle", "Nachtergaele", "algemeen directeur", ((MANAGEMENT, ""),)),
]
SERVICES = [
    DemoService(
        "De Linde",
        "Woonzorgcentrum De Linde",
        Soort.WOONZORGCENTRUM,
        *("Lindestraat 12", PLACE, (50.9871, 3.5112), (RIA_CASIER,)),
        people=(1, 6),
        moments="ma-vr 9-12, 14-17",
        fields={"meeting_point": "Onthaal"},
    ),
    DemoService(
        "Pagadder",
        "Kinderopvang Pagadder",
        Soort.GROEPSOPVANG,
        *("Molendreef 5", PLACE, (50.9838, 3.5049), (PIETER_BOONE,)),
        people=(1, 3),
        moments="ma-vr 9-11.30, 15-17",
        fields={"meeting_point": "Poort aan de dreef"},
    ),
]
VISITS = [
    DemoVisit("do 9.30-11.30", "De Linde", Werkvorm.JOBRUIL, ("Sabbe", "Hollevoet", "Nachtergaele")),
    DemoVisit("do 15-16.30", "Pagadder", Werkvorm.RONDLEIDING, ("Sabbe", "Verbeke")),
]
