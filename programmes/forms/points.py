"""A point on the map: typed with dots or commas, pasted as 'lat, lon' from a map site, or picked on a map."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

LATITUDES = (49.0, 52.0)
LONGITUDES = (2.0, 7.0)
PAIR = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d+(?:[.,]\d+)?)\s*")
EXAMPLE = "Schrijf bijvoorbeeld 50,8703 en 3,8113."

Point = tuple[float, float]


def parse_point(latitude: str, longitude: str) -> Point | None:
    """None when both are empty; raises ValidationError with what to mend."""
    both = latitude if not longitude else longitude if not latitude else ""
    if both and (pasted := split_pair(both)):
        latitude, longitude = pasted
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        raise ValidationError("Vul breedtegraad en lengtegraad allebei in, of geen van beide.")
    point = _number(latitude, name="Breedtegraad"), _number(longitude, name="Lengtegraad")
    if _within(point[1], LATITUDES) and _within(point[0], LONGITUDES):
        raise ValidationError("Breedtegraad en lengtegraad lijken omgewisseld: de breedtegraad ligt rond 51.")
    if not _within(point[0], LATITUDES) or not _within(point[1], LONGITUDES):
        raise ValidationError(f"Dit punt ligt buiten België. {EXAMPLE}")
    return point


def split_pair(text: str) -> tuple[str, str] | None:
    """'50.87, 3.81', '50,87; 3,81' or '50.87 3.81' -> its two numbers as text; None when it is one number."""
    if re.fullmatch(r"\s*-?\d+,\d+\s*", text):
        return None
    match = PAIR.fullmatch(text)
    return (match[1], match[2]) if match else None


def _number(text: str, *, name: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValidationError(f"{name}: '{text}' is geen getal. {EXAMPLE}") from None


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


class PointWidget(forms.MultiWidget):
    """Two text fields; static/js/map.js adds a map to them where it can."""

    template_name = "programmes/widgets/_point.html"
    use_fieldset = True

    def __init__(self) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__({"lat": forms.TextInput(attrs), "lon": forms.TextInput(attrs)})

    def decompress(self, value: Point | None) -> list[str]:
        return [f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",") for number in value] if value else ["", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(text or "").strip() for text in super().value_from_datadict(data, files, name)]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        shown = value if isinstance(value, list) else self.decompress(value)
        context = super().get_context(name, shown, dict(attrs or {}))
        context["widget"]["tiles"] = settings.MAP_TILES_URL
        context["widget"]["attribution"] = settings.MAP_ATTRIBUTION
        return context


class PointField(forms.Field):
    """Gives (latitude, longitude), or None."""

    widget = PointWidget

    def clean(self, value: list[str] | None) -> Point | None:
        return parse_point(*(value or ["", ""]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != (tuple(initial) if initial else None)
        except ValidationError:
            return True
