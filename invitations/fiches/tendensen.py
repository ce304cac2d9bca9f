"""Points of a local tendency, as somebody types them: a label and a number on each line."""

from decimal import Decimal

from invitations.fiches.figures import in_dutch, parse_figure

Point = list[str | int | float]
MOST_POINTS = 40
LONGEST_LABEL = 60


def parse_points(text: str) -> list[Point]:
    """'2023; 498\\n2024: 512' -> [['2023', 498], ['2024', 512]]. ValueError with a sentence that names the line."""
    points = [_point(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(points) > MOST_POINTS:
        raise ValueError(f"Dit zijn {len(points)} regels. Een grafiek toont er hoogstens {MOST_POINTS}.")
    return points


def _point(number: int, line: str) -> Point:
    label, typed = _pair(line.strip())
    try:
        value = parse_figure(typed)
    except ValueError as error:
        raise ValueError(f"Regel {number}: {error}") from None
    if value is None or not label:
        raise ValueError(
            f"Regel {number}: '{line.strip()[:40]}' is geen naam met een getal. Schrijf bijvoorbeeld 2024; 512."
        )
    if len(label) > LONGEST_LABEL:
        raise ValueError(f"Regel {number}: maak '{label[:30]}…' korter, hoogstens {LONGEST_LABEL} tekens.")
    return [label, plain(value)]


def _pair(line: str) -> tuple[str, str]:
    """(label, number); '' for what is not there"""
    separator = next((sign for sign in (";", "\t", ":", "=", " ") if sign in line), ";")
    label, _, typed = line.rpartition(separator)
    return label.strip(), typed.strip()


def plain(value: Decimal) -> int | float:
    """As JSON holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


def points_text(points: list[Point]) -> str:
    """As they would be typed."""
    return "\n".join(f"{label}; {in_dutch(number)}" for label, number in points if not isinstance(number, str))
