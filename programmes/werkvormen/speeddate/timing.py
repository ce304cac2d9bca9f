"""When each round is, in minutes from the begin of the visit."""

from collections.abc import Iterator
from dataclasses import dataclass

RONDE, WISSEL, PAUZE = "ronde", "wissel", "pauze"


@dataclass(frozen=True, slots=True)
class Phase:
    """A round, the change to the next one or the break; `number` is the round that it is or that it leads to."""

    kind: str
    number: int
    start: int
    minutes: int


def phases(rounds: int, *, minutes: int, change: int, break_after: int, pause: int, lead: int = 0) -> Iterator[Phase]:
    """The first round begins after `lead` minutes of welcome; the break comes in the place of a change."""
    start = lead
    for number in range(1, rounds + 1):
        yield Phase(RONDE, number, start, minutes)
        start += minutes
        if number == rounds:
            return
        kind, length = (PAUZE, pause) if number == break_after and pause else (WISSEL, change)
        if length:
            yield Phase(kind, number + 1, start, length)
            start += length
