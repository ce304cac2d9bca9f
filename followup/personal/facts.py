"""All that the personal versions of a programme are made of, read once for all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from followup.agreements.listing import agreements_of
from followup.models import Afspraak, Bedanking, Verslag
from followup.personal.attended import Attended, attended
from invitations.models import Toestemming
from press.models import Beeld, Quote
from press.rights.usable import usable_pictures, usable_quotes
from programmes.models import Contactpersoon, Mandataris, Programme
from programmes.week import Visit

INTERN = Toestemming.Channel.INTERN  # within the authority, and in the report
Names = Mapping[int, tuple[str, str]]
Place = tuple[int | None, int | None]  # (key of a visit, None) or (None, key of a service)
P = TypeVar("P", Beeld, Quote)


@dataclass(frozen=True)
class Facts:
    """`written` holds thanks by service; `guests` and `hosts` (name, function) by key, of whoever was there."""

    programme: Programme
    attended: Attended
    thanks: str
    pictures: list[Beeld]
    quotes: list[Quote]
    agreements: list[Afspraak]
    written: Mapping[int, Bedanking]
    guests: Names
    hosts: Names

    def pictures_of(self, visit: Visit) -> list[Beeld]:
        return [one for key in places(visit) for one in self._pictures.get(key, [])]

    def quotes_of(self, visit: Visit) -> list[Quote]:
        return [one for key in places(visit) for one in self._quotes.get(key, [])]

    @cached_property
    def _pictures(self) -> dict[Place, list[Beeld]]:
        return _by_place(self.pictures)

    @cached_property
    def _quotes(self) -> dict[Place, list[Quote]]:
        return _by_place(self.quotes)


def places(visit: Visit) -> tuple[Place, ...]:
    """What has no visit, goes with those to its service."""
    return ((visit.id, None), (None, visit.service)) if visit.service else ((visit.id, None),)


def place_of(one: Beeld | Quote) -> Place:
    return (one.visit, None) if one.visit is not None else (None, one.zorgdienst_id)


def _by_place(rows: Iterable[P]) -> dict[Place, list[P]]:
    found: dict[Place, list[P]] = defaultdict(list)
    for one in rows:
        found[place_of(one)].append(one)
    return dict(found)


def load_facts(programme: Programme, *, on: dt.date) -> Facts | None:
    """As consents are on that day, in a fixed number of queries; None when nothing was ever published."""
    known = attended(programme, on=on)
    if known is None:
        return None
    verslag = Verslag.objects.filter(programme=programme).only("thanks").first()
    return Facts(
        programme=programme,
        attended=known,
        thanks=verslag.thanks if verslag else "",
        pictures=usable_pictures(programme, INTERN, on=on),
        quotes=usable_quotes(programme, INTERN, on=on),
        agreements=agreements_of(programme),
        written={row.zorgdienst_id: row for row in Bedanking.objects.filter(programme=programme)},
        guests=_names(Mandataris.objects.filter(pk__in=known.by_guest)),
        hosts=_names(Contactpersoon.objects.filter(pk__in=known.by_host)),
    )


def _names(rows: Iterable[Mandataris | Contactpersoon]) -> Names:
    return {row.pk: (row.name, row.function) for row in rows}
