"""Everybody who may come on a picture of a programme: guests, people of its services, and who was seen on one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from invitations.models import Toestemming, Verhaal
from press.models import Groep, Herkend
from press.rights.register import CHANNELS, Key, Register, Standing, guest_key, key_of, person_key, standing
from press.rights.usable import of_group
from programmes.models import Programme

GUEST, OF_SERVICE, ON_PICTURE = "gast", "dienst", "foto"


@dataclass(frozen=True, slots=True)
class Known:
    """`ask` is the query with which a consent of this person is noted; `service` the key of theirs."""

    kind: str
    key: Key
    name: str
    detail: str
    ask: str
    service: int | None = None
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    known: Known
    consent: Toestemming | None
    standing: Standing


def rows_of(people: Iterable[Known], register: Register, *, on: dt.date) -> list[Row]:
    found = ((one, register.newest(one.key, one.name)) for one in people)
    return [Row(one, consent, standing(consent, one.name, on=on)) for one, consent in found]


def known_people(programme: Programme, register: Register) -> list[Known]:
    """Each once, guests first; in a fixed number of queries."""
    found: dict[Key, Known] = {}
    for one in _everybody(programme, register):
        found.setdefault(one.key, one)
    return list(found.values())


def _everybody(programme: Programme, register: Register) -> Iterator[Known]:
    guests = [gast.mandataris for gast in programme.gasten.select_related("mandataris")]
    for guest in guests:
        query = f"gast={guest.pk}"
        yield Known(GUEST, guest_key(guest.pk), guest.name, guest.function or "gast", query, is_minor=guest.is_minor)
    services = {service.pk: service for service in programme.diensten.prefetch_related("contactpersonen")}
    of_service = [
        *((host.name, service.pk) for service in services.values() for host in service.contactpersonen.all()),
        *_in_register(programme, register),
        *((story.name, story.zorgdienst_id) for story in Verhaal.objects.filter(programme=programme) if story.name),
    ]
    for name, pk in of_service:
        service = services.get(pk or 0)
        if service or pk is None:
            yield _of_service(name, pk, service.name if service else "")
    yield from _seen(programme)


def _in_register(programme: Programme, register: Register) -> Iterator[tuple[str, int | None]]:
    """Who said something for one of its services, or for this programme without naming a service."""
    for consent in register.by_pk.values():
        if not consent.mandataris_id and (consent.zorgdienst_id or consent.programme_id == programme.pk):
            yield consent.person, consent.zorgdienst_id


def _of_service(name: str, pk: int | None, service: str) -> Known:
    key = person_key(name, pk)
    return Known(OF_SERVICE, key, name, service, f"dienst={pk or ''}&naam={quote(name)}", pk)


def _seen(programme: Programme) -> Iterator[Known]:
    """A name that was typed beside a picture: no consent is tied to it yet."""
    rows = Herkend.objects.filter(beeld__programme=programme, toestemming=None, mandataris=None, groep=None)
    for one in rows.select_related("beeld"):
        key: Key = (f"{one.name}\n{one.pk}", None)  # nobody else's, whatever their name
        yield Known(ON_PICTURE, key, one.name, f"op {one.beeld}", f"herkend={one.pk}", one.beeld.zorgdienst_id)


def members(register: Register) -> list[Toestemming]:
    """Who may be chosen for a group: the last word of everybody who is no guest and does not refuse."""
    words = [register.of_consent(said[-1].pk) for key, said in register.said.items() if key[0]]
    return sorted((one for one in words if one and not one.refuses), key=lambda one: key_of(one)[0])


@dataclass(frozen=True, slots=True)
class GroupRow:
    """`channels`: (where, why not) of every channel; no sentences: it may be used there."""

    groep: Groep
    channels: tuple[tuple[str, tuple[str, ...]], ...]


def group_rows(programme: Programme, *, on: dt.date) -> list[GroupRow]:
    register = Register.of(programme.bestuur_id)
    groups = Groep.objects.filter(programme=programme).select_related("zorgdienst").prefetch_related("toestemmingen")
    return [
        GroupRow(
            groep,
            tuple((label, tuple(of_group(groep, channel, register, on=on))) for channel, label in CHANNELS.items()),
        )
        for groep in groups
    ]
