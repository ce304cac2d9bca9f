"""One part of a proposal: a visit that comes, moves or goes, or a person who joins or leaves one. Pure."""

import datetime as dt
from dataclasses import dataclass

from programmes.words import listed

NEW = "nieuw"
MOVED = "verplaatst"
DROPPED = "geschrapt"
JOINS = "erbij"
LEAVES = "eraf"


@dataclass(frozen=True, slots=True)
class Change:
    """`company`: who stays on the visit, comes to a new one, or loses it; `said_yes`: who of those it takes something
    from had said that they come. `needs`: keys of parts taken along.

    `visit` is the draft's visit (None: a new one) and `target` what groups the parts of one visit. `why_not`: why this
    no longer fits the draft. `at_least`: how many a new visit needs.
    """

    key: str
    what: str
    target: str
    visit: int | None
    service: int
    service_name: str
    person: int | None
    person_name: str
    company: tuple[int, ...]
    names: tuple[str, ...]
    day: dt.date
    start: int
    when: str
    was: str = ""
    why_not: str = ""
    reason: str = ""
    said_yes: tuple[str, ...] = ()
    is_new_visit: bool = False
    at_least: int = 0
    needs: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.why_not

    def touches(self, person: int) -> bool:
        return self.person == person or (self.what in {MOVED, DROPPED} and person in self.company)

    @property
    def text(self) -> str:
        """'De Linde, maandag 24 februari 9.30–11.00: nieuw bezoek': who joins it are parts of their own."""
        return (
            f"{self.service_name}, {self.when}: nieuw bezoek"
            if self.what == NEW
            else f"{self.service_name}, {self.at_service}"
        )

    @property
    def at_service(self) -> str:
        """What a service reads: without its own name."""
        if self.what == MOVED and self.was:
            return f"{self.was}: verplaatst naar {self.when}{self._agreed}"
        return f"{self.when}: {self._what_happens}{self._agreed}"

    @property
    def for_person(self) -> str:
        """What somebody reads: without their own name."""
        if self.what == JOINS:
            return f"mee naar {self.service_name}, {self.when}{' (nieuw bezoek)' if self.is_new_visit else ''}"
        if self.what == LEAVES:
            return f"niet meer naar {self.service_name}, {self.when}{self._because}{self._agreed}"
        return self.text

    @property
    def _what_happens(self) -> str:
        if self.what == NEW:
            return f"nieuw bezoek met {listed(self.names)}" if self.names else "nieuw bezoek"
        if self.what == DROPPED and self.names:
            return f"vervalt; {listed(self.names)} {'gaat' if len(self.names) == 1 else 'gaan'} er niet heen"
        if self.what == DROPPED:
            return "vervalt"
        if self.what == MOVED:
            return "verplaatst"
        return f"{self.person_name} {'komt erbij' if self.what == JOINS else 'gaat eraf'}{self._because}"

    @property
    def _because(self) -> str:
        return f" ({self.reason})" if self.reason else ""

    @property
    def _agreed(self) -> str:
        if not self.said_yes:
            return ""
        return f" ({listed(self.said_yes)} {'zei' if len(self.said_yes) == 1 else 'zeiden'} al ja)"
