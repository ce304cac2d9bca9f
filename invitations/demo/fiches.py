"""Voorstellingsfiches of Leiedorp: one whole, beside that of the first edition; one half; the others still empty."""

import datetime as dt
from typing import Any

from django.db import transaction

from invitations.fiches.cijfers import VOORSTELLEN
from invitations.fiches.figures import parse_figure
from invitations.fiches.reading import mark_changed
from invitations.models import Cijfer, Fiche, Project, Tendens, Uitdaging
from programmes.models import Programme, Zorgdienst

WHOLE, HALF = "De Meersen", "De Brug"
BY_WHOLE, BY_HALF = "An De Smet", "Carine Leys"
OWN = "eigen registratie"
FIGURES = {
    WHOLE: {
        "erkende-woongelegenheden": ("96", "erkenning Departement Zorg"),
        "waarvan-met-bijkomende-erkenning": ("62", "erkenning Departement Zorg"),
        "wachtlijst": ("ca. 140", OWN),
        "medewerkers": ("78,5", "personeelsdienst"),
        "vrijwilligers": ("46", OWN),
    },
    HALF: {"bezoekers": ("320", OWN), "maaltijden": ("11.400", OWN), "vrijwilligers": ("38", "")},
}
BEFORE = {
    WHOLE: {
        "erkende-woongelegenheden": "90",
        "waarvan-met-bijkomende-erkenning": "58",
        "wachtlijst": "ca. 115",
        "medewerkers": "81,2",
        "vrijwilligers": "39",
    },
    HALF: {"bezoekers": "280", "activiteiten": "410", "maaltijden": "12.150", "openingsuren": "40"},
}
TEXTS = {
    "intro": "In De Meersen wonen 96 ouderen, elk met een eigen kamer en een eigen verhaal. We zorgen, we koken zelf "
    "en we houden de deur open voor de buurt.",
    "opening_hours": "Elke dag, bezoek welkom van 9 tot 20 uur. De cafetaria is open van 13.30 tot 17 uur.",
    "to_show": "De waterronde en het middagmaal: daar zie je hoeveel er tijdens een gewone dag gebeurt.",
    "pride": "De bewonersraad beslist mee over het menu, de uitstappen en de inrichting van de leefruimtes.",
    "bottleneck": "Drie nachtdiensten per week krijgen we moeilijk ingevuld. De kamers op de tweede verdieping zijn "
    "klein.",
    "satisfaction": "Bewoners noemen de maaltijden en het personeel het vaakst als goed. Familie wil vaker weten wat "
    "er op een dag gebeurt.",
}
SATISFACTION = [
    ("bewoners die tevreden zijn over de zorg", "91", "%", "88"),
    ("familie die ons zou aanraden", "84", "%", "85"),
]
PROJECTS = [
    (Project.Phase.LOPEND, "Kleinschalig wonen", "Twee leefgroepen van acht bewoners koken en eten samen."),
    (Project.Phase.LOPEND, "Samen met de school", "Elke vrijdag lezen leerlingen van het zesde leerjaar voor."),
    (Project.Phase.NIEUW, "Moestuin", "Een tuin op hoogte, met de volkstuintjes van de buurt."),
]
CHALLENGES = [
    (
        Uitdaging.Theme.INFRASTRUCTUUR,
        "De tweede verdieping vernieuwen",
        "Twaalf kamers hebben geen eigen douche.",
        "De verbouwing opnemen in het meerjarenplan, met een eerste studie dit jaar.",
    ),
    (
        Uitdaging.Theme.AANBOD,
        "Plaats voor mensen met jongdementie",
        "Vier gezinnen uit Leiedorp zoeken nu een plaats ver van huis.",
        "Samen met de buurgemeenten één leefgroep oprichten.",
    ),
    (
        Uitdaging.Theme.MEDEWERKERS,
        "Verpleegkundigen vinden en houden",
        "Zes vacatures stonden vorig jaar langer dan drie maanden open.",
        "Een opvangplaats voor kinderen van medewerkers en een fietsvergoeding.",
    ),
    (
        Uitdaging.Theme.SAMENWERKING,
        "Van thuiszorg naar woonzorg",
        "Bewoners vertellen hun verhaal nu drie keer.",
        "Eén intakegesprek voor alle diensten van het bestuur.",
    ),
]
TENDENCIES = [
    (
        "Meer tachtigplussers in Leiedorp",
        [["2015", 602], ["2018", 655], ["2021", 704], ["2024", 768], ["2027", 835], ["2030", 921]],
        "inwoners van 80 jaar en ouder",
        "gemeentemonitor, met vooruitzichten vanaf 2027",
        "Tien extra plaatsen kortverblijf, zodat mensen langer thuis kunnen blijven.",
    )
]


@transaction.atomic
def load_fiches(programme: Programme, *, now: dt.datetime) -> None:
    if Fiche.objects.filter(programme__bestuur=programme.bestuur).exists():
        return
    last = programme.bestuur.programmes.filter(first_day__lt=programme.first_day).latest("first_day")
    for name in (WHOLE, HALF):
        _earlier(last, _service(programme, name), BEFORE[name], SATISFACTION if name == WHOLE else [])
    _whole(programme, _service(programme, WHOLE), now)
    _half(programme, _service(programme, HALF), now - dt.timedelta(days=2))


def _service(programme: Programme, name: str) -> Zorgdienst:
    return programme.diensten.get(name__contains=name)


def _figure(fiche: Fiche, key: str, typed: str, **fields: Any) -> Cijfer:
    proposed = {one.key: one for one in VOORSTELLEN[fiche.zorgdienst.kind]}
    if key:
        fields |= {"name": proposed[key].name, "unit": proposed[key].unit}
    return Cijfer(fiche=fiche, key=key, typed=typed, value=parse_figure(typed), **fields)


def _earlier(
    programme: Programme,
    service: Zorgdienst,
    figures: dict[str, str],
    satisfaction: list[tuple[str, str, str, str]],
) -> None:
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
    day = dt.date(programme.first_day.year - 1, 12, 31)
    rows = [_figure(fiche, key, typed, measured_on=day, source=OWN) for key, typed in figures.items()]
    rows += [
        _figure(fiche, "", before, name=name, unit=unit, section=Cijfer.Section.TEVREDENHEID)
        for name, _, unit, before in satisfaction
    ]
    Cijfer.objects.bulk_create(rows)


def _whole(programme: Programme, service: Zorgdienst, now: dt.datetime) -> None:
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service, **TEXTS)
    day = dt.date(programme.first_day.year - 1, 12, 31)
    _figures(fiche, FIGURES[WHOLE], day)
    Cijfer.objects.bulk_create(
        _figure(
            fiche,
            "",
            typed,
            name=name,
            unit=unit,
            section=Cijfer.Section.TEVREDENHEID,
            measured_on=day,
            source="bevraging bij 71 bewoners en 58 familieleden",
        )
        for name, typed, unit, _ in SATISFACTION
    )
    Project.objects.bulk_create(
        Project(fiche=fiche, phase=phase, title=title, text=text, position=number)
        for number, (phase, title, text) in enumerate(PROJECTS)
    )
    Uitdaging.objects.bulk_create(
        Uitdaging(fiche=fiche, theme=theme, title=title, text=text, request=request, position=number)
        for number, (theme, title, text, request) in enumerate(CHALLENGES)
    )
    Tendens.objects.bulk_create(
        Tendens(fiche=fiche, title=title, points=points, unit=unit, source=source, measured_on=day, answer=answer)
        for title, points, unit, source, answer in TENDENCIES
    )
    mark_changed(fiche, by=BY_WHOLE, now=now)


def _half(programme: Programme, service: Zorgdienst, now: dt.datetime) -> None:
    fiche = Fiche.objects.create(
        programme=programme,
        zorgdienst=service,
        intro="De Brug is de huiskamer van het dorp: eten, bewegen, vragen stellen en elkaar tegenkomen.",
        opening_hours="Maandag tot vrijdag van 9 tot 17 uur",
        pride="Op dinsdag koken buren voor buren.",
    )
    _figures(fiche, FIGURES[HALF], dt.date(programme.first_day.year - 1, 12, 31))
    Project.objects.create(fiche=fiche, title="Digipunt", text="Vrijwilligers helpen met itsme en de mutualiteit.")
    mark_changed(fiche, by=BY_HALF, now=now)


def _figures(fiche: Fiche, figures: dict[str, tuple[str, str]], day: dt.date) -> None:
    rows = [
        _figure(fiche, key, typed, source=source, measured_on=day, position=number)
        for number, (key, (typed, source)) in enumerate(figures.items())
    ]
    Cijfer.objects.bulk_create(rows)
