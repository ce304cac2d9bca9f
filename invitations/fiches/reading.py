"""The fiches of a programme: one per service, its figures beside those of the last edition."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from invitations.fiches.cijfers import VOORSTELLEN, Earlier, Verschil, verschil
from invitations.fiches.completeness import Completeness, completeness
from invitations.models import Cijfer, Fiche, Project, Tendens, Uitdaging
from programmes.models import Programme, Zorgdienst


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, what it was in the last edition, and the difference where both are numbers."""

    cijfer: Cijfer
    earlier: Cijfer | None = None
    verschil: Verschil | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A service on the list, with its fiche; a Fiche that is not stored when nobody began."""

    zorgdienst: Zorgdienst
    fiche: Fiche
    completeness: Completeness


def fiche_of(programme: Programme, zorgdienst: Zorgdienst) -> Fiche:
    """With its parts; not stored yet when nobody began."""
    found = Fiche.objects.whole().filter(programme=programme, zorgdienst=zorgdienst).first()
    return found or Fiche(programme=programme, zorgdienst=zorgdienst)


def rows_of(programme: Programme, services: list[Zorgdienst]) -> list[Row]:
    fiches = {one.zorgdienst_id: one for one in Fiche.objects.whole().filter(programme=programme)}
    found = [(one, fiches.get(one.pk) or Fiche(programme=programme, zorgdienst=one)) for one in services]
    return [Row(service, fiche, completeness(fiche)) for service, fiche in found]


def earlier_fiche(fiche: Fiche) -> Fiche | None:
    """Of the same service, in the newest edition before this one that has figures."""
    before = Fiche.objects.filter(zorgdienst=fiche.zorgdienst_id, programme__first_day__lt=fiche.programme.first_day)
    known = before.exclude(cijfers=None).select_related("programme").prefetch_related("cijfers")
    return known.order_by("-programme__first_day", "-pk").first()


def earlier_of(fiche: Fiche | None) -> Earlier:
    return Earlier(fiche.cijfers.all() if fiche else ())


def lines_of(fiche: Fiche, section: str, earlier: Earlier) -> list[Line]:
    """The figures of a section that say something, those that are proposed first."""
    order = {one.key: number for number, one in enumerate(VOORSTELLEN[fiche.zorgdienst.kind])}
    shown = [one for one in parts(fiche, "cijfers") if one.section == section and one.typed]
    shown.sort(key=lambda one: (order.get(one.key, len(order)), one.position, one.pk))
    pairs = [(one, earlier.of(one)) for one in shown]
    return [Line(one, old, verschil(one, old)) for one, old in pairs]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page or a document of a fiche shows, in order."""

    kern: list[Line]
    tevredenheid: list[Line]
    projecten: list[Project]
    uitdagingen: list[tuple[str, list[Uitdaging]]]  # per theme that has any
    tendensen: list[Tendens]
    earlier: Programme | None  # the edition that the figures are compared with


def shown_of(fiche: Fiche) -> Shown:
    last = earlier_fiche(fiche)
    earlier = earlier_of(last)
    challenges = parts(fiche, "uitdagingen")
    by_theme = [(theme.label, [one for one in challenges if one.theme == theme]) for theme in Uitdaging.Theme]
    return Shown(
        kern=lines_of(fiche, Cijfer.Section.KERN, earlier),
        tevredenheid=lines_of(fiche, Cijfer.Section.TEVREDENHEID, earlier),
        projecten=parts(fiche, "projecten"),
        uitdagingen=[(label, found) for label, found in by_theme if found],
        tendensen=parts(fiche, "tendensen"),
        earlier=last.programme if last else None,
    )


def parts(fiche: Fiche, name: str) -> list[Any]:
    """A fiche that nobody began has none, and may not be asked."""
    return list(getattr(fiche, name).all()) if fiche.pk else []


@contextmanager
def locked(programme: Programme, zorgdienst: Zorgdienst) -> Iterator[Fiche]:
    """The fiche as it is stored at this moment, made when nobody began; whoever else saves it, waits."""
    with transaction.atomic():
        fiche, _ = Fiche.objects.get_or_create(programme=programme, zorgdienst=zorgdienst)
        Fiche.objects.select_for_update().get(pk=fiche.pk)
        yield Fiche.objects.whole().get(pk=fiche.pk)


def mark_changed(fiche: Fiche, *, by: str, now: dt.datetime) -> None:
    """After its parts were saved: it counts them anew."""
    fiche.changed_at, fiche.changed_by = now, by[:150]
    fiche.percent = completeness(Fiche.objects.whole().get(pk=fiche.pk)).percent
    fiche.save(update_fields=["changed_at", "changed_by", "percent"])
