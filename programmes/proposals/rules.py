"""Which visits of the draft may change, and where something new may come, by what was asked. Pure."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from programmes.proposals.settings import (
    CONFLICT,
    DAY,
    EVERYTHING,
    FREE,
    PERSON,
    SERVICE,
    WITHOUT_MOVING,
    Scope,
    Settings,
)
from programmes.week import DECLINED, Visit, Week

TOO_MANY = "te_veel"


@dataclass(frozen=True)
class Rules:
    """`people`: our keys by the planner's number."""

    week: Week
    scope: Scope
    settings: Settings
    people: tuple[int, ...]

    @cached_property
    def services_touched(self) -> set[int]:
        """Where a conflict may be solved."""
        touched = {visit.service for visit in self._visits_touched}
        named = {conflict.service for conflict in self.scope.conflicts}
        return {key for key in touched | named if key is not None}

    @cached_property
    def planned_people(self) -> set[int]:
        """Who may get something new: with somebody also who comes along with them. A conflict is solved among who is
        in it, unless they become too few.
        """
        if self.scope.what not in {PERSON, CONFLICT} or self._lacks_people:
            return set(self.week.people)
        about = self._touched | {conflict.person for conflict in self.scope.conflicts}
        return {key for key, person in self.week.people.items() if {key, person.accompanies} & (about - {None})}

    @cached_property
    def _touched(self) -> set[int]:
        """Who stands on the visits of a conflict."""
        return {part.person for visit in self._visits_touched for part in visit.people}

    def counts_as_free(self, person: int) -> bool:
        """Somebody who never answered: when it was asked so, and where a visit moves on which they stand already."""
        return self.settings.ask_all or (self.scope.is_repair and person in self._touched)

    @cached_property
    def _visits_touched(self) -> list[Visit]:
        return [self.week.by_id[key] for key in self.scope.visits if key in self.week.by_id]

    @cached_property
    def _lacks_people(self) -> bool:
        for visit in self._visits_touched:
            service = self.week.service_of(visit)
            going = {conflict.person for conflict in self._about(visit)}
            coming = [part for part in visit.people if part.answer != DECLINED and part.person not in going]
            if service and len(coming) < service.min_people:
                return True
        return False

    def _about(self, visit: Visit) -> list[Scope]:
        """The conflicts that touch it."""
        return [conflict for conflict in self.scope.conflicts if visit.id in conflict.visits]

    def is_too_full(self, visit: Visit) -> bool:
        """Whether that is a conflict to solve."""
        return any(conflict.kind == TOO_MANY for conflict in self._about(visit))

    def frees(self, visit: Visit) -> bool:
        """Whether it may move or go."""
        if visit.is_fixed:
            return False
        if self.scope.what == CONFLICT:
            return any(conflict.kind not in WITHOUT_MOVING for conflict in self._about(visit))
        return self.settings.standing == FREE and self._is_asked(visit)

    def _is_asked(self, visit: Visit) -> bool:
        if self.scope.what == EVERYTHING:
            return True
        if self.scope.what == DAY:
            return visit.day == self.scope.day
        return self.scope.what == SERVICE and visit.service == self.scope.service

    def may_fill(self, visit: Visit) -> bool:
        """Whether somebody may join, beside who said no and stays on it."""
        return self._may_join(visit) and not self._is_crowded(visit)

    def takes_off(self, visit: Visit, person: int) -> bool:
        """Whether somebody who said no to this visit goes off it."""
        if self.scope.what == CONFLICT:
            return visit.id in self.scope.visits
        return self._may_join(visit) and (self.scope.what != PERSON or person in self.planned_people)

    def _is_crowded(self, visit: Visit) -> bool:
        """The planner counts the places of who said no as free: where they stay, all who may join have to fit."""
        service = self.week.service_of(visit)
        there = {part.person: part.answer == DECLINED for part in visit.people}
        staying = [person for person, is_off in there.items() if is_off and not self.takes_off(visit, person)]
        if service is None or not staying:
            return False
        return len(there) + len(self.planned_people - there.keys()) > service.max_people

    def _may_join(self, visit: Visit) -> bool:
        """As far as it was asked. Nobody joins one stop of a tour, unless to replace who cannot."""
        if visit.ronde is not None:
            return self.scope.what == CONFLICT and visit.id in self.scope.visits
        if self.scope.what == DAY:
            return visit.day == self.scope.day
        if self.scope.what == SERVICE:
            return visit.service == self.scope.service
        if self.scope.what == CONFLICT:
            is_touched = visit.id in self.scope.visits or visit.service in self.services_touched
            return is_touched or (bool(self.scope.parts) and self._has_enough(visit))
        return True

    def _has_enough(self, visit: Visit) -> bool:
        """So that who loses the only visit they had may go there, and nobody else is put on it."""
        service = self.week.service_of(visit)
        coming = sum(part.answer != DECLINED for part in visit.people)
        return service is not None and service.min_people <= coming

    def releases(self, visit: Visit, person: int) -> bool:
        """Whether this person may leave a visit that stays."""
        if self.scope.what == CONFLICT:
            return any(person == conflict.person or conflict.kind == TOO_MANY for conflict in self._about(visit))
        is_asked = self.scope.what == PERSON and person in self.planned_people
        return is_asked and self.settings.standing == FREE and not visit.is_fixed and visit.ronde is None

    def may_hold(self, service: int, day: dt.date) -> bool:
        """Whether a new visit may come there on that day."""
        if day not in self.days:
            return False
        if self.scope.what == DAY:
            return day == self.scope.day
        if self.scope.what == SERVICE:
            return service == self.scope.service
        return self.scope.what != CONFLICT

    def asks_for_service(self, service: int) -> bool:
        """Whether it is missing when it gets no visit, also when it cannot have any."""
        is_asked = self.scope.what == SERVICE and service == self.scope.service
        return is_asked or self.scope.what == EVERYTHING

    @cached_property
    def days(self) -> set[dt.date]:
        return set(self.week.info.days)
