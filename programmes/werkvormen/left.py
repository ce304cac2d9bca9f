"""What the tool of another format keeps of a visit: it stays, out of sight, until the visit has that format again.

A meeting of a dialogue stays in sight, in its trajectory: it goes on following the visit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from programmes.models import (
    Bezoek,
    Bijeenkomst,
    Carrousel,
    Inschatting,
    Inschrijving,
    Sessie,
    Speeddategast,
    Speeddatetafel,
    Verteller,
    Visietekst,
    Voorbeeld,
    Voornemen,
    Werkvorm,
)
from programmes.planner.words import listed
from programmes.versions import published_week
from programmes.week import Visit

_Kept = tuple[Callable[[], "QuerySet[Any]"], str, str]  # and what one of them is called, and more
_KEPT: dict[str, tuple[str, tuple[_Kept, ...]]] = {
    Werkvorm.VRIJ_PODIUM: ("podium__bezoek", ((Verteller.objects.all, "verteller", "vertellers"),)),
    Werkvorm.SPEEDDATE: (
        "speeddate__bezoek",
        ((Speeddatetafel.objects.all, "tafel", "tafels"), (Speeddategast.objects.all, "gast", "gasten")),
    ),
    Werkvorm.CARROUSEL: (
        "carrousel__bezoek",
        ((Sessie.objects.all, "sessie", "sessies"), (Inschrijving.objects.active, "inschrijving", "inschrijvingen")),
    ),
    Werkvorm.VISIEWORKSHOP: (
        "workshop__bezoek",
        (
            (Voorbeeld.objects.all, "voorbeeld", "voorbeelden"),
            (Inschatting.objects.all, "inschatting", "inschattingen"),
            (Voornemen.objects.all, "voornemen", "voornemens"),
            (Visietekst.objects.all, "visietekst", "visieteksten"),
        ),
    ),
    Werkvorm.INWONERSDIALOOG: ("bezoek", ((Bijeenkomst.objects.all, "bijeenkomst", "bijeenkomsten"),)),
}
_STILL_OPEN = "Tot je dat publiceert, werkt de link om in te schrijven nog."


@dataclass(frozen=True, slots=True)
class Left:
    """Of one format: '5 tafels en 12 gasten'; and what goes on working meanwhile, in a sentence."""

    werkvorm: str
    words: str
    meanwhile: str = ""

    @property
    def title(self) -> str:
        return str(Werkvorm(self.werkvorm).label)

    @property
    def sentence(self) -> str:
        if self.werkvorm == Werkvorm.INWONERSDIALOOG:
            follows = (
                f"Dit bezoek blijft de plek voor {self.words} van een inwonersdialoog: dag en uur volgen het bezoek."
            )
            return f"{follows} Is dat niet meer de bedoeling? Wijzig dan de bijeenkomst in het traject."
        stays = f"Van de werkvorm {self.title} blijft bewaard wat er al was ({self.words}),"
        out_of_sight = "maar je ziet het niet meer bij dit bezoek. Kies je weer die werkvorm, dan staat het er terug."
        return f"{stays} {out_of_sight} {self.meanwhile}".strip()


def left_of(visit: Visit) -> list[Left]:
    """Of all formats but its own, in one query; a few more when there is a carousel among them."""
    others = [(key, path, kept) for key, (path, kept) in _KEPT.items() if key != visit.werkvorm]
    counts = [_count(rows(), path) for _, path, kept in others for rows, _, _ in kept]
    numbers = iter(Bezoek.objects.filter(pk=visit.id).values_list(*counts).first() or [0] * len(counts))
    found = [(key, _words([(next(numbers), one, many) for _, one, many in kept])) for key, _, kept in others]
    return [Left(key, words, _meanwhile(visit, key)) for key, words in found if words]


def _meanwhile(visit: Visit, werkvorm: str) -> str:
    """People sign up for a carousel by what was published, while it is open."""
    if werkvorm != Werkvorm.CARROUSEL:
        return ""
    carrousel = Carrousel.objects.select_related("bezoek__programme").filter(bezoek=visit.id).first()
    if carrousel is None or not carrousel.takes_sign_ups(timezone.localdate()):
        return ""
    week = published_week(carrousel.bezoek.programme)
    shown = week.by_id.get(visit.id) if week else None
    return _STILL_OPEN if shown and shown.werkvorm == werkvorm else ""


def hidden_by(before: Visit, after: Visit) -> str:
    """What goes out of sight when a visit gets another format, in a sentence; '' when that is nothing."""
    if not before.id or before.werkvorm not in _KEPT or before.werkvorm == after.werkvorm:
        return ""
    if before.werkvorm == Werkvorm.INWONERSDIALOOG:
        words = _meetings(before.id)
        return Left(before.werkvorm, words).sentence if words else ""
    return next((left.sentence for left in left_of(after) if left.werkvorm == before.werkvorm), "")


def _meetings(visit: int) -> str:
    """'de bijeenkomsten ‘Start’ en ‘Samen’'"""
    titles = [f"‘{title}’" for title in Bijeenkomst.objects.filter(bezoek=visit).values_list("title", flat=True)]
    return f"de bijeenkomst{'en' * (len(titles) > 1)} {listed(titles)}" if titles else ""


def _count(rows: QuerySet[Any], path: str) -> Coalesce:
    of_visit = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Coalesce(
        Subquery(of_visit.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), Value(0)
    )


def _words(counts: list[tuple[int, str, str]]) -> str:
    """'5 tafels en 1 gast'"""
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
