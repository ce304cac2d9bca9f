"""Who holds which policy domains, and which combinations are useful to a care service (playbook, step 2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from programmes.domains import concerns
from programmes.models import Mandataris
from programmes.models.base import mark_typed
from programmes.people import set_bevoegdheden
from programmes.week import Service
from programmes.words import listed


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with the domains of theirs that touch a service."""

    name: str
    function: str
    domains: tuple[str, ...]

    @property
    def is_combination(self) -> bool:
        """One person holds several domains that meet in this service."""
        return len(self.domains) > 1

    @property
    def said(self) -> str:
        """'Kinderopvang, Jeugd en Gezin'"""
        return listed(self.domains)


@dataclass(frozen=True, slots=True)
class Competent:
    """Who has a say in what a service does; whoever holds the most comes first."""

    service: Service
    holders: tuple[Holder, ...]

    @property
    def combinations(self) -> tuple[Holder, ...]:
        return tuple(holder for holder in self.holders if holder.is_combination)

    @property
    def others(self) -> tuple[Holder, ...]:
        return tuple(holder for holder in self.holders if not holder.is_combination)


@dataclass(frozen=True, slots=True)
class Row:
    """One domain of the matrix, with who holds it: (person, holds it)."""

    label: str
    cells: tuple[tuple[Mandataris, bool], ...]
    concerns_care: bool

    @property
    def is_held(self) -> bool:
        return any(holds for _, holds in self.cells)


def matrix(held: Mapping[Mandataris, Iterable[str]], *, labels: Iterable[str], kinds: Iterable[str]) -> list[Row]:
    """A row per domain, those that touch one of these kinds of service first."""
    sets = {person: {label.casefold() for label in own} for person, own in held.items()}
    kinds = list(kinds)
    rows = (
        Row(
            label,
            tuple((person, key in own) for person, own in sets.items()),
            any(concerns(kind, label) for kind in kinds),
        )
        for key, label in {label.casefold(): label for label in labels}.items()
    )
    return sorted(rows, key=lambda row: (not row.concerns_care, row.label.casefold()))


def competent(services: Iterable[Service], people: Sequence[Mandataris]) -> list[Competent]:
    """Per service, in their order; the people come with their `bevoegdheden`."""
    return [Competent(service, tuple(_holders(service, people))) for service in services]


def _holders(service: Service, people: Sequence[Mandataris]) -> list[Holder]:
    found = [
        Holder(person.name, person.function, domains)
        for person in people
        if (domains := tuple(label for label in _labels(person) if concerns(service.kind, label, service.domains)))
    ]
    return sorted(found, key=lambda holder: (-len(holder.domains), holder.name))


def _labels(person: Mandataris) -> list[str]:
    return [domain.label for domain in person.bevoegdheden.all()]


@transaction.atomic
def change_portfolios(changes: Mapping[int, tuple[set[str], set[str]]]) -> int:
    """{person: (labels to add, labels to take away)}; returns how many people.

    What a colleague changed meanwhile stays. From then on an import leaves the domains of these people alone.
    """
    people = Mandataris.objects.select_for_update().prefetch_related("bevoegdheden").filter(pk__in=changes)
    for person in people:
        added, gone = changes[person.pk]
        folded = {label.casefold() for label in gone}
        labels = [label for label in _labels(person) if label.casefold() not in folded]
        known = {label.casefold() for label in labels}
        set_bevoegdheden(person, [*labels, *sorted(label for label in added if label.casefold() not in known)])
        mark_typed(person, ["domains"])
        person.save(update_fields=["typed_fields"])
    return len(people)
