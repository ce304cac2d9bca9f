"""Why somebody gets no visit, or not the one they wish most, and what would give it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from programmes.planner.problem import SERVICE, Person, Unmet, covers
from programmes.planner.reasons.facts import HalfDay, said_halves
from programmes.planner.reasons.ways import Desk, Way, outside, told
from programmes.planner.roster import Hindrance, Moment, moments
from programmes.planner.words import HALVES, many, names, when
from programmes.words import listed


def of_person(desk: Desk, person: Person, *, may_try: bool) -> Unmet:
    services = range(len(desk.problem.services))
    way = desk.best_of(lambda most: _ways(desk, person, services, most=most)) if may_try else None
    return Unmet("persoon", person.id, _why_nothing(desk, person), told(desk, way, person.id) if may_try else "")


def of_wish(desk: Desk, person: Person, services: list[int], *, may_try: bool) -> Unmet:
    """`services`: those that would grant the first wish."""
    way = desk.best_of(lambda most: _ways(desk, person, services, most=most, more=True)) if may_try else None
    return Unmet(
        "wens", person.id, _why_not_wished(desk, person, services), told(desk, way, person.id) if may_try else ""
    )


def _ways(desk: Desk, person: Person, services: Iterable[int], *, most: int, more: bool = False) -> Iterator[Way]:
    """To join a visit that is there, or to hold one more when this person is free; `more`: outside windows too."""
    problem = desk.problem
    for number in services:
        service = problem.services[number]
        there = desk.roster.of_service[number]
        new = [*moments(problem, service), *(outside(problem, service) if more else ())]
        free = (
            at
            for at in new
            if at not in there and covers(person.available, at.day, at.start, at.start + service.duration)
        )
        for at in (*there, *free):
            yield from desk.ways(at, [person.id], most=most)


def _why_nothing(desk: Desk, person: Person) -> str:
    problem, name = desk.problem, desk.problem.name_of_person(person.id)
    if not person.available:
        return f"{name} heeft geen enkel moment opgegeven."
    if min(person.day_max, person.week_max) == 0:
        return f"{name} mag deze week nul keer op bezoek gaan."
    others = [other for other in desk.roster.units[person.id] if other != person.id]
    pair = f"; {name} gaat altijd samen met {names(problem, others)}" if others else ""
    visits = [at for at in sorted(desk.roster.groups) if _is_free(desk, person, at)]
    then = _why_not_these(desk, person, visits) if visits else "dan is er geen bezoek waar nog iemand bij kan"
    return f"{name} kan op {said_halves(problem, _halves(person))}: {then}{pair}."


def _is_free(desk: Desk, person: Person, at: Moment) -> bool:
    end = at.start + desk.problem.services[at.service].duration
    return covers(person.available, at.day, at.start, end)


def _halves(person: Person) -> list[HalfDay]:
    return sorted(
        {
            (window.day, half)
            for window in person.available
            for half, (_, low, high) in enumerate(HALVES)
            if min(window.end, high) - max(window.start, low) >= 60
        }
    )


def _why_not_wished(desk: Desk, person: Person, services: list[int]) -> str:
    problem, name, wish = desk.problem, desk.problem.name_of_person(person.id), person.wishes[0]
    wished = problem.name_of(int(wish.value)) if wish.what == SERVICE else str(wish.value)
    visits = [at for service in services for at in desk.roster.of_service[service]]
    if not services:
        why = "zo'n dienst doet deze week niet mee"
    elif not visits:
        why = "daar is geen bezoek"
    else:
        why = _why_not_these(desk, person, visits)
    return f"{name} wil het liefst naar {wished}: {why}."


def _why_not_these(desk: Desk, person: Person, visits: list[Moment]) -> str:
    """'het bezoek op maandag om 9.00 is volzet', 'van de 3 bezoeken is er één volzet en vallen er twee af want ...'"""
    problem, name = desk.problem, desk.problem.name_of_person(person.id)
    found = Counter(_obstacle(desk, person, at) for at in visits)
    if len(visits) == 1:
        (at,), (what,) = visits, found
        return f"het bezoek bij {problem.name_of(at.service)} {when(problem, at)} {SAID[what][0].format(name=name)}"
    parts = []
    for what, number in found.most_common():
        text = SAID[what][1 if number == 1 else 2]
        everything = "allebei" if number == 2 else "allemaal"
        parts.append(text.format(number=everything if number == len(visits) else many(number), name=name))
    if len(parts) == 1:
        return f"de {len(visits)} bezoeken {parts[0].replace(' er ', ' ')}"
    return f"van de {len(visits)} bezoeken {listed(parts)}"


def _obstacle(desk: Desk, person: Person, at: Moment) -> str:
    """A key of SAID."""
    group = desk.roster.groups[at]
    unit = desk.roster.units[person.id]
    if what := desk.roster.hindrance(person.id, at):
        return what
    if at in desk.roster.closed:
        return "closed"
    if len(group) + len(unit) > desk.problem.services[at.service].max:
        return "full"
    is_alone = len(unit) == 1 and not desk.roster.meets_a_foe(unit, set(group))
    return "open" if is_alone else "company"


def _off(why: str) -> tuple[str, str, str]:
    return f"valt af, want {why}", f"valt er één af ({why})", f"vallen er {{number}} af ({why})"


SAID = {
    Hindrance.AWAY: _off("{name} kan dan niet"),
    Hindrance.BUSY: _off("{name} is dan elders of onderweg"),
    Hindrance.DAY: _off("de dag is vol"),
    Hindrance.WEEK: _off("de week is vol"),
    Hindrance.TWICE: _off("{name} gaat daar al heen"),
    "company": _off("niet met wie er meegaat"),
    "closed": ("blijft zoals het is", "blijft er één zoals het is", "blijven er {number} zoals ze zijn"),
    "full": ("is volzet", "is er één volzet", "zijn er {number} volzet"),
    "open": ("heeft nog plaats", "heeft er één nog plaats", "hebben er {number} nog plaats"),
}
"""Of the only visit, of one of several, of more."""
