"""Visieworkshop zorgzame buurt: where do we stand, and where do we want to go?"""

from programmes.werkvormen.interface import COORDINATOR, GASTHEER, Format, Part, Role, Task

FORMAT = Format(
    key="visieworkshop",
    title="Visieworkshop zorgzame buurt",
    icon="radar",
    lead="Samen inschatten hoe zorgzaam de buurt is, en een visie schrijven.",
    suits="Een bestuur en partners aan het begin van een zorgzame buurt, of bij een nieuwe stap.",
    group=(5, 15, 40),
    minutes=(60, 90, 120),
    preparation="Zoek een begeleider, zorg voor internet in de zaal en leg stiften en vellen klaar.",
    example="Schepenen en diensthoofden vullen de zelfinschatting in op hun gsm en bespreken waar ze verschillen.",
    skeleton=(
        Part(10, "Inleiding"),
        Part(15, "Denkoefening"),
        Part(25, "Zelfinschatting", "Ieder op de eigen gsm, anoniem.", "", True),
        Part(20, "Voorbeelden"),
        Part(20, "Afspraken"),
    ),
    roles=(Role("Begeleider", "Leidt de oefeningen en bespreekt de resultaten."),),
    tasks=(
        Task("begeleider", 2, COORDINATOR, -14, "Zoek wie de workshop begeleidt"),
        Task("materiaal", 2, GASTHEER, -2, "Leg stiften, kaartjes en grote vellen klaar"),
    ),
    weeks=4,
)
