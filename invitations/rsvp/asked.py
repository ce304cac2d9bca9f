"""What one person was asked and said: the published visits of theirs, with the answer that stands on the draft."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from invitations.models import Vervanging, Wachtplaats
from programmes.models import Deelname, Programme, Versie
from programmes.times import day_name
from programmes.versions import last_version, week_for, week_of
from programmes.week import Visit, Week

OPEN, JA, NEE, WACHT, AANBOD, VERVANGING = "", "ja", "nee", "wacht", "aanbod", "vervanging"
SENTENCES = {
    OPEN: "nog geen antwoord",
    JA: "je komt",
    NEE: "je komt niet",
    WACHT: "volzet, je staat op de wachtlijst",
    AANBOD: "er kwam een plaats voor jou vrij",
}


def proposes(name: str) -> str:
    """The reason of who gave none, but somebody else instead."""
    return f"stelt {name} voor in de plaats"


@dataclass(frozen=True, slots=True)
class Asked:
    """One visit of somebody, as it was published; `state` is one of the above, `until` how long an offer stands."""

    visit: Visit
    name: str
    state: str = OPEN
    reason: str = ""
    substitute: str = ""  # who was proposed
    until: dt.datetime | None = None

    @property
    def id(self) -> int:
        return self.visit.id

    @property
    def when(self) -> str:
        """'maandag 24 februari, 9.30–11.00'"""
        return f"{day_name(self.visit.day)}, {self.visit.hours}"

    @property
    def label(self) -> str:
        return f"{self.name}, {self.when}"

    @property
    def sentence(self) -> str:
        return f"je stelt {self.substitute} voor in jouw plaats" if self.state == VERVANGING else SENTENCES[self.state]

    @property
    def own_reason(self) -> str:
        return "" if self.reason == proposes(self.substitute) else self.reason

    @property
    def is_answered(self) -> bool:
        return self.state != OPEN


def asked_of(programme: Programme, person: int, *, now: dt.datetime | None = None) -> list[Asked]:
    """The published visits that are still on the draft with this person: what left it, one cannot answer."""
    version = last_version(programme)
    return _asked(programme, week_for(version, person), now, mandataris=person).get(person, []) if version else []


def proposal_of(programme: Programme, person: int) -> Vervanging | None:
    """Whom somebody proposes, as long as nobody decided."""
    return Vervanging.objects.filter(programme=programme, mandataris=person, state=Vervanging.State.VOORGESTELD).first()


def asked_of_all(programme: Programme, version: Versie, *, now: dt.datetime) -> dict[int, list[Asked]]:
    """The same for everybody, in as many queries."""
    return _asked(programme, week_of(version), now)


def _asked(programme: Programme, week: Week, now: dt.datetime | None, **only: int) -> dict[int, list[Asked]]:
    now = now or timezone.now()
    rows = Deelname.objects.filter(bezoek__programme=programme, **only)
    waits = Wachtplaats.objects.filter(bezoek__programme=programme, **only)
    proposed = Vervanging.objects.filter(programme=programme, state=Vervanging.State.VOORGESTELD, **only)
    said = {(row.bezoek_id, row.mandataris_id): row for row in rows}
    waiting = {(row.bezoek_id, row.mandataris_id): row for row in waits}
    named = {(bezoek, person): name for bezoek, person, name in proposed.values_list("bezoeken", "mandataris", "name")}
    found: dict[int, list[Asked]] = {}
    for visit in week.visits:
        for part in visit.people:
            key = (visit.id, part.person)
            if key in said:
                one = _one(week, visit, said[key], waiting.get(key), substitute=named.get(key, ""), now=now)
                found.setdefault(part.person, []).append(one)
    return found


def _one(
    week: Week, visit: Visit, row: Deelname, wait: Wachtplaats | None, *, substitute: str, now: dt.datetime
) -> Asked:
    name = week.name_of(visit)
    if substitute and row.answer == NEE:
        return Asked(visit, name, VERVANGING, row.answer_reason, substitute)
    if row.answer or wait is None:
        return Asked(visit, name, row.answer, row.answer_reason)
    if wait.expires_at is None:
        return Asked(visit, name, WACHT)
    return Asked(visit, name, AANBOD, until=wait.expires_at) if wait.expires_at > now else Asked(visit, name)
