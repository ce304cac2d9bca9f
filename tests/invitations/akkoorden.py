"""An agreement to try things on, and what people who read it say that it says of services: a small labelled set."""

from io import BytesIO
from pathlib import Path

import invitations.akkoorden
from invitations.akkoorden.files import read_agreement
from invitations.akkoorden.passages import Piece, passages_of

LEIEDORP = Path(invitations.akkoorden.__file__).with_name("leiedorp.txt")

# (title, text, the first words of the passages that are about it)
LABELLED = (
    (
        "Te weinig opvangplaatsen voor baby's",
        "Er staan honderd kinderen op de wachtlijst.",
        ("Wie werkt of werk", "Leiedorp is een"),
    ),
    (
        "Onthaalouders stoppen ermee",
        "We vinden geen nieuwe mensen die thuis opvang willen doen.",
        ("Onthaalouders zijn",),
    ),
    ("Busritten van school naar de opvang", "Kinderen zitten te lang op de bus.", ("De buitenschoolse",)),
    (
        "Verouderd gebouw",
        "De gangen van ons woonzorgcentrum zijn te lang, we willen kleinschalig wonen.",
        ("Het woonzorgcentrum",),
    ),
    ("Bewoners met dementie", "Een beschermde afdeling met tuin.", ("Het woonzorgcentrum",)),
    (
        "Vacatures voor verpleegkundigen",
        "Personeel vinden en houden, opleiding van zij-instromers.",
        ("Zonder mensen",),
    ),
    ("Mantelzorg ondersteunen", "Mantelzorgers raken uitgeput.", ("Mantelzorgers dragen",)),
    ("Dagopvang op zaterdag", "Families vragen dagverzorging in het weekend.", ("Mantelzorgers dragen",)),
    ("Vaste teams in de gezinszorg", "Cliënten zien te veel verschillende verzorgenden.", ("Wie ouder wordt",)),
    (
        "Wachttijd voor een eerste gesprek",
        "De maatschappelijk werkers krijgen te veel dossiers.",
        ("Armoede bestrijden",),
    ),
    (
        "Te klein pand",
        "De sociale kruidenier barst uit zijn voegen, we hebben ruimte nodig voor voedseloverschotten.",
        ("De sociale kruidenier",),
    ),
    ("Woningen voor erkende vluchtelingen", "Na de opvang vinden mensen geen huis.", ("Wie op de vlucht",)),
    ("Eenzaamheid in de wijk", "Buurtbewoners bij elkaar brengen.", ("Zorg begint bij",)),
    (
        "Vrijwilligers zijn met te weinig",
        "De cafetaria van het dienstencentrum draait op vrijwilligers.",
        ("Het lokaal dienstencentrum", "Voor ouderen die"),
    ),
    ("Rolstoelvervoer", "Er is maar een rolstoelwagen voor wie minder mobiel is.", ("De mindermobielencentrale",)),
    ("Levering in het weekend", "Ook op zondag een warme maaltijd.", ("Voor ouderen die",)),
    ("Zaterdagopening", "Ouders willen ook op zaterdag in het Huis van het Kind terechtkunnen.", ("In het Huis van",)),
    ("Jongeren zonder plek", "Hangjongeren en een jeugdwerker op straat.", ("Jongeren krijgen", "We zetten een")),
    ("Nieuwe software", "De planning loopt nog op papier.", ()),
    ("Dak lekt", "De airco is stuk en de verwarming hapert.", ()),
)


def leiedorp() -> list[Piece]:
    content = LEIEDORP.read_bytes()
    return passages_of(read_agreement(BytesIO(content), size=len(content)).blocks)
