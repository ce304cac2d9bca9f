"""A figure as a service types it ('ca. 1.250,5 VTE', 'n.v.t.') and the number and the day in it."""

import calendar
import datetime as dt
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from programmes.imports.values import parse_date
from programmes.times import MONTH_NAMES

MOST = Decimal(10) ** 11  # what the column holds
LONGEST = 60
NONE = {"n.v.t.", "n.v.t", "nvt", "niet van toepassing", "onbekend", "niet bekend", "niet gekend", "geen gegevens"}
NONE |= {"n.b.", "nb", "n/a", "-", "--", "/", "?", ".", "..", "...", "x"}
ABOUT = r"(?:ca\.?|circa|ongeveer|±|\+/-|~|≈|bijna|ruim|meer dan|minder dan|>|<|≥|≤|€)"
UNIT = r"(?:[%‰€²³]|[^\W\d])"
_FIGURE = re.compile(rf"(?:{ABOUT}\s*)*(-?[0-9][0-9., ]*)(?:{UNIT}[^\d]*(?:\(.*\))?)?", re.IGNORECASE)
_PLAIN = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,\d{1,3})?")
_SPACES = re.compile(r"\s+")


def parse_figure(text: str) -> Decimal | None:
    """'1.250,5' -> 1250.5; 'ca. 40 VTE' -> 40; 'n.v.t.' and '' -> None. ValueError with a sentence for all else."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text).replace("−", "-")).strip()
    if not plain or plain.lower() in NONE:
        return None
    if plain.lower() == "geen":
        return Decimal(0)
    match = _FIGURE.fullmatch(plain) if len(plain) <= LONGEST else None
    if match is None:
        raise ValueError(f"'{plain[:40]}' is geen getal. {_hint(plain)}")
    return _number(match[1].strip())


def _hint(text: str) -> str:
    if re.search(r"\d\s*(?:-|–|tot|à|a|en|of|op)\s*\d", text):
        return "Schrijf één getal, bijvoorbeeld ca. 45."
    return "Schrijf bijvoorbeeld 40, 12,5, 1.250 of ca. 40. Weet je het niet, schrijf dan n.v.t."


def _number(digits: str) -> Decimal:
    if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", digits):
        fraction = Decimal(digits.replace(",", ".")).quantize(Decimal("0.01"), ROUND_HALF_UP)
        thousands = digits.replace(",", ".")
        raise ValueError(f"Bedoel je {thousands} (duizendtal) of {in_dutch(fraction)}? Schrijf een van die twee.")
    if _PLAIN.fullmatch(digits) is None:
        raise ValueError(_ask(digits))
    number = Decimal(digits.replace(".", "").replace(" ", "").replace(",", "."))
    if abs(number) >= MOST:
        raise ValueError(f"'{digits}' is te groot. Kies een grotere eenheid, bijvoorbeeld duizend of miljoen.")
    return number


def _ask(digits: str) -> str:
    if match := re.fullmatch(r"(-?\d+)\.(\d{1,3})", digits):
        return f"Bedoel je {match[1]},{match[2]}? Schrijf een komma voor wat na het getal komt en een punt bij duizend."
    if re.fullmatch(r"-?\d[\d. ]*,\d{4,}", digits):
        return f"'{digits}' heeft te veel cijfers na de komma: schrijf er hoogstens drie."
    return f"'{digits[:40]}' lezen we niet als één getal. Schrijf bijvoorbeeld 1.250 of 1.250,5."


def parse_measured_on(text: str, *, today: dt.date) -> dt.date | None:
    """'31/12/2024'; of a month or a year the last day. ValueError with a sentence."""
    plain = _SPACES.sub(" ", text).strip().lower()
    if not plain:
        return None
    day = _last_day(plain) or _day(plain)
    if day > today:
        raise ValueError(
            f"'{plain[:30]}' ligt nog niet achter ons. Schrijf de dag waarop je telde, bijvoorbeeld 31-12-2024."
        )
    return day


def _day(text: str) -> dt.date:
    if match := re.fullmatch(r"(\d{1,2}) ([a-z]+)\.? (\d{4})", text):
        number = _month(match[2])
        text = f"{match[1]}-{number}-{match[3]}" if number else text
    try:
        return parse_date(text)
    except ValueError:
        raise ValueError(
            f"'{text[:30]}' is geen dag. Schrijf bijvoorbeeld 31-12-2024, of alleen het jaar: 2024."
        ) from None


def _last_day(text: str) -> dt.date | None:
    """Of a month ('12/2024', 'december 2024') or a year ('2024')."""
    if match := re.fullmatch(r"(?:(\d{1,2})[-/. ]|([a-z]+)\.? )?((?:19|20)\d\d)", text):
        year, month = int(match[3]), int(match[1]) if match[1] else _month(match[2]) if match[2] else 12
        if 1 <= month <= 12:
            return dt.date(year, month, calendar.monthrange(year, month)[1])
    return None


def _month(name: str) -> int:
    """'december' or 'dec' -> 12; 0 when it is no month."""
    found = [number for number, full in enumerate(MONTH_NAMES, start=1) if len(name) >= 3 and full.startswith(name)]
    return found[0] if found else 0


def in_dutch(number: Decimal | float) -> str:
    """1250.5 -> '1.250,5'"""
    text = f"{Decimal(str(number)).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def signed(number: Decimal) -> str:
    """'+12,5', '−3' or '0'"""
    mark = "+" if number > 0 else "−" if number < 0 else ""
    return f"{mark}{in_dutch(abs(number))}"
