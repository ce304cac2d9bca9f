"""What holds for each visit and service: the group, the parties, never two at once, covered, competent, the press."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from programmes.planner.program.shapes import ANY, NONE, Part


def add_group(part: Part, slot: int, people: list[int]) -> None:
    """One visit: the size of its group, its parties, who must be together or apart."""
    program, here = part.program, part.index.slots[slot]
    service = part.index.problem.services[here.service]
    stays, now = part.stays.get(slot, set()), part.groups.get(slot, frozenset())
    joins = [part.joins[person, slot] for person in people]
    high, low = max(service.max, len(stays)), service.min
    if here.is_fixed and 0 < len(now) < low:
        low = len(now)  # who placed it knows; it is told as a contradiction
    if stays or (here.is_fixed and now):  # what is fixed and empty may stay so, when too few can come
        part.held[slot] = None
        program.row(low - len(stays), high - len(stays), joins)
    else:
        held = part.held[slot] = program.column(0, now=bool(now))
        program.row(NONE, 0, joins, [held], times=high)
        program.row(0, ANY, joins, [held], times=low)
        for join in joins:
            program.row(NONE, 0, [join], [held])
    if service.max > 1:
        _add_mix(part, slot, people)
    _add_pairs(part, slot, set(people), stays)


def _add_mix(part: Part, slot: int, people: list[int]) -> None:
    problem, program, held = part.index.problem, part.program, part.held[slot]
    stays = {problem.people[person].party for person in part.stays.get(slot, ())}
    now = {problem.people[person].party for person in part.groups.get(slot, ())}
    joins: dict[str, list[int]] = defaultdict(list)
    for person in people:
        joins[problem.people[person].party].append(part.joins[person, slot])
    parties = []
    for party in sorted(joins.keys() - stays):
        there = program.column(0, now=party in now)
        program.row(NONE, 0, [there], joins[party])
        if held is not None:
            program.row(NONE, 0, [there], [held])
        parties.append(there)
    two = program.column(problem.weights.mix2, now=len(now) > 1)
    three = program.column(problem.weights.mix3, now=len(now) > 2)
    opened = [] if held is None else [held]
    program.row(NONE, len(stays) - (held is None), [two, three, *opened], parties)
    program.row(NONE, 0, [three], [two])
    if held is not None:
        program.row(NONE, 0, [two], [held])


def _add_pairs(part: Part, slot: int, people: set[int], stays: set[int]) -> None:
    problem, pinned, now = part.index.problem, part.index.slots[slot].pinned, part.groups.get(slot, frozenset())

    def columns(*persons: int) -> list[int]:
        return [part.joins[person, slot] for person in persons if person in people]

    for a, b in problem.together:
        had_to_come_alone = pinned & {a, b} and ((a in now) != (b in now) or not {a, b} <= people | stays)
        if people & {a, b} and not had_to_come_alone:
            difference = (b in stays) - (a in stays)
            part.program.row(difference, difference, columns(a), columns(b))
    for a, b in problem.apart:
        if people & {a, b}:
            part.program.row(NONE, 1 - len(stays & {a, b}), columns(a, b))


def add_services(part: Part) -> None:
    """How often, never twice at once; is it covered, did somebody competent come?"""
    index, program = part.index, part.program
    for number in sorted({index.slots[slot].service for slot in part.held}):
        service = index.problem.services[number]
        opened, kept = _opened_and_kept(part, [number])
        program.row(NONE, index.visits_max(number) - len(kept), opened.values())
        _add_no_overlap(part, opened, kept)
        if not kept:
            points = index.problem.weights.uncovered * service.priority
            covered = program.column(points, now=any(part.groups.get(slot) for slot in opened))
            program.row(NONE, 0, [covered], opened.values())
        _add_competence(part, number, [*opened, *kept])
    for turn in index.problem.turns:
        _add_no_overlap(part, *_opened_and_kept(part, turn))


def _opened_and_kept(part: Part, services: Iterable[int]) -> tuple[dict[int, int], list[int]]:
    """{slot: whether it is held}, and the slots that are held whatever happens."""
    slots = [slot for service in services for slot in part.index.of_service[service]]
    kept = [slot for slot in slots if slot in part.stays or part.index.slots[slot].is_fixed]
    may = [slot for slot in slots if slot not in kept]
    return {slot: column for slot in may if (column := part.held.get(slot)) is not None}, kept


def _add_no_overlap(part: Part, opened: Mapping[int, int], kept: list[int]) -> None:
    slots = part.index.slots
    for moment in {(slots[slot].day, slots[slot].start) for slot in (*opened, *kept)}:
        at_once = [
            n for n in (*opened, *kept) if slots[n].day == moment[0] and slots[n].start <= moment[1] < slots[n].end
        ]
        free = [opened[slot] for slot in at_once if slot in opened]
        if free and len(at_once) > 1:
            part.program.row(NONE, max(0, 1 - len(at_once) + len(free)), free)


def _add_competence(part: Part, service: int, slots: list[int]) -> None:
    index = part.index
    own = {person.id for person in index.problem.people if index.is_competent(person.id, service)}
    if any(part.stays.get(slot, set()) & own for slot in slots):
        return
    options = [option for slot in slots for option in _competent_at(part, slot, sorted(own))]
    if options:
        now = any(own & part.groups.get(slot, frozenset()) for slot in slots)
        competent = part.program.column(index.problem.weights.competence, now=now)
        part.program.row(NONE, 0, [competent], options)


def _competent_at(part: Part, slot: int, own: list[int]) -> list[int]:
    """Columns for somebody competent at a visit: half of a visit counts as half, also for two who are there."""
    joins, held = [part.joins[p, slot] for p in own if (p, slot) in part.joins], part.held.get(slot)
    if len(joins) < 2 or held is None:
        return joins
    now = any(part.is_on(person, slot) for person in own)
    competent = part.program.column(0, now=now)
    part.program.row(NONE, 0, [competent], joins)
    part.program.row(NONE, 0, [competent], [held])
    return [competent]


def add_press(part: Part) -> None:
    """One press moment is enough; when it stands already among what stays, nothing is asked."""
    problem, program = part.index.problem, part.program
    needed = problem.press_schepenen
    mayors = {person.id for person in problem.people if person.role == "burgemeester"}
    aldermen = {person.id for person in problem.people if person.role == "schepen"}
    options, is_done = [], False
    for slot in part.index.press_slots if problem.press_windows else ():
        stays, now = part.stays.get(slot, set()), part.groups.get(slot, frozenset())
        if stays & mayors and len(stays & aldermen) >= needed:
            return
        mayor = [part.joins[p, slot] for p in sorted(mayors) if (p, slot) in part.joins]
        alderman = [part.joins[p, slot] for p in sorted(aldermen) if (p, slot) in part.joins]
        if len(mayor) + len(stays & mayors) < 1 or len(alderman) + len(stays & aldermen) < needed:
            continue
        is_now = bool(now & mayors) and len(now & aldermen) >= needed
        is_done |= is_now
        moment = program.column(0, now=is_now)
        program.row(-len(stays & mayors), ANY, mayor, [moment])
        program.row(-len(stays & aldermen), ANY, alderman, [moment], times=needed)
        options.append(moment)
    if options:
        done = program.column(problem.weights.press, now=is_done)
        program.row(NONE, 0, [done], options)
