"""Why a service gets no visit, and what would give it one."""

from programmes.planner.problem import Service, Unmet
from programmes.planner.reasons.facts import who_can, who_cannot
from programmes.planner.reasons.ways import Desk, outside, told
from programmes.planner.roster import moments
from programmes.planner.words import counted_people


def of_service(desk: Desk, service: Service, *, may_try: bool) -> Unmet:
    way = None
    if may_try:
        tried = [*moments(desk.problem, service), *outside(desk.problem, service)]
        way = desk.best_of(lambda most: (found for at in tried for found in desk.ways(at, most=most)))
    return Unmet("dienst", service.id, _why(desk, service), told(desk, way) if may_try else "")


def _why(desk: Desk, service: Service) -> str:
    problem, name = desk.problem, desk.problem.name_of(service.id)
    inside = moments(problem, desk.question.problem.services[service.id])
    if not inside and moments(problem, service):
        return f"{name} kan geen bezoek krijgen binnen wat je vroeg."
    if not inside:
        return f"{name} heeft geen moment waarop een bezoek van {service.duration} minuten past."
    if service.visits_max == 0:
        return f"{name} ontvangt deze week niemand."
    counts = {at: len(desk.roster.team(at, desk.able(at), service.max)) for at in inside}
    best = max(inside, key=lambda at: counts[at])
    if counts[best] >= service.min:
        return f"Een bezoek aan {name} kan nog, maar zit niet in dit voorstel."
    need = f"{name} vraagt minstens {counted_people(service.min)}"
    return "; ".join(filter(None, [f"{need}: {who_can(problem, counts)}", who_cannot(desk, best)])) + "."
