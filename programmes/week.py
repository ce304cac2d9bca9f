"""The week as plain data: what the board shows, what conflicts are sought in, what a version keeps.

A `Week` is loaded from the draft (`programmes.loading`) or from a published version (`Week.from_json`).
Times are a local day plus minutes since midnight; `end` may pass 1440 for a visit that runs into the night.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Self, TypeVar

from programmes.times import clock
from programmes.windows import Span

T = TypeVar("T")

VISIT = "bezoek"
MEAL = "maaltijd"
PRESS = "persmoment"
JOURNEY = "verplaatsing"
DECLINED = "nee"


@dataclass(frozen=True, slots=True)
class Info:
    """The programme itself: title, dates, hours, contact and practical defaults."""

    title: str
    first_day: dt.date
    last_day: dt.date
    day_from: int = 8 * 60
    day_until: int = 18 * 60
    bestuur: str = ""
    shows_fractie: bool = False
    start_place: str = ""
    start_point: tuple[float, float] | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    hashtag: str = ""
    introduction: str = ""
    meeting_point: str = ""
    clothing: str = ""
    meal: str = ""
    mode: str = "auto"
    slack: int = 10

    @property
    def days(self) -> list[dt.date]:
        return [self.first_day + dt.timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1)]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the guest list. `available` is None when never answered, which is not 'free'."""

    id: int
    name: str
    function: str = ""
    fractie: str = ""
    segments: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    is_mayor: bool = False
    is_minor: bool = False
    accompanies: int | None = None
    mode: str = ""
    available: tuple[tuple[str, int, int], ...] | None = None
    remarks: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """The contact person who receives the visitors."""

    id: int
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """`moments` are (weekday 0..6, from, until), none: any time suits; `domains` come on top of those of its kind."""

    id: int
    name: str
    kind: str = ""
    address: str = ""
    point: tuple[float, float] | None = None
    moments: tuple[tuple[int, int, int], ...] = ()
    visit_minutes: int = 90
    min_people: int = 1
    max_people: int = 6
    max_groups: int = 1
    activities: str = ""
    users_part: str = ""
    meeting_point: str = ""
    clothing: str = ""
    meal: str = ""
    parking: str = ""
    accessibility: str = ""
    contacts: tuple[Host, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """`start`, `end`: None unless they come later or leave earlier; `answer`, `reason`: said of the draft, no plan."""

    person: int
    start: int | None = None
    end: int | None = None
    is_spokesperson: bool = False
    note: str = ""
    answer: str = field(default="", compare=False)
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, or another block (`kind`). `service` is None for a block without a service."""

    id: int
    kind: str
    day: dt.date
    start: int
    end: int
    service: int | None = None
    title: str = ""
    werkvorm: str = ""
    host: Host | None = None
    place: str = ""
    meeting_point: str = ""
    clothing: str = ""
    meal: str = ""
    activity: str = ""
    remarks: str = ""
    internal_note: str = ""
    is_fixed: bool = False
    ronde: int | None = None
    ronde_title: str = ""
    ronde_mode: str = ""  # how the whole group goes from stop to stop; '': each in their own way
    revision: int = 1
    people: tuple[Participation, ...] = ()

    @property
    def hours(self) -> str:
        """'9.30–11.00'"""
        return f"{clock(self.start)}–{clock(self.end % 1440)}"

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def is_visit(self) -> bool:
        return self.kind == VISIT

    def for_publication(self) -> "Visit":
        return replace(self, internal_note="", people=tuple(replace(p, answer="", reason="") for p in self.people))


@dataclass(frozen=True)
class Week:
    """`travel` holds corrected journeys {(from, to, mode): minutes}; `accepted` notes per conflict key."""

    info: Info
    people: Mapping[int, Person] = field(default_factory=dict)
    services: Mapping[int, Service] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()
    travel: Mapping[tuple[int, int, str], int] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[int, Visit]:
        return {visit.id: visit for visit in self.visits}

    def service_of(self, visit: Visit) -> Service | None:
        return self.services.get(visit.service) if visit.service is not None else None

    def name_of(self, visit: Visit) -> str:
        service = self.service_of(visit)
        return visit.title or (service.name if service else visit.kind.capitalize())

    def visits_of(self, person: int) -> list[Visit]:
        """In the order of the week."""
        return [visit for visit in self.visits if any(part.person == person for part in visit.people)]

    def visits_at(self, service: int) -> list[Visit]:
        return [visit for visit in self.visits if visit.service == service]

    def with_visit(self, visit: Visit) -> "Week":
        """The same week with this visit in place of the one with its id, or added."""
        return replace(self, visits=tuple(sorted((self.by_id | {visit.id: visit}).values(), key=order)))

    def for_publication(self) -> "Week":
        """Without what stays inside: availability, domains of services, internal notes, answers, accepted conflicts."""
        return replace(
            self,
            services={key: replace(service, domains=()) for key, service in self.services.items()},
            people={key: replace(person, available=None) for key, person in self.people.items()},
            visits=tuple(visit.for_publication() for visit in self.visits),
            accepted={},
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "info": _plain(asdict(self.info)),
            "people": [_plain(asdict(person)) for person in self.people.values()],
            "services": [_plain(asdict(service)) for service in self.services.values()],
            "visits": [visit_json(visit) for visit in self.visits],
            "travel": [[*key, minutes] for key, minutes in self.travel.items()],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Reads any version, older ones too: what a dataclass does not know is passed over, what lacks is default."""
        services = (_service(row) for row in data["services"])
        people = (_build(Person, row) for row in data["people"])
        return cls(
            info=_build(Info, data["info"]),
            people={person.id: person for person in people},
            services={service.id: service for service in services},
            visits=tuple(_visit(row) for row in data["visits"]),
            travel={(a, b, mode): minutes for a, b, mode, minutes in data.get("travel", [])},
        )


def visit_json(visit: Visit) -> dict[str, Any]:
    """The plan of a visit, without what people answered."""
    content = _plain(asdict(visit))
    for part in content["people"]:
        del part["answer"], part["reason"]
    return content


def order(visit: Visit) -> tuple[dt.date, int, int]:
    return visit.day, visit.start, visit.id


def entry_span(visit: Visit, part: Participation | None) -> Span:
    """From when to when this person is at this visit."""
    if part is None:
        return visit.start, visit.end
    start = visit.start if part.start is None else part.start
    return start, visit.end if part.end is None else part.end


def moved(visit: Visit, *, day: dt.date, start: int, end: int | None = None) -> Visit:
    """The visit on another day or hour; who comes later or leaves earlier moves along."""
    shift = start - visit.start
    end = visit.end + shift if end is None else end

    def shifted(minutes: int | None) -> int | None:
        return None if minutes is None else min(max(minutes + shift, start), end)

    people = tuple(replace(part, start=shifted(part.start), end=shifted(part.end)) for part in visit.people)
    return replace(visit, day=day, start=start, end=end, people=people)


_DATES = {"first_day", "last_day", "day"}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if key in _DATES else value for key, value in row.items()}


_NAMES: dict[type, set[str]] = {
    cls: {part.name for part in fields(cls)} for cls in (Info, Person, Host, Service, Participation, Visit)
}


def _build(cls: type[T], row: Mapping[str, Any], **parts: Any) -> T:
    known = _NAMES[cls]
    values = {key: _value(key, value) for key, value in row.items() if key in known}
    return cls(**(values | parts))


def _value(key: str, value: Any) -> Any:
    if key in _DATES:
        return dt.date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    return value


def _host(row: Mapping[str, Any] | None) -> Host | None:
    return _build(Host, row) if row else None


def _service(row: Mapping[str, Any]) -> Service:
    return _build(Service, row, contacts=tuple(_build(Host, item) for item in row.get("contacts", [])))


def _visit(row: Mapping[str, Any]) -> Visit:
    people = tuple(_build(Participation, item) for item in row.get("people", []))
    return _build(Visit, row, people=people, host=_host(row.get("host")))
