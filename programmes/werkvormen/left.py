"""What the tool of another format keeps of a visit: it stays, out of sight, until the visit has that format again.

A meeting of a dialogue stays in sight, in its trajectory: it goes on following the visit.
"""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from programmes.models import (
    Bezoek,
    Bijeenkomst,
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
from programmes.week import Visit

_Kept = tuple[type[Model], str, str]  # and what one of them is called, and more
_KEPT: dict[str, tuple[str, tuple[_Kept, ...]]] = {
    Werkvorm.VRIJ_PODIUM: ("podium__bezoek", ((Verteller, "verteller", "vertellers"),)),
    Werkvorm.SPEEDDATE: (
        "speeddate__bezoek",
        ((Speeddatetafel, "tafel", "tafels"), (Speeddategast, "gast", "gasten")),
    ),
    Werkvorm.CARROUSEL: (
        "carrousel__bezoek",
        ((Sessie, "sessie", "sessies"), (Inschrijving, "inschrijving", "inschrijvingen")),
    ),
    Werkvorm.VISIEWORKSHOP: (
        "workshop__bezoek",
        (
            (Voorbeeld, "voorbeeld", "voorbeelden"),
            (Inschatting, "inschatting", "inschattingen"),
            (Voornemen, "voornemen", "voornemens"),
            (Visietekst, "visietekst", "visieteksten"),
        ),
    ),
    Werkvorm.INWONERSDIALOOG: ("bezoek", ((Bijeenkomst, "bijeenkomst", "bijeenkomsten"),)),
}
_STILL_OPEN = {Werkvorm.CARROUSEL: "Tot je dat publiceert, werkt de link om in te schrijven nog."}


@dataclass(frozen=True, slots=True)
class Left:
    """Of one format: '5 tafels en 12 gasten'."""

    werkvorm: str
    words: str

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
        open_still = _STILL_OPEN.get(Werkvorm(self.werkvorm), "")
        stays = f"Van de werkvorm {self.title} blijft bewaard wat er al was ({self.words}),"
        out_of_sight = "maar je ziet het niet meer bij dit bezoek. Kies je weer die werkvorm, dan staat het er terug."
        return f"{stays} {out_of_sight} {open_still}".strip()


def left_of(visit: Visit) -> list[Left]:
    """Of all formats but its own, in one query."""
    others = [(key, path, kept) for key, (path, kept) in _KEPT.items() if key != visit.werkvorm]
    counts = [_count(model, path) for _, path, kept in others for model, _, _ in kept]
    numbers = iter(Bezoek.objects.filter(pk=visit.id).values_list(*counts).first() or [0] * len(counts))
    found = [(key, _words([(next(numbers), one, many) for _, one, many in kept])) for key, _, kept in others]
    return [Left(key, words) for key, words in found if words]


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


def _count(model: type[Model], path: str) -> Coalesce:
    rows = model._default_manager.filter(**{path: OuterRef("pk")}).order_by().values(path)  # noqa: SLF001 (Django's documented API)
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), Value(0))


def _words(counts: list[tuple[int, str, str]]) -> str:
    """'5 tafels en 1 gast'"""
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
