"""One cell: from what people type to what we store. Each raises ValueError with a Dutch sentence."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from programmes.imports.words import fold
from programmes.times import local

_YES = {"ja", "j", "x", "1", "true", "waar", "yes", "y", "ok", "v"}
_NO = {"nee", "neen", "n", "0", "false", "onwaar", "no"}
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
ERRORS_OF_EXCEL = ("#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?", "#DIV/0!", "#DEEL/0!")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_date(text: str) -> dt.date:
    """'02-01-2025', '2/1/2025', '2025-01-02' or an xsd:dateTime, whose day is that of Brussels."""
    try:
        found = _date_in(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{text[:30]}' is geen datum. Schrijf bijvoorbeeld 02-01-2025") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"het jaar {found.year} kan niet")
    return found


def _date_in(text: str) -> dt.date:
    if match := _DAY_FIRST.match(text):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    moment = dt.datetime.fromisoformat(text)
    return local(moment).date() if moment.tzinfo else moment.date()


def parse_flag(text: str) -> bool:
    if fold(text) in _YES:
        return True
    if fold(text) in _NO:
        return False
    raise ValueError(f"'{text[:30]}' begrijpen we niet. Schrijf ja of nee")


def parse_number(text: str, *, least: int, most: int) -> int:
    """'6', '6.0' or '6 personen'"""
    match = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?(?:\s+[^\W\d]+)?", text)
    if not match:
        raise ValueError(f"'{text[:30]}' is geen geheel getal")
    if not least <= int(match[1]) <= most:
        raise ValueError(f"{match[1]} kan niet: kies een getal van {least} tot {most}")
    return int(match[1])


def parse_minutes(text: str, *, least: int, most: int) -> int:
    """'90', '90 min', '1u30', '1.30', '1,5 uur', '2 uur'"""
    text = text.lower().strip()
    if match := re.fullmatch(r"(\d{1,3})(?:\.0+)?\s*(?:m|min\.?|minuten)?", text):
        minutes = int(match[1])
    elif match := re.fullmatch(r"(\d{1,2})\s*(?:u|uur|h)\s*(\d{2})?", text) or re.fullmatch(r"(\d)[:.](\d{2})", text):
        minutes = int(match[1]) * 60 + int(match[2] or 0)
    elif match := re.fullmatch(r"(\d{1,2}[.,]\d{1,2})\s*(?:u|uur|h)", text):
        minutes = round(float(match[1].replace(",", ".")) * 60)
    else:
        raise ValueError(f"'{text[:30]}' is geen duur. Schrijf het aantal minuten, bijvoorbeeld 90")
    if not least <= minutes <= most:
        raise ValueError(f"{minutes} minuten kan niet: kies {least} tot {most}")
    return minutes


def parse_email(text: str) -> str:
    text = re.sub(r"^mailto:", "", text.strip(" <>;,"), flags=re.IGNORECASE)
    if match := re.search(r"<([^<>]+)$", text):  # "Leen <leen@voorbeeld.be>"
        text = match[1]
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(f"'{text[:60]}' is geen e-mailadres") from error
    return text


def parse_phone(text: str) -> str:
    """As it stands; a number from which the spreadsheet took the zero gets it back."""
    digits = re.sub(r"\D", "", text)
    if not 6 <= len(digits) <= 20 or re.search(r"[A-Za-z]{4}", text):
        raise ValueError(f"'{text[:40]}' is geen telefoonnummer")
    return f"0{text}" if text == digits and len(text) in {8, 9} and text[0] != "0" else text


def parse_postcode(text: str) -> str:
    """Of a place in Belgium."""
    found = re.fullmatch(r"(?:BE?[-\s]?)?([1-9]\d{3})", text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(f"'{text[:20]}' is geen postcode. Schrijf vier cijfers")
    return found[1]


def parse_coordinate(text: str) -> float:
    """'51,0652', '51.0652' or '51.0652° N'"""
    match = re.fullmatch(r"(-?\d{1,9}(?:[.,]\d+)?)\s*°?\s*[NOE]?", text.strip())
    if not match:
        raise ValueError(f"'{text[:30]}' is geen coördinaat. Schrijf graden, bijvoorbeeld 51,0652")
    number = float(match[1].replace(",", "."))
    if abs(number) > 1000:
        raise ValueError("dit lijken Lambertcoördinaten; schrijf graden, bijvoorbeeld 51,0652 en 3,1012")
    return number


def parse_point(first: str, second: str) -> tuple[float, float]:
    """Breadth and length in degrees, also when they were typed in the other order."""
    latitude, longitude = parse_coordinate(first), parse_coordinate(second)
    if 2 <= latitude <= 7 and 49 <= longitude <= 52:
        latitude, longitude = longitude, latitude
    if not (49 <= latitude <= 52 and 2 <= longitude <= 7):
        raise ValueError(f"{first.strip()} en {second.strip()} liggen niet in België")
    return latitude, longitude


def split_point(text: str) -> tuple[str, str]:
    """'51,0652; 3,1012', '51.0652, 3.1012' or '51,0652 3,1012' -> the two texts"""
    for pattern in (r"\s*[;/|]\s*", r",\s+", r"\s+", r",(?=\d+\.)"):
        parts = re.split(pattern, text.strip())
        if len(parts) == 2 and all(parts):
            return parts[0], parts[1]
    raise ValueError(f"'{text[:40]}' is geen paar coördinaten. Schrijf bijvoorbeeld 51,0652; 3,1012")


def check_text(text: str, longest: int) -> str:
    if text.upper().startswith(ERRORS_OF_EXCEL):
        raise ValueError(f"in deze cel staat een formule met een fout ({text[:10]})")
    if len(text) > longest:
        raise ValueError(f"deze tekst is te lang: {len(text)} tekens, hoogstens {longest}")
    return text
