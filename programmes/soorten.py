"""What is usual per kind of care service: when a visit suits, how long it lasts and for how many people."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.models import Soort, Zorgdienst
from programmes.windows import Span, merged

WORKDAYS = range(5)
WEDNESDAY_AFTERNOON = (2, 12 * 60, 15 * 60 + 30)


@dataclass(frozen=True, slots=True)
class Usual:
    """Times in minutes since midnight, on `days` (0 is Monday); `also` has (day, from, until) on top of them."""

    spans: tuple[Span, ...]
    minutes: int = 90
    max_people: int = 6
    max_groups: int = 1
    days: tuple[int, ...] = tuple(WORKDAYS)
    also: tuple[tuple[int, int, int], ...] = ()

    @property
    def moments(self) -> list[list[int]]:
        """As Zorgdienst.moments holds them."""
        return [
            [day, start, end]
            for day in self.days
            for start, end in merged([*self.spans, *((a, b) for extra, a, b in self.also if extra == day)])
        ]


def _at(*hours: tuple[float, float]) -> tuple[Span, ...]:
    return tuple((int(start * 60), int(end * 60)) for start, end in hours)


OFFICE = _at((9, 12), (13, 16.5))
AROUND_MEALS = _at((9.5, 11.5), (13.5, 16.5))  # care in the morning and the meal at noon are for the residents
AROUND_NAP = _at((9, 11.5), (14.5, 17))  # little ones eat and sleep from noon on

USUAL: dict[str, Usual] = {
    Soort.WOONZORGCENTRUM: Usual(AROUND_MEALS, minutes=120, max_people=8, max_groups=2, days=tuple(range(7))),
    Soort.KORTVERBLIJF: Usual(AROUND_MEALS, minutes=90, max_people=6),
    Soort.DAGVERZORGING: Usual(_at((10, 11.75), (13.5, 16)), minutes=90, max_people=5),
    Soort.ASSISTENTIEWONINGEN: Usual(_at((9.5, 11.75), (13.5, 17)), minutes=60, max_people=6),
    Soort.DIENSTENCENTRUM: Usual(_at((9, 16.5)), minutes=90, max_people=10, max_groups=2),
    Soort.GEZINSZORG: Usual(_at((8, 12), (13, 16.5)), minutes=180, max_people=1, max_groups=3),
    Soort.OPPASHULP: Usual(_at((13, 17)), minutes=120, max_people=1, max_groups=2),
    Soort.GASTOPVANG: Usual(OFFICE, minutes=60, max_people=2),
    Soort.HERSTELVERBLIJF: Usual(AROUND_MEALS, minutes=90, max_people=5),
    Soort.THUISVERPLEGING: Usual(_at((7, 11.5)), minutes=180, max_people=1, max_groups=2),
    Soort.MAATSCHAPPELIJK_WERK: Usual(OFFICE, minutes=60, max_people=4),
    Soort.MANTELZORG: Usual(_at((13.5, 17), (18.5, 21)), minutes=90, max_people=8),
    Soort.GROEPSOPVANG: Usual(AROUND_NAP, minutes=60, max_people=3),
    Soort.GEZINSOPVANG: Usual(AROUND_NAP, minutes=60, max_people=2),
    Soort.BUITENSCHOOLSE_OPVANG: Usual(_at((7, 8.25), (15.5, 18)), max_people=5, also=(WEDNESDAY_AFTERNOON,)),
    Soort.HUIS_VAN_HET_KIND: Usual(OFFICE, minutes=60, max_people=6),
    Soort.SOCIALE_DIENST: Usual(OFFICE, minutes=90, max_people=4),
    Soort.LOI: Usual(_at((10, 12), (13.5, 17)), minutes=60, max_people=4),
    Soort.SOCIAAL_RESTAURANT: Usual(_at((10.5, 14)), minutes=120, max_people=6),
    Soort.MAALTIJDEN: Usual(_at((10.5, 13)), minutes=120, max_people=2, max_groups=3),
    Soort.MINDERMOBIELENCENTRALE: Usual(_at((9, 16.5)), minutes=120, max_people=2, max_groups=2),
    Soort.POETSDIENST: Usual(_at((8, 12), (13, 16)), minutes=180, max_people=1, max_groups=3),
    Soort.ZORGZAME_BUURT: Usual(_at((9, 12), (13.5, 20)), minutes=120, max_people=12, max_groups=2),
    Soort.SOCIALE_KRUIDENIER: Usual(OFFICE, minutes=90, max_people=3),
    Soort.SENIORENWONINGEN: Usual(_at((9.5, 11.75), (13.5, 17)), minutes=60, max_people=8),
    Soort.ANDERE: Usual(OFFICE),
}

GROUPS: dict[str, tuple[Soort, ...]] = {
    "Ouderenzorg": (
        Soort.WOONZORGCENTRUM,
        Soort.KORTVERBLIJF,
        Soort.DAGVERZORGING,
        Soort.HERSTELVERBLIJF,
        Soort.ASSISTENTIEWONINGEN,
        Soort.SENIORENWONINGEN,
        Soort.DIENSTENCENTRUM,
    ),
    "Zorg aan huis": (
        Soort.GEZINSZORG,
        Soort.THUISVERPLEGING,
        Soort.OPPASHULP,
        Soort.GASTOPVANG,
        Soort.MANTELZORG,
        Soort.MAALTIJDEN,
        Soort.POETSDIENST,
        Soort.MINDERMOBIELENCENTRALE,
    ),
    "Kinderen en gezinnen": (
        Soort.GROEPSOPVANG,
        Soort.GEZINSOPVANG,
        Soort.BUITENSCHOOLSE_OPVANG,
        Soort.HUIS_VAN_HET_KIND,
    ),
    "Welzijn en buurt": (
        Soort.SOCIALE_DIENST,
        Soort.MAATSCHAPPELIJK_WERK,
        Soort.LOI,
        Soort.SOCIAAL_RESTAURANT,
        Soort.SOCIALE_KRUIDENIER,
        Soort.ZORGZAME_BUURT,
        Soort.ANDERE,
    ),
}
GROUP_OF: dict[str, str] = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def kind_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a <select> with groups."""
    return [(group, [(kind.value, str(kind.label)) for kind in kinds]) for group, kinds in GROUPS.items()]


def by_group(services: Iterable[Zorgdienst]) -> list[tuple[str, list[Zorgdienst]]]:
    """The services under the headings of GROUPS, in that order, without empty ones."""
    groups: dict[str, list[Zorgdienst]] = {group: [] for group in GROUPS}
    for service in services:
        groups[GROUP_OF[service.kind]].append(service)
    return [(group, found) for group, found in groups.items() if found]
