"""Care services in any spreadsheet, one row per service; a list from the Sociale Kaart too."""

from programmes.imports.addresses import join_street, split_address
from programmes.imports.cells import RowReader
from programmes.imports.columns import Mapping
from programmes.imports.fields import SERVICE_FIELDS
from programmes.imports.kinds import kind_of
from programmes.imports.moments import parse_moments
from programmes.imports.records import Refusal, ServiceRecord, Services, Table, Values
from programmes.imports.values import (
    parse_email,
    parse_flag,
    parse_minutes,
    parse_number,
    parse_phone,
    parse_point,
    parse_postcode,
    split_point,
)
from programmes.imports.words import fold

TEXTS = ("activities", "users_part", "meeting_point", "clothing", "meal", "parking", "accessibility")
MOST_PEOPLE = 500


def services_of(table: Table, mapping: Mapping) -> Services:
    services: dict[str, ServiceRecord] = {}
    refused: list[Refusal] = list(table.refused)
    for row in table.rows:
        reader = RowReader(row, mapping, table, SERVICE_FIELDS)
        name = reader.text("name")
        known = services.get(fold(name))
        if not name:
            refused.extend(reader.refused or reader.refuse_row("name", "de naam van de dienst ontbreekt"))
        elif known:
            refused.extend(reader.refuse_row("name", f"'{name}' staat al op rij {known.row}"))
        else:
            services[fold(name)] = _service(reader, name)
            refused.extend(reader.refused)
    return Services(list(services.values()), refused)


def _service(reader: RowReader, name: str) -> ServiceRecord:
    values: Values = {"name": name}
    reader.put(values, "kind", reader.parsed("kind", _kind))
    _put_address(reader, values)
    _put_point(reader, values)
    _put_numbers(reader, values)
    reader.put(values, "moments", reader.parsed("moments", parse_moments))
    for text in TEXTS:
        reader.put(values, text, reader.text(text))
    reader.put(values, "suits_press", reader.parsed("suits_press", parse_flag))
    return ServiceRecord(reader.number, values, _contact(reader))


def _kind(text: str) -> str:
    if kind := kind_of(text):
        return kind
    raise ValueError(f"de soort '{text[:60]}' kennen we niet")


def _put_address(reader: RowReader, values: Values) -> None:
    parts = split_address(reader.text("address")) if reader.text("address") else {}
    street = join_street(reader.text("street") or parts.get("street", ""), reader.text("number"), reader.text("box"))
    city = reader.text("city") or parts.get("city", "")
    postcode = reader.parsed("postcode", parse_postcode) or parts.get("postcode", "")
    if city[:4].isdigit() and not postcode:  # '8870 Izegem' in one cell
        postcode, city = city[:4], city[4:].strip()
    for name, text in (("street", street), ("postcode", postcode), ("city", city)):
        if len(text) > reader.longest[name]:
            reader.refuse(name, f"deze tekst is te lang: hoogstens {reader.longest[name]} tekens")
        else:
            reader.put(values, name, text)


def _put_point(reader: RowReader, values: Values) -> None:
    latitude, longitude = reader.text("latitude"), reader.text("longitude")
    place = "latitude"
    try:
        if whole := reader.text("point"):
            place = "point"
            latitude, longitude = split_point(whole)
        if latitude and longitude:
            values["latitude"], values["longitude"] = parse_point(latitude, longitude)
        elif latitude or longitude:
            place = "longitude" if latitude else "latitude"
            reader.refuse(place, "vul breedtegraad en lengtegraad allebei in")
    except ValueError as error:
        reader.refuse(place, str(error))


def _put_numbers(reader: RowReader, values: Values) -> None:
    reader.put(values, "visit_minutes", reader.parsed("visit_minutes", parse_minutes, least=15, most=720))
    for name in ("min_people", "max_people", "max_groups"):
        reader.put(values, name, reader.parsed(name, parse_number, least=1, most=MOST_PEOPLE))
    if values.get("min_people", 0) > values.get("max_people", MOST_PEOPLE):
        reader.refuse("max_people", "het hoogste aantal personen is kleiner dan het laagste")
        del values["min_people"], values["max_people"]


def _contact(reader: RowReader) -> Values:
    contact: Values = {}
    for name, text in (
        ("name", reader.text("contact_name")),
        ("function", reader.text("contact_function")),
        ("email", reader.parsed("contact_email", parse_email)),
        ("phone", reader.parsed("contact_phone", parse_phone)),
    ):
        reader.put(contact, name, text)
    if contact and "name" not in contact:
        reader.refuse("contact_name", "er staat geen naam bij het e-mailadres, de telefoon of de functie")
        return {}
    return contact
