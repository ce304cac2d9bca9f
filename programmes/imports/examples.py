"""Example spreadsheets to download: every column that we know, with believable, made-up rows."""

import io
from collections.abc import Sequence

from programmes.imports.fields import FIELDS

_PEOPLE = (
    {
        "first_name": "Leen",
        "last_name": "Vandevoorde",
        "function": "schepen van Welzijn",
        "segment": "college",
        "fractie": "Lijst Voorbeeld",
        "email": "leen.vandevoorde@voorbeeld.be",
        "phone": "0470 00 00 01",
        "domains": "Welzijn; Senioren",
        "is_minor": "nee",
    },
    {
        "first_name": "Karim",
        "last_name": "El Amrani",
        "function": "gemeenteraadslid",
        "segment": "gemeenteraad",
        "fractie": "Anders Samen",
        "email": "karim.elamrani@voorbeeld.be",
        "notes": "komt met de fiets",
    },
    {
        "first_name": "Maxim",
        "last_name": "Deprez",
        "function": "leerling",
        "segment": "gast",
        "is_minor": "ja",
        "guardian": "Ann Deprez, 0470 00 00 02",
    },
)
_SERVICES = (
    {
        "name": "WZC Ter Leie",
        "kind": "woonzorgcentrum",
        "street": "Kerkstraat 12",
        "postcode": "8870",
        "city": "Leiedorp",
        "latitude": "50,9170",
        "longitude": "3,2110",
        "contact_name": "Greet Maes",
        "contact_function": "directeur",
        "contact_email": "greet.maes@voorbeeld.be",
        "contact_phone": "051 00 00 01",
        "moments": "ma-vr 9.30-11.30; wo 14-16",
        "visit_minutes": "120",
        "min_people": "2",
        "max_people": "8",
        "max_groups": "2",
        "activities": "mee soep ronddelen, wandelen met bewoners",
        "users_part": "Bewoner Jef (89) vertelt over vroeger",
        "meeting_point": "onthaal",
        "clothing": "polo van ons",
        "meal": "soep en brood om 12 uur",
        "parking": "achter het gebouw",
        "accessibility": "alles gelijkvloers",
        "suits_press": "ja",
    },
    {
        "name": "Kinderopvang De Wiemkes",
        "kind": "buitenschoolse opvang",
        "street": "Schoolstraat 3",
        "postcode": "8870",
        "city": "Leiedorp",
        "contact_name": "Sofie Claes",
        "contact_phone": "051 00 00 02",
        "moments": "ma, di, do, vr 15.30-18; wo 12-15.30",
        "visit_minutes": "90",
        "max_people": "5",
    },
    {
        "name": "Dienst maaltijden aan huis",
        "kind": "maaltijden aan huis",
        "city": "Leiedorp",
        "moments": "ma-vr 10.30-13",
        "visit_minutes": "120",
        "max_people": "2",
        "max_groups": "3",
    },
)
_ROWS: dict[str, Sequence[dict[str, str]]] = {"mandatarissen": _PEOPLE, "zorgdiensten": _SERVICES}
_OTHER_WAYS = {"name", "name_reversed", "address", "point", "number", "box", "starts_on", "ends_on"}  # of the same


def example_rows(kind: str) -> list[list[str]]:
    """The header and the rows; of a service the name is one column, of a person two."""
    left_out = _OTHER_WAYS - ({"name"} if kind == "zorgdiensten" else set())
    fields = [field for field in FIELDS[kind] if field.name not in left_out]
    return [[field.label for field in fields], *([row.get(field.name, "") for field in fields] for row in _ROWS[kind])]


def example_workbook(kind: str) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (0.2 s, only for who downloads it)
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = kind.capitalize()
    for row in example_rows(kind):
        sheet.append(row)
    for index, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B5351")
        longest = max(len(str(row[index - 1].value or "")) for row in sheet.iter_rows())
        sheet.column_dimensions[get_column_letter(index)].width = min(max(longest, 8), 40) + 2
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"  # text: Excel then leaves '051' and '9.30-11.30' alone
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
