"""Plain factories: each gives the smallest valid object, saved; what a test is about, it names itself."""

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any

from programmes.models import (
    Bestuur,
    Bezoek,
    Contactpersoon,
    Deelname,
    DeelnemendeDienst,
    Gast,
    Lidmaatschap,
    Mandaat,
    Mandataris,
    Programme,
    Segment,
    User,
    Zorgdienst,
)
from programmes.times import moment

MONDAY = dt.date(2025, 2, 24)  # the first day of the real Expeditie Zorg of 2025
PASSWORD = "een-lang-wachtwoord"
_numbers = itertools.count(1)


def at(day: dt.date, clock: str) -> dt.datetime:
    """at(MONDAY, '9.30'): that moment in Brussels."""
    hours, minutes = clock.split(".")
    return moment(day, int(hours) * 60 + int(minutes))


def make_bestuur(**fields: Any) -> Bestuur:
    number = next(_numbers)
    return Bestuur.objects.create(**{"name": f"Gemeente {number}", "slug": f"gemeente-{number}"} | fields)


def make_user(role: str = "coordinator", *, bestuur: Bestuur | None = None, **fields: Any) -> User:
    """A member of staff with that role in that authority; without one, somebody who belongs nowhere."""
    fields = {"email": f"medewerker{next(_numbers)}@example.be", "password": PASSWORD} | fields
    user = User.objects.create_user(**fields)
    if bestuur:
        Lidmaatschap.objects.create(bestuur=bestuur, user=user, role=role)
    return user


def make_programme(bestuur: Bestuur | None = None, *, days: int = 5, **fields: Any) -> Programme:
    """Five days from MONDAY on, unless told."""
    first_day = fields.setdefault("first_day", MONDAY)
    fields.setdefault("last_day", first_day + dt.timedelta(days=days - 1))
    fields = {"title": "Expeditie Zorg", "slug": f"expeditie-{next(_numbers)}"} | fields
    return Programme.objects.create(bestuur=bestuur or make_bestuur(), **fields)


def make_contactpersoon(bestuur: Bestuur | None = None, **fields: Any) -> Contactpersoon:
    fields = {"name": f"Contact {next(_numbers)}"} | fields
    return Contactpersoon.objects.create(bestuur=bestuur or make_bestuur(), **fields)


def make_zorgdienst(
    bestuur: Bestuur | None = None, *, contact: Contactpersoon | None = None, **fields: Any
) -> Zorgdienst:
    fields = {"name": f"Dienst {next(_numbers)}"} | fields
    zorgdienst = Zorgdienst.objects.create(bestuur=bestuur or make_bestuur(), **fields)
    if contact:
        zorgdienst.contactpersonen.add(contact)
    return zorgdienst


def make_mandataris(bestuur: Bestuur | None = None, *, segment: str = "", **fields: Any) -> Mandataris:
    """Without a segment: somebody without any mandate."""
    fields = {"first_name": "An", "last_name": f"Peeters {next(_numbers)}"} | fields
    mandataris = Mandataris.objects.create(bestuur=bestuur or make_bestuur(), **fields)
    if segment:
        make_mandaat(mandataris, segment)
    return mandataris


def make_mandaat(mandataris: Mandataris, segment: str = Segment.RAAD, **fields: Any) -> Mandaat:
    return Mandaat.objects.create(mandataris=mandataris, segment=segment, **fields)


def make_gast(programme: Programme, mandataris: Mandataris | None = None, **fields: Any) -> Gast:
    """On the guest list; has never answered, unless told."""
    mandataris = mandataris or make_mandataris(programme.bestuur)
    return Gast.objects.create(programme=programme, mandataris=mandataris, **fields)


def make_deelnemende_dienst(programme: Programme, zorgdienst: Zorgdienst | None = None) -> Zorgdienst:
    """A service that takes part in the programme."""
    zorgdienst = zorgdienst or make_zorgdienst(programme.bestuur)
    DeelnemendeDienst.objects.get_or_create(programme=programme, zorgdienst=zorgdienst)
    return zorgdienst


def make_bezoek(
    programme: Programme | None = None,
    *,
    day: dt.date | None = None,
    start: str = "9.30",
    end: str = "",
    people: Iterable[Mandataris] = (),
    **fields: Any,
) -> Bezoek:
    """One hour on the first day, at a service that takes part; who is named comes on the guest list too.

    With another `kind` than a visit, no service is made up.
    """
    programme = programme or make_programme()
    if fields.get("zorgdienst") or fields.get("kind", Bezoek.Kind.BEZOEK) == Bezoek.Kind.BEZOEK:
        fields["zorgdienst"] = make_deelnemende_dienst(programme, fields.get("zorgdienst"))
    starts_at = at(day or programme.first_day, start)
    ends_at = at(day or programme.first_day, end) if end else starts_at + dt.timedelta(hours=1)
    bezoek = Bezoek.objects.create(programme=programme, starts_at=starts_at, ends_at=ends_at, **fields)
    for mandataris in people:
        make_deelname(bezoek, mandataris)
    return bezoek


def make_deelname(bezoek: Bezoek, mandataris: Mandataris | None = None, **fields: Any) -> Deelname:
    """Takes part in the visit, and so stands on the guest list."""
    mandataris = mandataris or make_mandataris(bezoek.programme.bestuur)
    Gast.objects.get_or_create(programme=bezoek.programme, mandataris=mandataris)
    return Deelname.objects.create(bezoek=bezoek, mandataris=mandataris, **fields)
