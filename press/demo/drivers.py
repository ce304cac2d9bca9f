"""Who drives in Leiedorp: one volunteer with three passengers, of whom one goes by bike according to the list."""

import datetime as dt

from press.models import Chauffeur
from programmes.models import Programme

PASSENGERS = ("Hoste", "Coppens", "Seys")


def load_drivers(programme: Programme, *, now: dt.datetime) -> None:  # noqa: ARG001 (every loader has it)
    driver, is_new = Chauffeur.objects.get_or_create(
        programme=programme,
        name="Bert Lievens",
        defaults={"phone": "0470 00 12 34", "vehicle": "witte minibus van de academie", "seats": 7},
    )
    if is_new:
        driver.passengers.set(programme.guests.filter(last_name__in=PASSENGERS))
