"""Inwonersdialoog: a trajectory of meetings, of the groups apart and then together."""

from programmes.werkvormen.interface import COMMUNICATIE, COORDINATOR, Format, Part, Role, Task

FORMAT = Format(
    key="inwonersdialoog",
    title="Inwonersdialoog",
    icon="users-round",
    lead="Een traject: eerst komen inwoners en professionals elk onder elkaar samen, daarna denken ze samen na.",
    suits="Een thema dat veel inwoners raakt, en waar hun ervaring het verschil maakt.",
    group=(8, 24, 60),
    minutes=(90, 120, 180),
    preparation="Leg het thema vast met een startgroep, nodig inwoners uit en laat hen twee keer onder elkaar praten.",
    example="In mei kiest een startgroep het thema, inwoners komen twee keer samen, in september praat iedereen samen.",
    skeleton=(
        Part(15, "Welkom en kennismaken"),
        Part(15, "Wat de groepen al zeiden"),
        Part(60, "Gesprek aan tafels", "Knelpunten, kansen en uitspraken die blijven hangen.", takes_rest=True),
        Part(20, "Terugkoppelen"),
        Part(10, "Hoe gaat het verder, en hoe hoort iedereen dat?"),
    ),
    roles=(
        Role("Gespreksleider", "Leidt een tafel en laat iedereen aan het woord."),
        Role("Verslaggever", "Noteert knelpunten, kansen en uitspraken, zonder namen."),
        Role("Vertrouwenspersoon", "Kent de inwoners, belt hen vooraf en ontvangt hen aan de deur."),
    ),
    tasks=(
        Task("inwoners", 2, COMMUNICATIE, -21, "Nodig de inwoners uit", "Bel liever dan te mailen."),
        Task("gespreksleider", 2, COORDINATOR, -14, "Zoek een gespreksleider per tafel"),
    ),
    tool="dialoog-visit",
    tool_title="Het traject",
    home="dialoog-list",
    home_title="Alle trajecten",
    weeks=20,
)
