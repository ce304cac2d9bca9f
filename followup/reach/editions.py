"""Which editions a programme is compared with: those before it in the same authority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from followup.models import Afspraak, Balans
from followup.reach.numbers import Numbers, numbers_of_all
from invitations.workflow import number_of
from programmes.models import Bezoek, Programme, Versie
from programmes.times import MONTH_NAMES

MOST = 12  # in a comparison


@dataclass(frozen=True, slots=True)
class Edition:
    programme: Programme
    numbers: Numbers
    label: str  # '2025', or 'februari 2025' beside another of that year
    is_kept: bool = False  # its personal data went, and these are the numbers that stayed


def editions_of(programme: Programme) -> list[Edition]:
    """The oldest first and this one last, in a fixed number of queries."""
    rows = _of_the_authority(programme)
    by_key = {row.pk: row for row in rows}
    line = _line_of(programme, by_key)
    earlier = [row for row in rows if row.pk in line or (row.first_day < programme.first_day and _is_edition(row))]
    shown = [*sorted(earlier, key=lambda row: row.first_day)[-MOST + 1 :], programme]
    numbers, labels = numbers_of_all(shown), labels_of(shown)
    return [
        Edition(row, numbers[row.pk], labels[row.pk], is_kept=bool(getattr(by_key.get(row.pk), "is_kept", False)))
        for row in shown
    ]


def _of_the_authority(programme: Programme) -> list[Programme]:
    of_it = {"programme": OuterRef("pk")}
    rows = Programme.objects.filter(bestuur=programme.bestuur_id).annotate(
        is_held=Exists(Versie.objects.filter(**of_it)),
        is_kept=Exists(Balans.objects.filter(**of_it)),
        visit_count=number_of(Bezoek.objects.filter(**of_it, kind=Bezoek.Kind.BEZOEK)),
        promised_count=number_of(Afspraak.objects.filter(follow_up=OuterRef("pk"))),
    )
    return list(rows)


def _line_of(programme: Programme, rows: Mapping[int, Programme]) -> set[int]:
    """From whom it was copied, and from whom that one was."""
    found: set[int] = set()
    before = programme.copied_from_id
    while before and before in rows and before not in found and before != programme.pk:
        found.add(before)
        before = rows[before].copied_from_id
    return found


def _is_edition(row: Programme) -> bool:
    """Published or kept, and more than the visits that came of an agreement."""
    counts = vars(row)  # as annotated
    is_follow_up = 0 < counts["promised_count"] >= counts["visit_count"]
    return (counts["is_held"] or counts["is_kept"]) and not is_follow_up


def labels_of(programmes: Sequence[Programme]) -> dict[int, str]:
    """As short as tells them apart: the year, the month, the day; if need be with a number."""
    days = {programme.pk: programme.first_day for programme in programmes}
    forms = (
        {key: str(day.year) for key, day in days.items()},
        {key: f"{MONTH_NAMES[day.month - 1]} {day.year}" for key, day in days.items()},
        {key: f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}" for key, day in days.items()},
    )
    for form in forms:
        if len(set(form.values())) == len(days):
            return form
    return {key: f"{label} ({number})" for number, (key, label) in enumerate(forms[-1].items(), start=1)}


def compared_with(editions: Sequence[Edition]) -> Edition | None:
    """The one that the last was copied from, otherwise the one before it."""
    *earlier, this = editions
    copied = (one for one in earlier if one.programme.pk == this.programme.copied_from_id)
    return next(copied, earlier[-1] if earlier else None)
