"""Where somebody is in which round: at a table of a speed date, or in a session of a carousel."""

from dataclasses import dataclass

from programmes.times import clock


@dataclass(frozen=True, slots=True)
class Round:
    """`hour` and `until` in minutes since midnight; `where` is '' where they are nowhere.

    `until` is None where a bell tells when it is over.
    """

    number: int
    hour: int
    where: str
    until: int | None = None

    @property
    def label(self) -> str:
        return f"Ronde {self.number}"

    @property
    def hours(self) -> str:
        return clock(self.hour) if self.until is None else f"{clock(self.hour)}–{clock(self.until)}"

    def __str__(self) -> str:
        """'Ronde 1, 10.05: Tafel 3' or 'Ronde 1, 10.05–10.45: Soep en verhalen (Populier)'"""
        return f"{self.label}, {self.hours}: {self.where or '–'}"
