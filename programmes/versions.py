"""Published versions: immutable snapshots, and the difference that publishing would make."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction

from programmes.conflicts import Conflict, find_conflicts
from programmes.differences import Difference, Touched, by_name, difference
from programmes.loading import load_week
from programmes.models import Programme, User, Versie
from programmes.week import Visit, Week, order, visit_json


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


class PublishError(Exception):
    """Why this cannot be published; the message is for the coordinator."""


@dataclass(frozen=True)
class Proposal:
    """What publishing the draft would do; `based_on` is the number of the version it is compared with (0: none)."""

    based_on: int
    draft: Week
    published: Week | None
    difference: Difference
    conflicts: tuple[Conflict, ...]

    @property
    def number(self) -> int:
        """Of the version that publishing would make."""
        return self.based_on + 1

    @property
    def is_first(self) -> bool:
        return self.published is None

    @property
    def touched(self) -> str:
        """'Raakt 8 mensen en 3 diensten.'"""
        people, services = len(self.difference.people), len(self.difference.services)
        if not people and not services:
            return "Raakt geen bezoek van iemand."
        return f"Raakt {_count(people, 'mens', 'mensen')} en {_count(services, 'dienst', 'diensten')}."

    @property
    def blocking(self) -> list[Conflict]:
        return [conflict for conflict in self.conflicts if conflict.blocks]

    @property
    def warnings(self) -> list[Conflict]:
        return [conflict for conflict in self.conflicts if not conflict.blocks and not conflict.accepted]

    @property
    def accepted(self) -> list[Conflict]:
        return [conflict for conflict in self.conflicts if conflict.accepted]

    @property
    def people(self) -> Touched:
        return by_name(self.difference.people, self.draft.people, self.published.people if self.published else {})

    @property
    def services(self) -> Touched:
        return by_name(self.difference.services, self.draft.services, self.published.services if self.published else {})

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.draft.to_json()

    @property
    def fingerprint(self) -> str:
        """Of what is proposed: who confirms must have seen exactly this."""
        return hashlib.sha256(json.dumps(self.content).encode()).hexdigest()[:32]


def last_version(programme: Programme) -> Versie | None:
    """Without its content, which is read in a query of its own when somebody asks for it."""
    return Versie.objects.filter(programme=programme).defer("content").first()


def week_of(version: Versie) -> Week:
    return Week.from_json(version.content)


def week_for(version: Versie, person: int) -> Week:
    """Only what this person's schedule needs: to read a few visits of a large programme takes a tenth of the time."""
    content = version.content
    visits = [visit for visit in content["visits"] if any(part["person"] == person for part in visit["people"])]
    people = {person, *(part["person"] for visit in visits for part in visit["people"])}
    services = {visit["service"] for visit in visits}
    return Week.from_json(
        content
        | {
            "visits": visits,
            "people": [row for row in content["people"] if row["id"] in people],
            "services": [row for row in content["services"] if row["id"] in services],
        }
    )


def week_for_host(version: Versie, host: int) -> Week:
    """Only the visits that this contact person receives, with all people: who was moved may yet turn up."""
    content = version.content
    own = {
        row["id"] for row in content["services"] if any(contact["id"] == host for contact in row.get("contacts", []))
    }
    visits = [row for row in content["visits"] if row["service"] in own or (row.get("host") or {}).get("id") == host]
    services = own | {visit["service"] for visit in visits}
    return Week.from_json(
        content | {"visits": visits, "services": [row for row in content["services"] if row["id"] in services]}
    )


def published_week(programme: Programme) -> Week | None:
    """The last published version; None when nothing was ever published. All that is outside reads this."""
    version = last_version(programme)
    return week_of(version) if version else None


def proposal(programme: Programme) -> Proposal:
    version = Versie.objects.filter(programme=programme).first()
    published = week_of(version) if version else None
    week = load_week(programme)
    draft = week.for_publication()
    return Proposal(
        based_on=version.number if version else 0,
        draft=draft,
        published=published,
        difference=difference(published or Week(info=draft.info), draft),
        conflicts=tuple(find_conflicts(week)),
    )


def publish(
    programme: Programme, *, based_on: int, note: str, by: User, now: dt.datetime, seen: str | None = None
) -> Versie:
    """Keeps the draft as the next version.

    Raises PublishError when somebody published since the difference was shown (`based_on`), when the draft is no
    longer what was `seen` (a fingerprint), when a conflict blocks, or when there is nothing new in it.
    """
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        proposed = proposal(programme)
        _check(proposed, based_on, seen)
        return Versie.objects.create(
            programme=programme,
            number=proposed.number,
            note=note,
            content=proposed.content,
            published_at=now,
            by=by,
        )


def publish_shift(
    programme: Programme, visits: Iterable[Visit], *, based_on: int, note: str, by: User, now: dt.datetime
) -> Versie:
    """Keeps the last version, with these visits as they became, as the next one; the rest of the draft stays inside.

    Raises PublishError when somebody published since (`based_on`), when a visit is not in that version, or when nothing
    about them is new.
    """
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        last = Versie.objects.filter(programme=programme).first()
        _check_number(last.number if last else 0, based_on)
        known = week_of(last).by_id if last else {}
        become = {visit.id: visit.for_publication() for visit in visits}
        if last is None or become.keys() - known.keys():
            raise PublishError("Dit bezoek staat niet in de gepubliceerde versie. Bekijk opnieuw wat er verandert.")
        if all(known[key] == visit for key, visit in become.items()):
            raise PublishError(f"Er is niets gewijzigd sinds versie {last.number}.")
        shifted = sorted((become.get(key, visit) for key, visit in known.items()), key=order)
        content = last.content | {"visits": [visit_json(visit) for visit in shifted]}
        return Versie.objects.create(
            programme=programme, number=last.number + 1, note=note[:300], content=content, published_at=now, by=by
        )


def _check_number(number: int, based_on: int) -> None:
    if number != based_on:
        raise PublishError(
            f"Intussen is versie {number} gepubliceerd. Bekijk opnieuw wat er verandert en publiceer dan."
        )


def _check(proposed: Proposal, based_on: int, seen: str | None) -> None:
    _check_number(proposed.based_on, based_on)
    if seen is not None and proposed.fingerprint != seen:
        raise PublishError("Het bord is intussen gewijzigd. Bekijk opnieuw wat er verandert en publiceer dan.")
    if not proposed.draft.visits:
        raise PublishError("Er staat nog geen enkel bezoek op het bord. Plan eerst een bezoek.")
    if proposed.blocking:
        raise PublishError(_blocked(len(proposed.blocking)))
    if proposed.difference.is_empty:
        raise PublishError(f"Er is niets gewijzigd sinds versie {proposed.based_on}.")


def _blocked(count: int) -> str:
    if count == 1:
        return "Eén conflict houdt de publicatie tegen. Los het op, of aanvaard het met een reden."
    return f"{count} conflicten houden de publicatie tegen. Los ze op, of aanvaard ze met een reden."
