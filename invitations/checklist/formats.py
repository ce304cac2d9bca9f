"""What the formats and the other blocks of a programme ask to be done (Draaiboek, stap 1 to 3)."""

from invitations.checklist.advice import COMMUNICATIE, GASTHEER, OWN_READY, READY, Advice, Place
from invitations.models import Taak
from programmes.models import Bezoek, Werkvorm
from programmes.werkvormen.formats import all_formats
from programmes.werkvormen.interface import Task

OF_VISIT = (
    Advice(
        *("beleving", 3, GASTHEER, -7),
        "Beslis wat de bezoekers zelf doen",
        "Laat hen meewerken, meespelen of meelopen, en geef hun tijd om de gebruikers te leren kennen.",
    ),
)

PLACES: dict[str, tuple[Place, Place | None]] = {  # by name of a task: where staff and where a host does it
    "kledij": (READY, OWN_READY),
    "bus": (READY, None),
}


def _advice(task: Task) -> Advice:
    place, own_place = PLACES.get(task.name, (None, None))
    return Advice(task.name, task.step, Taak.Owner(task.owner), task.days, task.title, task.text, place, own_place)


OF_FORMAT = {key: tuple(_advice(task) for task in one.tasks) for key, one in all_formats().items()}
BUS = next(one for one in OF_FORMAT[Werkvorm.RONDRIT] if one.name == "bus")  # one for a whole tour

OF_KIND: dict[str, tuple[Advice, ...]] = {
    Bezoek.Kind.PERSMOMENT: (
        Advice(
            *("plek", 2, COMMUNICATIE, -14),
            "Kies waar je de pers ontvangt",
            "Een plek waar ze mooie beelden kunnen maken, met toestemming van wie in beeld komt.",
        ),
        Advice(*("persuitnodiging", 2, COMMUNICATIE, -7), "Nodig de pers uit"),
        Advice(*("woord", 3, COMMUNICATIE, -3), "Spreek af welke schepen een woordje zegt"),
        Advice(*("ontvangst", 3, COMMUNICATIE, 0), "Ontvang de pers en geef het persmapje mee"),
    ),
    Bezoek.Kind.MAALTIJD: (
        Advice(
            *("keuken", 2, GASTHEER, -4),
            "Geef het aantal en de diëten door aan de keuken",
            place=READY,
            own_place=OWN_READY,
        ),
    ),
}
