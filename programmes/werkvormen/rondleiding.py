"""Rondleiding: through the building, past people who tell what they do."""

from programmes.werkvormen.interface import GASTHEER, Format, Part, Print, Role, Task

FORMAT = Format(
    key="rondleiding",
    title="Rondleiding",
    icon="footprints",
    lead="Een kleine groep wandelt door het huis, met halten waar iemand vertelt.",
    suits="Een gebouw of buurt waar veel te zien is, en een dienst die nog weinig gekend is.",
    group=(2, 8, 15),
    minutes=(45, 75, 120),
    preparation=(
        "Kies de route en drie tot vijf halten, en wie daar vertelt. Ga ze zelf eens af met een horloge. "
        "Kijk na of iedereen mee kan: lift, drempels, een stoel onderweg."
    ),
    example=(
        "Een bewoner leidt rond in het lokaal dienstencentrum: onthaal, keuken, de zaal met het kaartclubje, "
        "en tot slot een koffie met de vrijwilligers."
    ),
    skeleton=(
        Part(10, "Onthaal", "Wie zijn we, wat zien we straks?"),
        Part(40, "Rondgang met halten", "Bij elke halte vertelt iemand die er werkt of woont.", "", True),
        Part(15, "Gesprek bij een koffie", "Vragen, en wat de dienst aan het bestuur wil zeggen."),
        Part(5, "Afronden", "Een bedankje en afspraken voor later."),
    ),
    roles=(
        Role("Gids", "Leidt de groep en bewaakt de tijd. Een bewoner of kind kan dat ook."),
        Role("Verteller", "Staat bij een halte en vertelt uit eigen ervaring, vijf minuten lang."),
    ),
    tasks=(
        Task(
            *("route", 2, GASTHEER, -5, "Kies de route en wie rondleidt", "Een bewoner of kind kan dat ook."),
        ),
    ),
    prints=(Print("Verloop op één blad", "werkvorm-agenda"),),
)
