"""Everybody's personal programme in one PDF, to print for who is not on a screen."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from programmes.documents import draw, join_pdf
from programmes.models import Programme
from programmes.schedules import person_schedule
from programmes.versions import last_version, week_of
from programmes.werkvormen.own import Formats

if TYPE_CHECKING:
    from weasyprint import Document


class BookletError(Exception):
    """Why there is nothing to print; the message is for the coordinator."""


def schedules_booklet(programme: Programme, progress: Callable[[int, int], None]) -> bytes:
    """One A4 a day for each person with something in the last published version, by name; raises BookletError."""
    version = last_version(programme)
    if version is None:
        raise BookletError("Er is nog niets gepubliceerd. Publiceer eerst een versie.")
    week = week_of(version)
    people = sorted((p for p in week.people.values() if week.visits_of(p.id)), key=lambda person: person.name)
    if not people:
        raise BookletError("In de gepubliceerde versie staat nog niemand bij een bezoek.")
    formats = Formats.of_visits(week.visits)

    def pages() -> "Iterator[Document]":
        for count, person in enumerate(people):
            progress(count, len(people))
            schedule = person_schedule(week, person.id)
            if schedule:
                context = {"schedule": schedule, "version": version, "told": formats.told(schedule)}
                yield draw("mijn", context, pages=len(schedule.days))
        progress(len(people), len(people))

    return join_pdf(pages())
