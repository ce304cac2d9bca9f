"""Why a visit is about what somebody decides on: the domain they hold, and what the agreement says of that service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from invitations.akkoorden.matching import current
from invitations.akkoorden.showing import Bevestigd, confirmed_links, plain_row
from programmes.domains import concerns
from programmes.models import Bevoegdheid, Programme, Zorgdienst
from programmes.words import listed

MOST = 2  # passages of a service in one invitation: it is a letter, not the agreement
Passages = Mapping[int, list[Bevestigd]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Of one service that somebody visits."""

    name: str
    domains: tuple[str, ...]
    passages: tuple[Bevestigd, ...] = ()

    @property
    def said(self) -> str:
        """'Kinderopvang en Jeugd'"""
        return listed(self.domains)


@dataclass(frozen=True, slots=True)
class Bevoegd:
    """All that is needed to say it to everybody in a programme."""

    held: Mapping[int, list[str]]
    services: Mapping[int, tuple[str, tuple[str, ...]]]
    passages: Passages

    def reasons(self, person: int, visited: Iterable[tuple[int | None, str]]) -> list[Reason]:
        """`visited`: (service, name), in order; each service is told once."""
        found = {}
        for key, name in visited:
            if key and key in self.services and key not in found and (reason := self._reason(person, key, name)):
                found[key] = reason
        return list(found.values())

    def _reason(self, person: int, key: int, name: str) -> Reason | None:
        kind, more = self.services[key]
        domains = tuple(label for label in self.held.get(person, []) if concerns(kind, label, more))
        folded = {label.casefold() for label in domains}
        passages = [one for one in self.passages.get(key, []) if not one.domain or one.domain.casefold() in folded]
        return Reason(name, domains, tuple(passages[:MOST])) if domains else None


def bevoegd(programme: Programme) -> Bevoegd:
    """In five queries, whatever their number."""
    held: dict[int, list[str]] = {}
    labels = Bevoegdheid.objects.filter(mandataris__gast_bij__programme=programme).order_by("label")
    for person, label in labels.values_list("mandataris", "label"):
        held.setdefault(person, []).append(label)
    passages: dict[int, list[Bevestigd]] = {}
    for link in confirmed_links(current(programme.bestuur)).filter(zorgdienst__programmes=programme):
        passages.setdefault(link.zorgdienst_id, []).append(plain_row(link))
    services = Zorgdienst.objects.filter(programmes=programme).prefetch_related("domeinen")
    return Bevoegd(
        held,
        {one.pk: (one.kind, tuple(domain.label for domain in one.domeinen.all())) for one in services},
        passages,
    )
