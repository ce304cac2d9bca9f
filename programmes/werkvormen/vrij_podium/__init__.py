"""Vrij podium: people tell their own story, one after the other."""

from collections.abc import Iterator

from programmes.werkvormen.interface import COORDINATOR, GASTHEER, Format, Outline, Part, Print, Role, Task

A_STORY = 7  # minutes, with the change to the next one
MANY_LISTENERS = 15


def stories_that_fit(outline: Outline) -> Iterator[str]:
    """A welcome and a closing of five minutes, and the rest for stories."""
    stories = max(outline.minutes - 10, 0) // A_STORY
    if stories < 3:
        yield (
            f"In {outline.minutes} minuten passen hoogstens {stories} verhalen. Maak het bezoek langer, "
            "of kies een gesprek als werkvorm."
        )


def sound_for_many(outline: Outline) -> Iterator[str]:
    if outline.people > MANY_LISTENERS:
        yield (
            f"Met {outline.people} luisteraars is iedereen alleen met een micro verstaanbaar. "
            "Kijk na of de zaal er een heeft."
        )


FORMAT = Format(
    key="vrij_podium",
    title="Vrij podium",
    icon="mic-vocal",
    lead="Bewoners, buren en medewerkers vertellen om de beurt hun eigen verhaal, de bezoekers luisteren.",
    suits=(
        "Een dienst waar mensen graag iets willen zeggen tegen het bestuur, zoals een dienstencentrum, een zorgzame "
        "buurt of een woonzorgcentrum. Ook wie niet vlot praat, krijgt hier de tijd."
    ),
    group=(4, 12, 40),
    minutes=(45, 75, 120),
    preparation=(
        "Zoek twee weken vooraf vier tot acht vertellers en vraag elk van hen wat zij nodig hebben, hoe ze voorgesteld "
        "willen worden en wat er van hen getoond mag worden. Laat elk het verhaal één keer hardop vertellen, met een "
        "klok erbij."
    ),
    example=(
        "In een dienstencentrum vertellen vijf buren elk vijf minuten over hun straat. Iemand van de ploeg leidt het "
        "podium en houdt de tijd in de gaten. Daarna is er koffie, en praten de bezoekers verder met wie ze hoorden."
    ),
    skeleton=(
        Part(5, "Welkom", "Wie luistert er, wie vertelt er, en wat gebeurt er met wat verteld wordt.", "wie leidt"),
        Part(
            50, "De verhalen", "Om de beurt, met telkens een minuut om te wisselen.", "de vertellers", takes_rest=True
        ),
        Part(5, "Afronden", "De vertellers bedanken en zeggen hoe het verdergaat.", "wie leidt"),
        Part(15, "Napraten", "Met koffie, de bezoekers schuiven aan bij wie ze hoorden."),
    ),
    roles=(
        Role("Wie het podium leidt", "Kondigt iedereen aan zoals zij het willen, en houdt de klok in de gaten."),
        Role("Vertellers", "Vertellen hun eigen verhaal, binnen hun eigen tijd."),
        Role("Iemand achter de schermen", "Zet de micro goed, helpt wie slecht te been is en roept de volgende."),
    ),
    tasks=(
        Task("sprekers", 2, GASTHEER, -7, "Maak de volgorde van de sprekers", "Wie vertelt wat, en hoelang elk?"),
        Task("micro", 2, GASTHEER, -1, "Zet de micro klaar en test het geluid"),
        Task(
            *("toestemming", 2, GASTHEER, -7),
            "Vraag elke verteller wat mag",
            "Mag de naam op de affiche, en mag er een foto of opname zijn? Bij een minderjarige beslist een ouder mee.",
        ),
        Task(
            *("podiumblad", 3, COORDINATOR, -1),
            "Druk het podiumblad af",
            "Voor wie het podium leidt. Hang de affiche uit, niet het podiumblad.",
        ),
    ),
    checks=(stories_that_fit, sound_for_many),
    prints=(Print("Podiumblad", "podium-blad"), Print("Affiche met de volgorde", "podium-affiche")),
    tool="podium",
    tool_title="Volgorde en klok",
)
