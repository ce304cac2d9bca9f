"""The kinds of problem that `manage.py plan` solves: the whole week, and those of the formats that need a solver."""

from collections.abc import Mapping

from programmes.planner.files import WEEK, Kind
from programmes.werkvormen.carrousel.files import CAROUSEL
from programmes.werkvormen.rondrit.file import TOUR
from programmes.werkvormen.speeddate.files import SPEEDDATE

KINDS: Mapping[str, Kind] = {
    "week": WEEK,
    "carousel": CAROUSEL,
    "tour": TOUR,
    "speeddate": SPEEDDATE,
}
