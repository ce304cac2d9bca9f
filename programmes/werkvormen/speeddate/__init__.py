"""Speeddate: guests move from table to table."""

from programmes.werkvormen.interface import GASTHEER, Format, Part, Role, Task

FORMAT = Format(
    key="speeddate",
    title="Speeddate",
    icon="timer",
    lead="Gasten schuiven om de paar minuten door van tafel naar tafel en ontmoeten telkens iemand anders.",
    suits="Veel mensen met veel verhalen: medewerkers en gebruikers van één of meer diensten.",
    group=(6, 16, 60),
    minutes=(45, 75, 120),
    preparation="Zoek een verteller per tafel, verdeel de gasten over de rondes en leg de tafelkaarten klaar.",
    example="Acht tafels, zes rondes van zeven minuten: aan elke tafel een medewerker en een gebruiker.",
    skeleton=(
        Part(10, "Welkom en uitleg"),
        Part(45, "Rondes", "Bij elk signaal schuift iedereen door.", "", True),
        Part(10, "Wat onthouden we?"),
        Part(10, "Napraten"),
    ),
    roles=(
        Role("Tafelgastheer", "Zit aan een tafel, vertelt en stelt vragen terug."),
        Role("Tijdbewaker", "Geeft het signaal waarop iedereen doorschuift."),
    ),
    tasks=(
        Task("partners", 2, GASTHEER, -7, "Verdeel de medewerkers en gebruikers over de tafels"),
        Task("tafels", 2, GASTHEER, -1, "Zet de tafels klaar en leg de bel bij de hand"),
    ),
)
