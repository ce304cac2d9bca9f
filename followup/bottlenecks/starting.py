"""Where the list begins: what the services wrote in their fiches. Nobody types a challenge twice."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from followup.models import Knelpunt
from invitations.akkoorden.matching import current
from invitations.models import Fiche, Passage, Raakvlak, Uitdaging
from programmes.models import Programme, Zorgdienst

TITLE = 200


@dataclass(frozen=True, slots=True)
class Hint:
    """What a fiche says elsewhere: no theme in it yet, so a person makes something of it."""

    key: str  # 'fiche-12' or 'tendens-3'
    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Of one service: challenges that are not on the list yet, and what else its fiche says."""

    service: Zorgdienst
    challenges: tuple[Uitdaging, ...]
    hints: tuple[Hint, ...]


def offers_of(programme: Programme) -> list[Offer]:
    """Services with something to take over, by name; in a fixed number of queries."""
    used, texts = _on_the_list(programme)
    fiches = Fiche.objects.whole().filter(programme=programme).order_by("zorgdienst__name", "pk")
    found = [_offer(fiche, used, texts) for fiche in fiches]
    return [offer for offer in found if offer.challenges or offer.hints]


def _on_the_list(programme: Programme) -> tuple[set[int | None], set[str]]:
    """Keys of challenges, and texts, that somebody took over already."""
    known = Knelpunt.objects.filter(programme=programme).values_list("uitdaging", "text")
    rows = list(known)
    return {challenge for challenge, _ in rows}, {_plain(text) for _, text in rows}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _offer(fiche: Fiche, used: set[int | None], texts: set[str]) -> Offer:
    challenges = tuple(one for one in fiche.uitdagingen.all() if one.pk not in used)
    hints = [one for one in _hints(fiche) if _plain(one.text) not in texts]
    return Offer(fiche.zorgdienst, challenges, tuple(hints))


def _hints(fiche: Fiche) -> Iterable[Hint]:
    if fiche.bottleneck.strip():
        yield Hint(f"fiche-{fiche.pk}", Knelpunt.Kind.KNELPUNT, "Waar het knelt", fiche.bottleneck)
    for one in fiche.tendensen.all():
        if one.answer.strip():
            yield Hint(f"tendens-{one.pk}", Knelpunt.Kind.KANS, one.title, one.answer)


def hint_of(programme: Programme, key: str) -> tuple[Hint, Zorgdienst] | None:
    """The one that a link on the page of offers means; None for what is not there (any more)."""
    pairs = ((hint, offer.service) for offer in offers_of(programme) for hint in offer.hints)
    return next((pair for pair in pairs if pair[0].key == key), None)


def text_of(challenge: Uitdaging) -> str:
    """What the challenge says, and what the service asks of the authority."""
    request = challenge.request.strip()
    asked = f"Wat de dienst aan het bestuur vraagt: {request}" if request else ""
    return "\n\n".join(part for part in (challenge.text.strip(), asked) if part)


@transaction.atomic
def take_over(programme: Programme, challenges: Iterable[int], *, by: str, now: dt.datetime) -> int:
    """Challenges (keys) become bottlenecks, with the lines of the agreement confirmed for them; returns how many.

    What is on the list already stays as it is: who presses twice, makes nothing twice.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    wanted = Uitdaging.objects.filter(pk__in=list(challenges), fiche__programme=programme)
    used, _ = _on_the_list(programme)
    new = [
        one for one in wanted.select_related("fiche").order_by("fiche__zorgdienst__name", "pk") if one.pk not in used
    ]
    rows = Knelpunt.objects.bulk_create(_bottleneck(programme, one, by=by, now=now) for one in new)
    _link_confirmed(programme, rows)
    return len(rows)


def _bottleneck(programme: Programme, challenge: Uitdaging, *, by: str, now: dt.datetime) -> Knelpunt:
    return Knelpunt(
        programme=programme,
        zorgdienst_id=challenge.fiche.zorgdienst_id,
        theme=challenge.theme,
        title=challenge.title[:TITLE],
        text=text_of(challenge),
        uitdaging=challenge,
        made_at=now,
        made_by=by[:150],
    )


def _link_confirmed(programme: Programme, rows: Sequence[Knelpunt]) -> None:
    confirmed = Raakvlak.objects.confirmed().filter(passage__akkoord=current(programme.bestuur))
    lines: dict[int | None, list[int]] = {}
    for challenge, passage in confirmed.filter(uitdaging__isnull=False).values_list("uitdaging", "passage"):
        lines.setdefault(challenge, []).append(passage)
    link_passages((row, passage) for row in rows for passage in lines.get(row.uitdaging_id, []))


def link_passages(pairs: Iterable[tuple[Knelpunt, int]]) -> None:
    """(bottleneck, key of a passage), in one query."""
    through = Knelpunt.passages.through
    through.objects.bulk_create(through(knelpunt_id=row.pk, passage_id=passage) for row, passage in pairs)


def confirmed_passages(programme: Programme) -> dict[int, list[str]]:
    """{key of a passage of today's agreement: names of the services for which somebody confirmed it}"""
    links = Raakvlak.objects.confirmed().filter(passage__akkoord=current(programme.bestuur))
    found: dict[int, list[str]] = {}
    for passage, name in links.order_by("passage__number", "zorgdienst__name").values_list(
        "passage", "zorgdienst__name"
    ):
        found.setdefault(passage, []).append(name)
    return found


def quoted(passage: Passage, services: Iterable[str] = (), *, longest: int = 160) -> str:
    """'Passage 12, blz. 34 · Senioren: We bouwen ... (De Meersen)'"""
    where = f"Passage {passage.number}" + (f", blz. {passage.page}" if passage.page else "")
    text = _plain(f"{passage.heading}: {passage.text}" if passage.heading else passage.text)
    short = text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} […]"
    names = ", ".join(services)
    return f"{where} · {short}" + (f" ({names})" if names else "")
