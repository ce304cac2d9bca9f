"""What the surveys said, as averages, under the rules of followup.surveys for what is anonymous."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from followup.models import Antwoordblad, Enquete, Vraag
from followup.reach.balance import Asked, Opinion
from followup.surveys.results import FEWEST, why_hidden


def opinions_of(programmes: Iterable[int]) -> dict[int, list[Opinion]]:
    """By the key of a programme, in three queries."""
    surveys = list(Enquete.objects.filter(programme__in=programmes))
    questions: dict[int, list[Vraag]] = defaultdict(list)
    for question in Vraag.objects.filter(enquete__programme__in=programmes):
        questions[question.enquete_id].append(question)
    sheets: dict[int, list[Any]] = defaultdict(list)
    rows = Antwoordblad.objects.filter(enquete__programme__in=programmes)
    for survey, answers in rows.values_list("enquete", "answers"):
        sheets[survey].append(answers)
    found: dict[int, list[Opinion]] = defaultdict(list)
    for one in surveys:
        found[one.programme_id].append(_opinion(one, questions[one.pk], sheets[one.pk]))
    return found


def _opinion(survey: Enquete, questions: list[Vraag], sheets: list[Any]) -> Opinion:
    scales = [question for question in questions if question.kind == Vraag.Kind.SCHAAL]
    figures = [_figures(str(question.number), sheets) for question in scales]
    is_told = not why_hidden(survey, len(sheets), on=timezone.localdate())
    told = [row if is_told and _is_enough(row, survey) else [] for row in figures]
    return Opinion(
        role=survey.role,
        answers=len(sheets),
        average=_average([figure for row in told for figure in row]),
        questions=tuple(Asked(question.text, _average(row)) for question, row in zip(scales, told, strict=True)),
    )


def _is_enough(figures: list[int], survey: Enquete) -> bool:
    """Somebody who passed over a question makes it one of fewer answers: it does not count in the whole either, which
    could tell what they said.
    """
    return len(figures) >= FEWEST or not survey.is_anonymous


def _figures(number: str, sheets: list[Any]) -> list[int]:
    found = [sheet.get(number) for sheet in sheets if isinstance(sheet, dict)]
    return [int(str(figure)) for figure in found if str(figure) in {"1", "2", "3", "4", "5"}]


def _average(figures: list[int]) -> float | None:
    return round(sum(figures) / len(figures), 1) if figures else None
