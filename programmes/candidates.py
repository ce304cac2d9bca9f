"""Who can come along on a visit, who cannot, and why."""

from dataclasses import dataclass

from programmes.agenda import Agenda
from programmes.domains import domains_at
from programmes.week import DECLINED, Participation, Person, Visit, Week


@dataclass(frozen=True, slots=True)
class Candidate:
    """`reasons` say why not (sentences that follow the name), `notes` what else to know."""

    person: Person
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    visits: int
    holds_domain: bool = False

    @property
    def can(self) -> bool:
        return not self.reasons


def candidates(week: Week, visit: Visit) -> list[Candidate]:
    """Everybody on the guest list: who can first, then who holds the domain, then who has the fewest visits.

    Who is alike, stays in the order of the guest list, by family name.
    """
    agenda = Agenda(week)
    found = [_candidate(agenda, visit, person) for person in week.people.values()]
    return sorted(found, key=lambda c: (not c.can, not c.holds_domain, c.visits))


def _candidate(agenda: Agenda, visit: Visit, person: Person) -> Candidate:
    part = next((part for part in visit.people if part.person == person.id), Participation(person.id))
    problems = agenda.person_problems(person.id, visit, part)
    service = agenda.week.service_of(visit)
    held = domains_at(person, service) if service else []
    return Candidate(
        person=person,
        reasons=(*_declined(part), *(problem.text for problem in problems if problem.is_hard)),
        notes=tuple([problem.text for problem in problems if not problem.is_hard] + _notes(held, person)),
        visits=agenda.visits_count(person.id),
        holds_domain=bool(held),
    )


def _declined(part: Participation) -> tuple[str, ...]:
    if part.answer != DECLINED:
        return ()
    return (f"komt niet: {part.reason}" if part.reason else "komt niet",)


def _notes(held: list[str], person: Person) -> list[str]:
    notes = [f"bevoegd voor {', '.join(held)}"] if held else []
    if person.available is None:
        notes.append("liet nog niet weten wanneer het past")
    return notes
