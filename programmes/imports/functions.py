"""From mandates to a group and to the one function that goes on the programme."""

import datetime as dt
from collections.abc import Iterable

from programmes.imports.records import MandateRecord
from programmes.imports.words import fold
from programmes.models import Segment

UNKNOWN_FRACTIE = "Onbekend"
LONGEST_FUNCTION = 80

# (words in the organ or the function, group), first match wins. Source: the code lists of the Mandatendatabank.
_ORGANS = (
    ("bijzonder comite", Segment.BCSD),
    ("bcsd", Segment.BCSD),
    ("college", Segment.COLLEGE),
    ("vast bureau", Segment.COLLEGE),
    ("burgemeester", Segment.COLLEGE),
    ("deputatie", Segment.COLLEGE),
    ("schepen", Segment.COLLEGE),
    ("gedeputeerde", Segment.COLLEGE),
    ("gemeenteraad", Segment.RAAD),
    ("raad voor maatschappelijk welzijn", Segment.RAAD),
    ("districtsraad", Segment.RAAD),
    ("provincieraad", Segment.RAAD),
    ("raadslid", Segment.RAAD),
    ("rmw", Segment.RAAD),
    ("ocmw raad", Segment.RAAD),
    ("gemeenteraden", Segment.RAAD),
)
_MANAGERS = (
    "directeur",
    "diensthoofd",
    "financieel beheerder",
    "gemeentesecretaris",
    "ocmw secretaris",
    "leidend ambtenaar",
    "griffier",
)
_GROUPS = {
    "schepencollege": Segment.COLLEGE,
    "cbs": Segment.COLLEGE,
    "schepenen": Segment.COLLEGE,
    "raad": Segment.RAAD,
    "raadsleden": Segment.RAAD,
    "gemeenteraadsleden": Segment.RAAD,
    "bijzonder comite voor de sociale dienst": Segment.BCSD,
    "managementteam": Segment.MANAGEMENT,
    "mat": Segment.MANAGEMENT,
    "directie": Segment.MANAGEMENT,
    "diensthoofd": Segment.MANAGEMENT,
    "diensthoofden": Segment.MANAGEMENT,
    "leidinggevenden": Segment.MANAGEMENT,
    "gasten": Segment.GAST,
    "genodigde": Segment.GAST,
    "genodigden": Segment.GAST,
    "extern": Segment.GAST,
    "externen": Segment.GAST,
}
_RANKS = (  # highest first; words that must stand in the function
    ("burgemeester",),
    ("gouverneur",),
    ("schepen",),
    ("gedeputeerde",),
    ("voorzitter", "vast bureau"),
    ("vast bureau",),
    ("voorzitter", "gemeenteraad"),
    ("voorzitter", "districtsraad"),
    ("voorzitter", "provincieraad"),
    ("voorzitter", "maatschappelijk welzijn"),
    ("voorzitter", "bijzonder comite"),
    ("algemeen", "directeur"),
    ("financieel", "directeur"),
    ("directeur",),
    ("raadslid",),
    ("maatschappelijk welzijn",),
    ("bijzonder comite",),
)
_WITH_DOMAINS = ("schepen", "gedeputeerde")


def segment_of(function: str, *organs: str) -> str | None:
    """The group of a mandate, from the body it is held in, otherwise from what it is called."""
    if any(word in fold(function) for word in _MANAGERS):
        return Segment.MANAGEMENT.value
    for text in (*organs, function):
        for words, segment in _ORGANS:
            if words in fold(text):
                return segment.value
    return None


def group_of(text: str) -> str | None:
    """The group that a person typed in the column 'groep'."""
    folded = fold(text)
    for segment in Segment:
        if folded in {segment.value, fold(segment.label)}:
            return segment.value
    if folded in _GROUPS:
        return _GROUPS[folded].value
    return segment_of(text)


def rank_of(function: str) -> int:
    """0 is the highest."""
    folded = fold(function)
    return next((rank for rank, words in enumerate(_RANKS) if all(word in folded for word in words)), len(_RANKS))


def highest(mandates: Iterable[MandateRecord], *, on: dt.date) -> MandateRecord | None:
    running = [mandate for mandate in mandates if mandate.is_running(on) and mandate.function]
    return min(running, key=lambda mandate: (rank_of(mandate.function), mandate.function), default=None)


def function_text(mandate: MandateRecord, domains: Iterable[str]) -> str:
    """'Schepen van Senioren, Welzijn'; 'Voorzitter van het BCSD'"""
    text = mandate.function.replace("Bijzonder Comité voor de Sociale Dienst", "BCSD")
    if not fold(text).endswith(_WITH_DOMAINS):
        return text
    shown = ""
    for domain in domains:
        longer = f"{shown}, {domain}" if shown else domain
        if len(f"{text} van {longer}") > LONGEST_FUNCTION:
            return f"{text} van {shown} e.a." if shown else text
        shown = longer
    return f"{text} van {shown}" if shown else text
