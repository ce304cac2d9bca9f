"""A part of the week as a linear program of zeros and ones: some participations are free, all others stay.

One column per route (the visits of one person on one day, with its exact journeys), one per participation and visit.
This relaxes so tightly that on small towns it lies within two per cent of the best plan, mostly far within one.
"""

from collections import defaultdict
from collections.abc import Iterable

from programmes.planner.index import Index
from programmes.planner.program.rows_of_people import add_days, add_people
from programmes.planner.program.rows_of_services import add_group, add_press, add_services
from programmes.planner.program.shapes import Groups, Part, Place, places_in


def make_part(index: Index, groups: Groups, free: set[Place]) -> Part:
    """`free` may change, everything else stays as in `groups`; what is pinned is never free."""
    free = {(person, slot) for person, slot in free if person not in index.slots[slot].pinned}
    part = Part(index, groups, free)
    for person, slot in places_in(groups) - free:
        part.stays.setdefault(slot, set()).add(person)
    for person, slot in sorted(free):
        gain = index.change(person, index.slots[slot])
        part.joins[person, slot] = part.program.column(gain, now=part.is_on(person, slot))
    add_days(part)
    add_people(part)
    for slot, people in _by_slot(free).items():
        add_group(part, slot, people)
    add_services(part)
    add_press(part)
    return part


def _by_slot(places: Iterable[Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for person, slot in sorted(places):
        found[slot].append(person)
    return found
