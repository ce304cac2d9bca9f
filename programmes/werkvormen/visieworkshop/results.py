"""What came of a vision workshop: scores, chart, comparison, examples, agreements and text; in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe

from programmes.models import Inschatting, Visietekst, Visieworkshop, Voorbeeld, Voornemen
from programmes.werkvormen.visieworkshop.blocks import BLOCKS, Block
from programmes.werkvormen.visieworkshop.holding import heads_of, values_of
from programmes.werkvormen.visieworkshop.radar import radar
from programmes.werkvormen.visieworkshop.scores import (
    FEWEST,
    Function,
    Line,
    differences_in_words,
    functions_of,
    least_of,
    lines_of,
)

NOT_YET = (
    "De resultaten staan hier zodra je de zelfinschatting sluit. Tot dan zou een nieuw antwoord te herkennen zijn."
)
TOO_FEW = "Minder dan vijf mensen antwoordden. Om hen anoniem te houden, blijven hun antwoorden verborgen."


@dataclass(frozen=True)
class Outcome:
    """`hidden` says why there are no lines."""

    workshop: Visieworkshop
    heads: int
    hidden: str = ""
    lines: Sequence[Line] = ()
    earlier: Visieworkshop | None = None
    examples: Sequence[tuple[Block, list[Voorbeeld]]] = ()
    voornemens: Sequence[Voornemen] = ()
    text: Visietekst | None = None
    functions: Sequence[Function] = field(default=())

    @property
    def chart(self) -> SafeString:
        return mark_safe(radar(self.lines))  # noqa: S308 (radar escapes)

    @property
    def least(self) -> list[Line]:
        return least_of(self.lines)

    @property
    def differences(self) -> list[str]:
        return differences_in_words(self.lines)


def outcome_of(workshop: Visieworkshop) -> Outcome:
    values = values_of(workshop)
    heads = heads_of({block: len(found) for block, found in values.items()})
    hidden = why_hidden(workshop, heads)
    earlier = None if hidden else earlier_than(workshop)
    lines = [] if hidden else lines_of(values, values_of(earlier) if earlier else None)
    return Outcome(
        workshop,
        heads,
        hidden,
        lines,
        earlier,
        examples_of(workshop),
        list(workshop.voornemens.all()),
        workshop.teksten.first(),
        functions_of(lines),
    )


def why_hidden(workshop: Visieworkshop, heads: int) -> str:
    """Empty when the results may be shown."""
    if not workshop.is_closed:
        return NOT_YET
    return TOO_FEW if heads < FEWEST else ""


def examples_of(workshop: Visieworkshop) -> list[tuple[Block, list[Voorbeeld]]]:
    """By block; those from phones only with the results, when their marks are gone: nobody sees who typed what."""
    rows = list(workshop.voorbeelden.filter(mark__isnull=True))
    by_block = ((block, [one for one in rows if one.block == block.key]) for block in BLOCKS)
    return [(block, examples) for block, examples in by_block if examples]


def earlier_than(workshop: Visieworkshop) -> Visieworkshop | None:
    """The last one before it that shows results, of the same authority: at the same service, else anywhere."""
    bezoek = workshop.bezoek
    closed = Visieworkshop.objects.filter(
        bezoek__programme__bestuur=bezoek.programme.bestuur_id,
        bezoek__starts_at__lt=bezoek.starts_at,
        state=Visieworkshop.State.GESLOTEN,
    )
    heads: dict[int, int] = {}
    counts = Inschatting.objects.filter(workshop__in=closed).order_by().values_list("workshop", "block")
    for key, _, count in counts.annotate(Count("pk")):
        heads[key] = max(heads.get(key, 0), count)
    shown = closed.filter(pk__in=[key for key, count in heads.items() if count >= FEWEST])
    rows = list(shown.select_related("bezoek__programme", "bezoek__zorgdienst").order_by("-bezoek__starts_at"))
    same = (one for one in rows if bezoek.zorgdienst_id and one.bezoek.zorgdienst_id == bezoek.zorgdienst_id)
    return next(same, rows[0] if rows else None)
