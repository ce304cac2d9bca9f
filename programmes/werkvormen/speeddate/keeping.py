"""Keeps the tables, the rounds and the guests of a speed date as they were filled in."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from programmes.models import Speeddate, Speeddategast, Speeddatetafel
from programmes.races import TooLateError
from programmes.werkvormen.speeddate.desk import Rounds, participants, stored
from programmes.werkvormen.speeddate.tables import Table, matched


@transaction.atomic
def keep_settings(date: Speeddate, tafels: Sequence[tuple[str, str]], names: Sequence[str]) -> None:
    """A table that changes place takes its guests along; the guests are who takes part in the visit and who was typed.

    Raises TooLateError when it is not what it was when it was read: a round held meanwhile stays held.
    """
    is_new = date._state.adding  # noqa: SLF001 (Django's documented API)
    now = None if is_new else Speeddate.objects.select_for_update().filter(pk=date.pk).first()
    if not is_new and (now is None or now.revision != date.revision):
        raise TooLateError
    date.revision += 1
    if is_new:
        date.save()
    places = _keep_tables(date, [Table(*typed) for typed in tafels])
    date.arrangement = _followed(date.arrangement, places)
    date.save()
    if is_new:
        date.gasten.bulk_create(
            Speeddategast(speeddate=date, mandataris=one, name=str(one)) for one in participants(date.bezoek)
        )
    if not date.held:
        _keep_typed(date, names)


def _keep_tables(date: Speeddate, typed: list[Table]) -> list[int | None]:
    """Returns the place that each had; with None among them when there are more or fewer than before."""
    before = list(date.tafels.all())
    places = matched([Table(tafel.name, tafel.who) for tafel in before], typed)
    for position, (table, place) in enumerate(zip(typed, places, strict=True)):
        tafel = Speeddatetafel(speeddate=date) if place is None else before[place]
        tafel.position, tafel.name, tafel.who = position, table.name, table.who
        tafel.save()
    gone = [tafel.pk for place, tafel in enumerate(before) if place not in places]
    date.tafels.filter(pk__in=gone).delete()
    return [*places, *[None] * len(gone)]


def _followed(arrangement: dict[str, Any], places: list[int | None]) -> dict[str, Any]:
    """With the groups in the order of the tables; with other tables than these they mean nothing any more."""
    rounds: Rounds = arrangement.get("rounds", [])
    if not rounds:
        return arrangement
    order = [place for place in places if place is not None]
    fits = len(order) == len(places) and all(len(seated) == len(order) for seated in rounds)
    after: Rounds = [[seated[place] for place in order] if fits else [] for seated in rounds]
    return stored(after, arrangement["bound"])


def _keep_typed(date: Speeddate, names: Sequence[str]) -> None:
    typed = list(date.gasten.filter(mandataris=None))
    wanted = list(names)
    for gast in typed:
        if gast.name in wanted:
            wanted.remove(gast.name)
        else:
            gast.delete()
    date.gasten.bulk_create(Speeddategast(speeddate=date, name=name) for name in wanted)
