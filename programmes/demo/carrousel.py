"""The practice carousel of Leiedorp: five sessions in two rounds, two dozen people who signed up, seats for all."""

import datetime as dt

from django.db.models import F

from programmes.loading import load_week
from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel, Programme, Sessie, Werkvorm
from programmes.tokens import new_secret
from programmes.werkvormen.carrousel.allocating import allocate
from programmes.werkvormen.carrousel.day import Day, carrousel_of
from programmes.werkvormen.carrousel.keeping import keep_seats

ROUNDS = ("Ronde 1", "Ronde 2")
LINES = (
    (15, "Inloop met koffie"),
    (15, "Welkom"),
    (60, ROUNDS[0]),
    (15, "Pauze"),
    (60, ROUNDS[1]),
    (30, "Plenaire afsluiting"),
    (15, "Een glas van de buurt"),
)
SESSIONS = (  # title, speakers, room, seats, rounds
    (
        "Soep en verhalen op de gang",
        "Marleen Vanhoutte (Vijverhoek); Bart Nuyttens (De Meersen)",
        "Leiezaal",
        8,
        ROUNDS,
    ),
    ("Wie merkt dat het niet meer gaat?", "Sofie Lievens (De Ankerplaats)", "Zaal 1", 7, ROUNDS),
    ("Mantelzorg en thuiszorg aan één tafel", "Rita Goddeeris (De Waterlelie)", "Zaal 2", 7, ROUNDS),
    ("De school als buur", "Amina Haddad (De Speelboot)", "Zolder", 8, ROUNDS[:1]),
    ("Vrijwilligers vinden en houden", "Johan Baert (De Brug)", "Zolder", 8, ROUNDS[1:]),
)
NAMES = (
    *("Els Maes", "Koen Parmentier", "Fatima Bouzid", "Jo Desmet", "Ann Verstraete", "Tom Lagae", "Leen Sabbe"),
    *("Mehmet Yilmaz", "Griet Callens", "Wim Pollet", "Sarah Nolf", "Dirk Mestdagh", "Hilde Cools", "Piet Snoeck"),
    *("Nadia El Khatib", "Luc Devos", "Karen Boussauw", "Stijn Tack", "Ilse Reynaert", "Bram Hoste", "Mia Verbeke"),
    *("Yves Clarysse", "Tine Vandewalle", "Ruben Ameye"),
)
ORGANISATIONS = ("WZC De Meersen", "De Brug", "Gezinszorg De Kade", "Welzijnsschakel", "Huis van het Kind", "")


def add_carousel(programme: Programme, *, now: dt.datetime) -> None:
    bezoek = programme.bezoeken.get(werkvorm=Werkvorm.CARROUSEL)
    Onderdeel.objects.filter(bezoek=bezoek).delete()
    for position, (minutes, title) in enumerate(LINES):
        Onderdeel.objects.create(bezoek=bezoek, position=position, minutes=minutes, title=title)
    found = carrousel_of(bezoek)
    found.is_open, found.closes_on = True, programme.first_day - dt.timedelta(days=3)
    found.introduction = "Vijf voorbeelden uit Leiedorp van zorgen voor elkaar. Kies er twee, en praat mee."
    found.save()
    sessions = [_session(found, bezoek, number) for number in range(len(SESSIONS))]
    visitors = [Inschrijving(name=str(one), email=one.email, mandataris=one) for one in bezoek.deelnemers.all()]
    for number, row in enumerate([*map(_neighbour, range(len(NAMES))), *visitors]):
        wishes = [sessions[(number * step + number // 5) % len(sessions)].pk for step in (1, 3, 2)]
        row.carrousel, row.wishes, row.signed_up_at = found, list(dict.fromkeys(wishes)), now
        row.nonce, row.token_hash = new_secret().values()
        row.save()
    day = Day(found, load_week(programme).by_id[bezoek.pk])
    keep_seats(day, allocate(day.problem, seconds=2).bundles, now=now)
    found.inschrijvingen.update(told_revision=F("revision"))  # they heard of it: the demo sends nothing by itself


def _session(carrousel: Carrousel, bezoek: Bezoek, number: int) -> Sessie:
    title, speakers, room, capacity, rounds = SESSIONS[number]
    made = Sessie.objects.create(
        carrousel=carrousel,
        number=number + 1,
        title=title,
        speakers=speakers,
        room=room,
        capacity=capacity,
        text="Een korte inleiding, en daarna een gesprek met wie erbij is.",
    )
    made.rondes.set(Onderdeel.objects.filter(bezoek=bezoek, title__in=rounds))
    return made


def _neighbour(number: int) -> Inschrijving:
    return Inschrijving(
        name=NAMES[number],
        organisation=ORGANISATIONS[number % len(ORGANISATIONS)],
        email=f"{NAMES[number].split(maxsplit=1)[0].lower()}.{number}@buurt.example",
        remarks="vegetarisch" if number % 7 == 0 else "",
    )
