"""Jobruil of meedraaien: a visitor does a shift along with a colleague, hour by hour (Draaiboek, stap 1)."""

from collections.abc import Iterator

from programmes.werkvormen.interface import GASTHEER, SELF, WATCH, Format, Outline, Part, Print, Role, Task


def _nothing_to_do(outline: Outline) -> Iterator[str]:
    if outline.parts and not any(part.hands_on == SELF for part in outline.parts):
        yield (
            "Nergens in de dienst mag een bezoeker zelf iets doen. Zoek minstens één taak die ook zonder opleiding kan:"
            " een tafel dekken, meewandelen, een spel spelen."
        )


def _nobody_beside(outline: Outline) -> Iterator[str]:
    alone = [part.title for part in outline.parts if part.hands_on and not part.who]
    if alone:
        yield f"Bij '{alone[0]}' staat nog niet met welke collega de bezoeker meedraait. Vul een naam in bij 'wie'."


FORMAT = Format(
    key="jobruil",
    title="Jobruil of meedraaien",
    icon="hand-helping",
    lead="Een bestuurder draait een dienst mee met een collega en doet zelf wat zonder opleiding mag.",
    suits="Een dienst waar veel met de handen gebeurt: een woonzorgcentrum, de thuiszorg, kinderopvang, een keuken.",
    group=(1, 2, 6),
    minutes=(120, 240, 480),
    preparation=(
        "Spreek af met welke collega elke bezoeker meedraait, wat een bezoeker zelf mag doen en wat niet. "
        "Vraag vooraf aan de bewoners of het mag. Leg werkkledij klaar."
    ),
    example=(
        "De schepen begint om zeven uur op afdeling Klaproos: overdracht bijwonen, ontbijt uitdelen, mee afruimen, "
        "en bij de koffie het gesprek met het team."
    ),
    skeleton=(
        Part(15, "Aankomen en omkleden", "Werkkledij aan, handen ontsmetten, badge op."),
        Part(15, "Overdracht van de vorige ploeg", "Wie zijn de bewoners, wat speelt er vandaag?", hands_on=WATCH),
        Part(
            45,
            "Ontbijt klaarzetten en uitdelen",
            "Tafels dekken, boterhammen smeren, koffie inschenken.",
            "",
            False,
            SELF,
        ),
        Part(45, "Meelopen met de zorg", "Alleen bij wie dat vooraf goed vond.", hands_on=WATCH),
        Part(60, "Activiteit met de bewoners", "Wandelen, voorlezen, een spel spelen.", "", True, SELF),
        Part(30, "Eten opdienen en afruimen", "", "", False, SELF),
        Part(30, "Napraten met het team", "Wat viel op? Wat vraagt de dienst aan het bestuur?"),
    ),
    roles=(
        Role("Collega", "Neemt de bezoeker mee, legt uit wat er gebeurt en zegt wat mag en niet mag."),
        Role("Wie ontvangt", "Zorgt voor werkkledij en een plek om zich om te kleden, en leidt het gesprek achteraf."),
    ),
    tasks=(
        Task("collega", 2, GASTHEER, -7, "Spreek af met welke collega elke bezoeker meedraait"),
        Task("kledij", 2, GASTHEER, -2, "Leg werkkledij klaar in de juiste maat"),
    ),
    checks=(_nothing_to_do, _nobody_beside),
    prints=(
        Print("Zakkaartjes voor de bezoekers", "werkvorm-cards"),
        Print("Uurschema op één blad", "werkvorm-agenda"),
    ),
    weeks=3,
)
