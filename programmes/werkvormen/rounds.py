"""Where somebody is in which round: at a table of a speed date, or in a session of a carousel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """`hour` in minutes since midnight; `where` is '' where they are nowhere."""

    number: int
    hour: int
    where: str
