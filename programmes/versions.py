"""Published versions: immutable snapshots, and the difference that publishing would make."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from programmes.conflicts import Conflict, find_conflicts
from programmes.differences import Difference, difference
from programmes.loading import load_week
from programmes.models import Programme, User, Versie
from programmes.week import Week


class PublishError(Exception):
    """Why this cannot be published; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing the draft would do; `based_on` is the number of the version it is compared with (0: none)."""

    based_on: int
    draft: Week
    published: Week | None
    difference: Difference
    conflicts: tuple[Conflict, ...]

    @property
    def blocking(self) -> list[Conflict]:
        return [conflict for conflict in self.conflicts if conflict.blocks]


def last_version(programme: Programme) -> Versie | None:
    """Without its content, which is read in a query of its own when somebody asks for it."""
    return Versie.objects.filter(programme=programme).defer("content").first()


def week_of(version: Versie) -> Week:
    return Week.from_json(version.content)


def published_week(programme: Programme) -> Week | None:
    """The last published version; None when nothing was ever published. All that is outside reads this."""
    version = last_version(programme)
    return week_of(version) if version else None


def proposal(programme: Programme) -> Proposal:
    version = last_version(programme)
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


def publish(programme: Programme, *, based_on: int, note: str, by: User, now: dt.datetime) -> Versie:
    """Keeps the draft as the next version.

    Raises PublishError when somebody published since the difference was shown (`based_on`), when a conflict blocks,
    or when there is nothing in it.
    """
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        proposed = proposal(programme)
        _check(proposed, based_on)
        return Versie.objects.create(
            programme=programme,
            number=based_on + 1,
            note=note,
            content=proposed.draft.to_json(),
            published_at=now,
            by=by,
        )


def _check(proposed: Proposal, based_on: int) -> None:
    if proposed.based_on != based_on:
        raise PublishError(
            f"Intussen is versie {proposed.based_on} gepubliceerd. Bekijk opnieuw wat er verandert en publiceer dan."
        )
    if not proposed.draft.visits:
        raise PublishError("Er staat nog geen enkel bezoek op het bord. Plan eerst een bezoek.")
    if proposed.blocking:
        raise PublishError(
            f"{len(proposed.blocking)} conflict(en) houden de publicatie tegen. Los ze op of aanvaard ze met een reden."
        )
