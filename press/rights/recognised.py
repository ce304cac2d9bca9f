"""Who can be recognised on a picture: named by a tap, from who was there and who is in the register."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from press.models import Beeld, Groep, Herkend
from press.rights.people import GUEST, known_people, rows_of
from press.rights.register import CHANNELS, Register, Standing, guest_key
from press.rights.usable import Verdict, of_one, reasons, with_people
from programmes.models import Programme
from programmes.versions import published_week

LONGEST_NAME = 150


class UnknownPersonError(Exception):
    """The message is for whoever named somebody."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is sent: 'gast-12', 'toestemming-3' or 'groep-4'."""

    value: str
    name: str
    detail: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class OnIt:
    """Somebody on the picture; `against` is why it may not be used, by channel, each sentence once."""

    herkend: Herkend
    against: tuple[str, ...]

    @property
    def asks_consent(self) -> bool:
        """A name and nothing else: it blocks until a consent is noted."""
        one = self.herkend
        return not (one.mandataris_id or one.toestemming_id or one.groep_id)


@dataclass(frozen=True, slots=True)
class Recognised:
    beeld: Beeld
    programme: Programme
    people: tuple[OnIt, ...]
    verdicts: tuple[tuple[str, Verdict], ...]
    near: tuple[Choice, ...]
    others: tuple[Choice, ...]

    @property
    def people_key(self) -> str:
        """Who stood on the page: goes along with 'this is everybody'."""
        return people_key(one.herkend for one in self.people)


def people_key(people: Iterable[Herkend]) -> str:
    return "-".join(str(pk) for pk in sorted(one.pk for one in people))


def recognised(beeld: Beeld, *, on: dt.date) -> Recognised:
    """In a fixed number of queries."""
    seen = with_people(Beeld.objects.filter(pk=beeld.pk)).select_related("programme__bestuur").get()
    register = Register.of(seen.programme.bestuur_id)
    people = tuple(OnIt(one, _against(one, register, on=on)) for one in seen.herkend.all())
    found = ((label, tuple(reasons(seen, channel, register, on=on))) for channel, label in CHANNELS.items())
    near, others = _choices(seen, register, on=on)
    return Recognised(
        beeld=seen,
        programme=seen.programme,
        people=people,
        verdicts=tuple((label, Verdict(not why, why)) for label, why in found),
        near=near,
        others=others,
    )


def _against(one: Herkend, register: Register, *, on: dt.date) -> tuple[str, ...]:
    sentences = (sentence for channel in CHANNELS for sentence in of_one(one, channel, register, on=on))
    return tuple(dict.fromkeys(sentences))


def _choices(beeld: Beeld, register: Register, *, on: dt.date) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Who was there, by one tap; and everybody else. Who is on it already, is left out."""
    there, services = _there(beeld)
    taken = {_value(one) for one in beeld.herkend.all()}
    near: list[Choice] = []
    others: list[Choice] = []
    for row in rows_of(known_people(beeld.programme, register), register, on=on):
        known = row.known
        value = (
            f"gast-{known.key[1]}" if known.kind == GUEST else f"toestemming-{row.consent.pk}" if row.consent else ""
        )
        is_near = known.key in there or (known.service is not None and known.service in services)
        if value and value not in taken:
            (near if is_near else others).append(Choice(value, known.name, known.detail, row.standing))
    for groep in Groep.objects.filter(programme=beeld.programme).select_related("zorgdienst"):
        if f"groep-{groep.pk}" not in taken:
            is_near = groep.zorgdienst_id is None or groep.zorgdienst_id in services
            (near if is_near else others).append(Choice(f"groep-{groep.pk}", groep.name, f"groep van {groep.size}"))
    return tuple(near), tuple(others)


def _there(beeld: Beeld) -> tuple[set[tuple[str, int | None]], set[int]]:
    """Keys of the guests of its visit, and the services that it is of."""
    week = published_week(beeld.programme)
    visit = week.by_id.get(beeld.visit or 0) if week else None
    guests = {guest_key(part.person) for part in visit.people} if visit else set()
    services = {key for key in (beeld.zorgdienst_id, visit.service if visit else None) if key is not None}
    return guests, services


def _value(one: Herkend) -> str:
    if one.mandataris_id:
        return f"gast-{one.mandataris_id}"
    return f"groep-{one.groep_id}" if one.groep_id else f"toestemming-{one.toestemming_id}"


def recognise(beeld: Beeld, value: str, name: str = "") -> Herkend:
    """Names somebody on it, once however often it is sent; raises UnknownPersonError."""
    kind, _, key = value.partition("-")
    if not value:
        return _by_name(beeld, " ".join(name.split()))
    find = {"gast": _guest, "toestemming": _consent, "groep": _groep}.get(kind)
    found = find(beeld, int(key)) if find and key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise UnknownPersonError("Deze persoon of groep bestaat niet meer. Kies iemand anders.")
    return found


def _by_name(beeld: Beeld, name: str) -> Herkend:
    if not name:
        raise UnknownPersonError("Kies iemand, of vul een naam in.")
    if "\x00" in name:
        raise UnknownPersonError("Deze naam bevat een teken dat niet kan. Typ de naam opnieuw.")
    if len(name) > LONGEST_NAME:
        raise UnknownPersonError(f"Deze naam is te lang. Gebruik hoogstens {LONGEST_NAME} tekens.")
    nobody = {"mandataris": None, "toestemming": None, "groep": None}
    return Herkend.objects.filter(beeld=beeld, name=name, **nobody).first() or Herkend.objects.create(
        beeld=beeld, name=name
    )


def _guest(beeld: Beeld, key: int) -> Herkend | None:
    person = beeld.programme.bestuur.mandatarissen.filter(pk=key).first()
    if person is None:
        return None
    return Herkend.objects.get_or_create(beeld=beeld, mandataris=person, defaults={"name": person.name[:150]})[0]


def _consent(beeld: Beeld, key: int) -> Herkend | None:
    consent = beeld.programme.bestuur.toestemmingen.filter(pk=key).first()
    if consent is None:
        return None
    if consent.mandataris_id:
        return _guest(beeld, consent.mandataris_id)
    return Herkend.objects.get_or_create(beeld=beeld, toestemming=consent, defaults={"name": consent.person})[0]


def _groep(beeld: Beeld, key: int) -> Herkend | None:
    groep = beeld.programme.groepen.filter(pk=key).first()
    if groep is None:
        return None
    return Herkend.objects.get_or_create(beeld=beeld, groep=groep, defaults={"name": groep.name})[0]
