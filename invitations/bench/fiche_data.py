"""A whole fiche, as a well-organised care home fills it in, and figures of the edition before."""

import datetime as dt

from django.utils.text import slugify

from invitations.fiches.figures import parse_figure
from invitations.models import Cijfer, Fiche, Project, Tendens, Uitdaging

DAY = dt.date(2024, 12, 31)
FIGURES = (
    ("Erkende woongelegenheden", "96", "90", "plaatsen"),
    ("Waarvan met bijkomende erkenning", "62", "58", "plaatsen"),
    ("Wachtlijst", "ca. 140", "ca. 115", "personen"),
    ("Medewerkers", "78,5", "81,2", "VTE"),
    ("Vrijwilligers", "46", "39", "personen"),
    ("Vacatures langer dan drie maanden open", "6", "n.v.t.", ""),
)
SATISFACTION = (("Bewoners die tevreden zijn over de zorg", "91", "88", "%"), ("Familie", "84", "85", "%"))
TEXTS = {
    "intro": "In De Linde wonen 96 ouderen, elk met een eigen kamer en een eigen verhaal. We zorgen, we koken zelf en "
    "we houden de deur open voor de buurt.",
    "opening_hours": "Elke dag, bezoek welkom van 9 tot 20 uur",
    "to_show": "De waterronde en het middagmaal: daar zie je hoeveel er tijdens een gewone dag gebeurt.",
    "pride": "De bewonersraad beslist mee over het menu, de uitstappen en de inrichting van de leefruimtes.",
    "bottleneck": "Drie nachtdiensten per week krijgen we moeilijk ingevuld.",
    "satisfaction": "Bewoners noemen de maaltijden en het personeel het vaakst als goed.",
}
PROJECTS = (
    ("lopend", "Kleinschalig wonen", "Twee leefgroepen van acht bewoners koken en eten samen."),
    ("lopend", "Samen met de school", "Elke vrijdag lezen leerlingen van het zesde leerjaar voor."),
    ("nieuw", "Moestuin", "Een tuin op hoogte, met de volkstuintjes van de buurt."),
)
CHALLENGES = (
    ("infrastructuur", "De tweede verdieping vernieuwen", "Twaalf kamers hebben geen eigen douche.", "Een studie."),
    ("aanbod", "Plaats voor mensen met jongdementie", "Vier gezinnen zoeken ver van huis.", "Eén leefgroep oprichten."),
    ("samenwerking", "Van thuiszorg naar woonzorg", "Bewoners vertellen hun verhaal drie keer.", "Eén intakegesprek."),
    ("medewerkers", "Verpleegkundigen vinden", "Zes vacatures stonden lang open.", "Opvang voor hun kinderen."),
)
YEARS = (("2015", 602), ("2018", 655), ("2021", 704), ("2024", 768), ("2027", 835), ("2030", 921))


def fill_fiche(fiche: Fiche, *, before: Fiche | None = None) -> Fiche:
    """Gives it all its parts, and the figures of last time to `before`."""
    for name, text in TEXTS.items():
        setattr(fiche, name, text)
    fiche.save()
    Cijfer.objects.bulk_create(_figures(fiche, 1) + (_figures(before, 2) if before else []))
    Project.objects.bulk_create(
        Project(fiche=fiche, phase=phase, title=title, text=text) for phase, title, text in PROJECTS
    )
    Uitdaging.objects.bulk_create(
        Uitdaging(fiche=fiche, theme=theme, title=title, text=text, request=request)
        for theme, title, text, request in CHALLENGES
    )
    Tendens.objects.create(
        fiche=fiche,
        title="Meer tachtigplussers in Leiedorp",
        points=YEARS,
        unit="inwoners van 80 jaar en ouder",
        source="gemeentemonitor, met vooruitzichten vanaf 2027",
        measured_on=DAY,
        answer="Tien extra plaatsen kortverblijf, zodat mensen langer thuis kunnen blijven.",
    )
    return fiche


def _figures(fiche: Fiche, which: int) -> list[Cijfer]:
    sections = ((Cijfer.Section.KERN, FIGURES), (Cijfer.Section.TEVREDENHEID, SATISFACTION))
    return [
        Cijfer(
            fiche=fiche,
            section=section,
            key=slugify(row[0]),
            name=row[0],
            typed=row[which],
            value=parse_figure(row[which]),
            unit=row[3],
            measured_on=DAY,
            source="eigen registratie",
            position=number,
        )
        for section, rows in sections
        for number, row in enumerate(rows)
    ]
