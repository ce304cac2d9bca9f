"""The plan of before, as far as it can still be, filled again where somebody went: at once, without looking far."""

from dataclasses import replace

from programmes.planner.before import Before
from programmes.planner.first import Draft, is_press_moment, place_press, place_service, with_fixed
from programmes.planner.problem import Problem
from programmes.planner.program.shapes import Groups, Place

CHANGE = 5_000  # points for each change: more than one gains by itself
FIRST = 20  # how many times as dear what must be covered becomes


def aimed(problem: Problem) -> Problem:
    """The same with what counts here: what was covered before, then each change, then all the rest."""
    weights, before = problem.weights, {visit.service for visit in problem.previous or ()}
    return replace(
        problem,
        services=tuple(replace(s, priority=int(s.id in before)) for s in problem.services),
        weights=replace(
            weights,
            uncovered=max(weights.uncovered, CHANGE) * FIRST,
            press=max(weights.press, CHANGE) * FIRST,
            no_visit=0,
            change=CHANGE,
        ),
    )


def groups_of(draft: Draft) -> Groups:
    return {slot: frozenset(people) for slot, people in draft.groups.items() if people}


def mended(before: Before) -> Draft:
    """Visits that cannot be filled again are left out, and what they covered is sought elsewhere."""
    left_out: set[int] = set()
    while True:
        draft = _still_possible(before, left_out)
        slots = before.index.slots
        hopeless = {slot for slot in draft.groups if not slots[slot].is_fixed and not _fill(draft, slot)}
        if not hopeless:
            break
        left_out |= hopeless
    _cover(draft, before)
    return draft


def _still_possible(before: Before, left_out: set[int]) -> Draft:
    index, kept = before.index, before.kept
    draft = with_fixed(index)
    for person, slot in sorted(kept, key=lambda place: (place[1], place[0])):
        whole: set[int] = {*index.problem.units[person]}
        there = draft.groups.get(slot, set())
        if slot in left_out or person in there or not draft.room(slot) or not _all(whole, slot) <= kept:
            continue
        most = index.problem.services[index.slots[slot].service].max
        is_apart = any(draft.apart[p] & there for p in whole)
        if len(there) + len(whole) <= most and not is_apart and all(draft.gain(p, slot) is not None for p in whole):
            draft.put(slot, sorted(whole))
    return draft


def _all(people: set[int], slot: int) -> set[Place]:
    return {(person, slot) for person in people}


def _fill(draft: Draft, slot: int) -> bool:
    """The fewest people that make the visit one again."""
    least = draft.problem.services[draft.index.slots[slot].service].min
    for most in few(draft, least):
        if len(draft.groups[slot]) < least:
            draft.put(slot, draft.best_group(slot, most=most)[1])
    return len(draft.groups[slot]) >= least


def few(draft: Draft, least: int) -> range:
    """As few as may be, then as many more as those who come together may bring."""
    return range(least, least + max(map(len, draft.problem.units), default=1))


def _cover(draft: Draft, before: Before) -> None:
    """What was covered before and is not now: the press moment, services, people."""
    if before.had_press and not any(is_press_moment(draft, slot) for slot in draft.groups):
        place_press(draft)
    for service in sorted(before.services):
        for most in few(draft, draft.problem.services[service].min):
            if not draft.of_service[service]:
                place_service(draft, service, most=most, tried=len(draft.index.slots))
    for person in sorted(before.people):
        if not draft.visited[person]:
            _join(draft, person)


def _join(draft: Draft, person: int) -> None:
    """A visit that is held already before one that must be made."""
    index, whole = draft.index, draft.problem.units[person]
    own = [n for day in index.days_of[person] for n in index.of_person_day[person, day]]
    for slot in sorted(own, key=lambda number: number not in draft.groups):
        if draft.room(slot):
            group = draft.best_group(slot, whole, most=len(draft.groups.get(slot, ())) + len(whole))[1]
            if group:
                draft.put(slot, group)
                return
