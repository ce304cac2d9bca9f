"""After its term a programme loses its personal data: files first, then everything else at once or not at all.

Whoever is killed halfway left rows without files; the next round finds them by those rows and goes on. Done twice it
does nothing more.
"""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from followup.models import Balans, Bewaartermijn
from followup.privacy.counting import parts_of, record_of
from followup.privacy.files import erase_files, no_digests
from followup.privacy.leftovers import leftover_guests, leftover_hosts
from followup.privacy.names import pattern_of, replaced
from followup.privacy.participants import names_in
from followup.privacy.rules import NAMELESS, PERSONAL, Rule
from followup.privacy.staying import going, losing, stays
from followup.privacy.table import TABLE
from followup.privacy.terms import is_due, stored_term
from followup.privacy.values import empty, is_many, is_own_many, links_of
from followup.privacy.weeks import without_people
from followup.reach.numbers import numbers_of
from invitations.models import Bericht
from invitations.models.bericht import CLAIMED
from press.models import Persmap
from programmes.models import Programme, Versie
from programmes.times import local

logger = logging.getLogger(__name__)
BATCH = 500


def clear(programme: Programme, *, now: dt.datetime) -> bool:
    """Whether it was done now; not while a mail of it is just leaving, and not twice. Whoever chooses another day
    meanwhile, waits and hears that it is too late: no file went of what is kept.
    """
    stored_term(programme)
    with transaction.atomic():
        term = Bewaartermijn.objects.select_for_update().get(programme=programme)
        if not is_due(term, today=local(now).date()) or _is_mailing(programme):
            return False
        _keep_numbers(programme, now=now)
        staying = stays(programme)
        for rule in _of_programmes():
            erase_files(rule, going(rule, programme, staying))
            erase_files(rule, losing(rule, programme, staying), keep=tuple(rule.keeps.split()))
        _clear_rows(programme, term, staying, now=now)
    return True


def _of_programmes() -> list[Rule]:
    return [rule for rule in TABLE if rule.programme]


def _is_mailing(programme: Programme) -> bool:
    return Bericht.objects.filter(of_programme=programme.pk, state__in=CLAIMED).exists()


def _keep_numbers(programme: Programme, *, now: dt.datetime) -> None:
    """Before anything goes; what was kept once, is not counted again."""
    if not Balans.objects.filter(programme=programme).exists():
        numbers = numbers_of(programme).to_json()
        Balans.objects.get_or_create(programme=programme, defaults={"numbers": numbers, "frozen_at": now})


def _clear_rows(programme: Programme, term: Bewaartermijn, staying: dict[str, Q], *, now: dt.datetime) -> None:
    guests = list(leftover_guests(programme, now=now).values_list("pk", flat=True))
    hosts = list(leftover_hosts(programme).values_list("pk", flat=True))
    term.record = record_of(parts_of(programme, staying)) | _people_record(guests, hosts)
    names = pattern_of(names_in(programme))
    for rule in _of_programmes():
        rows = losing(rule, programme, staying)
        _make_nameless(rule, rows, names)
        _empty(rule, rows)
    _end_publicity(programme, staying["programmes.Versie"])
    for rule in _of_programmes():
        going(rule, programme, staying).delete()
    programme.bestuur.mandatarissen.filter(pk__in=guests).delete()
    programme.bestuur.contactpersonen.filter(pk__in=hosts).delete()
    term.cleared_at = now
    term.save(update_fields=["record", "cleared_at"])


def _people_record(guests: list[int], hosts: list[int]) -> dict[str, int]:
    counts = {"Mandatarissen en gasten die nergens anders staan": len(guests)}
    counts["Contactpersonen die nergens anders staan"] = len(hosts)
    return {label: count for label, count in counts.items() if count}


def _make_nameless(rule: Rule, rows: QuerySet[Any], names: Any) -> None:
    fields = [name for name in rule.texts.split() if rule.fate(name) == NAMELESS]
    changed = []
    for row in rows.iterator() if fields else ():
        before = [getattr(row, name) for name in fields]
        after = [replaced(value, names) for value in before]
        if after != before:
            for name, value in zip(fields, after, strict=True):
                setattr(row, name, _fitting(rule, name, value))
            changed.append(row)
    if changed:
        rule.rows().bulk_update(changed, fields, batch_size=BATCH)


def _fitting(rule: Rule, name: str, value: Any) -> Any:
    """'een deelnemer' may be longer than the name was."""
    longest = rule.field(name).max_length
    return value[:longest] if longest and isinstance(value, str) else value


def _empty(rule: Rule, rows: QuerySet[Any]) -> None:
    kept = rule.keeps.split()
    names = [name for name in (*rule.fields(*PERSONAL), *rule.drops.split()) if name not in kept]
    values = {name: empty(rule.field(name)) for name in names if not is_many(rule, name)}
    values |= no_digests(names)
    for name in names:
        if is_own_many(rule, name):
            links_of(rule, name, rows).delete()
    if values:
        rows.update(**values)


def _end_publicity(programme: Programme, week: Q) -> None:
    """The last version without its people; the page for the public closes."""
    for version in Versie.objects.filter(week, programme=programme):
        version.content = without_people(version.content)
        version.note = ""
        version.save(update_fields=["content", "note"])
    Persmap.objects.filter(programme=programme).update(is_public=False)
