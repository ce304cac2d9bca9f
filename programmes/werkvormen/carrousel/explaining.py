"""Why somebody has these sessions and not those: computed from the seats that were given, in Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.werkvormen.carrousel.changing import free_seats
from programmes.werkvormen.carrousel.problem import Bundle, Problem


@dataclass(frozen=True, slots=True)
class Explanation:
    """`granted` are the places on the list of the wishes that they have (0: first); `reasons` are sentences."""

    person: int
    granted: tuple[int, ...]
    reasons: tuple[str, ...]


def explain(problem: Problem, bundles: Sequence[Bundle]) -> list[Explanation]:
    """For everybody, in order."""
    teller = _Teller(problem, free_seats(problem, bundles), _asked(problem))
    return [teller.tell(person, bundle) for person, bundle in enumerate(bundles)]


def _asked(problem: Problem) -> list[int]:
    counts = [0] * len(problem.sessions)
    for person in problem.people:
        for session in person.wishes:
            counts[session] += 1
    return counts


@dataclass(frozen=True)
class _Teller:
    problem: Problem
    free: dict[tuple[int, int], int]
    asked: list[int]

    def tell(self, person: int, bundle: Bundle) -> Explanation:
        own = {number: session for session, number in bundle}
        wishes = self.problem.people[person].wishes
        granted = tuple(place for place, session in enumerate(wishes) if session in own.values())
        last = granted[-1] if granted and len(granted) == self.problem.per_person else len(wishes)
        lacking = [session for session in wishes[:last] if session not in own.values()]
        reasons = [self._why_not(person, session, own) for session in lacking]
        short = self.problem.per_person - len(bundle)
        if short > 0:
            reasons.append(f"Voor {'één ronde' if short == 1 else f'{short} rondes'} was nergens nog een plaats.")
        return Explanation(person, granted, tuple(reasons))

    def _why_not(self, person: int, session: int, own: dict[int, int]) -> str:
        name, rounds = self._name(session), self.problem.sessions[session].rounds
        if not rounds:
            return f"{name} gaat niet door."
        open_rounds = [number for number in rounds if self.free[session, number]]
        if not open_rounds:
            places = self.problem.sessions[session].capacity * len(rounds)
            return f"{name} zat vol{_in(rounds)}: {_people(self.asked[session])} ze, voor {_places(places)}."
        number = open_rounds[0]
        if number not in own:
            return f"{name} heeft nog plaats in ronde {number + 1}: vraag het, dan kun je erbij."
        order = self._order(person, session, own[number])
        return f"{name} had nog plaats in ronde {number + 1}, maar daar heb je {self._name(own[number])}{order}."

    def _order(self, person: int, session: int, instead: int) -> str:
        wishes = self.problem.people[person].wishes
        if instead not in wishes:
            return ""
        return ", die je hoger zette" if wishes.index(instead) < wishes.index(session) else ", die je ook vroeg"

    def _name(self, session: int) -> str:
        return self.problem.sessions[session].name or f"Sessie {session + 1}"


def _in(rounds: Sequence[int]) -> str:
    if len(rounds) == 1:
        return f" in ronde {rounds[0] + 1}, de enige waarin ze loopt"
    return " in beide rondes" if len(rounds) == 2 else " in alle rondes"


def _people(count: int) -> str:
    return "één iemand vroeg" if count == 1 else f"{count} mensen vroegen"


def _places(count: int) -> str:
    return "één plaats" if count == 1 else f"{count} plaatsen"
