"""One visit or block as its people see it: what the visit, the service and the programme say of it, in one. Pure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from programmes.times import clock
from programmes.travel import Point
from programmes.week import Host, Info, Participation, Service, Visit, Week, entry_span
from programmes.words import counted

KIND_LABELS = {
    "bezoek": "Bezoek",
    "maaltijd": "Maaltijd",
    "persmoment": "Persmoment",
    "verplaatsing": "Verplaatsing",
    "vrij": "Ook op het programma",
}
MODES = {"auto": "met de auto", "fiets": "met de fiets", "te_voet": "te voet"}
_ENGINES = {"auto": "fossgis_osrm_car", "fiets": "fossgis_osrm_bike", "te_voet": "fossgis_osrm_foot"}


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    address: str = ""
    point: Point | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.address) if part)

    @property
    def map_url(self) -> str:
        """OpenStreetMap: neutral, no account, and phones offer to open it in their own map."""
        if self.point:
            lat, lon = self.point
            return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"
        return f"https://www.openstreetmap.org/search?{urlencode({'query': self.address})}" if self.address else ""


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Departure:
    """When to leave where; `minutes` under way, without slack."""

    at: int
    origin: Place
    minutes: int
    mode: str

    def __str__(self) -> str:
        return f"Vertrek om {clock(self.at)} {_from(self.origin)}"

    @property
    def how(self) -> str:
        """'12 min met de fiets'"""
        return f"{self.minutes} min {MODES[self.mode]}"


def _from(place: Place) -> str:
    return f"aan {place.name}" if place.name else f"aan {place.address}"


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who is there; `fractie` only when the authority shows it."""

    name: str
    function: str = ""
    fractie: str = ""
    is_minor: bool = False
    is_spokesperson: bool = False
    remarks: str = ""
    hours: str = ""  # only when other than those of the visit
    note: str = ""
    domains: tuple[str, ...] = ()

    @property
    def detail(self) -> str:
        return ", ".join(part for part in (self.function, self.fractie) if part)

    @property
    def marks(self) -> list[str]:
        """What whoever receives them has to know at a glance."""
        marks = {"woordvoerder": self.is_spokesperson, "minderjarig": self.is_minor}
        return [mark for mark, applies in marks.items() if applies]


@dataclass(frozen=True, slots=True)
class Others:
    """Who comes beside the visitors, without a name here: 12 'andere gasten aan de tafels'."""

    count: int
    what: str

    def __str__(self) -> str:
        return f"{self.count} {self.what}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A visit or another block as its people see it: what the visit, the service or the programme says, in one."""

    visit: Visit
    name: str
    start: int
    end: int
    place: Place
    service: Service | None
    people: tuple[Companion, ...]
    meeting_point: str = ""
    clothing: str = ""
    meal: str = ""
    part: Participation | None = None
    departure: Departure | None = None
    free_before: int = 0
    stays: bool = False  # the entry before was at the same service: no need to say again how to get in
    others: Others | None = None  # only for whoever receives, who has to count on them

    @property
    def hours(self) -> str:
        return f"{clock(self.start)}–{clock(self.end % 1440)}"

    @property
    def kind(self) -> str:
        return self.visit.kind

    @property
    def kind_label(self) -> str:
        return KIND_LABELS.get(self.visit.kind, self.visit.kind)

    @property
    def headcount(self) -> str:
        """'3 personen, van wie 1 minderjarig', or '4 bezoekers en 12 andere gasten aan de tafels: samen 16'"""
        count, minors = len(self.people), sum(person.is_minor for person in self.people)
        of_age = f", van wie {minors} minderjarig" if minors else ""
        if not self.others:
            return {0: "Nog niemand", 1: "1 persoon"}.get(count, f"{count} personen") + of_age
        if not count:
            return f"Nog geen bezoekers, wel {self.others}"
        visitors = counted(count, "bezoeker", "bezoekers") + of_age
        return f"{visitors}{',' if minors else ''} en {self.others}: samen {count + self.others.count}"

    @property
    def activity(self) -> str:
        """What happens; when nobody said so for this visit, what one can do at the service."""
        options = self.service.activities if self.service and self.visit.is_visit else ""
        return self.visit.activity or options

    @property
    def where(self) -> str:
        """The place, without repeating the name of the visit."""
        return ", ".join(part for part in (self.place.name, self.place.address) if part and part != self.name)

    @property
    def host(self) -> Host | None:
        return self.visit.host

    @property
    def parking(self) -> str:
        return self.service.parking if self.service and not self.visit.place else ""

    @property
    def accessibility(self) -> str:
        return self.service.accessibility if self.service and not self.visit.place else ""

    @property
    def comes_later(self) -> bool:
        return self.start > self.visit.start

    @property
    def leaves_earlier(self) -> bool:
        return self.end < self.visit.end

    @property
    def free_until(self) -> int:
        """Until when the free time before this entry lasts."""
        return self.departure.at if self.departure else self.start

    @property
    def route_url(self) -> str:
        """From the previous place to this one; without a previous place the map asks where one is."""
        if not self.place.map_url:
            return ""
        origin = self.departure.origin if self.departure else NOWHERE
        mode = self.departure.mode if self.departure else "auto"
        points = {"from": _waypoint(origin), "to": _waypoint(self.place)}
        return f"https://www.openstreetmap.org/directions?{urlencode({'engine': _ENGINES[mode], **points})}"


def _waypoint(place: Place) -> str:
    return f"{place.point[0]},{place.point[1]}" if place.point else place.address


def make_entry(week: Week, visit: Visit, part: Participation | None = None) -> Entry:
    """As the person of `part` sees it, with the company of the others; without `part` with everybody."""
    service = week.service_of(visit)
    start, end = entry_span(visit, part)
    own = part.person if part else None
    default = week.info if visit.is_visit else None
    return Entry(
        visit=visit,
        name=week.name_of(visit),
        start=start,
        end=end,
        place=_place(visit, service),
        service=service,
        people=tuple(_companion(week, visit, other) for other in visit.people if other.person != own),
        meeting_point=_first("meeting_point", visit, service, default),
        clothing=_first("clothing", visit, service if visit.is_visit else None, default),
        meal=_first("meal", visit, service if visit.is_visit else None),
        part=part,
    )


def _first(name: str, *sources: Visit | Service | Info | None) -> str:
    """The first that says something: the visit itself, else the service, else the programme."""
    return next((value for source in sources if source and (value := getattr(source, name))), "")


def _place(visit: Visit, service: Service | None) -> Place:
    """Where it is; a place typed by hand is looked up on the map only when it looks like an address."""
    if visit.place:
        has_number = any(character.isdigit() for character in visit.place)
        return Place("", visit.place) if has_number else Place(visit.place)
    return Place(service.name, service.address, service.point) if service else NOWHERE


def _companion(week: Week, visit: Visit, part: Participation) -> Companion:
    person = week.people[part.person]
    start, end = entry_span(visit, part)
    return Companion(
        name=person.name,
        function=person.function,
        fractie=person.fractie if week.info.shows_fractie else "",
        is_minor=person.is_minor,
        is_spokesperson=part.is_spokesperson,
        remarks=person.remarks,
        hours="" if (start, end) == (visit.start, visit.end) else f"{clock(start)}–{clock(end % 1440)}",
        note=part.note,
        domains=person.domains,
    )
