"""Which row is the header, which program made the file, and which column holds what."""

from collections.abc import Iterable, Sequence

from programmes.imports.fields import FIELDS
from programmes.imports.words import fold

Mapping = dict[str, int]  # {field name: column index}

MANDATENDATABANK = (
    *("mandataris", "start", "eind", "rangorde", "status", "statusLabel", "persoon", "voornaam", "achternaam"),
    *("roepnaam", "mandaat", "bestuursfunctie", "bestuursfunctieLabel", "bestuursorgaan", "bestuursorgaanLabel"),
    *("bestuursPeriodeStart", "bestuursPeriodeEinde", "bestuursorgaanClassificatie"),
    *("bestuursorgaanClassificatieLabel", "bestuurseenheidLabel", "bestuurseenheidClassificatie"),
    *("bestuurseenheidClassificatieLabel", "werkingsgebied", "werkingsgebiedLabel", "fractie", "fractieNaam"),
    *("beleidsdomein", "beleidsdomeinLabel"),
)
LMB = (
    *("Voornaam", "Naam", "Fractie", "Mandaat", "Status", "Orgaan", "StartMandaat", "EindeMandaat"),
    *("PublicatieStatus", "Rangorde", "Beleidsdomeinen"),
)
LAYOUTS = {"vmdb": MANDATENDATABANK, "lmb": LMB}
_OF_LAYOUTS = {fold(name) for columns in LAYOUTS.values() for name in columns}


def layout_of(header: Sequence[str]) -> str:
    """'vmdb' or 'lmb' when all its columns are there, in any order; otherwise 'sheet'."""
    names = {fold(name) for name in header}
    return next((layout for layout, columns in LAYOUTS.items() if {fold(name) for name in columns} <= names), "sheet")


def places(header: Sequence[str]) -> Mapping:
    """{folded column name: index}, for the layouts with fixed names."""
    return {fold(name): index for index, name in reversed(list(enumerate(header)))}


def recognised(header: Sequence[str], kind: str) -> Mapping:
    """The first column that answers to each field. 'Naam' without a first name beside it is the whole name."""
    mapping: Mapping = {}
    for index, name in enumerate(map(fold, header)):
        for field in FIELDS[kind]:
            if name in field.names:
                mapping.setdefault(field.name, index)
                break
    if kind == "mandatarissen" and "last_name" in mapping and not {"first_name", "name"} & mapping.keys():
        mapping["name"] = mapping.pop("last_name")
    return mapping


def known_headers(cells: Iterable[str], kind: str) -> int:
    """How many of these cells are the name of a column that we know."""
    named = [fold(cell) for cell in cells if cell and len(cell) < 60]
    return sum(name in _OF_LAYOUTS or any(name in field.names for field in FIELDS[kind]) for name in named)
