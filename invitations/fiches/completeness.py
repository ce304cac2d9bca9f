"""How far a fiche is, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from invitations.fiches.cijfers import VOORSTELLEN
from invitations.models import Cijfer, Fiche

SECTIONS = {  # as the tabs of the form, in order
    "verhaal": "Wie we zijn",
    "cijfers": "Kerncijfers",
    "projecten": "Projecten",
    "tevredenheid": "Tevredenheid",
    "uitdagingen": "Uitdagingen",
    "tendensen": "Lokale tendensen",
}
TEXTS = {
    "intro": "wat jullie doen",
    "opening_hours": "de openingsuren",
    "to_show": "wat jullie willen tonen",
    "pride": "waar jullie trots op zijn",
    "bottleneck": "waar het knelt",
}
READY = 80  # percent: enough to take along to the visit
FEW = 3  # own figures, of a service whose kind has no proposals


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a whole fiche has."""

    section: str
    label: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    wishes: tuple[Wish, ...]

    @property
    def percent(self) -> int:
        """Whole; 100 only when nothing is missing."""
        return 100 * (len(self.wishes) - len(self.missing)) // len(self.wishes)

    @property
    def missing(self) -> list[Wish]:
        return [wish for wish in self.wishes if not wish.is_there]

    @property
    def missing_by_section(self) -> list[tuple[str, str, list[Wish]]]:
        """[(key, title, what is missing there)], without whole sections"""
        rows = [(key, title, [one for one in self.missing if one.section == key]) for key, title in SECTIONS.items()]
        return [row for row in rows if row[2]]


def completeness(fiche: Fiche) -> Completeness:
    """Of a fiche with its parts read (Fiche.objects.whole()), or one that is not stored: asks the database nothing."""
    cijfers, projecten, uitdagingen, tendensen = (
        list(getattr(fiche, name).all()) if fiche.pk else []
        for name in ("cijfers", "projecten", "uitdagingen", "tendensen")
    )
    kern = [one for one in cijfers if one.section == Cijfer.Section.KERN and one.typed]
    satisfied = [one for one in cijfers if one.section == Cijfer.Section.TEVREDENHEID and one.typed]
    wishes = [Wish("verhaal", label, bool(getattr(fiche, name).strip())) for name, label in TEXTS.items()]
    wishes += _figures(fiche, kern)
    wishes += [
        Wish("projecten", "een project dat loopt of start", bool(projecten)),
        Wish("tevredenheid", "wat gebruikers vinden, in cijfers of in woorden", bool(satisfied or fiche.satisfaction)),
        Wish("uitdagingen", "een uitdaging voor de komende zes jaar", bool(uitdagingen)),
        Wish("uitdagingen", "wat het bestuur kan doen", _all(one.request for one in uitdagingen)),
        Wish("tendensen", "een lokale tendens met cijfers", any(one.points for one in tendensen)),
    ]
    return Completeness(tuple(wishes))


def _figures(fiche: Fiche, kern: list[Cijfer]) -> list[Wish]:
    proposed, keys = VOORSTELLEN[fiche.zorgdienst.kind], {one.key for one in kern}
    named = [Wish("cijfers", one.name, one.key in keys) for one in proposed]
    numbers = [one for one in kern if one.value is not None]
    return [
        *(named or [Wish("cijfers", "minstens drie cijfers", len(kern) >= FEW)]),
        Wish("cijfers", "de peildatum bij elk cijfer", bool(kern) and all(one.measured_on for one in numbers)),
        Wish("cijfers", "de bron bij elk cijfer", bool(kern) and all(one.source for one in numbers)),
    ]


def _all(texts: Iterable[str]) -> bool:
    """There is at least one, and none is empty."""
    found = list(texts)
    return bool(found) and all(text.strip() for text in found)
