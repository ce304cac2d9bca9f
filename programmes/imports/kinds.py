"""Which kind of care service a text means: our own label, a common name, or a heading of the Sociale Kaart."""

import re

from programmes.imports.words import fold
from programmes.models import Soort

_NAMES: dict[str, tuple[str, ...]] = {  # folded; the first kind of which a name stands in the text wins
    Soort.BUITENSCHOOLSE_OPVANG: ("buitenschoolse", "bko", "ibo", "naschoolse", "schoolopvang", "kleuteropvang"),
    Soort.GEZINSOPVANG: ("gezinsopvang", "onthaalouder", "onthaalouders", "dienst voor onthaalouders"),
    Soort.GROEPSOPVANG: (
        *("groepsopvang", "kinderdagverblijf", "kdv", "creche", "kribbe", "kinderopvang", "peutertuin"),
        "baby s en peuters",
    ),
    Soort.HUIS_VAN_HET_KIND: ("huis van het kind", "hvhk", "huizen van het kind"),
    Soort.KORTVERBLIJF: ("kortverblijf", "cvk"),
    Soort.HERSTELVERBLIJF: ("herstelverblijf",),
    Soort.DAGVERZORGING: ("dagverzorging", "dagverzorgingscentrum", "dagcentrum", "cdv", "dagopvang", "cdo"),
    Soort.ASSISTENTIEWONINGEN: ("assistentiewoning", "assistentiewoningen", "gaw", "serviceflat", "serviceflats"),
    Soort.WOONZORGCENTRUM: (
        *(
            "woonzorgcentrum",
            "woonzorgcentra",
            "wzc",
            "rusthuis",
            "rvt",
            "woon en zorgcentrum",
            "rust en verzorgingstehuis",
        ),
    ),
    Soort.DIENSTENCENTRUM: ("dienstencentrum", "dienstencentra", "ldc", "lokaal dienstencentrum"),
    Soort.OPPASHULP: ("oppashulp", "oppasdienst", "oppas"),
    Soort.GASTOPVANG: ("gastopvang",),
    Soort.THUISVERPLEGING: ("thuisverpleging", "wit gele kruis"),
    Soort.MANTELZORG: ("mantelzorg", "mantelzorgers"),
    Soort.MAATSCHAPPELIJK_WERK: ("maatschappelijk werk",),
    Soort.GEZINSZORG: (
        *("gezinszorg", "thuiszorg", "aanvullende thuiszorg", "gezinshulp", "thuiszorgdienst", "thuishulp"),
    ),
    Soort.LOI: ("loi", "lokaal opvanginitiatief", "opvanginitiatief"),
    Soort.SOCIAAL_RESTAURANT: ("sociaal restaurant", "dorpsrestaurant", "volksrestaurant"),
    Soort.SOCIALE_KRUIDENIER: ("sociale kruidenier", "kruidenier", "voedselbedeling", "sociale winkel"),
    Soort.MAALTIJDEN: ("maaltijden", "maaltijdbedeling", "warme maaltijden", "maaltijden aan huis", "maaltijd"),
    Soort.MINDERMOBIELENCENTRALE: ("mindermobielencentrale", "minder mobielen centrale", "mmc"),
    Soort.POETSDIENST: ("poetsdienst", "poetshulp", "dienstencheques", "schoonmaak", "dienstenchequebedrijf"),
    Soort.ZORGZAME_BUURT: ("zorgzame buurt", "zorgzame buurten", "buurtzorg", "buurtwerk"),
    Soort.SENIORENWONINGEN: ("seniorenwoning", "seniorenwoningen", "bejaardenwoningen", "bejaardenwoning"),
    Soort.SOCIALE_DIENST: ("sociale dienst", "ocmw", "sociaal huis", "welzijnshuis", "welzijnsdienst"),
}
_HEADING = re.compile(r"^[\d.\s]+")  # '14.04.01. Woonzorgcentra (WZC)'


def kind_of(text: str) -> str | None:
    """A value of Soort, or None when the text means nothing to us."""
    folded = fold(_HEADING.sub("", text))
    for kind in Soort:
        if folded in {fold(kind.label), fold(kind.value)}:
            return kind.value
    if folded in {"andere", "ander", "project", "overige"}:
        return Soort.ANDERE.value
    words = f" {folded} "
    return next((str(kind) for kind, names in _NAMES.items() if any(f" {name} " in words for name in names)), None)
