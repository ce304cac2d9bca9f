"""Visieworkshop zorgzame buurt: where do we stand, and where do we want to go?

Timetable and questions: the slides 'Visievorming zorgzame buurten' ('Neem je tijd! 1 à 2 uur'); see blocks.
"""

from collections.abc import Iterator

from programmes.werkvormen.interface import COORDINATOR, GASTHEER, Format, Outline, Part, Print, Role, Task
from programmes.werkvormen.visieworkshop.blocks import STEPS
from programmes.werkvormen.visieworkshop.scores import FEWEST

SHORTEST, MOST_TOGETHER = 60, 25
GROWS = "Zelfinschatting"  # takes the time that there is


def enough_to_be_nameless(outline: Outline) -> Iterator[str]:
    if 0 < outline.people < FEWEST:
        yield (
            f"Met minder dan {FEWEST} deelnemers tonen we geen resultaten: dan is te raden wie wat antwoordde. "
            "Nodig meer mensen uit, ook van de dienst zelf."
        )


def time_enough(outline: Outline) -> Iterator[str]:
    if outline.minutes < SHORTEST:
        yield f"Een visie maak je niet in {outline.minutes} minuten. Reken op 1 à 2 uur."


def one_conversation(outline: Outline) -> Iterator[str]:
    if outline.people > MOST_TOGETHER:
        yield (
            f"Met {outline.people} mensen lukt één gesprek niet meer. "
            "Werk in groepen aan tafels, met aan elke tafel iemand die noteert."
        )


FORMAT = Format(
    key="visieworkshop",
    title="Visieworkshop zorgzame buurt",
    icon="radar",
    lead="Samen inschatten hoe zorgzaam de buurt al is, en opschrijven waar je naartoe wil.",
    suits=(
        "Een bestuur en partners die aan een zorgzame buurt beginnen of een nieuwe stap zetten. Ook goed om na een "
        "jaar te zien wat er veranderde."
    ),
    group=(FEWEST, 12, 40),
    minutes=(60, 90, 120),
    preparation=(
        "Zoek wie begeleidt, en spreek af welk mandaat de groep heeft. Leg bestaande beleidsteksten klaar. Zorg voor "
        "een scherm en voor internet in de zaal: iedereen antwoordt op de eigen telefoon."
    ),
    example=(
        "In een buurthuis schatten negen mensen van het bestuur en de diensten in hoe ver ze staan. Ze zien op het "
        "scherm waar ze verschillen, noemen wat al werkt, en schrijven samen de eerste versie van hun visie."
    ),
    skeleton=tuple(
        Part(step.minutes, step.title, step.lead, "begeleider", takes_rest=step.title == GROWS) for step in STEPS
    ),
    roles=(
        Role("Begeleider", "Leidt het gesprek, opent en sluit de zelfinschatting, en let op de tijd."),
        Role("Verslaggever", "Typt voorbeelden, afspraken en de visietekst mee."),
        Role("Deelnemers", "Antwoorden anoniem op hun telefoon en praten mee over wat eruit komt."),
    ),
    tasks=(
        Task("begeleider", 2, COORDINATOR, -14, "Zoek wie de workshop begeleidt"),
        Task("materiaal", 2, GASTHEER, -2, "Leg stiften, kaartjes en grote vellen klaar"),
        Task(
            *("scherm", 2, GASTHEER, -2),
            "Test het scherm en het internet in de zaal",
            "Iedereen antwoordt op de eigen telefoon. Leg er een of twee klaar voor wie er geen heeft.",
        ),
    ),
    checks=(enough_to_be_nameless, time_enough, one_conversation),
    prints=(Print("Verslag van de visieworkshop", "visie-pdf"),),
    tool="visie",
    tool_title="Workshop leiden",
    weeks=4,
)
