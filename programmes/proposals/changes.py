"""A plan as differences with the draft, in words and in parts that can be ticked; and what is chosen, as visits. Pure.

Keys say what changes, so that a form remembers them: `nieuw:`, `verplaatst:`, `geschrapt:` with the visit,
`erbij:`, `eraf:` with the visit and the person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from programmes.planner import Visit as Planned
from programmes.proposals.bridge import Bridge
from programmes.proposals.fitting import Fitting
from programmes.proposals.needs import add_needs
from programmes.proposals.parts import DROPPED, JOINS, LEAVES, MOVED, NEW, Change
from programmes.proposals.targets import Target, as_visit, current, service_name, targets_of
from programmes.times import day_name
from programmes.week import VISIT, Participation, Visit, Week, moved, order

AGREED = "ja"
Written = tuple[list[Visit], list[Visit]]


@dataclass(frozen=True, slots=True)
class Group:
    """What changes for one service or one person."""

    id: int
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """In the order of the week."""

    items: tuple[Change, ...]
    targets: tuple[Target, ...]
    services: Mapping[int, str]
    people: Mapping[int, str]

    @cached_property
    def by_key(self) -> dict[str, Change]:
        return {change.key: change for change in self.items}

    @property
    def fitting(self) -> set[str]:
        """All that still fits the draft as it is now."""
        return {change.key for change in self.items if change.fits}

    @property
    def by_service(self) -> list[Group]:
        names = sorted(self.services, key=lambda key: (self.services[key].casefold(), key))
        groups = ((key, tuple(change for change in self.items if change.service == key)) for key in names)
        return [Group(key, self.services[key], changes) for key, changes in groups if changes]

    @property
    def by_person(self) -> list[Group]:
        """A new visit is told to who joins it, a move or an end to who stays or stayed on it. In their own order."""
        groups = ((key, tuple(change for change in self.items if change.touches(key))) for key in self.people)
        return [Group(key, self.people[key], changes) for key, changes in groups if changes]

    @property
    def counts(self) -> dict[str, int]:
        """{what: how many}"""
        return dict(Counter(change.what for change in self.items))

    def completed(self, chosen: Iterable[str]) -> tuple[set[str], list[Change]]:
        """With all that the chosen parts need, a new visit its smallest group; and what was taken along for it.

        What no longer fits, or needs something that no longer does, is left out.
        """
        asked = {key for key in chosen if key in self.by_key}
        whole = self._whole(asked)
        while lacking := self._lacking(whole):
            whole |= lacking
        return whole, [change for change in self.items if change.key in whole - asked]

    def _whole(self, keys: Iterable[str]) -> set[str]:
        whole = (self._needed(key) for key in keys)
        return {one for needed in whole if all(self.by_key[key].fits for key in needed) for one in needed}

    def _lacking(self, keys: set[str]) -> set[str]:
        """What brings the next person to each new visit among these that has too few, as far as somebody fits."""
        news = (self.by_key[key] for key in keys if self.by_key[key].what == NEW)
        found = set[str]()
        for new in news:
            joins = [change.key for change in self.items if change.what == JOINS and change.target == new.target]
            if len(keys.intersection(joins)) < new.at_least:
                brought = (self._whole([key]) for key in joins if key not in keys)
                found |= next(filter(None, brought), set())
        return found

    def _needed(self, key: str) -> set[str]:
        """The part itself and all that it leans on."""
        found, left = set[str](), [key]
        while left:
            one = left.pop()
            if one not in found and one in self.by_key:
                found.add(one)
                left += self.by_key[one].needs
        return found


def changes_of(week: Week, bridge: Bridge, visits: Iterable[Planned]) -> Changes:
    """`week`: the draft as it is now; what was accepted already is no change any more."""
    targets = targets_of(week, bridge, visits)
    fitting = Fitting(week, bridge)
    items = [change for target in targets for change in _changes(week, bridge, target, fitting)]
    people = {key for change in items for key in (*change.company, change.person) if key is not None}
    guests = [key for key in week.people if key in people]  # as everywhere: by family name
    return Changes(
        items=tuple(add_needs(week, bridge, targets, items)),
        targets=tuple(targets),
        services={change.service: service_name(week, _target_of(targets, change)) for change in items},
        people={key: person_name(week, bridge, key) for key in (*guests, *sorted(people.difference(guests)))},
    )


def _target_of(targets: Iterable[Target], change: Change) -> Target:
    return next(target for target in targets if target.key == change.target)


def person_name(week: Week, bridge: Bridge, key: int) -> str:
    """Also of who has left the guest list since."""
    found = week.people.get(key)
    return found.name if found else bridge.problem.name_of_person(bridge.people.index(key))


def _changes(week: Week, bridge: Bridge, target: Target, fitting: Fitting) -> Iterator[Change]:
    now = current(week, target)
    said = _Words(week, bridge, target)
    why = fitting.of_visit(target, now)
    if target.seat is not None and now is None:
        if not target.is_dropped and (target.joins or target.leaves or _is_moved(bridge, target)):
            yield said.change(MOVED, target.stays, why_not=why)
    elif target.is_dropped:
        yield said.change(DROPPED, target.was, why_not=why)
    else:
        if now is None:
            yield said.change(NEW, target.people, why_not=why)
        elif _is_moved(bridge, target) and (now.day, now.start) != (target.day, target.start):
            yield said.change(MOVED, target.stays, was=_when(now), why_not=why or fitting.of_stayers(target))
        yield from _of_people(said, now, why, fitting)


def _of_people(said: "_Words", now: Visit | None, why: str, fitting: Fitting) -> Iterator[Change]:
    target = said.target
    there = {part.person for part in now.people} if now else set()
    declined = {person for key, person in said.bridge.declined if now is not None and key == now.id}
    going = [person for person in (*target.leaves, *(declined - {*target.leaves})) if person in there]
    for person in going:
        no = person in declined
        yield said.change(LEAVES, (), person=person, why_not="" if no else why, reason="komt niet" if no else "")
    joining = [person for person in target.joins if person not in there]
    for number, person in enumerate(joining):
        full = fitting.of_number(now, target, number + 1 - len(going))
        yield said.change(JOINS, (), person=person, why_not=why or fitting.of_person(target, person) or full)


def _is_moved(bridge: Bridge, target: Target) -> bool:
    seat = target.seat
    return seat is not None and (bridge.days[seat.day], seat.start) != (target.day, target.start)


def _when(visit: Visit) -> str:
    return f"{day_name(visit.day)} {visit.hours}"


@dataclass(frozen=True, slots=True)
class _Words:
    week: Week
    bridge: Bridge
    target: Target

    def change(
        self,
        what: str,
        company: Iterable[int],
        *,
        person: int | None = None,
        was: str = "",
        why_not: str = "",
        reason: str = "",
    ) -> Change:
        target, company = self.target, tuple(company)
        now = current(self.week, target)
        touched = company if person is None else (person,)
        takes = what in {MOVED, DROPPED, LEAVES} and now is not None
        agreed = [part.person for part in now.people if part.answer == AGREED] if now and takes else []
        return Change(
            key=f"{what}:{target.key}" if person is None else f"{what}:{target.key}:{person}",
            what=what,
            target=target.key,
            visit=target.visit,
            service=target.service,
            service_name=service_name(self.week, target),
            person=person,
            person_name="" if person is None else person_name(self.week, self.bridge, person),
            company=company,
            names=tuple(person_name(self.week, self.bridge, key) for key in company),
            day=target.day,
            start=target.start,
            when=_when(now) if now and what in {LEAVES, DROPPED} else _when(as_visit(target)),
            was=was,
            why_not=why_not,
            reason=reason,
            said_yes=tuple(person_name(self.week, self.bridge, key) for key in agreed if key in touched),
            is_new_visit=target.visit is None,
            at_least=self._at_least if what == NEW else 0,
        )

    @property
    def _at_least(self) -> int:
        """Nobody wants a visit without people."""
        service = self.week.services.get(self.target.service)
        return max(service.min_people if service else 0, 1)


def applied(week: Week, changes: Changes, chosen: Iterable[str]) -> Written:
    """(put, remove) for `programmes.drafts.store`: the chosen parts with all that they need."""
    keys, _ = changes.completed(chosen)
    put, remove = [], []
    for target in changes.targets:
        mine = [changes.by_key[key] for key in keys if changes.by_key[key].target == target.key]
        now = current(week, target)
        if any(change.what == DROPPED for change in mine) and now is not None:
            remove.append(now)
        elif mine:
            put.append(_written(week, target, now, mine))
    return put, remove


def _written(week: Week, target: Target, now: Visit | None, chosen: list[Change]) -> Visit:
    visit = now or _new(week, target)
    if any(change.what == MOVED for change in chosen):
        visit = moved(visit, day=target.day, start=target.start)
    gone = {change.person for change in chosen if change.what == LEAVES}
    people = [part for part in visit.people if part.person not in gone]
    joining = {change.person for change in chosen if change.what == JOINS}
    people += [Participation(person) for person in target.joins if person in joining]
    return replace(visit, people=tuple(people))


def _new(week: Week, target: Target) -> Visit:
    service = week.services[target.service]
    return Visit(
        id=0,
        kind=VISIT,
        day=target.day,
        start=target.start,
        end=target.end,
        service=service.id,
        host=service.contacts[0] if service.contacts else None,
    )


def week_with(week: Week, written: Written) -> Week:
    """The week as it would become, for the board and its conflicts; new visits get ids below zero."""
    put, remove = written
    new = [replace(visit, id=-number) for number, visit in enumerate((v for v in put if v.id == 0), start=1)]
    changed = {visit.id: visit for visit in put if visit.id}
    gone = {visit.id for visit in remove}
    kept = [changed.get(visit.id, visit) for visit in week.visits if visit.id not in gone]
    return replace(week, visits=tuple(sorted([*kept, *new], key=order)))
