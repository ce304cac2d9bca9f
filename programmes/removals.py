"""What goes with a visit that is removed: all that hangs on it, also of a later step, asked of the models.

But not what made itself and nobody touched: that needs no word.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, router
from django.db.models.deletion import Collector

from programmes.later import BEFORE_REMOVAL, UNTOUCHED, WAITING
from programmes.models import Bezoek, Bijeenkomst, Deelname, Inschrijving, Onderdeel, Programme
from programmes.week import Visit
from programmes.werkvormen.inwonersdialoog.trajects import keep_hours
from programmes.werkvormen.onderdelen import examples

TOLD = (Bezoek, Deelname)  # what the dialog says by itself


@dataclass(frozen=True, slots=True)
class Along:
    """'7 onderdelen van het uurschema' and the like: what undo puts back, and what it does not.

    `tells`: people who signed up, and hear that it is off. `stay`: meetings of a dialogue that were held in it.
    """

    returns: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    tells: bool = False
    stay: tuple[str, ...] = ()


def goes_along(visits: Collection[int]) -> Along:
    counts = _counts(visits) if visits else {}
    comes_back = (Onderdeel, *(model for model, _, _ in WAITING))  # see programmes.drafts.undo
    back = tuple(_words(model, count) for model, count in counts.items() if model in comes_back)
    lost = tuple(_words(model, count) for model, count in counts.items() if model not in comes_back)
    stay = tuple(Bijeenkomst.objects.filter(bezoek__in=visits).values_list("title", flat=True)) if visits else ()
    return Along(back, lost, Inschrijving in counts, stay)


def lost_for_good(made: Collection[Visit]) -> tuple[str, ...]:
    """What undo of making these visits takes along: that has no way back, so a timetable counts where it was edited."""
    counts = _counts([visit.id for visit in made]) if made else {}
    if Onderdeel in counts:
        counts[Onderdeel] -= examples(made)
    return tuple(_words(model, count) for model, count in counts.items() if count)


def tell_of(programme: Programme, removed: Iterable[Visit]) -> None:
    """Before they go."""
    if visits := [visit.id for visit in removed]:
        for tell in (keep_hours, *BEFORE_REMOVAL):
            tell(programme, visits)


def _counts(visits: Collection[int]) -> dict[type[models.Model], int]:
    rows = Bezoek.objects.filter(pk__in=visits)
    collector = Collector(using=router.db_for_write(Bezoek), origin=rows)
    collector.collect(rows)
    found: dict[type[models.Model], set[Any]] = {
        model: {row.pk for row in instances} for model, instances in collector.data.items()
    }
    for fast in collector.fast_deletes:  # a row that is reached along three ways goes once
        if _is_told(fast.model):
            found.setdefault(fast.model, set()).update(fast.values_list("pk", flat=True))
    if not found:
        return {}
    for untouched in UNTOUCHED:
        for model, keys in untouched(visits).items():
            found[model] = found.get(model, set()).difference(keys)
    shown = {model: len(keys) for model, keys in found.items() if keys and _is_told(model)}
    return dict(sorted(shown.items(), key=lambda item: str(item[0]._meta.verbose_name)))  # noqa: SLF001 (Django's documented API)


def _is_told(model: type[models.Model]) -> bool:
    return model not in TOLD and not model._meta.auto_created  # noqa: SLF001


def _words(model: type[models.Model], count: int) -> str:
    meta = model._meta  # noqa: SLF001
    return f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
