"""What a group looks at in a vision workshop: the building blocks of a caring neighbourhood, and questions beforehand.

Sources. The questions, the four functions and the word 'voorwaardenscheppend': the slides 'Visievorming zorgzame
buurten' (Ondersteuningspakket 'duurzaam werken aan zorgzame buurten'), that cite Gryp, Heylen & Lommelen (2022),
'Zorgzame buurten: minder mazen, meer net' (SAAMO), and the Flemish 'Inspiratiekader bij projectoproep' (2021). The
eight building blocks of that inspiratiekader: as VVSG sums them up in 'Zorgzame buurten: 114 nieuwe projecten'
(1 February 2022). The slides place detection, guidance, inclusive roles, social networks, analysis and policy. They say
nothing of partnership, informing and strengths: these stand under 'voorwaarden' by our own choice. The scale is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MAZEN, NET, VOORWAARDEN = "Minder mazen", "Meer net", "Voorwaarden"


@dataclass(frozen=True, slots=True)
class Block:
    """`short` fits beside an axis of the chart."""

    key: str
    group: str
    title: str
    short: str
    question: str


BLOCKS = (
    Block(
        *("detectie", MAZEN, "Zorgnoden detecteren", "Detectie"),
        "Sporen jullie noden aan zorg en ondersteuning op, ook de verborgen noden?",
    ),
    Block(
        *("toeleiding", MAZEN, "Toeleiden naar zorg", "Toeleiding"),
        "Helpen jullie mensen tot bij zorg en ondersteuning, zodat niemand door de mazen van het net valt?",
    ),
    Block(
        *("rollen", NET, "Inclusieve rollen", "Rollen"),
        "Dragen jullie bij aan het creëren van inclusieve rollen?",
    ),
    Block(
        *("netwerken", NET, "Sociale netwerken", "Netwerken"),
        "Versterken, verbreden en verbinden jullie sociale netwerken?",
    ),
    Block(
        *("talenten", VOORWAARDEN, "Krachten en talenten", "Talenten"),
        "Sporen jullie krachten en talenten in de buurt op, en gebruiken jullie die?",
    ),
    Block(
        *("informeren", VOORWAARDEN, "Sensibiliseren en informeren", "Informeren"),
        "Werken jullie aan een gastvrije buurt, waar mensen hun weg naar zorg kennen?",
    ),
    Block(
        *("partners", VOORWAARDEN, "Partnerschappen", "Partners"),
        "Smeden jullie partnerschappen, en werken jullie samen in lokale netwerken?",
    ),
    Block(
        *("analyse", VOORWAARDEN, "Analyse van de buurt", "Analyse"),
        "Maakten jullie een analyse van de buurt, en van wat jullie acties er doen?",
    ),
    Block(
        *("beleid", VOORWAARDEN, "Beleid mee maken", "Beleid"),
        "Zijn jullie beleidsmatig aan de slag, samen met de straat, de buurt en de wijk?",
    ),
)
OF_KEY: Mapping[str, Block] = {block.key: block for block in BLOCKS}
GROUPS = (MAZEN, NET, VOORWAARDEN)
SCALE = {1: "nog niet", 2: "een eerste stap", 3: "voor een deel", 4: "grotendeels", 5: "helemaal"}

INTRODUCTION = (
    "Deed je onlangs iets zorgzaam? Droeg iemand onlangs zorg voor jou?",
    "Wie ben je?",
    "Wat is je functie?",
    "Waarom ben je hier, en wat wil je bereiken?",
)
THINKING = (
    "Wat is een zorgzame buurt volgens jou?",
    "Wie zou er volgens jou aanwezig moeten zijn?",
    "Wat gebeurt er in deze buurt?",
    "Wat is er aanwezig in deze buurt?",
    "Wie werkt er in deze buurt?",
    "Wat leeft er zoal in deze buurt?",
    "Welk beeld roept dat op?",
)
LEAST = "Welke functies worden minder vervuld?"


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the workshop."""

    minutes: int
    title: str
    lead: str
    questions: tuple[str, ...] = ()
    kind: str = ""  # 'code': the link and the counts; 'result': the chart


STEPS = (
    Step(10, "Kennismaking", "Ieder stelt zich voor.", INTRODUCTION),
    Step(15, "Denkoefening", "Eerst alleen, dan per twee, dan samen.", THINKING),
    Step(20, "Zelfinschatting", "Neem je telefoon. Je antwoordt anoniem.", (), "code"),
    Step(15, "Wat zien we?", LEAST, (), "result"),
    Step(
        *(15, "Voorbeelden", "Wat doen we al in de praktijk?"),
        (
            "Waar zetten we in op detectie van zorgnoden?",
            "Waar zetten we in op toeleiding naar de zorg?",
            "Hoe dragen we bij aan inclusieve rollen?",
            "Hoe dragen we bij aan sociale netwerken?",
            "Welke voorwaarden zijn er al, en waar kunnen we nog meer op inzetten?",
        ),
    ),
    Step(
        *(15, "Goede afspraken", "Waar willen we naartoe, en wie doet wat?"),
        ("Wat spreken we af?", "Wie doet het, en tegen wanneer?", "Wat schrijven we in onze visie?"),
    ),
)
