"""A report as somebody reads it now: of pictures, quotes and stories only what may be shown in that channel today."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.safestring import SafeString, mark_safe

from followup.models import Sectie, Verslag
from followup.reports.held import Held, held
from invitations.models import Toestemming, Verhaal
from invitations.stories.telling import Told, told
from press.models import Beeld, Quote
from press.rights.usable import usable_pictures, usable_quotes
from programmes.models import Programme
from programmes.times import day_name

INTERN, SITE = Toestemming.Channel.INTERN, Toestemming.Channel.SITE
Kind = Sectie.Kind
T = TypeVar("T")
MOST_PICTURES = 6  # of those that fit, beside one visit


@dataclass(frozen=True, slots=True)
class Material:
    """What may be shown in one channel on one day, by key and in the usual order."""

    pictures: Mapping[int, Beeld]
    quotes: Mapping[int, Quote]
    stories: Mapping[int, Told]


def material_of(programme: Programme, channel: str, *, on: dt.date) -> Material:
    """In a fixed number of queries."""
    rows = Verhaal.objects.filter(programme=programme).exclude(text="").select_related("toestemming")
    return Material(
        {one.pk: one for one in usable_pictures(programme, channel, on=on)},
        {one.pk: one for one in usable_quotes(programme, channel, on=on)},
        {row.pk: one for row in rows for one in told([row], channel=channel, on=on)},
    )


@dataclass(frozen=True, slots=True)
class ReadSection:
    key: int
    kind: str
    title: str
    text: SafeString  # cleaned when it was stored
    when: str = ""
    pictures: tuple[Beeld, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stories: tuple[Told, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.pictures or self.quotes or self.stories)


@dataclass(frozen=True)
class Reading:
    title: str
    lead: str
    bestuur: str
    period: str
    cover: Beeld | None
    sections: tuple[ReadSection, ...]
    used: dict[str, list[int]] = field(default_factory=dict)  # keys of what is shown: beelden, quotes, verhalen

    @property
    def photos(self) -> list[Beeld]:
        """All that are printed, each once."""
        found = {one.pk: one for part in self.sections for one in part.pictures if one.kind == Beeld.Kind.FOTO}
        return list((found | ({self.cover.pk: self.cover} if self.cover else {})).values())


def draft_content(verslag: Verslag, material: Material | None = None, *, on: dt.date) -> dict[str, Any]:
    """The report as it is being written, as plain data: what a version keeps. Of what fits, the keys of today."""
    programme = verslag.programme
    material = material or material_of(programme, INTERN, on=on)
    chooser = _Chooser(held(programme), material, _story_services(programme))
    sections = [chooser.row(one) for one in verslag.secties.all() if one.is_in]
    return {
        "title": verslag.title,
        "lead": verslag.lead,
        "cover": verslag.cover,
        "bestuur": programme.bestuur.name,
        "period": programme.period,
        "sections": sections,
    }


def _story_services(programme: Programme) -> dict[int, int]:
    return dict(Verhaal.objects.filter(programme=programme).exclude(text="").values_list("pk", "zorgdienst_id"))


class _Chooser:
    """Gives each picture, quote and story a place: where somebody put it, else where it fits, and nowhere twice."""

    def __init__(self, was: Held | None, material: Material, story_services: Mapping[int, int]) -> None:
        self.visits = {one.visit.id: one for one in was.visits} if was else {}
        self.material = material
        self.story_services = story_services
        self.told: set[int] = set()

    def row(self, one: Sectie) -> dict[str, Any]:
        visit = self.visits.get(one.visit or 0)
        when = f"{day_name(visit.visit.day)}, {visit.visit.hours}" if visit else ""
        row: dict[str, Any] = {"key": one.pk, "kind": one.kind, "visit": one.visit, "title": one.title}
        row |= {"text": one.text, "when": when}
        row["beelden"] = self.pictures(one) if one.beelden is None else one.beelden
        row["quotes"] = self.quotes(one) if one.quotes is None else one.quotes
        row["verhalen"] = self._stories(visit.service if visit else None) if one.kind == Kind.BEZOEK else []
        return row

    def pictures(self, one: Sectie) -> list[int]:
        rows = self.material.pictures.values()
        if one.kind == Kind.BEZOEK:
            return [beeld.pk for beeld in rows if beeld.visit == one.visit][:MOST_PICTURES]
        return [beeld.pk for beeld in rows if beeld.visit not in self.visits] if one.kind == Kind.BEELDEN else []

    def quotes(self, one: Sectie) -> list[int]:
        rows = self.material.quotes.values()
        if one.kind == Kind.BEZOEK:
            return [quote.pk for quote in rows if quote.visit == one.visit]
        return [quote.pk for quote in rows if quote.visit not in self.visits] if one.kind == Kind.QUOTES else []

    def _stories(self, service: int | None) -> list[int]:
        """At the first visit of the service."""
        keys = [key for key, of in self.story_services.items() if of == service and key in self.material.stories]
        new = [key for key in keys if key not in self.told]
        self.told.update(new)
        return new


def read(content: Mapping[str, Any], material: Material) -> Reading:
    """A section that has nothing to show is left out."""
    sections = [_section(row, material) for row in content["sections"]]
    shown = tuple(one for one in sections if not one.is_empty)
    photos = (one for part in shown for one in part.pictures if one.kind == Beeld.Kind.FOTO)
    cover = material.pictures.get(content["cover"] or 0) or next(photos, None)
    return Reading(
        title=content["title"],
        lead=content["lead"],
        bestuur=content.get("bestuur", ""),
        period=content.get("period", ""),
        cover=cover,
        sections=shown,
        used=_used(content["sections"], material, cover),
    )


def _section(row: Mapping[str, Any], material: Material) -> ReadSection:
    return ReadSection(
        key=row["key"],
        kind=row["kind"],
        title=row["title"],
        text=mark_safe(row["text"]),  # noqa: S308 (followup.reports.cleaning let it through)
        when=row.get("when", ""),
        pictures=tuple(_known(row["beelden"], material.pictures)),
        quotes=tuple(_known(row["quotes"], material.quotes)),
        stories=tuple(_known(row.get("verhalen", ()), material.stories)),
    )


def _known(keys: Iterable[int], rows: Mapping[int, T]) -> Iterable[T]:
    return (rows[key] for key in keys if key in rows)


def _used(sections: Iterable[Mapping[str, Any]], material: Material, cover: Beeld | None) -> dict[str, list[int]]:
    def keys(name: str, known: Mapping[int, Any]) -> list[int]:
        return sorted({key for row in sections for key in row.get(name, ()) if key in known})

    return {
        "beelden": sorted({*keys("beelden", material.pictures), *([cover.pk] if cover else [])}),
        "quotes": keys("quotes", material.quotes),
        "verhalen": keys("verhalen", material.stories),
    }
