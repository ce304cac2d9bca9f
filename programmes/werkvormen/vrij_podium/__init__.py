"""Vrij podium: people from the care tell their own story on a stage."""

from programmes.werkvormen.interface import GASTHEER, Format, Part, Role, Task

FORMAT = Format(
    key="vrij_podium",
    title="Vrij podium",
    icon="mic",
    lead="Medewerkers en gebruikers vertellen om de beurt hun verhaal op een podium.",
    suits="Diensten met straffe verhalen, en een publiek dat vooral wil luisteren.",
    group=(10, 40, 150),
    minutes=(45, 75, 120),
    preparation="Zoek vertellers, spreek de minuten af, vraag toestemming en wat elk nodig heeft, en repeteer.",
    example="Zes vertellers van elk vijf minuten: een kok, een mantelzorger, een jongere uit het inloophuis.",
    skeleton=(
        Part(5, "Welkom"),
        Part(50, "Verhalen", "Eén voor één, met de tijd in het oog.", "", True),
        Part(15, "Gesprek met de zaal"),
        Part(5, "Slotwoord"),
    ),
    roles=(
        Role("Presentator", "Kondigt elke verteller aan en houdt het warm."),
        Role("Tijdbewaker", "Geeft een teken als de minuten op zijn."),
    ),
    tasks=(
        Task("sprekers", 2, GASTHEER, -7, "Maak de volgorde van de sprekers", "Wie vertelt wat, en hoelang elk?"),
        Task("micro", 2, GASTHEER, -1, "Zet de micro klaar en test het geluid"),
    ),
)
