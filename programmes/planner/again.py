"""The plan after something changed: first what must be covered, then as few changed participations as possible.

What is still possible stays, what is broken is mended with the fewest new people. A bound tells whether it is least.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from programmes.planner.checking import check
from programmes.planner.first import Draft, _place_press, _place_service, _with_fixed, first_plan, is_press_moment
from programmes.planner.index import Index, make_index
from programmes.planner.problem import Plan, Problem, Weights
from programmes.planner.program.shapes import Place

CHANGE = 5_000  # points for each change: more than one gains by itself
FIRST = 20  # how many times as dear what must be covered becomes


def replan(problem: Problem, *, seconds: float = 0.4, seed: int = 0) -> Plan:
    """Covers what was covered as far as possible, changing few participations of `problem.previous`.

    `changed_least` is proven: no plan that covers the same services and people changes fewer. No chance and no
    clock: the mending takes a small part of `seconds` on every size.
    """
    del seconds, seed
    index = make_index(replace(problem, weights=_first_things(problem.weights)))
    kept = _kept_places(index)
    draft = _mended(index, kept)
    groups = {slot: frozenset(people) for slot, people in draft.groups.items() if people}
    fixed = {n: frozenset(people) for n, people in _with_fixed(index).groups.items() if people}
    if not {*check(problem, index.visits(fixed)).errors}.issuperset(check(problem, index.visits(groups)).errors):
        groups = first_plan(index)
    visits = index.visits(groups)
    verdict = check(problem, visits)
    if problem.previous is None:
        return Plan(visits, verdict.score)
    return Plan(visits, verdict.score, changed=verdict.changed, changed_least=_least(index, kept, groups.items()))


def _first_things(weights: Weights) -> Weights:
    return replace(
        weights,
        uncovered=weights.uncovered * FIRST,
        press=weights.press * FIRST,
        no_visit=weights.no_visit * FIRST,
        change=CHANGE,
    )


def _kept_places(index: Index) -> set[Place]:
    """What stood before and could still be held."""
    numbers = ((person, index.by_key.get(key)) for person, key in index.kept)
    return {(p, slot) for p, slot in numbers if slot is not None and p in index.slots[slot].people}


def _mended(index: Index, kept: set[Place]) -> Draft:
    """Visits that cannot be filled again are left out, and what they covered is sought elsewhere."""
    left_out: set[int] = set()
    while True:
        draft = _still_possible(index, kept, left_out)
        hopeless = {slot for slot in draft.groups if not index.slots[slot].is_fixed and not _fill(draft, slot)}
        if not hopeless:
            break
        left_out |= hopeless
    _cover(draft)
    return draft


def _still_possible(index: Index, kept: set[Place], left_out: set[int]) -> Draft:
    draft = _with_fixed(index)
    for person, slot in sorted(kept, key=lambda place: (place[1], place[0])):
        whole = {person, *draft.partner[person]}
        there = draft.groups.get(slot, set())
        if slot in left_out or person in there or not draft.room(slot) or not {(p, slot) for p in whole} <= kept:
            continue
        most = index.problem.services[index.slots[slot].service].max
        is_apart = any(draft.apart[p] & there for p in whole)
        if len(there) + len(whole) <= most and not is_apart and all(draft.gain(p, slot) is not None for p in whole):
            draft.put(slot, sorted(whole))
    return draft


def _fill(draft: Draft, slot: int) -> bool:
    """The fewest people that make the visit one again."""
    least = draft.problem.services[draft.index.slots[slot].service].min
    if len(draft.groups[slot]) < least:
        draft.put(slot, draft.best_group(slot, most=1)[1])
    return len(draft.groups[slot]) >= least


def _cover(draft: Draft) -> None:
    """What was covered before and is not now: the press moment, services, people."""
    problem, previous = draft.problem, draft.problem.previous or ()
    had_press = check(problem, previous).terms["press"] == 0
    if had_press and not any(is_press_moment(draft, slot) for slot in draft.groups):
        _place_press(draft)
    for service in sorted({visit.service for visit in previous}):
        if not draft.of_service[service]:
            _place_service(draft, service, most=1)
    for person in sorted({person for visit in previous for person in visit.people}):
        if not draft.visited[person]:
            _join(draft, person)


def _join(draft: Draft, person: int) -> None:
    """A visit that is held already before one that must be made."""
    index = draft.index
    own = [n for day in index.days_of[person] for n in index.of_person_day[person, day]]
    for slot in sorted(own, key=lambda number: number not in draft.groups):
        if draft.room(slot):
            group = draft.best_group(slot, [person], most=len(draft.groups.get(slot, ())) + 1)[1]
            if group:
                draft.put(slot, group)
                return


def _least(index: Index, kept: set[Place], held: Iterable[tuple[int, frozenset[int]]]) -> int:
    """What must go in any plan, plus what must be new in any plan that covers the services and people of this one."""
    pinned = {person for slot in index.slots for person in slot.pinned}
    pinned_visits = {(person, slot.key) for slot in index.slots for person in slot.pinned}
    gone = len(index.kept - {(person, index.slots[slot].key) for person, slot in kept} - pinned_visits)
    for person, number in Counter(person for person, _ in kept).items():
        if person not in pinned:
            gone += max(0, number - index.problem.people[person].week_max)
    there = Counter(slot for person, slot in kept if index.problem.people[person].week_max or person in pinned)
    held = list(held)
    missing = 0
    for service in {index.slots[slot].service for slot, people in held if people}:
        least = index.problem.services[service].min
        ways = [0 if index.slots[n].is_fixed else max(0, least - there[n]) for n in index.of_service[service]]
        missing += min(ways)
    lonely = {p for _, people in held for p in people} - {p for p, _ in kept}
    return gone + max(missing, len(lonely - pinned))
