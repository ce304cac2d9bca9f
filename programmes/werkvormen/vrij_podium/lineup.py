"""The line-up of a stage: put in order, made to fit, and what of it may hang on the wall."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from programmes.models import Bezoek, Podium, Verteller
from programmes.races import TooLateError, lock
from programmes.werkvormen.nameless import names_in, possible_names
from programmes.werkvormen.ordering import placed
from programmes.werkvormen.vrij_podium.running import Running, Slot, Times, Turn, running, shorter
from programmes.words import listed

MOST = 40  # on one stage
WHO = {
    Verteller.Teller.GEBRUIKER: "iemand die hier komt",
    Verteller.Teller.BUUR: "een buur",
    Verteller.Teller.FAMILIE: "een familielid",
    Verteller.Teller.VRIJWILLIGER: "een vrijwilliger",
    Verteller.Teller.MEDEWERKER: "een medewerker",
}


class FullError(Exception):
    """One more would be too many."""

    def __init__(self) -> None:
        super().__init__(f"Op één podium passen hoogstens {MOST} vertellers.")


@dataclass(frozen=True, slots=True)
class Stage:
    """All that is shown of a podium: who takes part with their hours, who does not, and how it runs by the clock."""

    podium: Podium
    rows: tuple[Verteller, ...]
    out: tuple[Verteller, ...]
    running: Running

    @property
    def lines(self) -> list[tuple[Verteller, Slot]]:
        return list(zip(self.rows, self.running.slots, strict=True))

    @property
    def talking(self) -> int:
        """Minutes of stories alone."""
        return sum(row.minutes for row in self.rows)

    @property
    def unseen(self) -> list[Verteller]:
        """Those who are not on what hangs on the wall."""
        return [row for row in self.rows if row.consent != Verteller.Consent.JA]

    @property
    def shorter(self) -> list[tuple[Verteller, int]]:
        """(who, minutes) of who could be shorter when it is too long; empty when it fits, or is not won that way."""
        if self.running.over <= 0:
            return []
        by_id = {row.pk: row for row in self.rows}
        return [(by_id[turn.id], turn.minutes) for turn in shorter(_turns(self.rows), self.running.over)]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of what hangs on the wall: only what the person allowed."""

    start: int
    topic: str
    name: str
    who: str  # 'een buur'


def podium_of(bezoek: Bezoek) -> Podium:
    """The one that is kept, or a new one that is not kept yet."""
    return Podium.objects.filter(bezoek=bezoek).first() or Podium(bezoek=bezoek)


def locked_podium(bezoek: Bezoek) -> Podium:
    """The same; inside a transaction, nobody else keeps its times or adds to it meanwhile."""
    lock(bezoek)
    return podium_of(bezoek)


def is_full(podium: Podium) -> bool:
    return podium.pk is not None and podium.vertellers.count() >= MOST


def _kept_podium(bezoek: Bezoek) -> Podium:
    return Podium.objects.get_or_create(bezoek=bezoek)[0]


def stage_of(podium: Podium, *, start: int, until: int) -> Stage:
    found = list(podium.vertellers.all()) if podium.pk else []
    rows = tuple(row for row in found if row.takes_part)
    times = Times(podium.opening_minutes, podium.changeover_minutes, podium.closing_minutes)
    hours = running(_turns(rows), times, start=start, until=until)
    return Stage(podium, rows, tuple(row for row in found if not row.takes_part), hours)


def _turns(rows: Iterable[Verteller]) -> list[Turn]:
    return [Turn(row.pk, row.minutes) for row in rows]


@transaction.atomic
def move(podium: Podium, key: int, *, to: str = "", before: int = 0) -> Verteller | None:
    """Puts somebody one place higher or lower, first or last, or before another; None when they are not there."""
    rows = {row.pk: row for row in _locked(podium)} if podium.pk else {}
    _number(rows[one] for one in placed(list(rows), key, to=to, before=before))
    return rows.get(key)


def _locked(podium: Podium) -> list[Verteller]:
    """Those who take part in front: the order of the others means nothing."""
    Podium.objects.select_for_update().filter(pk=podium.pk).first()
    return sorted(podium.vertellers.all(), key=lambda row: not row.takes_part)


def _number(rows: Iterable[Verteller]) -> None:
    changed = [(row, number) for number, row in enumerate(rows, 1) if row.position != number]
    for row, number in changed:
        row.position = number
    Verteller.objects.bulk_update([row for row, _ in changed], ["position"])


@transaction.atomic
def locked(podium: Podium, key: int) -> Verteller | None:
    """Somebody of the line-up; inside a transaction, nobody else changes it meanwhile."""
    return next((row for row in _locked(podium) if row.pk == key), None) if podium.pk else None


@transaction.atomic
def keep(row: Verteller, *, by: str) -> None:
    """A new one comes at the end of the line-up.

    Raises FullError when there is no place left, TooLateError when its visit is gone.
    """
    if row.pk is None:
        if not lock(row.podium.bezoek):
            raise TooLateError
        row.podium = _kept_podium(row.podium.bezoek)
        row.position = len(_locked(row.podium)) + 1
        if row.position > MOST:
            raise FullError
    _keep(row, by)


@transaction.atomic
def keep_times(bezoek: Bezoek, fields: Mapping[str, Any]) -> None:
    podium = _kept_podium(bezoek)
    Podium.objects.filter(pk=podium.pk).update(**fields)


def _keep(row: Verteller, by: str) -> None:
    row.revision += 1
    row.changed_by = by[:150]
    row.save()
    _number(_locked(row.podium))


@transaction.atomic
def make_fit(podium: Podium, agreed: dict[int, int], *, start: int, until: int, by: str) -> bool:
    """Shortens as was shown; False, and nothing is changed, when the line-up is no longer what was `agreed` to."""
    if podium.pk:
        _locked(podium)
    proposed = stage_of(podium, start=start, until=until).shorter
    if not proposed or {row.pk: minutes for row, minutes in proposed} != agreed:
        return False
    for row, minutes in proposed:
        row.minutes = minutes
        _keep(row, by)
    return True


def public_lines(stage: Stage) -> list[PublicLine]:
    """Who agreed to tell it in public, with as much of the name as is allowed; others are not on it at all."""
    hidden = _hidden(stage)
    return [
        PublicLine(
            slot.start,
            "" if _named_in(row.topic, hidden) else row.topic,
            row.public_name,
            WHO[Verteller.Teller(row.teller)],
        )
        for row, slot in stage.lines
        if row.consent == Verteller.Consent.JA
    ]


def _hidden(stage: Stage) -> dict[str, str]:
    """{what of a name stands nowhere on the wall: whose name it is}; a subject may hold it too."""
    rows = (*stage.rows, *stage.out)
    public = " ".join(row.public_name for row in rows)
    return {_without(row.name, public): row.name for row in rows}


def _without(name: str, public: str) -> str:
    """'Van den Berg' of who is known as Maria."""
    shown = public.casefold().split()
    return " ".join(word for word in name.split() if word.casefold() not in shown)


def _named_in(text: str, hidden: Collection[str]) -> list[str]:
    """Nobody is asked: what may be a name counts as one."""
    maybe = [name for names in possible_names(text, hidden).values() for name in names]
    return list(dict.fromkeys([*names_in(text, hidden), *maybe]))


def remarks_on(stage: Stage) -> Iterator[tuple[Verteller, str]]:
    """(who, sentence) of what is still open."""
    hidden = _hidden(stage)
    for row in stage.rows:
        if row.consent == Verteller.Consent.OPEN:
            yield row, f"{row} is nog niet gevraagd. Op de affiche komt er niets van."
        elif row.consent == Verteller.Consent.GEVRAAGD:
            yield row, f"{row} heeft nog niet geantwoord. Op de affiche komt er niets van."
        else:
            yield from ((row, text) for text in _names_to_mend(row, hidden))
        if not row.phone:
            yield row, f"Van {row} is er geen telefoonnummer. Wie bel je als die er niet is?"


def _names_to_mend(row: Verteller, hidden: Mapping[str, str]) -> Iterator[str]:
    if _named_in(row.introduction, [_without(row.name, row.public_name)]):
        yield f"In de aankondiging van {row} staat meer van de naam dan genoemd mag worden."
    if whose := [hidden[one] for one in _named_in(row.topic, hidden)]:
        named = f"In het onderwerp van {row} staat misschien de naam van {listed(whose)}"
        yield f"{named}, en die mag niet op de affiche. Het onderwerp komt er dus niet op: schrijf het anders."
