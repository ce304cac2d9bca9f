"""One column with a whole address: 'Kokelarestraat 60 bus 2, 8870 Izegem'."""

import re

_WHOLE = re.compile(r"(?s)(?P<street>.*?)[\s,;–-]*\b(?:BE?-?\s?)?(?P<postcode>[1-9]\d{3})\s+(?P<city>[^\W\d][^\d]*)$")


def split_address(text: str) -> dict[str, str]:
    """{'street', 'postcode', 'city'}; what is not recognised stays whole in 'street'."""
    line = ", ".join(part.strip(" ,") for part in text.split("\n") if part.strip(" ,"))
    line = re.sub(r",?\s*belgi[eë]$", "", line, flags=re.IGNORECASE)
    match = _WHOLE.match(line)
    if not match:
        return {"street": line}
    parts = {name: value.strip(" ,;") for name, value in match.groupdict().items()}
    return {name: value for name, value in parts.items() if value}


def join_street(street: str, number: str, box: str) -> str:
    """'Markt', '1', '2' -> 'Markt 1 bus 2'"""
    street = " ".join(part for part in (street, number) if part)
    return f"{street} bus {box}" if box and street else street
