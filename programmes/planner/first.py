"""The first plan: valid at once, service by service, those with the fewest possibilities first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from programmes.planner.index import Index
from programmes.planner.problem import nth
from programmes.planner.program.shapes import Groups, Place

OPEN, JOIN = 0.3, 0.2  # how much of a visit, of a person on it, a relaxation must want before it is taken over
TRIED = 6  # moments of a service that are looked at, spread over the week


class Draft:
    """A plan that grows: who is where, and what one more participation would gain."""

    def __init__(self, index: Index) -> None:
        self.index, self.problem = index, index.problem
        self.groups: dict[int, set[int]] = {}
        self.of_person: list[dict[int, list[int]]] = [defaultdict(list) for _ in self.problem.people]
        self.of_service: list[list[int]] = [[] for _ in self.problem.services]
        self.visited: list[set[int]] = [set() for _ in self.problem.people]
        self.has_competent = [False] * len(self.problem.services)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for a, b in self.problem.apart:
            self.apart[a].add(b)
            self.apart[b].add(a)
        self.partner: dict[int, set[int]] = defaultdict(set)
        for a, b in self.problem.together:
            self.partner[a].add(b)
            self.partner[b].add(a)

    def put(self, slot: int, people: Iterable[int]) -> None:
        here = self.index.slots[slot]
        if slot not in self.groups:
            self.groups[slot] = set()
            self.of_service[here.service].append(slot)
        for person in people:
            self.groups[slot].add(person)
            self.visited[person].add(here.service)
            day = self.of_person[person][here.day]
            day.append(slot)
            day.sort(key=lambda number: self.index.slots[number].start)
            self.has_competent[here.service] |= self.index.is_competent(person, here.service)

    def company(self, people: Iterable[int]) -> set[int]:
        """Who must come along with these, and with those in turn."""
        found = set(people)
        while more := {other for person in found for other in self.partner[person]} - found:
            found |= more
        return found - set(people)

    def room(self, slot: int) -> bool:
        """Whether this visit could be held beside the others of its service, and those with which it takes turns."""
        here = self.index.slots[slot]
        others = [self.index.slots[other] for other in self.of_service[here.service] if other != slot]
        if slot not in self.groups and len(others) >= self.problem.services[here.service].visits_max:
            return False
        for service in self.problem.turn_of.get(here.service, ()):
            others += [self.index.slots[other] for other in self.of_service[service] if service != here.service]
        return all(o.day != here.day or o.end <= here.start or here.end <= o.start for o in others)

    def gain(self, person: int, slot: int) -> float | None:
        """Points for one more participation; None when it cannot be."""
        here, who = self.index.slots[slot], self.problem.people[person]
        day = self.of_person[person].get(here.day, [])
        already = sum(map(len, self.of_person[person].values()))
        if here.service in self.visited[person] or len(day) >= who.day_max or already >= who.week_max:
            return None
        weights = self.problem.weights
        detour = self._detour(person, day, slot)
        if detour is None:
            return None
        points = self.index.loads[person][already] - detour - (0 if day else weights.day)
        ranks = self.problem.wish_ranks[person]
        if here.service in ranks:
            granted = {ranks[service] for service in self.visited[person] if service in ranks}
            if ranks[here.service] not in granted:
                points += nth(weights.wish, len(granted)) + nth(weights.rank, ranks[here.service])
        if not self.has_competent[here.service] and self.index.is_competent(person, here.service):
            points += weights.competence
        return points + self.index.change(person, here)

    def _detour(self, person: int, day: list[int], slot: int) -> int | None:
        start = self.index.slots[slot].start
        before = [other for other in day if self.index.slots[other].start <= start]
        after = [other for other in day if self.index.slots[other].start > start]
        come = self.index.hop(person, before[-1], slot) if before else 0
        leave = self.index.hop(person, slot, after[0]) if after else 0
        if come is None or leave is None:
            return None
        if len(before) > 1 and self.index.hop(person, self.index.latest(before), slot) is None:
            return None
        saved = self.index.hop_of_fixed(person, before[-1], after[0]) if before and after else 0
        return come + leave - saved

    def best_group(self, slot: int, needed: Iterable[int] = (), *, most: int | None = None) -> tuple[float, list[int]]:
        """Those who gain most by it, beside who is there or needed, up to `most`; no group when too few can."""
        here = self.index.slots[slot]
        service, chosen = self.problem.services[here.service], [*self.groups.get(slot, ())]
        most = service.max if most is None else max(most, service.min)
        gains: dict[int, float] = {}
        for person in here.people:
            if person not in chosen and (gain := self.gain(person, slot)) is not None:
                gains[person] = gain
        total, already = 0.0, len(chosen)
        first = [person for person in needed if person not in chosen]
        for person in [*first, *sorted(gains, key=lambda p: (-gains[p], p))]:
            whole = {*self.problem.units[person]}.difference(chosen)
            if person in chosen or not whole <= gains.keys() or len(chosen) + len(whole) > most:
                continue
            worth = sum(gains[p] for p in whole)
            if (worth <= 0 and len(chosen) >= service.min) or any(self.apart[p] & {*chosen, *whole} for p in whole):
                continue
            chosen += sorted(whole)
            total += worth
        if len(chosen) < service.min or not {*first} <= {*chosen}:
            return 0.0, []
        parties = len({self.problem.people[person].party for person in chosen})
        weights = self.problem.weights
        total += (weights.mix2 if parties > 1 else 0) + (weights.mix3 if parties > 2 else 0)
        return total, chosen[already:]


def first_plan(index: Index) -> Groups:
    return filled(with_fixed(index))


def with_fixed(index: Index) -> Draft:
    """Who is pinned, and as many others as a visit needs."""
    draft = Draft(index)
    for number, slot in enumerate(index.slots):
        if slot.is_fixed:
            draft.put(number, sorted(slot.pinned))
    fixed = [number for number, slot in enumerate(index.slots) if slot.is_fixed]
    for number in fixed:
        company = draft.company(index.slots[number].pinned)
        draft.put(number, draft.best_group(number, company, most=len(draft.groups[number] | company))[1])
    for number in fixed:
        draft.put(number, draft.best_group(number, most=1)[1])
    return draft


def rounded(index: Index, wanted: Mapping[Place, float]) -> Groups:
    """A plan after the fractions of a relaxation: what it wants most first, then whatever is missing."""
    draft = with_fixed(index)
    by_slot: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (person, slot), part in wanted.items():
        by_slot[slot].append((-part, person))
    for slot in sorted(by_slot, key=lambda slot: (sum(part for part, _ in by_slot[slot]), slot)):
        if sum(part for part, _ in by_slot[slot]) > -OPEN or not draft.room(slot):
            continue
        service = index.problem.services[index.slots[slot].service]
        there = draft.groups.get(slot, set())
        joins: list[int] = []
        for part, person in sorted(by_slot[slot]):
            fits = person not in there and not draft.partner[person] and not draft.apart[person] & {*there, *joins}
            if part < -JOIN and fits and len(there) + len(joins) < service.max and draft.gain(person, slot) is not None:
                joins.append(person)
        if len(there) + len(joins) >= service.min:
            draft.put(slot, joins)
    return filled(draft)


def filled(draft: Draft) -> Groups:
    """The draft with the press moment, every service and everybody, as far as that goes."""
    index = draft.index
    if not any(is_press_moment(draft, slot) for slot in draft.groups):
        place_press(draft)
    order = sorted(range(len(index.problem.services)), key=lambda s: (_possibilities(index, s), s))
    for service in order:  # everything is covered before anything is filled
        if not draft.of_service[service]:
            place_service(draft, service, most=1)
    _place_people(draft)
    for slot in sorted(draft.groups):
        draft.put(slot, draft.best_group(slot)[1])
    for service in order:
        place_service(draft, service)
    return {slot: frozenset(people) for slot, people in draft.groups.items()}


def _possibilities(index: Index, service: int) -> int:
    return sum(len(index.slots[slot].people) for slot in index.of_service[service])


def is_press_moment(draft: Draft, slot: int) -> bool:
    roles = [draft.problem.people[person].role for person in draft.groups[slot]]
    enough = "burgemeester" in roles and roles.count("schepen") >= draft.problem.press_schepenen
    return enough and slot in draft.index.press_slots


def place_press(draft: Draft) -> None:
    problem = draft.problem
    if not problem.press_windows:
        return
    best: tuple[float, int, list[int]] = (0.0, -1, [])
    for slot in draft.index.press_slots:
        here = draft.index.slots[slot].people
        mayors = [p for p in here if problem.people[p].role == "burgemeester" and draft.gain(p, slot) is not None]
        aldermen = [p for p in here if problem.people[p].role == "schepen" and draft.gain(p, slot) is not None]
        if mayors and len(aldermen) >= problem.press_schepenen and draft.room(slot):
            total, group = draft.best_group(slot, [mayors[0], *aldermen[: problem.press_schepenen]])
            if group and total > best[0]:
                best = (total, slot, group)
    if best[1] >= 0:
        draft.put(best[1], best[2])


def place_service(draft: Draft, service: int, *, most: int | None = None, tried: int = TRIED) -> None:
    """One more visit at the best of some of its moments, when that gains anything."""
    slots = [slot for slot in draft.index.of_service[service] if slot not in draft.groups and draft.room(slot)]
    if len(slots) > tried:
        slots = [slots[n * len(slots) // tried] for n in range(tried)]
    best: tuple[float, int, list[int]] = (0.0, -1, [])
    weights, priority = draft.problem.weights, draft.problem.services[service].priority
    covers = 0 if draft.of_service[service] else weights.uncovered * priority
    for slot in slots:
        total, group = draft.best_group(slot, most=most)
        if group and total + covers > best[0]:
            best = (total + covers, slot, group)
    if best[1] >= 0:
        draft.put(best[1], best[2])


def _place_people(draft: Draft) -> None:
    """Who has nothing yet joins a visit, or has one made."""
    for person in range(len(draft.problem.people)):
        if draft.visited[person]:
            continue
        own = [n for day in draft.index.days_of[person] for n in draft.index.of_person_day[person, day]]
        for slot in sorted(own, key=lambda number: number not in draft.groups):
            total, group = draft.best_group(slot, [person]) if draft.room(slot) else (0.0, [])
            if group and total > 0:
                draft.put(slot, group)
                break
