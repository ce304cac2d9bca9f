"""Who comes along with somebody: planned together where that binds nobody, put on the visits afterwards otherwise.

It would bind when they can less often, when only one of them stands on a visit, or when groups still have to be split.
"""

from dataclasses import dataclass

from programmes.proposals.free import Ground, person_windows
from programmes.proposals.standing import splits_in_groups


@dataclass(frozen=True, slots=True)
class Company:
    """`together` in the planner's numbers; `followers` (who comes along, with whom) and `alone` by our own keys."""

    together: tuple[tuple[int, int], ...] = ()
    followers: tuple[tuple[int, int], ...] = ()
    alone: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def not_planned(self) -> set[int]:
        """Who follows, or has nobody to follow."""
        return {*dict(self.followers), *self.alone}


def along_with(ground: Ground) -> Company:
    people, numbers = ground.week.people, ground.numbers
    splits = any(splits_in_groups(service) for service in ground.week.services.values())
    together, followers, alone, notes = [], [], [], []
    for key, person in people.items():
        leader = people.get(person.accompanies or 0)
        if leader is None or leader.accompanies is not None or leader.is_minor:
            if person.is_minor:
                alone.append(key)
                if key in ground.rules.planned_people:
                    notes.append(f"{person.name} is minderjarig en krijgt niets nieuws: duid aan met wie die meekomt.")
            continue
        pair = numbers.people[key], numbers.people[leader.id]
        mine, theirs = (person_windows(ground, one) for one in (key, leader.id))
        follows = all(any(m.day == t.day and m.start <= t.start and t.end <= m.end for m in mine) for t in theirs)
        is_parted = any((pair[0] in visit.people) != (pair[1] in visit.people) for visit in ground.found.fixed)
        if follows and theirs and not is_parted and not splits:
            together.append(pair)
        else:
            followers.append((key, leader.id))
    return Company(tuple(together), tuple(followers), tuple(alone), tuple(notes))
