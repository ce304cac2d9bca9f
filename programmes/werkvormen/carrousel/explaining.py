"""Why somebody has these sessions and not those: computed from the seats that were given, in Dutch."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from programmes.werkvormen.carrousel.changing import free_seats
from programmes.werkvormen.carrousel.problem import Bundle, Problem, Seat
from programmes.words import listed


@dataclass(frozen=True, slots=True)
class Explanation:
    """`granted` are the places on the list of the wishes that they have (0: first); `reasons` are sentences."""

    person: int
    granted: tuple[int, ...]
    reasons: tuple[str, ...]


def explain(problem: Problem, bundles: Sequence[Bundle]) -> list[Explanation]:
    """For everybody, in order."""
    asked, seated = [0] * len(problem.sessions), [list[int]() for _ in problem.sessions]
    for person, bundle in zip(problem.people, bundles, strict=True):
        own = {session for session, _ in bundle}
        for place, session in enumerate(person.wishes):
            asked[session] += 1
            if session in own:
                seated[session].append(place)
    teller = _Teller(problem, free_seats(problem, bundles), asked, [sorted(places) for places in seated])
    return [teller.tell(person, bundle) for person, bundle in enumerate(bundles)]


@dataclass(frozen=True)
class _Teller:
    """By session: how many `asked` for it, and the places on their lists of who asked and is `seated` there."""

    problem: Problem
    free: dict[Seat, int]
    asked: list[int]
    seated: list[list[int]]

    def tell(self, person: int, bundle: Bundle) -> Explanation:
        own = {number: session for session, number in bundle}
        wishes = self.problem.people[person].wishes
        granted = tuple(place for place, session in enumerate(wishes) if session in own.values())
        last = granted[-1] if granted and len(granted) == self.problem.per_person else len(wishes)
        lacking = [session for session in wishes[:last] if session not in own.values()]
        reasons = [self._why_not(wishes, session, own) for session in lacking]
        if len(bundle) < self.problem.per_person:
            reasons.append(self._why_short(own))
        return Explanation(person, granted, tuple(reasons))

    def _why_not(self, wishes: Sequence[int], session: int, own: dict[int, int]) -> str:
        """By the rounds it is held in: where one sits in something better, where it is open, where it is full."""
        rounds = [number for number in self.problem.sessions[session].rounds if self.problem.places[session, number]]
        if not rounds:
            return f"{self._name(session)} gaat niet door."
        better = wishes[: wishes.index(session)]
        taken = [number for number in rounds if own.get(number) in better]
        for number in rounds:
            if number not in taken and self.free[session, number]:
                return f"{self._name(session)} heeft nog plaats in ronde {number + 1}{self._offer(number, own)}."
        if taken == rounds:
            return f"{self._name(session)} loopt {_in(rounds, only=True)}, en daar kreeg je {self._had(taken, own)}."
        full = self._full(session, [number for number in rounds if number not in taken], len(better))
        return f"{full} {_in(taken).capitalize()} kreeg je {self._had(taken, own)}." if taken else full

    def _offer(self, number: int, own: dict[int, int]) -> str:
        if number in own:
            return f": vraag het, dan kun je {self._name(own[number])} ervoor ruilen"
        if len(own) < self.problem.per_person:
            return ": vraag het, dan kun je erbij"
        return ", maar dan heb je een sessie te veel: vraag of je kunt ruilen"

    def _had(self, numbers: Sequence[int], own: dict[int, int]) -> str:
        return f"{listed(self._name(own[number]) for number in numbers)}, die je hoger zette"

    def _full(self, session: int, numbers: Sequence[int], place: int) -> str:
        held = self.problem.sessions[session]
        where = f"{_in(numbers)}, de enige waarin ze loopt" if len(held.rounds) == 1 else self._everywhere(numbers)
        asked, places = self.asked[session], held.capacity * len(held.rounds)
        many = f": {_people(asked)} ze, voor {_places(places)}" if asked > places else ""
        higher = bisect_left(self.seated[session], place)
        others = f" {_those(higher)} ze hoger dan jij." if higher else ""
        return f"{self._name(session)} zat vol {where}{many}.{others}"

    def _everywhere(self, numbers: Sequence[int]) -> str:
        if len(numbers) < self.problem.rounds:
            return _in(numbers)
        return "in beide rondes" if len(numbers) == 2 else "in alle rondes"

    def _why_short(self, own: dict[int, int]) -> str:
        for (session, number), room in self.free.items():
            if room and number not in own and session not in own.values():
                return f"In ronde {number + 1} is nog plaats, bij {self._name(session)}: vraag het, dan kun je erbij."
        empty = min(self.problem.per_person, self.problem.rounds) - len(own)
        if empty <= 0:
            return f"Meer kon niet: er {'is maar één ronde' if len(own) == 1 else f'zijn maar {len(own)} rondes'}."
        rounds = "één ronde" if empty == 1 else f"{empty} rondes"
        return f"Voor {rounds} was er geen plaats meer in een {'andere ' if own else ''}sessie."

    def _name(self, session: int) -> str:
        return self.problem.sessions[session].name or f"Sessie {session + 1}"


def _in(rounds: Sequence[int], *, only: bool = False) -> str:
    if len(rounds) == 1:
        return f"{'enkel ' if only else ''}in ronde {rounds[0] + 1}"
    return f"in de rondes {listed(str(number + 1) for number in rounds)}"


def _people(count: int) -> str:
    return "één iemand vroeg" if count == 1 else f"{count} mensen vroegen"


def _places(count: int) -> str:
    return "één plaats" if count == 1 else f"{count} plaatsen"


def _those(count: int) -> str:
    return "Eén van wie er zit, zette" if count == 1 else f"{count} van wie er zitten, zetten"
