"""What the people of a file would change to the people in the list."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from programmes.imports.differences import (
    CHANGED,
    ENDED,
    NEW,
    SAME,
    Change,
    Differences,
    PersonDifference,
    compared,
)
from programmes.imports.functions import UNKNOWN_FRACTIE
from programmes.imports.known import KnownMandate, KnownPerson
from programmes.imports.mandates import (
    GROUP_LABELS,
    MandateChanges,
    is_from_sheet,
    official_changes,
    sheet_changes,
)
from programmes.imports.matching import PersonIndex
from programmes.imports.records import MandateRecord, People, PersonRecord, Refusal, Values
from programmes.imports.words import fold
from programmes.words import listed

NOT_IN_OFFICE = "Personen die niet (meer) in functie zijn"
PUPILS = {"leerling", "leerlinge", "leerlingen", "scholier", "scholiere"}
MANY = 0.5  # of those in office: then it is probably the wrong file


def people_differences(file: People, known: Iterable[KnownPerson], *, on: dt.date) -> Differences[PersonDifference]:
    known = list(known)
    index = PersonIndex(known, file.people)
    result = Differences[PersonDifference]([], list(file.refused), Counter(file.skipped), list(file.remarks))
    for record in file.people:
        found = index.find(record)
        if isinstance(found, Refusal):
            result.refused.append(found)
        elif found is not None:
            result.all.append(_difference(record, found, file, on=on))
        elif file.is_official and not any(mandate.is_running(on) for mandate in record.mandates):
            result.skipped[NOT_IN_OFFICE] += 1
        else:
            result.all.append(_new(record))
    if file.ends_missing:
        missing = (_missing(person, file.segments, on=on) for person in index.unmatched.values())
        result.all.extend(difference for difference in missing if difference.kind != SAME)
    _warn_of_many(result, known, on=on)
    _ask_for_age(result)
    return result


def _ask_for_age(result: Differences[PersonDifference]) -> None:
    """What a pupil is may not be guessed: a minor needs a parent's consent and somebody who comes along."""
    names = [
        one.name
        for one in result.new
        if "is_minor" not in one.values and PUPILS.intersection(fold(str(one.values.get("function", ""))).split())
    ]
    if names:
        result.remarks.append(
            f"{listed(names)}: leerling, maar het bestand zegt niet of dat een minderjarige is. Kijk het na en zet "
            "'ja' in een kolom 'Minderjarig', of duid het na het inlezen aan bij de persoon. Voor een minderjarige "
            "vraagt Expeditie een begeleider, en voor foto's toestemming van een ouder of voogd."
        )


def _warn_of_many(result: Differences[PersonDifference], known: list[KnownPerson], *, on: dt.date) -> None:
    in_office = sum(_is_in_office(person, {}, on=on) for person in known)
    if len(result.ended) > 2 and len(result.ended) > MANY * in_office:
        result.remarks.append(
            f"{len(result.ended)} van de {in_office} personen in je lijst gaan uit functie. "
            "Kijk na of dit het juiste bestand is."
        )


def _new(record: PersonRecord) -> PersonDifference:
    groups = dict.fromkeys(GROUP_LABELS[mandate.segment] for mandate in record.mandates)
    values = record.values | ({"persoon_uri": record.uri} if record.uri else {})
    return PersonDifference(
        kind=NEW,
        name=record.name,
        row=record.row,
        pk=None,
        values=values,
        facts=(str(values.get("function", "")), ", ".join(groups)),
        hinted=GROUP_LABELS[record.hinted] if record.hinted else "",
        new_mandates=tuple(mandate for mandate in record.mandates),
        new_domains=record.domains or (),
    )


def _difference(record: PersonRecord, known: KnownPerson, file: People, *, on: dt.date) -> PersonDifference:
    values, told, kept = compared(_values(record, known, file), known.values, known.typed)
    if file.is_official:
        mandates = official_changes(record.mandates, known.mandates, on=on)
        if file.ends_missing:
            _end(mandates, mandates.untouched, file.segments, on=on)
    else:
        has_group = record.names_group or not known.mandates
        mandates = sheet_changes(record.mandates if has_group else (), known.mandates, on=on)
    new_domains, gone_domains, domains_told, domains_kept = _domains(record, known)
    writes = bool(values or mandates.new or mandates.changed or new_domains or gone_domains)
    return PersonDifference(
        kind=_kind(known, mandates, writes=writes, on=on),
        name=known.name,
        row=record.row,
        pk=known.pk,
        values=values,
        changes=(*told, *mandates.told, *domains_told),
        kept=(*kept, *domains_kept),
        new_mandates=tuple(mandates.new),
        changed_mandates=tuple(mandates.changed),
        new_domains=new_domains,
        gone_domains=gone_domains,
    )


def _values(record: PersonRecord, known: KnownPerson, file: People) -> Values:
    values = dict(record.values)
    if not file.is_official:  # found by name: how it is spelled here is right
        del values["first_name"]
        values.pop("last_name", None)
        if _says_less(str(values.get("function", "")), str(known.values["function"])):
            del values["function"]
    if values.get("fractie") == UNKNOWN_FRACTIE and known.values["fractie"]:
        del values["fractie"]
    if record.uri:
        values["persoon_uri"] = record.uri
    return values


def _says_less(new: str, known: str) -> bool:
    """'schepen' beside 'Schepen van Senioren, Welzijn': a list of addresses says nothing new about the function."""
    return bool(new) and f"{fold(known)} ".startswith(f"{fold(new)} ")


def _domains(
    record: PersonRecord, known: KnownPerson
) -> tuple[tuple[tuple[str, str], ...], tuple[int, ...], tuple[Change, ...], tuple[Change, ...]]:
    """(to add, to remove, told, kept); what was given by hand stays, what an import gave follows the file."""
    if record.domains is None:
        return (), (), (), ()
    wanted = {fold(label) for label, _ in record.domains}
    present = {fold(domain.label) for domain in known.domains}
    new = tuple(pair for pair in record.domains if fold(pair[0]) not in present)
    gone = tuple(domain for domain in known.domains if domain.is_imported and fold(domain.label) not in wanted)
    if not new and not gone:
        return (), (), (), ()
    old_text = ", ".join(domain.label for domain in known.domains)
    stays = [domain.label for domain in known.domains if domain not in gone]
    new_text = ", ".join(sorted([*stays, *(label for label, _ in new)], key=fold))
    change = (Change("bevoegdheden", old_text, new_text),)
    if "domains" in known.typed:
        return (), (), (), change
    return new, tuple(domain.pk for domain in gone), change, ()


def _missing(known: KnownPerson, segments: set[str], *, on: dt.date) -> PersonDifference:
    mandates = MandateChanges()
    _end(mandates, [mandate for mandate in known.mandates if mandate.is_imported], segments, on=on)
    return PersonDifference(
        kind=_kind(known, mandates, writes=bool(mandates.changed), on=on),
        name=known.name,
        row=0,
        pk=known.pk,
        values={},
        changes=tuple(mandates.told),
        changed_mandates=tuple(mandates.changed),
    )


def _end(mandates: MandateChanges, candidates: Iterable[KnownMandate], segments: set[str], *, on: dt.date) -> None:
    for mandate in candidates:
        if mandate.record.segment in segments and not is_from_sheet(mandate.record):
            mandates.end(mandate, on=on)


def _is_in_office(known: KnownPerson, changed: dict[int, MandateRecord], *, on: dt.date) -> bool:
    return any(changed.get(mandate.pk, mandate.record).is_running(on) for mandate in known.mandates)


def _kind(known: KnownPerson, mandates: MandateChanges, *, writes: bool, on: dt.date) -> str:
    if not writes:
        return SAME
    stays = any(record.is_running(on) for record in mandates.new) or _is_in_office(known, dict(mandates.changed), on=on)
    return ENDED if _is_in_office(known, {}, on=on) and not stays else CHANGED
