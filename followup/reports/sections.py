"""The sections of a report that is being written. Of two who edit one section, nobody writes over the other."""

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from followup.models import Sectie, Verslag
from followup.reports.cleaning import TextError, cleaned
from followup.reports.composing import Draft, drafts, lead_of
from followup.reports.facts import facts_of
from programmes.models import Programme

Kind = Sectie.Kind
ORDER = [
    *(Kind.PROGRAMMA, Kind.BEZOEK, Kind.QUOTES, Kind.BEELDEN, Kind.CIJFERS, Kind.UITDAGINGEN),
    *(Kind.DIALOOG, Kind.VISIE, Kind.AFSPRAKEN),
]
REST = "<p>Niet alles past in deze sectie. Vul zelf aan wat hier nog moet staan.</p>"


class StaleError(Exception):
    """Somebody saved it since; `sectie` is as it is now. The message says who."""

    def __init__(self, sectie: Sectie) -> None:
        who = sectie.edited_by or "Iemand anders"
        super().__init__(f"{who} bewaarde deze sectie intussen. Lees wat er nu staat, en kies welke tekst blijft.")
        self.sectie = sectie


@dataclass(frozen=True, slots=True)
class Composed:
    """How many sections were made, renewed, left as a person wrote them though the facts changed, and dropped."""

    new: int = 0
    renewed: int = 0
    kept: int = 0
    gone: int = 0


@transaction.atomic
def compose(programme: Programme, *, now: dt.datetime) -> Composed:
    """Makes or renews the report of what is over. Never changes what a person edited: it offers a text beside it."""
    facts = facts_of(programme, now=now)
    verslag, is_new = Verslag.objects.get_or_create(
        programme=programme, defaults={"title": programme.title, "composed_at": now}
    )
    verslag = Verslag.objects.select_for_update().get(pk=verslag.pk)
    if is_new or not verslag.lead:
        verslag.lead = lead_of(facts)
    verslag.composed_at = now
    verslag.save(update_fields=["lead", "composed_at"])
    return _merge(verslag, [replace(draft, text=_fitting(draft.text)) for draft in drafts(facts)])


def _fitting(html: str) -> str:
    """Cleaned; of more than a section holds, the days or services at the end are left out, and it says so."""
    parts = re.split("(?=<h3>)", html)
    for count in range(len(parts), 0, -1):
        with suppress(TextError):
            return cleaned("".join(parts[:count]) + ("" if count == len(parts) else REST))
    return ""


def _merge(verslag: Verslag, found: list[Draft]) -> Composed:
    """What is no longer in the facts has an empty text; it goes when nobody edited it."""
    locked = verslag.secties.select_for_update().exclude(kind=Kind.EIGEN)  # who saves one meanwhile, waits
    known = {(one.kind, one.visit): one for one in locked}
    texts = {draft.key: draft.text for draft in found}
    gone = [one for key, one in known.items() if key not in texts and one.edited_at is None]
    renewed = [one for key, one in known.items() if one not in gone and _renew(one, texts.get(key, ""))]
    Sectie.objects.bulk_update(renewed, ["text", "composed", "has_news", "revision"])
    Sectie.objects.filter(pk__in=[one.pk for one in gone]).delete()
    new = [draft for draft in found if draft.key not in known]
    _place(verslag, new)
    kept = sum(one.has_news for one in renewed)
    return Composed(len(new), len(renewed) - kept, kept, len(gone))


def _renew(one: Sectie, text: str) -> bool:
    """Whether the facts say something else than last time."""
    if one.composed == text:
        return False
    is_own = one.edited_at is not None and one.text != one.composed
    one.composed, one.has_news = text, is_own and one.text != text
    if not is_own:
        one.text, one.revision = text, one.revision + 1
    return True


def _place(verslag: Verslag, new: list[Draft]) -> None:
    """After the last section of the same kind or of one before it; the rest keeps the order that somebody gave it."""
    if not new:
        return
    rows = list(verslag.secties.all())
    for draft in new:
        before = [n for n, one in enumerate(rows) if one.kind in ORDER[: ORDER.index(draft.kind) + 1]]
        at = before[-1] + 1 if before else 0
        one = Sectie(
            verslag=verslag,
            kind=draft.kind,
            visit=draft.visit,
            title=draft.title[:200],
            text=draft.text,
            composed=draft.text,
        )
        rows.insert(at, one)
    for position, one in enumerate(rows):
        one.position = position
    Sectie.objects.bulk_create([one for one in rows if one.pk is None])
    Sectie.objects.bulk_update([one for one in rows if one.pk is not None], ["position"])


def save_section(sectie: Sectie, *, revision: int, by: str, now: dt.datetime, **fields: Any) -> Sectie:
    """Stores title, text, beelden, quotes, as far as given. Raises TextError; StaleError when it is not the latest."""
    if "text" in fields:
        fields["text"] = cleaned(fields["text"])
    changes = fields | {"revision": revision + 1, "edited_at": now, "edited_by": by}
    if not Sectie.objects.filter(pk=sectie.pk, revision=revision).update(**changes):
        latest = Sectie.objects.get(pk=sectie.pk)
        if all(getattr(latest, name) == value for name, value in fields.items()):
            return latest  # the same twice: an answer that got lost
        raise StaleError(latest)
    sectie.refresh_from_db()
    return sectie


def take_composed(sectie: Sectie, *, by: str, now: dt.datetime) -> None:
    """The text as the facts give it now, in the place of what somebody wrote."""
    edited = {"revision": F("revision") + 1, "edited_at": now, "edited_by": by}
    Sectie.objects.filter(pk=sectie.pk).update(text=F("composed"), has_news=False, **edited)


def keep_own(sectie: Sectie) -> None:
    """What somebody wrote stays, and the newer text is no longer offered."""
    Sectie.objects.filter(pk=sectie.pk).update(has_news=False)


@transaction.atomic
def move(sectie: Sectie, step: int) -> None:
    """One place up (-1) or down (1)."""
    rows = list(Sectie.objects.select_for_update().filter(verslag=sectie.verslag_id))
    at = next(n for n, one in enumerate(rows) if one.pk == sectie.pk)
    to = min(max(at + step, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    for position, one in enumerate(rows):
        one.position = position
    Sectie.objects.bulk_update(rows, ["position"])


def add_own(verslag: Verslag, *, title: str, by: str, now: dt.datetime) -> Sectie:
    last = verslag.secties.aggregate(last=Max("position"))["last"]
    return Sectie.objects.create(
        verslag=verslag,
        kind=Kind.EIGEN,
        title=title[:200],
        position=0 if last is None else last + 1,
        beelden=[],
        quotes=[],
        edited_at=now,
        edited_by=by,
    )
