"""'Klopt dit?': a service confirms its practical details, and sees what changed since.

What was confirmed is kept: the facts of the service and its published visits. So nobody has to ask who changed
something: a form, an import and a new version all show, and what is put back as it was shows no more.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from programmes.models import DeelnemendeDienst, Zorgdienst
from programmes.models.zorgdienst import field_labels
from programmes.times import clock, day_name
from programmes.upkeep import DETAILS
from programmes.week import Visit, Week
from programmes.words import counted


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a service is with its practical details; `changed` says what is different since it confirmed them."""

    deelname: DeelnemendeDienst
    visits: tuple[Visit, ...]
    changed: tuple[str, ...]
    published_name: str  # what others call the service: a new name waits for a new version

    @property
    def service(self) -> Zorgdienst:
        return self.deelname.zorgdienst

    @property
    def is_confirmed(self) -> bool:
        """And still as it was then."""
        return bool(self.deelname.confirmed_at) and not self.changed

    @property
    def seen(self) -> str:
        """The visits as a page shows them: nobody confirms others than they read."""
        return json.dumps(_visits(self.visits))


def standing(deelname: DeelnemendeDienst, week: Week | None) -> Standing:
    """`week`: the last published version; None when there is none. Needs no query."""
    visits = tuple(week.visits_at(deelname.zorgdienst_id)) if week else ()
    changed = tuple(_changed(deelname, visits)) if deelname.confirmed_at else ()
    published = week.services.get(deelname.zorgdienst_id) if week else None
    return Standing(deelname, visits, changed, published.name if published else deelname.zorgdienst.name)


def confirm(deelname: DeelnemendeDienst, week: Week | None, *, by: str, now: dt.datetime) -> None:
    visits = week.visits_at(deelname.zorgdienst_id) if week else []
    deelname.confirmed_at, deelname.confirmed_by = now, by
    deelname.confirmed_content = {"facts": _facts(deelname.zorgdienst), "visits": _visits(visits)}
    deelname.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_content"])


def move_along(service: Zorgdienst, names: Iterable[str], *, by: str) -> None:
    """Who changes what they confirmed themselves, still stands by it."""
    facts = {name: value for name, value in _facts(service).items() if name in set(names)}
    for deelname in service.deelnames_aan_programmes.filter(confirmed_by=by, confirmed_at__isnull=False):
        deelname.confirmed_content["facts"] = deelname.confirmed_content.get("facts", {}) | facts
        deelname.save(update_fields=["confirmed_content"])


def _facts(service: Zorgdienst) -> dict[str, Any]:
    facts = {name: getattr(service, name) for name in DETAILS}
    return facts | {"moments": [list(moment) for moment in service.moments]}


def _visits(visits: Iterable[Visit]) -> dict[str, list[Any]]:
    """{id: [day, start, end, people]}; the keys are text, as JSON has them."""
    return {str(one.id): [one.day.isoformat(), one.start, one.end, len(one.people)] for one in visits}


def _changed(deelname: DeelnemendeDienst, visits: Iterable[Visit]) -> Iterator[str]:
    content = deelname.confirmed_content
    facts = content.get("facts", {})
    yield from field_labels(
        name for name, value in _facts(deelname.zorgdienst).items() if facts.get(name, value) != value
    )
    before, after = content.get("visits", {}), _visits(visits)
    for key in dict.fromkeys([*after, *before]):
        yield from _visit_changed(before.get(key), after.get(key))


def _visit_changed(before: list[Any] | None, after: list[Any] | None) -> Iterator[str]:
    if before == after:
        return
    if before is None or after is None:
        yield f"{'nieuw' if after else 'geschrapt'} bezoek op {_when(after or before or [])}"
    elif before[:3] != after[:3]:
        yield f"bezoek verplaatst van {_when(before)} naar {_when(after)}"
    else:
        yield f"{_people(after[3])} in plaats van {before[3]} op {_when(after)}"


def _when(visit: list[Any]) -> str:
    day, start, end, _ = visit
    return f"{day_name(dt.date.fromisoformat(day))}, {clock(start)}–{clock(end % 1440)}"


def _people(count: int) -> str:
    return counted(count, "persoon", "personen")
