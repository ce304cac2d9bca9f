"""Praktijkcarrousel: sessions side by side in rounds; everybody chooses, and gets the best set overall."""

from programmes.werkvormen.interface import COORDINATOR, GASTHEER, Format, Part, Print, Role, Task

FORMAT = Format(
    key="carrousel",
    title="Praktijkcarrousel",
    icon="refresh-cw",
    lead="Korte praktijksessies naast elkaar, in enkele rondes: iedereen kiest, en krijgt samen het beste.",
    suits="Een dag waarop veel diensten of partners iets te tonen hebben, voor een grote groep met eigen interesses.",
    group=(20, 60, 300),
    minutes=(180, 360, 480),
    preparation="Zoek sprekers en zalen, leg de rondes vast, open de inschrijving en verdeel de plaatsen.",
    example="Zes sessies in twee rondes, met een plenaire sessie en een lunch ertussen: iedereen kiest vooraf.",
    skeleton=(
        Part(30, "Inloop"),
        Part(10, "Welkom en toelichting op het programma"),
        Part(80, "Ronde 1", "Sessies naast elkaar."),
        Part(60, "Plenaire sessie"),
        Part(45, "Lunch"),
        Part(80, "Ronde 2", "Sessies naast elkaar.", takes_rest=True),
        Part(20, "Plenaire afsluiting"),
    ),
    roles=(
        Role("Spreker", "Brengt een praktijk kort, en laat de helft van de tijd voor gesprek."),
        Role("Zaalverantwoordelijke", "Ontvangt de groep met de lijst in de hand en bewaakt het einde van de ronde."),
        Role("Onthaal", "Geeft iedereen een naamkaartje met de eigen sessies."),
    ),
    tasks=(
        Task("sprekers", 2, COORDINATOR, -42, "Vraag de sprekers en leg de zalen vast"),
        Task("inschrijven", 2, COORDINATOR, -28, "Open de inschrijving en deel de link"),
        Task("verdelen", 2, COORDINATOR, -7, "Verdeel de plaatsen en lees na wie iets mist"),
        Task("posten", 2, GASTHEER, -7, "Verdeel de posten en wie er staat"),
        Task("signaal", 2, GASTHEER, -1, "Spreek het signaal af waarop iedereen doorschuift"),
    ),
    prints=(
        Print("Programma van de dag", "carrousel-dag"),
        Print("Lijsten per zaal", "carrousel-zalen"),
        Print("Kaartjes met ieders programma", "carrousel-kaartjes"),
    ),
    tool="carrousel",
    tool_title="Sessies en inschrijvingen",
    weeks=8,
)
