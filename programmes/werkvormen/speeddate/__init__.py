"""Speeddate: short talks at tables, and everyone moves on when the bell rings."""

from collections.abc import Iterator

from programmes.werkvormen.interface import GASTHEER, Format, Outline, Part, Print, Role, Task

SHORTEST = 35  # minutes: three rounds of eight, with a welcome and two changes
PER_TABLE = 4
MOST_TABLES = 12


def time_for_three_rounds(outline: Outline) -> Iterator[str]:
    if outline.minutes < SHORTEST:
        yield (
            f"In {outline.minutes} minuten passen geen drie rondes. Trek minstens {SHORTEST} minuten uit, "
            "of kies een gesprek als werkvorm."
        )


def tables_for_all(outline: Outline) -> Iterator[str]:
    if outline.people > PER_TABLE * MOST_TABLES:
        yield (
            f"{outline.people} bezoekers is veel: met {PER_TABLE} aan een tafel heb je "
            f"{-(-outline.people // PER_TABLE)} tafels nodig. Splits de groep, of kies een praktijkcarrousel."
        )


FORMAT = Format(
    key="speeddate",
    title="Speeddate",
    icon="timer",
    lead="Bezoekers schuiven van tafel naar tafel en praten telkens enkele minuten met wie er werkt of woont.",
    suits=(
        "Een dienst met veel verschillende mensen om te leren kennen: een woonzorgcentrum, een dienstencentrum, "
        "een kinderopvang met ouders. Ook wie elkaar niet kent, raakt hier vlot aan de praat."
    ),
    group=(6, 18, 48),
    minutes=(35, 60, 120),
    preparation=(
        "Zoek voor elke tafel één of twee medewerkers of gebruikers. Geef hen vooraf een vraag om mee te beginnen. "
        "Zet zoveel tafels als er rondes zijn, of meer, en leg bij elke tafel een kaart."
    ),
    example=(
        "In een woonzorgcentrum zitten aan zes tafels een bewoner en een medewerker: de nachtdienst, de keuken, de "
        "kinesist, de animatie. Vijf rondes van acht minuten lang komen er telkens drie raadsleden bij zitten."
    ),
    skeleton=(
        Part(5, "Welkom", "Leg uit hoe het gaat en geef elke gast een kaartje.", "wie leidt"),
        Part(48, "De rondes", "Telkens een bel, en twee minuten om te wisselen.", "aan de tafels", takes_rest=True),
        Part(7, "Afronden", "Iedereen zegt in één zin wat is bijgebleven.", "wie leidt"),
    ),
    roles=(
        Role("Wie de klok bewaakt", "Start de rondes, laat de bel horen en helpt wie een tafel zoekt."),
        Role("Tafelgasten", "Medewerkers en gebruikers die de hele tijd aan dezelfde tafel blijven."),
    ),
    tasks=(
        Task("partners", 2, GASTHEER, -7, "Verdeel de medewerkers en gebruikers over de tafels"),
        Task("tafels", 2, GASTHEER, -1, "Zet de tafels klaar en leg de bel bij de hand"),
        Task(
            *("kaartjes", 2, GASTHEER, -1),
            "Druk de kaartjes en de tafelkaarten af",
            "Op elk kaartje staat aan welke tafel de gast in elke ronde zit.",
        ),
    ),
    checks=(time_for_three_rounds, tables_for_all),
    prints=(
        Print("Kaartje voor elke gast", "speeddate-kaartjes"),
        Print("Kaart voor elke tafel", "speeddate-tafelkaarten"),
        Print("Blad met alle tafels", "speeddate-blad"),
    ),
    tool="speeddate",
    tool_title="Tafels, indeling en klok",
)
