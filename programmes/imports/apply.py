"""Writes differences to the database, in a number of queries that does not grow with the number of rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from programmes.imports.differences import CHANGED, ENDED, NEW, Difference, PersonDifference, ServiceDifference
from programmes.imports.records import MandateRecord
from programmes.imports.words import fold
from programmes.models import Bestuur, Bevoegdheid, Contactpersoon, Mandaat, Mandataris, Zorgdienst

IMPORT = Mandaat.Source.IMPORT
BATCH = 200  # SQLite has a limit on the parameters of one query


@transaction.atomic
def apply_people(differences: Sequence[PersonDifference], bestuur: Bestuur) -> None:
    new = [difference for difference in differences if difference.kind == NEW]
    created = Mandataris.objects.bulk_create(
        [Mandataris(bestuur=bestuur, **difference.values) for difference in new], batch_size=BATCH
    )
    pks = {id(difference): person.pk for difference, person in zip(new, created, strict=True)}
    touched = [difference for difference in differences if difference.kind in {NEW, CHANGED, ENDED}]
    _update(Mandataris, {d.pk: d.values for d in touched if d.pk and d.values})
    _update(Mandaat, {pk: _fields(record) for d in touched for pk, record in d.changed_mandates})
    Mandaat.objects.bulk_create(
        [
            Mandaat(mandataris_id=d.pk or pks[id(d)], source=IMPORT, **_fields(record))
            for d in touched
            for record in d.new_mandates
        ],
        batch_size=BATCH,
    )
    Bevoegdheid.objects.filter(pk__in=[pk for d in touched for pk in d.gone_domains]).delete()
    Bevoegdheid.objects.bulk_create(
        [
            Bevoegdheid(mandataris_id=d.pk or pks[id(d)], source=IMPORT, label=label, uri=uri)
            for d in touched
            for label, uri in d.new_domains
        ],
        batch_size=BATCH,
    )


def _fields(record: MandateRecord) -> dict[str, Any]:
    return vars(record)


def _update(model: Any, values: dict[int, dict[str, Any]]) -> None:
    """Only the fields that change for somebody, and for each row only its own."""
    rows = list(model.objects.filter(pk__in=values))
    names = sorted({name for each in values.values() for name in each})
    for row in rows:
        for name, value in values[row.pk].items():
            setattr(row, name, value)
    if rows:
        model.objects.bulk_update(rows, names, batch_size=BATCH)


@transaction.atomic
def apply_services(differences: Sequence[ServiceDifference], bestuur: Bestuur) -> None:
    new = [difference for difference in differences if difference.kind == NEW]
    created = Zorgdienst.objects.bulk_create(
        [Zorgdienst(bestuur=bestuur, **difference.values) for difference in new], batch_size=BATCH
    )
    pks = {id(difference): service.pk for difference, service in zip(new, created, strict=True)}
    touched = [difference for difference in differences if difference.kind in {NEW, CHANGED}]
    _update(Zorgdienst, {d.pk: d.values for d in touched if d.pk and d.values})
    contacts = _write_contacts(touched, bestuur)
    through = Zorgdienst.contactpersonen.through
    through.objects.bulk_create(
        [
            through(zorgdienst_id=d.pk or pks[id(d)], contactpersoon_id=d.contact_pk or contacts[_key(d)])
            for d in touched
            if d.attaches
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _write_contacts(differences: Iterable[ServiceDifference], bestuur: Bestuur) -> dict[str, int]:
    """{folded name: pk} of the new ones. Two services with the same new contact person share one."""
    new: dict[str, dict[str, Any]] = {}
    filled: dict[int, dict[str, Any]] = {}
    for difference in differences:
        if difference.contact_pk and difference.contact:
            filled[difference.contact_pk] = difference.contact | filled.get(difference.contact_pk, {})
        elif difference.contact:
            new[_key(difference)] = difference.contact | new.get(_key(difference), {})
    _update(Contactpersoon, filled)
    created = Contactpersoon.objects.bulk_create(
        [Contactpersoon(bestuur=bestuur, **values) for values in new.values()], batch_size=BATCH
    )
    return {key: contact.pk for key, contact in zip(new, created, strict=True)}


def _key(difference: Difference) -> str:
    return fold(difference.contact["name"]) if isinstance(difference, ServiceDifference) and difference.contact else ""
