"""Infosessie: figures and stories in a room, with questions."""

from collections.abc import Iterator

from programmes.werkvormen.interface import GASTHEER, Format, Outline, Part, Print, Role, Task

MOST_AT_A_STRETCH = 30  # minutes of listening


def _too_long(outline: Outline) -> Iterator[str]:
    long = [part for part in outline.parts if part.minutes > MOST_AT_A_STRETCH and part.who]
    if long:
        yield (
            f"'{long[0].title}' duurt {long[0].minutes} minuten. Luisteren lukt zo'n {MOST_AT_A_STRETCH} minuten: "
            "knip het in twee, of las vragen in."
        )


FORMAT = Format(
    key="infosessie",
    title="Infosessie",
    icon="presentation",
    lead="Een toelichting met cijfers en een getuigenis, en daarna tijd voor vragen.",
    suits="Een thema dat uitleg vraagt: wachtlijsten, een bouwproject, nieuwe regels.",
    group=(5, 20, 60),
    minutes=(45, 60, 120),
    preparation=(
        "Kies één boodschap en hoogstens drie cijfers. Vraag iemand die het zelf meemaakt om te getuigen. "
        "Test het scherm en het geluid."
    ),
    example="De directeur toont de wachtlijst van de kinderopvang in drie cijfers, en een ouder vertelt hoe dat voelt.",
    skeleton=(
        Part(5, "Welkom", "Waarom we hier zijn, en wat jullie straks weten."),
        Part(15, "Toelichting", "Eén boodschap, hoogstens drie cijfers."),
        Part(10, "Getuigenis", "Een gebruiker of medewerker vertelt."),
        Part(20, "Vragen", "", "", True),
        Part(10, "Afspraken en afronding", "Wat nemen we mee, wie doet wat?"),
    ),
    roles=(
        Role("Spreker", "Brengt de boodschap, kort en zonder jargon."),
        Role("Getuige", "Vertelt uit eigen ervaring."),
        Role("Moderator", "Bewaakt de tijd en geeft iedereen het woord."),
    ),
    tasks=(Task("zaal", 2, GASTHEER, -2, "Zet de zaal, het scherm en het geluid klaar"),),
    checks=(_too_long,),
    prints=(Print("Agenda op één blad", "werkvorm-agenda"),),
)
