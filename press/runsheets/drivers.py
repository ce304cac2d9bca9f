"""The drivers of a programme: whom each drives, what the legs are, and what is not right with it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from press.models import Chauffeur
from press.runsheets.driving import DrivingDay, driving_days, most_at_once, overlapping
from programmes.entries import MODES
from programmes.models import Gast, Mandataris, Programme
from programmes.times import day_name
from programmes.week import Week
from programmes.words import listed


@dataclass(frozen=True, slots=True)
class Drive:
    """A driver, the legs of the published week (none without one), and what the coordinator has to know."""

    chauffeur: Chauffeur
    passengers: tuple[Mandataris, ...]
    days: tuple[DrivingDay, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def legs(self) -> int:
        return sum(len(day.legs) for day in self.days)


def drives(programme: Programme, week: Week | None) -> list[Drive]:
    """Every driver by name, in a fixed number of queries."""
    chauffeurs = list(Chauffeur.objects.filter(programme=programme).prefetch_related("passengers"))
    modes = {gast.mandataris_id: gast.mode for gast in Gast.objects.filter(programme=programme)}
    drivers: dict[int, list[str]] = defaultdict(list)
    for chauffeur in chauffeurs:
        for person in chauffeur.passengers.all():
            drivers[person.pk].append(chauffeur.name)
    found = []
    for chauffeur in chauffeurs:
        passengers = tuple(chauffeur.passengers.all())
        days = tuple(driving_days(week, [person.pk for person in passengers])) if week else ()
        problems = [*_shared(chauffeur, passengers, drivers), *_crowded(chauffeur, passengers, days)]
        problems += [*_torn(days), *_otherwise(passengers, modes, programme.mode)]
        found.append(Drive(chauffeur, passengers, days, tuple(problems)))
    return found


def _shared(chauffeur: Chauffeur, passengers: tuple[Mandataris, ...], drivers: dict[int, list[str]]) -> Iterator[str]:
    for person in passengers:
        others = list(drivers[person.pk])
        others.remove(chauffeur.name)
        if others:
            yield f"{person} rijdt ook mee met {listed(others)}."


def _crowded(chauffeur: Chauffeur, passengers: tuple[Mandataris, ...], days: tuple[DrivingDay, ...]) -> Iterator[str]:
    """Counted per leg when there are legs: not everybody rides at the same time."""
    count = most_at_once(days) or len(passengers)
    if chauffeur.seats and count > chauffeur.seats:
        seats = "is maar 1 plaats" if chauffeur.seats == 1 else f"zijn maar {chauffeur.seats} plaatsen"
        yield f"Er rijden {count} mensen tegelijk mee, en er {seats}."


def _torn(days: tuple[DrivingDay, ...]) -> Iterator[str]:
    for one, other in overlapping(days):
        yield (
            f"{day_name(one.day).capitalize()}: de rit van {one.time} naar {one.to} is niet rond "
            f"als die van {other.time} naar {other.to} vertrekt."
        )


def _otherwise(passengers: tuple[Mandataris, ...], modes: dict[int, str], usual: str) -> Iterator[str]:
    for person in passengers:
        if person.pk not in modes:
            yield f"{person} staat niet meer op de gastenlijst."
        elif (mode := modes[person.pk] or usual) != "auto":
            yield f"{person} komt volgens de gastenlijst {MODES[mode]}: de uren op de eigen pagina volgen dat."
