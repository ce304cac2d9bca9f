"""Rondrit: one group along several services."""

from programmes.werkvormen.interface import COORDINATOR, Format, Part, Role, Task

FORMAT = Format(
    key="rondrit",
    title="Rondrit",
    icon="bus",
    lead="Eén groep gaat met de bus of de fiets langs verschillende diensten.",
    suits="Kleine diensten dicht bij elkaar, en wie in één keer een overzicht wil.",
    group=(4, 12, 50),
    minutes=(90, 180, 480),
    preparation="Regel het vervoer, kies een volgorde met weinig rijtijd en spreek per halte af wie ontvangt.",
    example="Met het busje van de gemeente langs de kinderopvang, het dagcentrum en de zorgboerderij.",
    skeleton=(
        Part(10, "Onthaal bij de halte"),
        Part(30, "Kijken en praten", "", "", True),
        Part(5, "Instappen"),
    ),
    roles=(
        Role("Reisleider", "Telt wie op- en afstapt en bewaakt de vertrekuren."),
        Role("Chauffeur", "Rijdt volgens het ritblad."),
    ),
    tasks=(
        Task(
            *("bus", 2, COORDINATOR, -21),
            "Regel het vervoer voor de rondrit",
            "Een bus of busje met genoeg plaatsen, ook voor wie slecht te been is.",
        ),
    ),
    weeks=4,
)
