"""What a participation costs and brings, by prices: the multipliers of the Lagrangian."""

from dataclasses import dataclass, fields

from programmes.planner.index import Floats

NAMES = ("place", "visit", "rank", "twice", "outside", "company")
NEVER_BELOW_ZERO = ("rank", "twice", "outside")


@dataclass
class Prices:
    """`place`: of a participation; `visit`: what a visit brings its person by their number; `rank`: what one that
    grants this wish brings; `twice`: what a visit to the same service costs; `outside`: one outside one's domains;
    `company`: what the second of two who belong together pays the first at a visit.
    """

    place: Floats
    visit: Floats
    rank: Floats
    twice: Floats
    outside: Floats
    company: Floats

    def copy(self) -> "Prices":
        return Prices(*(getattr(self, part.name).copy() for part in fields(self)))
