"""Gesprek: around the table with staff and users."""

from programmes.werkvormen.interface import GASTHEER, Format, Part, Print, Role, Task

FORMAT = Format(
    key="gesprek",
    title="Gesprek",
    icon="messages-square",
    lead="Rond de tafel met medewerkers, gebruikers of familie, met een agenda die iedereen kent.",
    suits="Een dienst met een vraag aan het bestuur, of gebruikers die hun verhaal liever zittend vertellen.",
    group=(2, 6, 12),
    minutes=(45, 60, 120),
    preparation=(
        "Vraag wie aan het gesprek deelneemt en spreek twee of drie vragen af. "
        "Bezorg de agenda vooraf, zodat ook wie niet vlot praat zich kan voorbereiden."
    ),
    example="Drie mantelzorgers en het team van het dagcentrum vertellen wat hen helpt en wat ontbreekt.",
    skeleton=(
        Part(10, "Kennismaken", "Wie zit er rond de tafel?"),
        Part(15, "Het verhaal van de dienst", "Een dag in het kort, uit de mond van wie er werkt of komt."),
        Part(25, "Gesprek", "Wat loopt goed, wat wringt, wat kan het bestuur doen?", "", True),
        Part(10, "Afspraken", "Wie doet wat, en wanneer horen we elkaar opnieuw?"),
    ),
    roles=(
        Role("Gespreksleider", "Stelt de vragen, let op de tijd en op wie nog niets zei."),
        Role("Verslaggever", "Noteert wat afgesproken is."),
    ),
    tasks=(Task("gesprekspartners", 2, GASTHEER, -7, "Vraag wie aan het gesprek deelneemt"),),
    prints=(Print("Agenda op één blad", "werkvorm-agenda"),),
)
