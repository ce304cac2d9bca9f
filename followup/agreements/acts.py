"""What happens with an agreement. The rules are here, and each act leaves a Moment: nothing else changes its state.

One that was carried to the next edition is still the same: what happens with it there, happens here too.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from followup.models import Afspraak, Moment
from programmes.models import Contactpersoon, Mandataris, Programme
from programmes.times import day_name, local

MOST_YEARS = 5
OWNERLESS = "Kies minstens één persoon die ervoor zorgt. Een afspraak van niemand komt er niet van."
CLOSING = ("state", "done_at", "done_by", "done_note")
WORDS = ("title", "text", "kind", "initiative", "zorgdienst", "visit", "is_shared")
STATES = {Afspraak.State.GEDAAN: "afgerond", Afspraak.State.VERVALLEN: "geschrapt"}


class AgreementError(Exception):
    """Why this cannot be done; the message is for whoever tried. `field` is where to mend it, '' for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def check_owners(council: Collection[Mandataris], service: Collection[Contactpersoon]) -> None:
    if not council and not service:
        raise AgreementError(OWNERLESS, "mandatarissen")


def check_due(due_on: dt.date | None, *, today: dt.date) -> None:
    """For a day that is chosen now: one that was chosen earlier may have passed meanwhile."""
    if due_on is None:
        return
    if due_on < today:
        raise AgreementError(f"{_named(due_on)} is al voorbij. Kies vandaag of een latere dag.", "due_on")
    if due_on.year > today.year + MOST_YEARS:
        raise AgreementError(f"Kijk het jaar na: {due_on.year} is wel erg ver weg.", "due_on")


def _named(day: dt.date) -> str:
    name = f"{day_name(day)} {day.year}"
    return name[:1].upper() + name[1:]


@transaction.atomic
def make(
    afspraak: Afspraak,
    *,
    council: Collection[Mandataris],
    service: Collection[Contactpersoon],
    by: str,
    now: dt.datetime,
) -> Afspraak:
    """Keeps a new one, once: what comes a second time with the same key is the one that is there.

    Who goes back in the browser and types something else sends the same key with other words: that is a new one.
    """
    check_owners(council, service)
    check_due(afspraak.due_on, today=local(now).date())
    Programme.objects.select_for_update().get(pk=afspraak.programme_id)  # of a double click, the second waits
    known = Afspraak.objects.filter(key=afspraak.key).first()
    if known and _says_the_same(known, afspraak, council, service):
        return known
    if known:
        afspraak.key = uuid.uuid4()
    afspraak.made_at, afspraak.made_by = now, by[:150]
    afspraak.save()
    afspraak.mandatarissen.set(council)
    afspraak.contactpersonen.set(service)
    remember(afspraak, Moment.Kind.GEMAAKT, by=by, now=now)
    return afspraak


def _says_the_same(
    known: Afspraak, new: Afspraak, council: Collection[Mandataris], service: Collection[Contactpersoon]
) -> bool:
    return (
        all(getattr(known, name) == getattr(new, name) for name in ("programme_id", "due_on", *WORDS))
        and set(known.mandatarissen.all()) == set(council)
        and set(known.contactpersonen.all()) == set(service)
    )


@transaction.atomic
def change(
    afspraak: Afspraak,
    *,
    council: Collection[Mandataris],
    service: Collection[Contactpersoon],
    by: str,
    now: dt.datetime,
) -> None:
    """Other words or other people; its state and its day have acts of their own."""
    check_owners(council, service)
    afspraak.save(update_fields=WORDS)
    afspraak.mandatarissen.set(council)
    afspraak.contactpersonen.set(service)
    remember(afspraak, Moment.Kind.GEWIJZIGD, by=by, now=now)


@transaction.atomic
def move(afspraak: Afspraak, *, due_on: dt.date, reason: str, by: str, now: dt.datetime) -> Afspraak:
    """To another day, with the reason; the reminders move along."""
    row = _open(afspraak)
    check_due(due_on, today=local(now).date())
    if due_on == row.due_on:
        raise AgreementError("Dit is dezelfde dag. Kies een andere.", "due_on")
    for one in (one for one in _editions(row) if one.is_open):
        before, one.due_on = one.due_on, due_on
        one.save(update_fields=["due_on"])
        remember(one, Moment.Kind.VERSCHOVEN, by=by, now=now, text=reason, due_before=before)
    return row


def finish(afspraak: Afspraak, *, note: str, by: str, now: dt.datetime) -> Afspraak:
    return _close(afspraak, Afspraak.State.GEDAAN, note=note, by=by, now=now)


def drop(afspraak: Afspraak, *, note: str, by: str, now: dt.datetime) -> Afspraak:
    """It is needed no more."""
    return _close(afspraak, Afspraak.State.VERVALLEN, note=note, by=by, now=now)


@transaction.atomic
def _close(afspraak: Afspraak, state: Afspraak.State, *, note: str, by: str, now: dt.datetime) -> Afspraak:
    row = _open(afspraak)
    for one in (one for one in _editions(row) if one.is_open):
        one.state, one.done_at, one.done_by, one.done_note = state, now, by[:150], note
        one.save(update_fields=CLOSING)
        remember(one, Moment.Kind(state.value), by=by, now=now, text=note)
    return row


@transaction.atomic
def reopen(afspraak: Afspraak, *, by: str, now: dt.datetime) -> Afspraak:
    row = _locked(afspraak)
    if row.is_open:
        raise AgreementError("Deze afspraak staat al open.")
    for one in (one for one in _editions(row) if not one.is_open):
        one.state, one.done_at, one.done_by, one.done_note = Afspraak.State.OPEN, None, "", ""
        one.save(update_fields=CLOSING)
        remember(one, Moment.Kind.HEROPEND, by=by, now=now)
    return row


def remember(
    afspraak: Afspraak,
    kind: Moment.Kind,
    *,
    by: str,
    now: dt.datetime,
    text: str = "",
    due_before: dt.date | None = None,
) -> None:
    Moment.objects.create(afspraak=afspraak, kind=kind, at=now, by=by[:150], text=text[:300], due_before=due_before)


def _locked(afspraak: Afspraak) -> Afspraak:
    """Of two people at once, the second sees what the first did."""
    return Afspraak.objects.select_for_update().get(pk=afspraak.pk)


def _open(afspraak: Afspraak) -> Afspraak:
    row = _locked(afspraak)
    if not row.is_open:
        who = f" door {row.done_by}" if row.done_by else ""
        raise AgreementError(f"Deze afspraak is intussen {STATES[Afspraak.State(row.state)]}{who}.")
    return row


def _editions(row: Afspraak) -> list[Afspraak]:
    """The same agreement in the editions before and after it, with this one first; all locked."""
    found, new = {row.pk: row}, {row.pk}
    while new:
        linked = Afspraak.objects.filter(Q(carried_from__in=new) | Q(carried_to__in=new))
        rows = Afspraak.objects.select_for_update().filter(pk__in=linked.values("pk")).exclude(pk__in=found)
        new = {one.pk for one in rows if found.setdefault(one.pk, one) is one}
    return list(found.values())
