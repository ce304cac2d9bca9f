"""The fiches of a new edition begin with what each service last said: texts, projects, challenges and figures.

A figure keeps its own day of measurement, so nobody takes an old one for a new one. As long as nobody saved such a
fiche (`changed_at` is None), it is not counted as ready.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from invitations.fiches.completeness import completeness
from invitations.models import Cijfer, Fiche, Project, Tendens, Uitdaging
from programmes.models import Programme

PARTS: tuple[tuple[str, type[Model]], ...] = (
    ("cijfers", Cijfer),
    ("projecten", Project),
    ("uitdagingen", Uitdaging),
    ("tendensen", Tendens),
)


def last_fiches(programme: Programme) -> dict[int, Fiche]:
    """{service: its last fiche that says something}, of services without a fiche in this programme."""
    begun = Fiche.objects.filter(programme=programme).values("zorgdienst")
    before = Fiche.objects.whole().filter(
        programme__bestuur=programme.bestuur_id,
        programme__first_day__lt=programme.first_day,
        zorgdienst__in=programme.diensten.values("pk"),
    )
    found: dict[int, Fiche] = {}
    for fiche in before.exclude(zorgdienst__in=begun).order_by("-programme__first_day", "-pk"):
        if fiche.zorgdienst_id not in found and says_something(fiche):
            found[fiche.zorgdienst_id] = fiche
    return found


def says_something(fiche: Fiche) -> bool:
    texts = (fiche.intro, fiche.opening_hours, fiche.to_show, fiche.pride, fiche.bottleneck, fiche.satisfaction)
    return any(text.strip() for text in texts) or any(getattr(fiche, name).all() for name, _ in PARTS)


@transaction.atomic
def carry_fiches(programme: Programme) -> int:
    """Makes the fiches that are not there yet; returns how many. What somebody began in this edition stays."""
    old = list(last_fiches(programme).values())
    new = Fiche.objects.bulk_create(
        _copied(fiche, programme_id=programme.pk, percent=completeness(fiche).percent, changed_at=None, changed_by="")
        for fiche in old
    )
    pairs = list(zip(old, new, strict=True))
    for name, model in PARTS:
        model._default_manager.bulk_create(_parts(pairs, name))  # noqa: SLF001 (Django's documented API)
    return len(new)


def _parts(pairs: Iterable[tuple[Fiche, Fiche]], name: str) -> list[Any]:
    return [_copied(row, fiche_id=new.pk) for old, new in pairs for row in getattr(old, name).all()]


def _copied(row: Any, **changes: Any) -> Any:
    """Not stored yet."""
    fields = row._meta.concrete_fields  # noqa: SLF001 (Django's documented API)
    values = {field.attname: getattr(row, field.attname) for field in fields if not field.primary_key}
    return type(row)(**values | changes)
