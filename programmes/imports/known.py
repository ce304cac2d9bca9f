"""What stands in the list already, as the differences need it: read in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any

from programmes.imports.records import MandateRecord, Values
from programmes.models import Bestuur, Bevoegdheid, Contactpersoon, Mandaat, Mandataris, Zorgdienst

PERSON_VALUES = (
    *("first_name", "last_name", "function", "fractie", "email", "phone"),
    *("street", "postcode", "city", "is_minor", "guardian", "notes"),
    "persoon_uri",
)
SERVICE_VALUES = (
    *("name", "kind", "street", "postcode", "city", "latitude", "longitude", "moments", "visit_minutes"),
    *("min_people", "max_people", "max_groups", "activities", "users_part", "meeting_point", "clothing", "meal"),
    *("parking", "accessibility", "suits_press"),
)
CONTACT_VALUES = ("name", "function", "email", "phone")


@dataclass(frozen=True)
class KnownMandate:
    pk: int
    record: MandateRecord
    is_imported: bool


@dataclass(frozen=True)
class KnownDomain:
    pk: int
    label: str
    is_imported: bool


@dataclass(frozen=True)
class KnownPerson:
    pk: int
    values: Values
    typed: frozenset[str] = frozenset()
    mandates: tuple[KnownMandate, ...] = ()
    domains: tuple[KnownDomain, ...] = ()

    @property
    def uri(self) -> str:
        return str(self.values.get("persoon_uri", ""))

    @property
    def name(self) -> str:
        return f"{self.values['first_name']} {self.values['last_name']}".strip()


@dataclass(frozen=True)
class KnownContact:
    pk: int
    values: Values


@dataclass(frozen=True)
class KnownService:
    pk: int
    values: Values
    typed: frozenset[str] = frozenset()
    contacts: tuple[int, ...] = ()


@dataclass(frozen=True)
class KnownServices:
    services: list[KnownService] = field(default_factory=list)
    contacts: dict[int, KnownContact] = field(default_factory=dict)


def known_people(bestuur: Bestuur) -> list[KnownPerson]:
    return [
        KnownPerson(
            pk=person.pk,
            values=_values(person, PERSON_VALUES),
            typed=frozenset(person.typed_fields),
            mandates=tuple(_mandate(mandate) for mandate in person.mandaten.all()),
            domains=tuple(_domain(domain) for domain in person.bevoegdheden.all()),
        )
        for person in Mandataris.objects.filter(bestuur=bestuur).with_mandates()
    ]


def _mandate(mandate: Mandaat) -> KnownMandate:
    names = ("segment", "function", "organ", "status", "rank", "starts_on", "ends_on", "is_prevented", "uri")
    record = MandateRecord(**_values(mandate, names))
    return KnownMandate(mandate.pk, record, is_imported=mandate.source == Mandaat.Source.IMPORT)


def _domain(domain: Bevoegdheid) -> KnownDomain:
    return KnownDomain(domain.pk, domain.label, is_imported=domain.source == Mandaat.Source.IMPORT)


def known_services(bestuur: Bestuur) -> KnownServices:
    contacts = [
        KnownContact(contact.pk, _values(contact, CONTACT_VALUES))
        for contact in Contactpersoon.objects.filter(bestuur=bestuur)
    ]
    services = [
        KnownService(
            pk=service.pk,
            values=_values(service, SERVICE_VALUES),
            typed=frozenset(service.typed_fields),
            contacts=tuple(contact.pk for contact in service.contactpersonen.all()),
        )
        for service in Zorgdienst.objects.filter(bestuur=bestuur).prefetch_related("contactpersonen")
    ]
    return KnownServices(services, {contact.pk: contact for contact in contacts})


def _values(row: Any, names: tuple[str, ...]) -> Values:
    return {name: getattr(row, name) for name in names}
