"""What the care services of a file would change to those in the list."""

from collections import defaultdict
from dataclasses import dataclass

from programmes.imports.differences import (
    CHANGED,
    NEW,
    SAME,
    Change,
    Differences,
    ServiceDifference,
    compared,
    shown,
)
from programmes.imports.known import KnownContact, KnownService, KnownServices
from programmes.imports.records import Refusal, ServiceRecord, Services, Values
from programmes.imports.words import fold
from programmes.models import Soort
from programmes.soorten import USUAL

CONTACT_LABELS = {"function": "functie", "email": "e-mailadres", "phone": "telefoon"}
NO_CONTACT: Values = {}


@dataclass(frozen=True)
class ContactChanges:
    """The contact person that a row names: an existing one, or a new one, and whether the service gets it."""

    values: Values
    pk: int | None = None
    attaches: bool = False
    told: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()


def service_differences(file: Services, known: KnownServices) -> Differences[ServiceDifference]:
    services = {fold(service.values["name"]): service for service in known.services}
    contacts: dict[str, list[KnownContact]] = defaultdict(list)
    for person in known.contacts.values():
        contacts[fold(person.values["name"])].append(person)
    result = Differences[ServiceDifference]([], list(file.refused), remarks=list(file.remarks))
    for record in file.services:
        service = services.get(fold(record.name))
        named = contacts.get(fold(record.contact.get("name", "")), [])
        contact = _contact(record, service, named, known)
        if isinstance(contact, Refusal):
            result.refused.append(contact)
            contact = ContactChanges(NO_CONTACT)
        result.all.append(_difference(record, service, contact, result) if service else _new(record, contact))
    return result


def _new(record: ServiceRecord, contact: ContactChanges) -> ServiceDifference:
    values = {"kind": Soort.ANDERE.value} | record.values
    usual = USUAL[values["kind"]]
    defaults: Values = {
        "moments": usual.moments,
        "visit_minutes": usual.minutes,
        "max_people": max(usual.max_people, values.get("min_people", 1)),
        "max_groups": usual.max_groups,
    }
    place = ", ".join(values[name] for name in ("street", "city") if values.get(name))
    return ServiceDifference(
        kind=NEW,
        name=record.name,
        row=record.row,
        pk=None,
        values=defaults | values,
        kept=contact.kept,
        facts=(shown("kind", values["kind"]), place),
        contact=contact.values,
        contact_pk=contact.pk,
        attaches=contact.attaches,
    )


def _difference(
    record: ServiceRecord,
    known: KnownService,
    contact: ContactChanges,
    result: Differences[ServiceDifference],
) -> ServiceDifference:
    offered = {name: value for name, value in record.values.items() if name != "name"}
    offered = _without_a_nearby_point(offered, known.values)
    values, told, kept = compared(offered, known.values, known.typed)
    after = known.values | values
    if after["min_people"] > after["max_people"]:
        reason = (
            f"met wat al in de lijst staat, zou het laagste aantal personen ({after['min_people']}) "
            f"groter zijn dan het hoogste ({after['max_people']})"
        )
        result.refused.append(Refusal(record.row, "hoogstens personen", reason, is_whole_row=False))
        offered = {name: value for name, value in offered.items() if name not in {"min_people", "max_people"}}
        values, told, kept = compared(offered, known.values, known.typed)
    writes = bool(values or contact.values or contact.attaches)
    return ServiceDifference(
        kind=CHANGED if writes else SAME,
        name=str(known.values["name"]),
        row=record.row,
        pk=known.pk,
        values=values,
        changes=(*told, *contact.told),
        kept=(*kept, *contact.kept),
        contact=contact.values,
        contact_pk=contact.pk,
        attaches=contact.attaches,
    )


def _without_a_nearby_point(offered: Values, known: Values) -> Values:
    """Within a metre it is the same point; and one half of a point says nothing."""
    names = ("latitude", "longitude")
    if any(name not in offered or known[name] is None for name in names):
        return offered
    if all(abs(offered[name] - known[name]) < 0.00001 for name in names):
        return {name: value for name, value in offered.items() if name not in names}
    return offered


def _contact(
    record: ServiceRecord, service: KnownService | None, named: list[KnownContact], known: KnownServices
) -> ContactChanges | Refusal:
    if not record.contact:
        return ContactChanges(NO_CONTACT)
    attached = service.contacts if service else ()
    if len(named) > 1:
        email = record.contact.get("email")
        named = [c for c in named if c.pk in attached or (email and c.values["email"] == email)] or named
    if len(named) > 1:
        reason = (
            f"'{record.contact['name']}' staat {len(named)} keer bij de contactpersonen; we weten niet wie bedoeld is"
        )
        return Refusal(record.row, "contactpersoon", reason, is_whole_row=False)
    attaches = not named or named[0].pk not in attached
    if attaches and service and "contactpersonen" in service.typed:
        present = ", ".join(known.contacts[pk].values["name"] for pk in attached)
        return ContactChanges(NO_CONTACT, kept=(Change("contactpersoon", present, record.contact["name"]),))
    return _filled(record, named[0] if named else None, attaches=attaches)


def _filled(record: ServiceRecord, contact: KnownContact | None, *, attaches: bool) -> ContactChanges:
    """A contact person may stand at several services and is typed by hand as often: only what is empty is filled."""
    name = record.contact["name"]
    told = [Change("contactpersoon", "", name)] if attaches else []
    if contact is None:
        return ContactChanges(record.contact, attaches=True, told=tuple(told))
    said = {field: value for field, value in record.contact.items() if field != "name"}
    fills = {field: value for field, value in said.items() if not contact.values[field]}
    other = {field: value for field, value in said.items() if field not in fills and value != contact.values[field]}
    told += [Change(f"{CONTACT_LABELS[field]} van {name}", "", value) for field, value in fills.items()]
    kept = tuple(
        Change(f"{CONTACT_LABELS[field]} van {name}", contact.values[field], value) for field, value in other.items()
    )
    return ContactChanges(fills, contact.pk, attaches, tuple(told), kept)
