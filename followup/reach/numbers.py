"""The numbers of an edition, counted from what is there, or as they were kept when its personal data went."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from followup.models import Afspraak, Balans, Knelpunt
from followup.reach.attending import Attended, Tick, attended
from followup.reach.balance import Numbers, Share
from followup.reach.opinions import opinions_of
from followup.reach.promises import DROPPED, KEPT, MADE, promises_of
from invitations.models import Verhaal
from invitations.reminding.reminders import declined
from invitations.workflow import number_of
from press.models import Aanwezigheid, Beeld, Post, Quote, Verschenen
from programmes.models import DeelnemendeDienst, Gast, Mandaat, Programme, Segment, Versie
from programmes.versions import week_of

__all__ = ["Numbers", "numbers_of", "numbers_of_all"]


def numbers_of(programme: Programme) -> Numbers:
    return numbers_of_all([programme])[programme.pk]


def numbers_of_all(programmes: Sequence[Programme]) -> dict[int, Numbers]:
    """By key, in a fixed number of queries: one when all were cleared, nine otherwise."""
    kept = dict(Balans.objects.filter(programme__in=programmes).values_list("programme", "numbers"))
    found = {key: Numbers.from_json(numbers) for key, numbers in kept.items()}
    rest = [programme for programme in programmes if programme.pk not in kept]
    return found | (_counted(rest) if rest else {})


class _Mandate(NamedTuple):
    """Somebody in the college or the council; the days are None when they are not known."""

    bestuur: int
    segment: str
    person: int
    starts_on: dt.date | None
    ends_on: dt.date | None

    def is_of(self, programme: Programme) -> bool:
        return (
            self.bestuur == programme.bestuur_id
            and (self.starts_on is None or self.starts_on <= programme.last_day)
            and (self.ends_on is None or self.ends_on >= programme.first_day)
        )


def _counted(programmes: Sequence[Programme]) -> dict[int, Numbers]:
    keys = [programme.pk for programme in programmes]
    counts, visited, opinions = _counts(keys), _visited(keys), opinions_of(keys)
    authorities = {programme.bestuur_id for programme in programmes}
    promises, mandates = promises_of(authorities), _mandates(authorities)
    return {
        programme.pk: Numbers(
            **counts[programme.pk],
            **_presence(programme, visited[programme.pk], mandates),
            **_promised(promises[programme.pk]),
            opinions=tuple(opinions[programme.pk]),
        )
        for programme in programmes
    }


def _presence(programme: Programme, total: Attended, mandates: Iterable[_Mandate]) -> dict[str, Any]:
    return {
        "visits": total.visits,
        "services": len(total.services),
        "people": total.heads,
        "minutes": total.minutes,
        "unticked": total.unticked,
        "college": _share(Segment.COLLEGE, programme, total.people, mandates),
        "council": _share(Segment.RAAD, programme, total.people, mandates),
    }


def _share(segment: str, programme: Programme, came: set[int], mandates: Iterable[_Mandate]) -> Share:
    """Of whoever sat in that body while it was held."""
    members = {mandate.person for mandate in mandates if mandate.segment == segment and mandate.is_of(programme)}
    return Share(len(members & came), len(members))


def _mandates(authorities: Iterable[int]) -> list[_Mandate]:
    rows = Mandaat.objects.filter(
        mandataris__bestuur__in=authorities, segment__in=(Segment.COLLEGE, Segment.RAAD), is_prevented=False
    )
    fields = ("mandataris__bestuur", "segment", "mandataris", "starts_on", "ends_on")
    return [_Mandate(*row) for row in rows.order_by().values_list(*fields)]


def _promised(counts: Counter[str]) -> dict[str, Any]:
    return {"agreements": counts[MADE] + counts[KEPT], "kept": counts[KEPT], "dropped": counts[DROPPED]}


def _visited(keys: list[int]) -> dict[int, Attended]:
    """By the last version of each, and what was ticked at its visits."""
    newest = Versie.objects.filter(programme=OuterRef("programme")).order_by("-number").values("number")
    versions = Versie.objects.filter(programme__in=keys, number=Subquery(newest[:1]))
    weeks = {version.programme_id: week_of(version) for version in versions}
    ticks: dict[int, list[Tick]] = defaultdict(list)
    rows = Aanwezigheid.objects.filter(programme__in=keys)
    for key, visit, person, name, is_present in rows.values_list(
        "programme", "visit", "mandataris", "name", "is_present"
    ):
        ticks[key].append(Tick(visit, person, name, is_present))
    said_no = declined(*keys)
    return {key: attended(weeks.get(key), ticks[key], said_no) for key in keys}


def _counts(keys: list[int]) -> dict[int, dict[str, Any]]:
    """What is only counted, of each programme, in one query."""
    of_it = {"programme": OuterRef("pk")}
    pictures = Beeld.objects.filter(**of_it, state=Beeld.State.GOEDGEKEURD)
    bottlenecks = Knelpunt.objects.filter(**of_it)
    counted: dict[str, QuerySet[Any]] = {
        "services_of": DeelnemendeDienst.objects.filter(**of_it),
        "guests": Gast.objects.filter(**of_it),
        "stories": Verhaal.objects.filter(**of_it),
        "quotes": Quote.objects.filter(**of_it, state=Quote.State.GOEDGEKEURD),
        "photos": pictures.filter(kind=Beeld.Kind.FOTO),
        "films": pictures.filter(kind=Beeld.Kind.FILM),
        "posts": Post.objects.filter(**of_it, state=Post.State.GEPLAATST),
        "articles": Verschenen.objects.filter(**of_it),
        "follow_ups": Afspraak.objects.filter(**of_it, follow_up_visit__isnull=False),
        "bottlenecks": bottlenecks,
        "taken_up": bottlenecks.exclude(state=Knelpunt.State.OPEN),
    }
    named = {f"count_{name}": number_of(rows) for name, rows in counted.items()}  # it has posts and quotes of its own
    rows = Programme.objects.filter(pk__in=keys).order_by().annotate(**named).values("pk", *named)
    return {row["pk"]: {name: row[f"count_{name}"] for name in counted} for row in rows}
