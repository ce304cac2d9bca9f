"""A tour: one group along several services, by bus, by bike or on foot."""

from programmes.werkvormen.interface import COORDINATOR, Format, Part, Print, Role, Task

FORMAT = Format(
    key="rondrit",
    title="Rondrit",
    icon="bus",
    lead="Eén groep rijdt of fietst langs meerdere zorgdiensten; de duur hieronder is die van één halte.",
    suits=(
        "Goed om op korte tijd het hele aanbod te tonen: aan een nieuw bestuur, aan nieuwe directeurs, of aan een "
        "gemengde groep. Wie niet de hele tijd kan, stapt onderweg op of af."
    ),
    group=(4, 12, 50),
    minutes=(20, 45, 120),
    preparation=(
        "Kies de diensten en hoe jullie rijden. Expeditie stelt de volgorde en de uren voor, volgens de reistijd en de "
        "momenten die de diensten passen. Spreek met elke dienst af wat er in die korte tijd te zien is."
    ),
    example=(
        "In Izegem ontdekten de negen nieuwe directeurs van Zorg Izegem op één dag het hele zorgaanbod, "
        "van het woonzorgcentrum tot de kinderopvang."
    ),
    skeleton=(
        Part(5, "Aankomst en welkom", "De contactpersoon staat klaar aan de ingang.", "gastheer"),
        Part(10, "Wat doet deze dienst?", "Kort en zonder presentatie: voor wie, met wie, wat loopt goed."),
        Part(
            25,
            "Zien en meedoen",
            "Een korte rondgang, of iets dat de bezoekers zelf doen. Laat gebruikers aan het woord.",
            takes_rest=True,
        ),
        Part(5, "Eén zin om mee te nemen", "Elke bezoeker zegt wat bijblijft. Dan weer instappen."),
    ),
    roles=(
        Role("Reisleider", "Rijdt mee, houdt de tijd in het oog en telt wie er opstapt."),
        Role("Chauffeur", "Heeft het blad met de haltes, de uren en de telefoonnummers."),
        Role("Gastheer per halte", "Staat klaar bij aankomst en belt als er iets verandert."),
    ),
    tasks=(
        Task(
            *("bus", 2, COORDINATOR, -21),
            "Regel het vervoer voor de rondrit",
            "Een bus of busje met genoeg plaatsen, ook voor wie slecht te been is. "
            "Bezorg de chauffeur het blad met de haltes, de uren en wie waar op- en afstapt.",
        ),
    ),
    prints=(Print("Blad voor de chauffeur", "rondrit-blad"),),
    tool="rondrit",
    tool_title="Haltes, volgorde en wie meerijdt",
    weeks=3,
)
