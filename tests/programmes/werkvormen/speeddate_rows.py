"""Rows for tests of the speed date."""

from typing import Any

from programmes.models import Bezoek, Speeddate, Speeddategast, Speeddatetafel, Werkvorm
from programmes.werkvormen.speeddate.arranging import make
from programmes.werkvormen.speeddate.keeping import keep_settings
from tests.factories import make_bezoek


def make_speeddate(
    bezoek: Bezoek | None = None,
    *,
    guests: int = 6,
    tables: int = 3,
    arranged: bool = True,
    key: int = 0,
    **fields: Any,
) -> Speeddate:
    """With guests 'Gast 1' and on, at tables 'Tafel 1' and on, and as many rounds as tables unless told.

    `key`: of one more table and guest.
    """
    date = Speeddate(bezoek=bezoek or make_bezoek(werkvorm=Werkvorm.SPEEDDATE), **({"rounds": tables} | fields))
    keep_settings(
        date,
        [(f"Tafel {number}", f"Medewerker {number}") for number in range(1, tables + 1)],
        [f"Gast {number}" for number in range(1, guests + 1)],
    )
    if key:
        Speeddatetafel.objects.create(pk=key, speeddate=date, position=tables, name="Laatste tafel")
        Speeddategast.objects.create(pk=key, speeddate=date, name="Laatste gast")
    if arranged:
        make(date.bezoek)
        date.refresh_from_db()
    return date
