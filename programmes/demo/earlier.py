"""The edition of a year ago: three days, published, and good to copy."""

from programmes.demo.week import DemoVisit
from programmes.models import Werkvorm

GUESTS = (
    *("Vandaele", "Bensalem", "Declercq", "Maertens", "Hoste", "Verschaeve", "Coppens", "Goethals", "Lootens"),
    *("Dumoulin", "Tavernier", "Ghesquière", "Callewaert", "Persyn", "Windels", "Roelandts"),
)
SERVICES = ("De Meersen", "De Brug", "De Waterlelie", "Sociale dienst", "Zorgzame buurt")

VISITS = [
    DemoVisit("di 9.30-11.30", "De Meersen", Werkvorm.JOBRUIL, ("Vandaele", "Bensalem", "Goethals", "Tavernier")),
    DemoVisit("di 14-15.30", "De Brug", Werkvorm.RONDLEIDING, ("Coppens", "Roelandts", "Dumoulin", "Persyn")),
    DemoVisit("wo 9.30-11", "De Waterlelie", Werkvorm.JOBRUIL, ("Declercq", "Maertens")),
    DemoVisit("wo 14-15.30", "Zorgzame buurt", Werkvorm.VISIEWORKSHOP, ("Vandaele", "Hoste", "Callewaert", "Lootens")),
    DemoVisit("do 9-10.30", "Sociale dienst", Werkvorm.SPEEDDATE, ("Verschaeve", "Ghesquière", "Windels")),
]
