"""What no longer fits once a delay has shifted the day: who would be in two places, what the service cannot. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from press.delays.shifting import LATER, MIDNIGHT, SHORTEN, STAY, Affected, Shift
from programmes.agenda import Agenda, Problem
from programmes.times import clock
from programmes.week import Visit, entry_span


@dataclass(frozen=True, slots=True)
class Trouble:
    visit: int
    text: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.text} {self.way_out}"


def troubles(shift: Shift) -> list[Trouble]:
    """Only what was not so before; in the order of the day, each said once."""
    agendas = Agenda(shift.old), Agenda(shift.new)
    found = [
        Trouble(one.after.id, text, way_out)
        for one in shift.affected
        for text, way_out in (
            *_of_hours(shift, one),
            *_of_service(shift, one, *agendas),
            *_of_people(shift, one, *agendas),
            *_of_host(shift, one),
        )
    ]
    return list({trouble.text: trouble for trouble in found}.values())


def _of_hours(shift: Shift, one: Affected) -> Iterator[tuple[str, str]]:
    name, until = shift.new.name_of(one.after), shift.new.info.day_until
    if one.before.start + one.late.needed >= MIDNIGHT or one.options == (STAY,):
        yield f"{name} zou pas na middernacht beginnen.", "Laat het op zijn uur of schrap het op het bord."
    elif one.before.end <= until < one.after.end:
        yield f"{name} eindigt dan om {clock(one.after.end % MIDNIGHT)}, na het einde van de dag.", _shorter(one)


def _of_service(shift: Shift, one: Affected, old: Agenda, new: Agenda) -> Iterator[tuple[str, str]]:
    known = {problem.kind for problem in old.service_problems(one.before)}
    for problem in new.service_problems(one.after):
        if problem.kind not in known:
            hours = f"van {clock(one.after.start)} tot {clock(one.after.end % MIDNIGHT)}"
            yield f"{shift.new.name_of(one.after)} {problem.text}; het bezoek is nu {hours}.", _shorter(one)


def _of_people(shift: Shift, one: Affected, old: Agenda, new: Agenda) -> Iterator[tuple[str, str]]:
    parts = {part.person: part for part in one.before.people}
    coming = [part for part in one.after.people if (one.after.id, part.person) not in shift.absent]
    for part in coming:
        before = old.person_problems(part.person, one.before, parts[part.person])
        known = {_key(problem) for problem in before}
        name = shift.new.people[part.person].name
        for problem in new.person_problems(part.person, one.after, part):
            if problem.is_hard and _key(problem) not in known:
                start, _ = entry_span(one.after, part)
                where = f"{shift.new.name_of(one.after)} (vanaf {clock(start)})"
                text = problem.text if problem.kind == "reistijd" else f"{problem.text} en ook bij {where}"
                yield f"{name} {text}.", _arrive_later(one, name)


def _key(problem: Problem) -> tuple[str, bool, int | None]:
    return problem.kind, problem.is_hard, problem.other.id if problem.other else None


def _of_host(shift: Shift, one: Affected) -> Iterator[tuple[str, str]]:
    host = one.after.host
    if host is None:
        return
    for other in shift.new.visits:
        if other.id != one.after.id and other.host and other.host.id == host.id and _overlap(one.after, other):
            was = shift.old.by_id[other.id]
            if not _overlap(one.before, was) and other.service != one.after.service:
                names = f"{shift.new.name_of(one.after)} en {shift.new.name_of(other)}"
                yield f"{host.name} ontvangt dan tegelijk bij {names}.", "Vraag een collega om te ontvangen."


def _overlap(a: Visit, b: Visit) -> bool:
    return a.day == b.day and a.start < b.end and b.start < a.end


def _shorter(one: Affected) -> str:
    if SHORTEN in one.options and one.choice != SHORTEN:
        return "Kort dit bezoek in."
    return "Bel de dienst: kan het toch, of stopt het bezoek vroeger?"


def _arrive_later(one: Affected, name: str) -> str:
    if LATER in one.options and one.choice != LATER:
        return f"Laat {name} later aankomen."
    return f"Spreek met {name} af wat vervalt, of haal het bezoek op het bord van de dag."
