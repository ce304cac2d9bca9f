"""What differs between two weeks, in words: per visit, per person and per service."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from programmes.times import clock, day_name
from programmes.week import Info, Participation, Person, Service, Visit, Week, entry_span

T = TypeVar("T")

NEW = "nieuw"
GONE = "geschrapt"
CHANGED = "gewijzigd"


@dataclass(frozen=True, slots=True)
class VisitChange:
    """`before` is None for a new visit, `after` for one that went; `details` say what changed."""

    before: Visit | None
    after: Visit | None
    name: str
    details: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        if self.before is None:
            return NEW
        return GONE if self.after is None else CHANGED

    @property
    def visit(self) -> Visit:
        visit = self.after or self.before
        assert visit is not None  # noqa: S101 (one of both is always there)
        return visit

    def __str__(self) -> str:
        return f"{self._where}: {'; '.join(self.details)}" if self.details else self._where

    @property
    def _where(self) -> str:
        """What the details do not say themselves: a visit that moved has its day or hours there."""
        if self.before and self.after and self.before.day != self.after.day:
            return self.name
        day = f"{self.name}, {day_name(self.visit.day)}"
        return (
            day if self.before and self.after and self.before.hours != self.after.hours else f"{day} {self.visit.hours}"
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """`people` and `services` hold only who is touched: {id: changes}; `facts` is what changes beside the visits."""

    people: dict[int, list[VisitChange]] = field(default_factory=dict)
    services: dict[int, list[VisitChange]] = field(default_factory=dict)
    visits: tuple[VisitChange, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.visits or self.people or self.services or self.facts)


Touched = list[tuple[str, list[VisitChange]]]


def by_name(changes: Mapping[int, list[VisitChange]], *sources: Mapping[int, Person | Service]) -> Touched:
    """(name, changes) in the order of the alphabet; the first source that knows somebody gives the name."""
    names = {key: next(source[key].name for source in sources if key in source) for key in changes}
    return [(names[key], changes[key]) for key in sorted(changes, key=lambda key: (names[key].casefold(), key))]


def difference(old: Week, new: Week) -> Difference:
    """A person is touched by what they see of their own visits; company that changes touches only the service."""
    keys = dict.fromkeys([*(v.id for v in new.visits), *(v.id for v in old.visits)])
    result = Difference(
        visits=tuple(change for key in keys if (change := _visit_change(old, new, key))),
        facts=tuple(_facts(old, new)),
    )
    for key in keys:
        before, after = old.by_id.get(key), new.by_id.get(key)
        for person in dict.fromkeys([*_people(after), *_people(before)]):
            if change := _for_person(old, new, before, after, person):
                result.people.setdefault(person, []).append(change)
        for service in dict.fromkeys(v.service for v in (after, before) if v and v.service is not None):
            if change := _for_service(old, new, before, after, service):
                result.services.setdefault(service, []).append(change)
    return result


def _people(visit: Visit | None) -> Iterable[int]:
    return (part.person for part in visit.people) if visit else ()


def _name(old: Week, new: Week, before: Visit | None, after: Visit | None) -> str:
    return new.name_of(after) if after else old.name_of(before)  # type: ignore[arg-type] # one of both is there


def _visit_change(old: Week, new: Week, key: int) -> VisitChange | None:
    before, after = old.by_id.get(key), new.by_id.get(key)
    details: list[str] = []
    if before and after:
        details = [*visit_details(old, before, new, after), *people_details(old, before, new, after)]
        if not details:
            return None
    return VisitChange(before, after, _name(old, new, before, after), tuple(details))


def _for_person(old: Week, new: Week, before: Visit | None, after: Visit | None, person: int) -> VisitChange | None:
    was, is_now = _part(before, person), _part(after, person)
    name = _name(old, new, before, after)
    if was is None or before is None:
        return VisitChange(None, after, name)
    if is_now is None or after is None:
        return VisitChange(before, None, old.name_of(before))
    details = [*visit_details(old, before, new, after), *_part_details(before, was, after, is_now)]
    return VisitChange(before, after, name, tuple(details)) if details else None


def _for_service(old: Week, new: Week, before: Visit | None, after: Visit | None, service: int) -> VisitChange | None:
    name = _name(old, new, before, after)
    if before is None or before.service != service:
        return VisitChange(None, after, name, _company(new, after))
    if after is None or after.service != service:
        return VisitChange(before, None, old.name_of(before))
    details = [*visit_details(old, before, new, after), *people_details(old, before, new, after)]
    return VisitChange(before, after, name, tuple(details)) if details else None


def _company(week: Week, visit: Visit | None) -> tuple[str, ...]:
    """Who comes to a visit that is new for the service."""
    names = [week.people[key].name for key in _people(visit)]
    return (f"met {', '.join(names)}",) if names else ()


def _part(visit: Visit | None, person: int) -> Participation | None:
    return next((part for part in visit.people if part.person == person), None) if visit else None


_TEXTS = {
    "kind": "een ander soort blok",
    "werkvorm": "andere werkvorm",
    "place": "andere plaats",
    "meeting_point": "andere afspreekplaats",
    "clothing": "andere kledij",
    "meal": "andere maaltijd",
    "activity": "wat er gebeurt is gewijzigd",
    "remarks": "de opmerkingen zijn gewijzigd",
    "ronde_title": "andere ronde",
    "ronde_mode": "ander vervoer",
}
_SERVICE_TEXTS = {
    "address": "ander adres",
    "point": "andere plaats op de kaart",
    "meeting_point": "andere afspreekplaats",
    "clothing": "andere kledij",
    "meal": "andere maaltijd",
    "parking": "anders parkeren",
    "accessibility": "andere toegankelijkheid",
    "activities": "wat bezoekers kunnen doen is gewijzigd",
}


def visit_details(old: Week, before: Visit, new: Week, after: Visit) -> list[str]:
    """What is different for everybody who is there: day, hours, place, who receives, practical things."""
    details = _time_details(before, after)
    old_name, new_name = old.name_of(before), new.name_of(after)
    if old_name != new_name:
        details.append(f"{new_name} in plaats van {old_name}")
    old_host, new_host = (visit.host.name if visit.host else "niemand" for visit in (before, after))
    if old_host != new_host:
        details.append(f"{new_host} ontvangt in plaats van {old_host}")
    elif before.host != after.host:
        details.append(f"andere gegevens van {new_host}")
    details += [text for name, text in _TEXTS.items() if getattr(before, name) != getattr(after, name)]
    return details + _service_details(old.service_of(before), new.service_of(after))


def _time_details(before: Visit, after: Visit) -> list[str]:
    if before.day != after.day:
        return [f"verplaatst van {day_name(before.day)} {before.hours} naar {day_name(after.day)} {after.hours}"]
    if (before.start, before.end) != (after.start, after.end):
        return [f"{after.hours} in plaats van {before.hours}"]
    return []


def _service_details(before: Service | None, after: Service | None) -> list[str]:
    if before is None or after is None or before.id != after.id:
        return []
    return [text for name, text in _SERVICE_TEXTS.items() if getattr(before, name) != getattr(after, name)]


def people_details(old: Week, before: Visit, new: Week, after: Visit) -> list[str]:
    """Who joins, who goes, who comes at another hour."""
    was = {part.person: part for part in before.people}
    is_now = {part.person: part for part in after.people}
    details = [f"{new.people[key].name} komt erbij" for key in is_now if key not in was]
    details += [f"{old.people[key].name} gaat eraf" for key in was if key not in is_now]
    for key in (key for key in is_now if key in was):
        details += [f"{new.people[key].name}: {text}" for text in _part_details(before, was[key], after, is_now[key])]
    return details


def _part_details(before: Visit, was: Participation, after: Visit, is_now: Participation) -> list[str]:
    details = []
    if (was.start, was.end) != (is_now.start, is_now.end):
        start, end = entry_span(after, is_now)
        old_start, old_end = entry_span(before, was)
        if (start - after.start, end - after.end) != (old_start - before.start, old_end - before.end):
            details.append(f"aanwezig {clock(start)}–{clock(end % 1440)}")
    if was.is_spokesperson != is_now.is_spokesperson:
        details.append("woordvoerder" if is_now.is_spokesperson else "geen woordvoerder meer")
    if was.note != is_now.note:
        details.append(is_now.note or "opmerking geschrapt")
    return details


_INFO_TEXTS = {
    "De titel is gewijzigd": ("title", "bestuur"),
    "De data van het programma zijn gewijzigd": ("first_day", "last_day"),
    "Het aanspreekpunt is gewijzigd": ("contact_name", "contact_email", "contact_phone"),
    "De inleiding is gewijzigd": ("introduction",),
    "De hashtag is gewijzigd": ("hashtag",),
    "De fractie wordt wel of niet meer getoond": ("shows_fractie",),
    "De algemene afspreekplaats, kledij of maaltijd is gewijzigd": ("meeting_point", "clothing", "meal"),
    "Vertrekuren kunnen anders zijn": ("start_place", "start_point", "mode", "slack"),
}
_PERSON_TEXTS = {
    "function": "andere functie",
    "fractie": "andere fractie",
    "is_minor": "minderjarig of niet",
    "mode": "ander vervoer, en dus misschien een ander vertrekuur",
    "remarks": "andere opmerking voor de diensten",
}


def _facts(old: Week, new: Week) -> Iterator[str]:
    """What changes without any visit that does: the programme itself, somebody's function, who is contact person."""
    yield from (text for text, names in _INFO_TEXTS.items() if _differ(old.info, new.info, names))
    if _journeys(old) != _journeys(new):
        yield "Reistijden zijn gewijzigd: vertrekuren kunnen anders zijn"
    for person, was in _in_both(new.people, old.people):
        if person.name != was.name:
            yield f"{was.name} heet nu {person.name}"
        yield from (f"{person.name}: {text}" for name, text in _PERSON_TEXTS.items() if _differ(was, person, (name,)))
    for service, before in _in_both(new.services, old.services):
        if service.name != before.name:
            yield f"{before.name} heet nu {service.name}"
        if service.contacts != before.contacts:
            yield f"{service.name}: andere contactpersonen, of andere gegevens van hen"


def _journeys(week: Week) -> dict[tuple[int, int, str], int]:
    """Corrected journeys between services that take part; an authority corrects others too."""
    return {key: minutes for key, minutes in week.travel.items() if week.services.keys() >= {key[0], key[1]}}


def _in_both(new: Mapping[int, T], old: Mapping[int, T]) -> Iterator[tuple[T, T]]:
    return ((row, old[key]) for key, row in new.items() if key in old)


def _differ(old: Info | Person, new: Info | Person, names: Iterable[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in names)
