"""What an invitation says to begin with, per audience: a text that a coordinator can send after reading it once.

The playbook asks to name the date, the services and the programme with its hours, the contact, the meeting point,
clothing, meals and a short video. As long as nothing was published, the text asks for availability and wishes; then
{vraag} asks that of who has no visit yet.
"""

from programmes.models import Segment

_WHY = {
    Segment.COLLEGE: (
        "Als college nemen jullie de beslissingen over zorg en welzijn. Daarom nodigen we je uit om zelf binnen te "
        "stappen: om mee te draaien, te luisteren, en te zien wat goed loopt en waar het knelt."
    ),
    Segment.RAAD: (
        "Als raadslid beslis je mee over de zorg in onze gemeente. Daarom nodigen we je uit om ze van dichtbij te "
        "leren kennen, samen met collega's van alle fracties: meedraaien, luisteren en vragen stellen."
    ),
    Segment.BCSD: (
        "In het bijzonder comité beslis je over de hulp aan mensen. Nu nodigen we je uit om de diensten en de mensen "
        "achter die dossiers te leren kennen: meedraaien, luisteren en vragen stellen."
    ),
    Segment.MANAGEMENT: (
        "Onze zorgdiensten en de andere diensten kennen elkaar niet altijd goed. We nodigen je uit om een kijkje te "
        "nemen bij collega's, mee te draaien en te zien waar we elkaar kunnen helpen."
    ),
    Segment.GAST: (
        "Wij trekken op expeditie langs de zorgdiensten van onze gemeente en we hebben je er graag bij. Je draait "
        "mee, je praat met bewoners en medewerkers, en je ziet wat zorg hier elke dag betekent."
    ),
}
_OTHERS = (
    "Wij trekken op expeditie langs de zorgdiensten van onze gemeente. We nodigen je uit om mee te draaien, te "
    "luisteren en te zien wat zorg hier elke dag betekent."
)
_ASK = """Er is nog geen programma: dat maken we met jullie antwoorden. Laat ons weten:

- wanneer je kan, en hoeveel bezoeken je wil doen
- welke diensten je graag zou zien
- of we ergens mee rekening houden, zoals een dieet of een rolstoel

Antwoorden kan tot en met {antwoorden_voor}, op je persoonlijke pagina. Het duurt een paar minuten.

{knop_antwoord}"""
_PROGRAMME = """{programma}

{bevoegdheid}

- **Afspreken:** {afspreekplaats}
- **Kledij:** {kledij}
- **Maaltijd:** {maaltijd}

{vraag} Dat kan tot en met {antwoorden_voor}.
Op je persoonlijke pagina antwoord je, en vind je altijd het laatste programma.

{knop_antwoord}"""


def starting_text(segment: str, *, is_published: bool) -> tuple[str, str]:
    """(subject, body)"""
    parts = (
        "{aanspreking}",
        _WHY.get(Segment(segment), _OTHERS) if segment else _OTHERS,
        "**Wanneer:** {periode}",
        _PROGRAMME if is_published else _ASK,
        "{video}",
        "Een vraag? Neem gerust contact op: {aanspreekpunt}.",
        "Tot dan!\n{bestuur}",
    )
    return "Ga je mee op expeditie? {titel}, {periode}", "\n\n".join(parts) + "\n"
