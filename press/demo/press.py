"""The press of Leiedorp: a press list, a press moment with what was agreed, and what appeared. All of it invented."""

import datetime as dt

from press.models import Perscontact, Persmoment, Verschenen
from press.relations.moments import contact_of
from programmes.models import Programme
from programmes.times import moment

MEDIA = (
    ("De Leiestreek", "An Peeters", "an.peeters@leiestreek.example", "0470 00 21 01", "Belt liefst voor 11 uur"),
    ("Radio Leie", "", "redactie@radioleie.example", "", ""),
    ("Het Dorpsblad", "Joris Claes", "joris@dorpsblad.example", "", "Verschijnt op donderdag"),
    ("Streek-tv Zuid", "Nora Benali", "nora@streektv.example", "0470 00 21 04", "Komt met een cameraploeg"),
)
ARTICLES = (
    ("Leiedorp trekt een week op expeditie in de zorg", "De Leiestreek", "https://leiestreek.example/expeditie-zorg"),
    ("‘Ik wist niet dat er zoveel gelachen werd’", "Het Dorpsblad", "https://dorpsblad.example/2025/expeditie"),
)


def load_press(programme: Programme, *, now: dt.datetime) -> None:  # noqa: ARG001 (every loader has it)
    for medium, name, email, phone, notes in MEDIA:
        contact = {"medium": medium, "name": name, "phone": phone, "notes": notes}
        Perscontact.objects.get_or_create(bestuur=programme.bestuur, email=email, defaults=contact)
    for number, (title, medium, url) in enumerate(ARTICLES):
        fields = {"title": title, "medium": medium, "published_on": programme.first_day + dt.timedelta(days=number)}
        Verschenen.objects.get_or_create(programme=programme, url=url, defaults=fields)
    one, is_new = Persmoment.objects.get_or_create(
        programme=programme,
        title="Koffie met de pers",
        defaults={
            "starts_at": moment(programme.first_day, 10 * 60 + 30),
            "ends_at": moment(programme.first_day, 11 * 60 + 15),
            "place": "Cafetaria van het woonzorgcentrum",
            "photo_opportunity": "De koffieronde: bezoekers schenken in, bewoners vertellen.",
            "agreements": "De directeur van het woonzorgcentrum spreekt eerst. Geen interviews op de afdelingen.",
            **contact_of(programme),
        },
    )
    if is_new:
        one.spokespersons.set(programme.guests.order_by("last_name")[:2])
