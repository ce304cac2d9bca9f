"""Knelpunten en kansen as the pages and the sheet show them: per service or per theme, in a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from followup.models import Knelpunt
from invitations.models import Uitdaging
from programmes.models import Programme, Zorgdienst

WHOLE_AUTHORITY = "Voor het hele bestuur"
_THEMES = list(Uitdaging.Theme.values)


@dataclass(frozen=True, slots=True)
class Group:
    """`anchor` is the id of its heading on a page; `service` is None for a theme, and for the authority as a whole."""

    title: str
    anchor: str
    rows: tuple[Knelpunt, ...]
    service: Zorgdienst | None = None


def bottlenecks_of(programme: Programme) -> list[Knelpunt]:
    """By service, those of the whole authority last; of a service by theme, bottlenecks before opportunities."""
    later = Knelpunt.objects.select_related("programme").order_by("programme__first_day", "pk")
    rows = Knelpunt.objects.filter(programme=programme)
    rows = rows.select_related("zorgdienst", "uitdaging", "carried_from__programme")
    rows = rows.prefetch_related("passages", Prefetch("carried_to", queryset=later))
    return sorted(rows, key=_order)


def _order(one: Knelpunt) -> tuple[bool, str, int, int, bool, int]:
    service = one.zorgdienst
    name, key = (service.name.casefold(), service.pk) if service else ("", 0)
    return (service is None, name, key, _THEMES.index(one.theme), one.kind == Knelpunt.Kind.KANS, one.pk)


def by_service(rows: Iterable[Knelpunt]) -> list[Group]:
    def group(one: Knelpunt) -> Group:
        service = one.zorgdienst
        anchor = f"dienst-{service.pk if service else 0}"
        return Group(service.name if service else WHOLE_AUTHORITY, anchor, (), service)

    return _grouped(rows, group)


def by_theme(rows: Iterable[Knelpunt]) -> list[Group]:
    """In the order of the themes of a fiche."""
    ordered = sorted(rows, key=lambda one: _THEMES.index(one.theme))
    return _grouped(ordered, lambda one: Group(one.get_theme_display().capitalize(), f"thema-{one.theme}", ()))


def _grouped(rows: Iterable[Knelpunt], group_of: Callable[[Knelpunt], Group]) -> list[Group]:
    found: dict[str, tuple[Group, list[Knelpunt]]] = {}
    for one in rows:
        group = group_of(one)
        found.setdefault(group.anchor, (group, []))[1].append(one)
    return [Group(group.title, group.anchor, tuple(own), group.service) for group, own in found.values()]
