"""Inwonersdialoog: a trajectory of meetings with residents, professionals and administrators."""

from programmes.werkvormen.interface import COMMUNICATIE, COORDINATOR, Format, Part, Role, Task

FORMAT = Format(
    key="inwonersdialoog",
    title="Inwonersdialoog",
    icon="users-round",
    lead="Een traject van ontmoetingen waarin inwoners, professionals en bestuur samen naar een thema kijken.",
    suits="Een thema dat veel inwoners raakt en waar hun ervaring het verschil maakt.",
    group=(8, 24, 60),
    minutes=(90, 120, 180),
    preparation="Leg het thema vast, nodig inwoners uit en laat hen twee keer onder elkaar samenkomen.",
    example="Mantelzorgers komen twee keer samen, en leggen daarna hun knelpunten en kansen voor aan het bestuur.",
    skeleton=(
        Part(15, "Welkom en kennismaken"),
        Part(15, "Waarover gaat het?"),
        Part(60, "Gesprek aan tafels", "Knelpunten, kansen en uitspraken die blijven hangen.", "", True),
        Part(20, "Terugkoppelen"),
        Part(10, "Hoe gaat het verder?"),
    ),
    roles=(
        Role("Gespreksleider", "Leidt een tafel en laat iedereen aan het woord."),
        Role("Verslaggever", "Noteert knelpunten, kansen en citaten."),
    ),
    tasks=(
        Task("inwoners", 2, COMMUNICATIE, -21, "Nodig de inwoners uit"),
        Task("gespreksleider", 2, COORDINATOR, -14, "Zoek een gespreksleider per tafel"),
    ),
    weeks=8,
)
