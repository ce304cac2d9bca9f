"""What was handed out, and what of that shows somebody who took their consent back: the app cannot fetch it back."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from invitations.models import Toestemming, Verhaal
from press.models import Beeld, Herkend, Quote, Uitgifte
from press.rights.register import Key, Register, guest_key, key_of, person_key
from programmes.models import Programme


def note_handed_out(
    programme: Programme,
    what: str,
    to: str,
    *,
    beelden: Iterable[Beeld | int] = (),
    quotes: Iterable[Quote | int] = (),
    verhalen: Iterable[Verhaal | int] = (),
    now: dt.datetime,
) -> Uitgifte:
    """`what` is short: 'persmap', 'post', 'beeld'; `to` says who has it now; what went out may be given by its key."""
    return Uitgifte.objects.create(
        programme=programme,
        what=what[:60],
        to=to[:200],
        at=now,
        beelden=_keys_of(beelden),
        quotes=_keys_of(quotes),
        verhalen=_keys_of(verhalen),
    )


def note_once(programme: Programme, what: str, to: str, *, now: dt.datetime, **keys: Collection[int]) -> None:
    """For what the same reader may fetch a thousand times: the same again is not noted again."""
    known = Uitgifte.objects.filter(programme=programme, what=what[:60], to=to[:200])
    names = ("beelden", "quotes", "verhalen")
    if not any(all(set(getattr(row, name)) == set(keys.get(name, ())) for name in names) for row in known):
        note_handed_out(programme, what, to, now=now, **keys)


def _keys_of(rows: Iterable[Any]) -> list[int]:
    return [one if isinstance(one, int) else one.pk for one in rows]


@dataclass(slots=True)
class HandedOut:
    """One time that something went out, with what was in it (or only what shows somebody)."""

    uitgifte: Uitgifte
    beelden: list[Beeld] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    verhalen: list[Verhaal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.beelden or self.quotes or self.verhalen)


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who took it back or refuses, and where they were already handed out."""

    consent: Toestemming
    handed: tuple[HandedOut, ...]


class Handed:
    """All that one authority ever handed out, read in a fixed number of queries."""

    def __init__(self, bestuur: int) -> None:
        of_bestuur = {"programme__bestuur": bestuur}
        self.rows = list(Uitgifte.objects.filter(**of_bestuur).select_related("programme"))
        self.beelden = _by_key(Beeld.objects.filter(**of_bestuur, pk__in=self._keys("beelden")))
        self.quotes = _by_key(Quote.objects.filter(**of_bestuur, pk__in=self._keys("quotes")))
        stories = Verhaal.objects.filter(**of_bestuur, pk__in=self._keys("verhalen"))
        self.verhalen = _by_key(stories.select_related("toestemming", "zorgdienst"))
        people = Herkend.objects.filter(Q(beeld__in=self.beelden)).select_related("mandataris", "toestemming", "groep")
        self.people = list(people.prefetch_related("groep__toestemmingen"))

    def _keys(self, what: str) -> set[int]:
        return {key for row in self.rows for key in getattr(row, what)}

    def all(self, programme: Programme) -> list[HandedOut]:
        """Of one programme, the newest first."""
        return [self._of(row) for row in self.rows if row.programme_id == programme.pk]

    def of(self, consent: Toestemming) -> tuple[HandedOut, ...]:
        """Where whoever gave this consent was handed out."""
        shown = {
            "beelden": {one.beeld_id for one in self.people if _shows(one, consent)},
            "quotes": {quote.pk for quote in self.quotes.values() if _said_by(quote, consent)},
            "verhalen": {story.pk for story in self.verhalen.values() if _told_by(story, consent)},
        }
        found = (self._of(row, shown) for row in self.rows)
        return tuple(handed for handed in found if not handed.is_empty)

    def gone(self, register: Register) -> list[Gone]:
        """Everybody who took it back and was handed out before."""
        rows = (Gone(consent, self.of(consent)) for consent in register.stopped)
        return [gone for gone in rows if gone.handed]

    def _of(self, row: Uitgifte, shown: dict[str, set[int]] | None = None) -> HandedOut:
        parts = {
            what: [known[key] for key in getattr(row, what) if key in known and (not shown or key in shown[what])]
            for what, known in self._known().items()
        }
        return HandedOut(row, **parts)

    def _known(self) -> dict[str, dict[int, Any]]:
        return {"beelden": self.beelden, "quotes": self.quotes, "verhalen": self.verhalen}


def _by_key(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.pk: row for row in rows}


def _shows(one: Herkend, consent: Toestemming) -> bool:
    if one.mandataris:
        return _speaks_for(consent, guest_key(one.mandataris.pk), one.mandataris.name)
    members = list(one.groep.toestemmingen.all()) if one.groep else []
    given = [one.toestemming] if one.toestemming else members
    return any(_speaks_for(consent, key_of(member), member.person) for member in given)


def _speaks_for(consent: Toestemming, key: Key, name: str) -> bool:
    """Of the same person; a refusal without a service takes out everybody of that name, see Register.newest."""
    return key_of(consent) == key or (consent.refuses and key_of(consent) == person_key(name, None))


def _said_by(quote: Quote, consent: Toestemming) -> bool:
    if quote.mandataris_id:
        return quote.mandataris_id == consent.mandataris_id
    return person_key(quote.name, None) == person_key(consent.person, None)


def _told_by(story: Verhaal, consent: Toestemming) -> bool:
    return story.toestemming is not None and key_of(story.toestemming) == key_of(consent)
