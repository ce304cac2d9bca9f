"""The speed date of Leiedorp: who sits at the tables, and the guests already divided."""

from programmes.models import Programme, Speeddate, Werkvorm
from programmes.werkvormen.speeddate.arranging import make
from programmes.werkvormen.speeddate.keeping import keep_settings

TAFELS = (
    ("De voordeur", "Sofie, onthaal, en Gilbert, die elke dag komt"),
    ("De keuken", "Danny, kok, en Arlette, bewoner"),
    ("De nacht", "Mieke, verpleegkundige van de nachtdienst"),
    ("De tuin", "Jef, vrijwilliger, en Noor, stagiair"),
    ("Thuis", "Fatma, gezinszorg, en haar klant Paul"),
)
OTHERS = (
    "Annemie Baert, ouderenraad",
    "Bilal Aziz, jeugdraad",
    "Cecile Dhondt, adviesraad handicap",
    "Dirk Lammens, sportraad",
    "Els Roelens, cultuurraad",
    "Frank Taelman, milieuraad",
    "Leen Desmet, welzijnsraad",
    "Karim Ouali, jeugdraad",
    "Greet Maes, ouderenraad",
)


def add_speeddate(programme: Programme) -> Speeddate:
    bezoek = programme.bezoeken.filter(werkvorm=Werkvorm.SPEEDDATE)[0]
    date = Speeddate(bezoek=bezoek, rounds=5, round_minutes=8, change_minutes=2, chairs=4)
    keep_settings(date, TAFELS, OTHERS)
    make(bezoek)
    return date
