"""A vision workshop while it is held: opened, answered, closed, and its text written.

Results are shown only once it is closed, and what has shown a result stays closed: the difference between two results
would be the answer of whoever came in between.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from programmes.models import Bezoek, Inschatting, Visietekst, Visieworkshop, Voorbeeld
from programmes.races import get_or_make
from programmes.tokens import hash_of, new_secret, token_from
from programmes.werkvormen.visieworkshop.blocks import OF_KEY
from programmes.werkvormen.visieworkshop.scores import FEWEST

State = Visieworkshop.State
MOST = 500  # answers to one block: a link that everybody has must not fill the disk
NOT_OPEN = "De zelfinschatting is gesloten: dit is niet meer bewaard."
FULL = "Er kwamen zo veel antwoorden binnen dat we geen nieuwe aannemen. Vraag het aan wie de workshop begeleidt."


class AnswerError(Exception):
    """Why an answer is not kept; the message is for whoever gave it."""


class StaleTextError(Exception):
    """Somebody saved a version since; `last` is it."""

    def __init__(self, last: Visietekst) -> None:
        who = last.by or "Iemand anders"
        super().__init__(f"{who} bewaarde intussen versie {last.number}. Lees die tekst, en kies wat blijft.")
        self.last = last


def workshop_of(bezoek: Bezoek) -> Visieworkshop:
    """The one of that visit, made when there is none; raises TooLateError when the visit is gone."""
    return get_or_make(Visieworkshop.objects, bezoek=bezoek, defaults=new_secret())


def url_of(workshop: Visieworkshop) -> str:
    site: str = settings.SITE_URL
    return site + reverse("visie-antwoord", args=[token_from(workshop.nonce)])


def find_workshop(token: str) -> Visieworkshop | None:
    workshops = Visieworkshop.objects.select_related("bezoek__programme__bestuur", "bezoek__zorgdienst")
    return workshops.filter(token_hash=hash_of(token)).first()


def counts_of(workshop: Visieworkshop) -> dict[str, int]:
    """{block: how many answered}"""
    rows = Inschatting.objects.filter(workshop=workshop).order_by().values_list("block").annotate(Count("pk"))
    return dict(rows)


def heads_of(counts: Mapping[str, int]) -> int:
    """How many took part, as far as it can be known: nobody's answers hang together."""
    return max(counts.values(), default=0)


def values_of(workshop: Visieworkshop) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for block, value in (
        Inschatting.objects.filter(workshop=workshop).order_by("block", "value").values_list("block", "value")
    ):
        found[block].append(value)
    return dict(found)


def may_open(workshop: Visieworkshop, counts: Mapping[str, int]) -> bool:
    """Also again, as long as no result of it was shown."""
    return not workshop.is_open and (not workshop.is_closed or heads_of(counts) < FEWEST)


def _locked(workshop: Visieworkshop) -> Visieworkshop:
    return Visieworkshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)


@transaction.atomic
def open_up(workshop: Visieworkshop) -> bool:
    """False when it has shown a result already."""
    locked = _locked(workshop)
    if locked.is_open:
        return True
    if not may_open(locked, counts_of(locked)):
        return False
    locked.state = State.OPEN
    locked.save(update_fields=["state"])
    return True


@transaction.atomic
def close(workshop: Visieworkshop) -> None:
    """Phones can no longer be told apart: their marks go, unless so few answered that it may be opened again."""
    locked = _locked(workshop)
    locked.state, locked.asked = State.GESLOTEN, ""
    locked.save(update_fields=["state", "asked"])
    if may_open(locked, counts_of(locked)):
        return
    for model in (Inschatting, Voorbeeld):
        model.objects.filter(workshop=locked, mark__isnull=False).update(mark=None)


def ask(workshop: Visieworkshop, block: str) -> None:
    """Which block stands on the phones; '' is all of them."""
    if block in OF_KEY or not block:
        Visieworkshop.objects.filter(pk=workshop.pk).update(asked=block)


@transaction.atomic
def renew_link(workshop: Visieworkshop) -> None:
    """Whoever has the old one, can no longer answer."""
    locked = _locked(workshop)
    Visieworkshop.objects.filter(pk=locked.pk).update(**new_secret())


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one phone sends: {block: 1 to 5} and {block: an example}. What it says nothing of, stays as it was."""

    key: UUID  # made for the form, kept by the phone alone
    values: Mapping[str, int]
    examples: Mapping[str, str]
    emptied: frozenset[str] = frozenset()  # blocks that stood on the form with no answer

    def mark(self, workshop: Visieworkshop, kind: str, block: str) -> str:
        """Who reads the database cannot tell which rows are of one phone."""
        return hashlib.sha256(f"{self.key}/{workshop.pk}/{kind}/{block}".encode()).hexdigest()


@transaction.atomic
def answer(workshop: Visieworkshop, sheet: Sheet) -> None:
    """Keeps it; the same phone again changes what it said. Raises AnswerError when it is not open."""
    locked = _locked(workshop)
    if not locked.is_open:
        raise AnswerError(NOT_OPEN)
    counts = counts_of(locked)
    if any(counts.get(block, 0) >= MOST for block in sheet.values) or locked.voorbeelden.count() >= MOST:
        raise AnswerError(FULL)
    _keep(locked, sheet, Inschatting, sheet.values, "value")
    _keep(locked, sheet, Voorbeeld, sheet.examples, "text")


def _keep(
    workshop: Visieworkshop,
    sheet: Sheet,
    model: type[Inschatting] | type[Voorbeeld],
    said: Mapping[str, int] | Mapping[str, str],
    field: str,
) -> None:
    """In two queries, however many blocks there are."""
    gone = [sheet.mark(workshop, field, block) for block in sheet.emptied - set(said)]
    model._default_manager.filter(mark__in=gone).delete()  # noqa: SLF001 (Django's documented API)
    rows: list[Any] = [
        model(workshop=workshop, block=block, mark=sheet.mark(workshop, field, block), **{field: value})
        for block, value in said.items()
    ]
    model._default_manager.bulk_create(  # noqa: SLF001
        rows, update_conflicts=True, unique_fields=["mark"], update_fields=[field]
    )


def names_of(workshop: Visieworkshop) -> list[str]:
    """Who may be named in an agreement: the guests of the programme and the contacts of the service."""
    bezoek = workshop.bezoek
    guests = [str(one) for one in bezoek.programme.guests.all()]
    hosts = [str(one) for one in bezoek.zorgdienst.contactpersonen.all()] if bezoek.zorgdienst else []
    return sorted({*guests, *hosts}, key=str.casefold)


def last_text(workshop: Visieworkshop) -> Visietekst | None:
    return Visietekst.objects.filter(workshop=workshop).first()


@transaction.atomic
def save_text(workshop: Visieworkshop, text: str, *, base: int, by: str, now: dt.datetime) -> Visietekst:
    """The next version, written on top of `base` (0: the first); raises StaleTextError when there is a newer one.

    What is the same as the last version, is not saved twice.
    """
    locked = _locked(workshop)
    last = last_text(locked)
    if last and last.text == text:
        return last
    if last and last.number != base:
        raise StaleTextError(last)
    number = last.number + 1 if last else 1
    return Visietekst.objects.create(workshop=locked, number=number, text=text, by=by, made_at=now)
