"""Conflicts of a service: not at this hour, too many, too few, nobody who receives, nobody who comes."""

from collections.abc import Iterator, Sequence
from functools import partial

from programmes.conflicts.base import BLOCKS, WARNS, Conflict, Finder, facts
from programmes.conflicts.waysout import WayOut, first_moment, somebody_for
from programmes.times import clock, day_name
from programmes.week import Service, Visit, order
from programmes.words import listed

MANY_GROUPS = "te_veel_groepen"


def at_service(finder: Finder) -> Iterator[Conflict]:
    """Outside the moments of the service."""
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service is None:
            continue
        for problem in finder.agenda.service_problems(visit):
            if problem.kind == MANY_GROUPS:
                continue
            hours = f"van {clock(visit.start)} tot {clock(visit.end % 1440)}"
            text = f"{service.name} {problem.text}; dit bezoek is {hours}."
            at = {"visits": (visit.id,), "service": service.id, "day": visit.day}
            yield finder.conflict(problem.kind, WARNS, text, finder.better_moment(visit), *facts(visit), **at)


def too_many_groups(finder: Finder) -> Iterator[Conflict]:
    for (key, day), visits in finder.agenda.by_service.items():
        service = finder.week.services.get(key)
        if service is None:
            continue
        for crowd in _crowds(visits, service.max_groups):
            hours = listed(dict.fromkeys(visit.hours for visit in crowd))
            text = f"{service.name} heeft op {day_name(day)} {len(crowd)} groepen tegelijk ({hours}); {_room(service)}."
            at = {"visits": tuple(visit.id for visit in crowd), "service": key, "day": day}
            yield finder.conflict(MANY_GROUPS, BLOCKS, text, finder.better_moment(crowd[-1]), *facts(*crowd), **at)


def _crowds(visits: Sequence[Visit], most: int) -> list[list[Visit]]:
    """Of more visits at one moment than fit: all that are there then, without those that are part of a larger one."""
    ordered = sorted(visits, key=order)
    found = {
        frozenset(number for number, visit in enumerate(ordered) if visit.start <= one.start < visit.end)
        for one in ordered
    }
    crowds = [one for one in found if len(one) > most and not any(one < other for other in found)]
    return [[ordered[number] for number in sorted(one)] for one in sorted(crowds, key=sorted)]


def _room(service: Service) -> str:
    return "er past er één" if service.max_groups == 1 else f"er passen er {service.max_groups}"


def numbers(finder: Finder) -> Iterator[Conflict]:
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service is None or not visit.is_visit:
            continue
        count, where = len(visit.people), finder.where(visit)
        at = {"visits": (visit.id,), "service": service.id, "day": visit.day}
        if count > service.max_people:
            text = f"{where}: {count} deelnemers, en er mogen er hoogstens {service.max_people} zijn."
            way_out = WayOut(f"Haal er {count - service.max_people} af, of verdeel de groep over twee bezoeken.")
            yield finder.conflict("te_veel", BLOCKS, text, way_out, visit.id, count, **at)
        elif count < service.min_people:
            have = "nog niemand gaat mee" if count == 0 else f"{count} deelnemer{'' if count == 1 else 's'}"
            text = f"{where}: {have}, en er moeten er minstens {service.min_people} zijn."
            who = partial(somebody_for, finder.agenda, visit, finder.by_load)
            yield finder.conflict("te_weinig", WARNS, text, who, visit.id, count, **at)


def nobody_receives(finder: Finder) -> Iterator[Conflict]:
    for visit in finder.week.visits:
        service = finder.week.service_of(visit)
        if service and visit.is_visit and visit.host is None and service.contacts:
            text = f"{finder.where(visit)}: niemand ontvangt de bezoekers."
            contact = service.contacts[0]
            way_out = WayOut(f"{contact.name} is contactpersoon en kan ontvangen.", visit.id, host=contact.id)
            at = {"visits": (visit.id,), "service": service.id, "day": visit.day}
            yield finder.conflict("geen_host", WARNS, text, way_out, visit.id, **at)


def without_visit_or_contact(finder: Finder) -> Iterator[Conflict]:
    visited = {visit.service for visit in finder.week.visits if visit.is_visit}
    for service in finder.week.services.values():
        if not service.contacts:
            text = f"{service.name} heeft geen contactpersoon."
            way_out = WayOut("Voeg bij de zorgdienst iemand toe die de bezoekers ontvangt.")
            yield finder.conflict("geen_contact", WARNS, text, way_out, service.id, service=service.id)
        if service.id not in visited:
            text = f"Niemand gaat op bezoek bij {service.name}."
            when = partial(first_moment, finder.agenda, service)
            yield finder.conflict("dienst_zonder_bezoek", WARNS, text, when, service.id, service=service.id)
