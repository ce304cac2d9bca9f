"""Whether a part of a proposal still fits the draft, that may have changed since the plan was asked. Pure."""

from dataclasses import replace
from functools import cached_property

from programmes.agenda import Agenda
from programmes.proposals.bridge import Bridge
from programmes.proposals.targets import Target, as_visit
from programmes.week import Visit, Week


class Fitting:
    """Only what changed since can clash: the plan knew the rest."""

    def __init__(self, week: Week, bridge: Bridge) -> None:
        self.week = week
        self.bridge = bridge

    @cached_property
    def _agenda(self) -> Agenda:
        """Of the visits that came or changed."""
        known = self.bridge.revisions
        changed = tuple(visit for visit in self.week.visits if known.get(visit.id) != visit.revision)
        return Agenda(replace(self.week, visits=changed))

    def of_visit(self, target: Target, now: Visit | None) -> str:
        """A sentence, or ''."""
        seat = target.seat
        if target.service not in self.week.services:
            return "Deze dienst doet niet meer mee aan het programma."
        if seat is None:
            return self._of_service(target)
        if now is None:
            return "Dit bezoek is intussen verwijderd."
        if (now.day, now.start) == (target.day, target.start):
            return ""
        if (now.day, now.start) != (self.bridge.days[seat.day], seat.start) or now.service != target.service:
            return "Dit bezoek staat intussen op een ander moment."
        return "Dit bezoek is intussen vastgezet." if now.is_fixed else self._of_service(target)

    def of_number(self, now: Visit | None, target: Target, more: int) -> str:
        """Whether so many more still fit in a group that has changed."""
        service = self.week.services.get(target.service)
        if now is None or service is None or self.bridge.revisions.get(now.id) == now.revision:
            return ""
        return "De groep is intussen vol." if len(now.people) + more > service.max_people else ""

    def _of_service(self, target: Target) -> str:
        places = {
            (self.bridge.services[v.service], self.bridge.days[v.day], v.start) for v in self.bridge.problem.fixed
        }
        is_by_hand = (target.service, target.day, target.start) in places
        problems = [p for p in self._agenda.service_problems(as_visit(target)) if p.is_hard or not is_by_hand]
        return f"{self.week.services[target.service].name} {problems[0].text}." if problems else ""

    def of_person(self, target: Target, person: int) -> str:
        found = self.week.people.get(person)
        if found is None:
            name = self.bridge.problem.name_of_person(self.bridge.people.index(person))
            return f"{name} staat niet meer op de gastenlijst."
        problems = self._agenda.person_problems(person, as_visit(target))
        return next((f"{found.name} {problem.text}." for problem in problems if problem.is_hard), "")

    def of_stayers(self, target: Target) -> str:
        whys = (self.of_person(target, person) for person in target.stays if person in self.week.people)
        return next((why for why in whys if why), "")
