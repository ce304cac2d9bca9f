"""The report as it is for one participant: plain values, made of the facts of the whole programme. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from followup.agreements.listing import sides_of
from followup.models import Afspraak
from followup.personal.attended import Attended, Who
from followup.personal.facts import Facts
from followup.personal.texts import GUESTS_THANKED, HOSTS_THANKED, thanks_of
from press.models import Beeld, Quote
from programmes.times import day_name
from programmes.week import Info, Visit
from programmes.words import counted

GUEST, HOST = "gast", "gastheer"


@dataclass(frozen=True, slots=True)
class Picture:
    """`file` is its name in the storage; `is_own`: whoever reads this can be recognised on it."""

    pk: int
    kind: str
    caption: str
    alt: str
    credit: str
    width: int
    height: int
    file: str
    is_own: bool = False

    @property
    def is_photo(self) -> bool:
        return self.kind == Beeld.Kind.FOTO


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said, and may be read within the authority."""

    pk: int
    text: str
    name: str
    function: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Thanks:
    """From the people of a service; `is_written` when they wrote it themselves."""

    service: int
    text: str
    by: str
    is_written: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreement as it reads here; `when` is 'tegen 3 maart 2025'."""

    title: str
    text: str
    who: str
    when: str
    is_done: bool
    is_dropped: bool
    note: str


@dataclass(frozen=True, slots=True)
class OwnVisit:
    pk: int
    name: str
    day: str
    hours: str
    place: str
    werkvorm: str
    received_by: str
    company: tuple[Who, ...]
    thanks: Thanks | None
    pictures: tuple[Picture, ...]
    quotes: tuple[Words, ...]
    minutes: int

    @property
    def photos(self) -> tuple[Picture, ...]:
        return tuple(picture for picture in self.pictures if picture.is_photo)


@dataclass(frozen=True, slots=True)
class Personal:
    """`thanks` is what the authority says on top of it; `promises` what this person took on, `others` the rest."""

    info: Info
    period: str
    kind: str = GUEST
    key: int = 0
    name: str = ""
    function: str = ""
    thanks: str = ""
    visits: tuple[OwnVisit, ...] = ()
    more_pictures: tuple[Picture, ...] = ()
    promises: tuple[Promise, ...] = ()
    others: tuple[Promise, ...] = ()

    @property
    def is_host(self) -> bool:
        return self.kind == HOST

    @property
    def agreements(self) -> tuple[Promise, ...]:
        return (*self.promises, *self.others)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return (*(picture for visit in self.visits for picture in visit.pictures), *self.more_pictures)

    @property
    def cover(self) -> Picture | None:
        """A photo to begin with: one of this person when there is one."""
        photos = [picture for picture in self.pictures if picture.is_photo]
        return next((one for one in photos if one.is_own), photos[0] if photos else None)

    @property
    def quotes(self) -> tuple[Words, ...]:
        return tuple(words for visit in self.visits for words in visit.quotes)

    @property
    def hours(self) -> str:
        """'4 uur', '3,5 uur': of all visits together, to the half hour."""
        halves = round(sum(visit.minutes for visit in self.visits) / 30)
        return f"{halves // 2}{',5' if halves % 2 else ''} uur"

    @property
    def summary(self) -> str:
        """'2 bezoeken, 3,5 uur' or 'Jullie ontvingen 7 mensen bij 2 bezoeken'"""
        count = len(self.visits)
        visits = counted(count, "bezoek", "bezoeken")
        if not self.is_host:
            return f"{visits}, {self.hours}"
        people = len({one.key for visit in self.visits for one in visit.company})
        return f"{'1 bezoeker' if people == 1 else f'{people} bezoekers'}, {visits}"


def guest_version(facts: Facts, person: int) -> Personal:
    """Of a mandataris (a key); without visits for who was at none."""
    visits = tuple(_visit(facts, visit, person=person) for visit in facts.attended.by_guest.get(person, []))
    mine = [one for one in facts.agreements if one.is_taken_on_by(person=person)]
    named = [one for one in facts.agreements if person in _keys(one, "mandatarissen")]
    name, function = facts.guests.get(person, ("", ""))
    return replace(
        _version(facts, visits, mine, named),
        kind=GUEST,
        key=person,
        name=name,
        function=function,
        thanks=facts.thanks or GUESTS_THANKED,
        more_pictures=_more_of(facts, visits, person),
    )


def host_version(facts: Facts, host: int) -> Personal:
    """Of a contact person (a key)."""
    visits = tuple(_visit(facts, visit, host=host) for visit in facts.attended.by_host.get(host, []))
    mine = [one for one in facts.agreements if one.is_taken_on_by(host=host)]
    named = [one for one in facts.agreements if host in _keys(one, "contactpersonen")]
    name, function = facts.hosts.get(host, ("", ""))
    return replace(
        _version(facts, visits, mine, named),
        kind=HOST,
        key=host,
        name=name,
        function=function,
        thanks=facts.thanks or HOSTS_THANKED,
    )


def all_versions(facts: Facts) -> list[Personal]:
    """Guests first, each by name; who was erased since, has none."""
    guests = [guest_version(facts, key) for key in facts.attended.by_guest if key in facts.guests]
    hosts = [host_version(facts, key) for key in facts.attended.by_host if key in facts.hosts]
    return [*sorted(guests, key=_by_name), *sorted(hosts, key=_by_name)]


def _by_name(version: Personal) -> tuple[str, int]:
    return version.name.casefold(), version.key


def _version(facts: Facts, visits: tuple[OwnVisit, ...], mine: list[Afspraak], named: list[Afspraak]) -> Personal:
    """Of nobody yet. What others took on: with this person, or at these visits."""
    where = {visit.pk for visit in visits}
    others = [one for one in facts.agreements if (one.visit in where or one in named) and one not in mine]
    return Personal(
        info=facts.attended.week.info,
        period=facts.programme.period,
        visits=visits,
        promises=tuple(_promise(one) for one in mine),
        others=tuple(_promise(one) for one in others),
    )


def _visit(facts: Facts, visit: Visit, *, person: int | None = None, host: int | None = None) -> OwnVisit:
    attended = facts.attended
    entry = attended.entry(visit, person)
    pictures = [_picture(one, person) for one in facts.pictures_of(visit)]
    return OwnVisit(
        pk=visit.id,
        name=entry.name,
        day=day_name(visit.day),
        hours=entry.hours,
        place=entry.where,
        werkvorm=visit.werkvorm,
        received_by=_received_by(visit, but=host),
        company=attended.company(visit, but=person),
        thanks=_thanks(facts, attended, visit),
        pictures=tuple(sorted(pictures, key=lambda one: not one.is_own)),
        quotes=tuple(_words(one, person) for one in facts.quotes_of(visit)),
        minutes=entry.end - entry.start,
    )


def _received_by(visit: Visit, *, but: int | None) -> str:
    if visit.host is None or visit.host.id == but:
        return ""
    return ", ".join(part for part in (visit.host.name, visit.host.function) if part)


def _thanks(facts: Facts, attended: Attended, visit: Visit) -> Thanks | None:
    service = attended.week.service_of(visit)
    if service is None:
        return None
    text, by, is_written = thanks_of(facts.written.get(service.id), service.name)
    return Thanks(service.id, text, by, is_written)


def _more_of(facts: Facts, visits: Iterable[OwnVisit], person: int) -> tuple[Picture, ...]:
    """Pictures of this person that belong to none of these visits."""
    shown = {picture.pk for visit in visits for picture in visit.pictures}
    found = (_picture(one, person) for one in facts.pictures if one.pk not in shown)
    return tuple(picture for picture in found if picture.is_own)


def _picture(beeld: Beeld, person: int | None) -> Picture:
    return Picture(
        pk=beeld.pk,
        kind=beeld.kind,
        caption=beeld.caption,
        alt=beeld.alt or beeld.caption or "Foto van de expeditie",
        credit=beeld.credit,
        width=beeld.width,
        height=beeld.height,
        file=beeld.web.name or "",
        is_own=person is not None and any(one.mandataris_id == person for one in beeld.herkend.all()),
    )


def _words(quote: Quote, person: int | None) -> Words:
    is_own = person is not None and quote.mandataris_id == person
    return Words(quote.pk, quote.text, quote.name, quote.function, is_own)


def _keys(agreement: Afspraak, side: str) -> set[int]:
    return {one.pk for one in getattr(agreement, side).all()}


def _promise(one: Afspraak) -> Promise:
    first, second = sides_of(one, is_handed_out=True)
    due = f"tegen {one.due_on.day} {day_name(one.due_on).split()[-1]} {one.due_on.year}" if one.due_on else ""
    return Promise(
        title=one.title,
        text=one.text,
        who=", ".join([*first, *second]) or one.get_initiative_display(),
        when=due,
        is_done=one.state == Afspraak.State.GEDAAN,
        is_dropped=one.state == Afspraak.State.VERVALLEN,
        note=one.done_note,
    )
