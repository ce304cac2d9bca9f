"""Praktijkcarrousel: sessions in rounds, each chooses their own."""

from programmes.werkvormen.interface import GASTHEER, Format, Part, Role, Task

FORMAT = Format(
    key="carrousel",
    title="Praktijkcarrousel",
    icon="refresh-cw",
    lead="Korte praktijksessies in enkele rondes: iedereen kiest wat hij wil zien.",
    suits="Een dag met veel diensten of projecten, en een grote groep met eigen interesses.",
    group=(20, 60, 300),
    minutes=(120, 300, 480),
    preparation="Zoek sprekers en zalen, leg de rondes vast, open de inschrijving en verdeel de plaatsen.",
    example="Zes sessies in twee rondes, met een plenaire start en een gezamenlijke lunch.",
    skeleton=(
        Part(15, "Onthaal"),
        Part(30, "Plenaire start"),
        Part(150, "Rondes met sessies", "", "", True),
        Part(60, "Lunch"),
        Part(15, "Slotwoord"),
    ),
    roles=(
        Role("Spreker", "Brengt een praktijk en laat tijd voor vragen."),
        Role("Zaalverantwoordelijke", "Ontvangt de groep en geeft het signaal om door te schuiven."),
    ),
    tasks=(
        Task("posten", 2, GASTHEER, -7, "Verdeel de posten en wie er staat"),
        Task("signaal", 2, GASTHEER, -1, "Spreek het signaal af waarop iedereen doorschuift"),
    ),
    weeks=8,
)
