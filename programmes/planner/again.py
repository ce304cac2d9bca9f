"""The plan after something changed: first what must be covered, then as few changed participations as possible.

What is still possible stays, what is broken is mended with the fewest new people. A bound tells whether it is least.
"""

import random
import time
from collections import Counter
from dataclasses import replace

from programmes.planner.checking import check
from programmes.planner.first import Draft, first_plan, is_press_moment, place_press, place_service, with_fixed
from programmes.planner.index import Index, make_index
from programmes.planner.problem import Plan, Problem
from programmes.planner.program.shapes import Groups, Place, places_in
from programmes.planner.search import Pool, Search

CHANGE = 5_000  # points for each change: more than one gains by itself
MOST = 500  # places in the part that is solved
MARGIN = 0.1  # seconds for the program to be made and the plan to be checked
FIRST = 20  # how many times as dear what must be covered becomes


def replan(problem: Problem, *, seconds: float = 0.4, seed: int = 0) -> Plan:
    """Covers what was covered as far as possible, changing few participations of `problem.previous`.

    `changed_least` is proven: no plan that covers the same services and people changes fewer.
    """
    started = time.monotonic()
    index = make_index(_aimed(problem))
    kept = _kept_places(index)
    groups = _groups(_mended(index, kept))
    accepted = frozenset(check(index.problem, index.visits(_groups(with_fixed(index)))).errors)
    verdict = check(index.problem, index.visits(groups))
    if not accepted.issuperset(verdict.errors):
        groups = first_plan(index)
        verdict = check(index.problem, index.visits(groups))
        accepted = frozenset(verdict.errors)
    if problem.previous is None:
        return Plan(index.visits(groups), check(problem, index.visits(groups)).score)
    if _lost(index, groups) or (verdict.changed or 0) > _least(index, kept, groups):
        chance = random.Random(seed)  # noqa: S311  # no secret
        search = Search(index, groups, verdict.score, chance, Pool(index, ()), accepted)
        search.loosen(_loose(index, groups, kept), seconds - MARGIN - (time.monotonic() - started))
        groups = search.groups
    final = check(problem, index.visits(groups))
    return Plan(index.visits(groups), final.score, changed=final.changed, changed_least=_least(index, kept, groups))


def _groups(draft: Draft) -> Groups:
    return {slot: frozenset(people) for slot, people in draft.groups.items() if people}


def _aimed(problem: Problem) -> Problem:
    """The same with what counts here: what was covered before, then each change, then all the rest."""
    weights, previous = problem.weights, problem.previous or ()
    before = {visit.service for visit in previous}
    had_press = check(problem, previous).terms["press"] == 0
    return replace(
        problem,
        services=tuple(s if s.id in before else replace(s, priority=0) for s in problem.services),
        press_windows=problem.press_windows if had_press else (),
        weights=replace(
            weights,
            uncovered=weights.uncovered * FIRST,
            press=weights.press * FIRST,
            no_visit=weights.no_visit * FIRST,
            change=CHANGE,
        ),
    )


def _before(index: Index) -> tuple[set[int], set[int]]:
    """The services and the people that had a visit."""
    previous = index.problem.previous or ()
    return {visit.service for visit in previous}, {person for visit in previous for person in visit.people}


def _lost(index: Index, groups: Groups) -> tuple[set[int], set[int]] | None:
    """The services and people that had a visit, could have one and have none now; None when there are none."""
    services, people = _before(index)
    could = {(index.slots[slot].service, person) for person, slot in index.places}
    services &= {service for service, _ in could} - {index.slots[slot].service for slot in groups}
    people &= {person for _, person in could} - {person for group in groups.values() for person in group}
    return (services, people) if services or people else None


def _loose(index: Index, groups: Groups, kept: set[Place]) -> set[Place]:
    """What may move: at the services that lack something, who is new there, and what else these people do."""
    services, lonely = _lost(index, groups) or (set(), set())
    new = places_in(groups) - kept
    services |= {index.slots[slot].service for _, slot in new}
    people = {person for person, _ in new} | lonely
    had = _before(index)[1]
    there = [(p, n) for p, n in index.places if p in had and index.slots[n].service in services]
    visitors = {person for person, _ in there}
    held = [(p, n) for n, group in sorted(groups.items()) for p in sorted(group) if p in visitors]
    joined = [(p, n) for p, n in index.places if p in people and n in groups]
    return set([*held, *joined, *there][:MOST])


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
    draft = with_fixed(index)
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
    services, people = _before(draft.index)
    if draft.problem.press_windows and not any(is_press_moment(draft, slot) for slot in draft.groups):
        place_press(draft)
    for service in sorted(services):
        if not draft.of_service[service]:
            place_service(draft, service, most=1, tried=len(draft.index.slots))
    for person in sorted(people):
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


def _least(index: Index, kept: set[Place], groups: Groups) -> int:
    """What must go in any plan, plus what must be new in any plan that covers the services and people of this one."""
    pinned = {person for slot in index.slots for person in slot.pinned}
    pinned_visits = {(person, slot.key) for slot in index.slots for person in slot.pinned}
    gone = len(index.kept - {(person, index.slots[slot].key) for person, slot in kept} - pinned_visits)
    for person, number in Counter(person for person, _ in kept).items():
        if person not in pinned:
            gone += max(0, number - index.problem.people[person].week_max)
    there = Counter(slot for person, slot in kept if index.problem.people[person].week_max or person in pinned)
    missing = 0
    for service in {index.slots[slot].service for slot in groups}:
        least = index.problem.services[service].min
        ways = [0 if index.slots[n].is_fixed else max(0, least - there[n]) for n in index.of_service[service]]
        missing += min(ways)
    lonely = {p for people in groups.values() for p in people} - {p for p, _ in kept}
    return gone + max(missing, len(lonely - pinned))
