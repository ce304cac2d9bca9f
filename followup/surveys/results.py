"""What was answered: numbers per question, and the words people wrote.

Of an anonymous survey nothing is shown before it is closed (two looks at it, and who answered between them, would tell
what somebody said), nor when fewer than five people answered; what somebody wrote never stands with what they chose.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.safestring import SafeString, mark_safe

from followup.models import Antwoordblad, Enquete, Vraag
from invitations.fiches.charts import chart
from invitations.fiches.figures import in_dutch
from programmes.models import Bestuur

FEWEST = 5
SCALE = {1: "1, helemaal niet", 2: "2", 3: "3", 4: "4", 5: "5, helemaal wel"}
NOT_YET = "Deze enquête is anoniem. Je ziet de antwoorden zodra ze gesloten is."
TOO_FEW = "Minder dan vijf mensen antwoordden. Omdat de enquête anoniem is, blijven hun antwoorden verborgen."
TOO_FEW_HERE = "Minder dan vijf mensen antwoordden op deze vraag. Daarom tonen we hier niets."


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    number: int
    percent: int


@dataclass(frozen=True)
class Tally:
    """Of one question: `counts` when there was something to choose, otherwise `texts`; or why these are `hidden`."""

    vraag: Vraag
    answered: int
    counts: tuple[Count, ...] = ()
    texts: tuple[str, ...] = ()
    average: Decimal | None = None
    hidden: str = ""

    @property
    def average_text(self) -> str:
        return in_dutch(self.average) if self.average is not None else ""

    @property
    def chart(self) -> SafeString:
        return mark_safe(chart(self.vraag.text, [(one.label, one.number) for one in self.counts]))  # noqa: S308 (charts escapes)


@dataclass(frozen=True, slots=True)
class Person:
    """Of a survey that is not anonymous; `answers` in the order of the questions."""

    name: str
    answers: tuple[str, ...]
    answered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Results:
    enquete: Enquete
    total: int
    tallies: tuple[Tally, ...] = ()
    people: tuple[Person, ...] = ()
    hidden: str = ""


def results_of(enquete: Enquete, *, on: dt.date) -> Results:
    """In a fixed number of queries."""
    sheets = list(_sheets(enquete))
    if hidden := why_hidden(enquete, len(sheets), on=on):
        return Results(enquete, len(sheets), hidden=hidden)
    questions = list(enquete.vragen.all())
    tallies = tuple(tally(one, sheets, is_anonymous=enquete.is_anonymous) for one in questions)
    people = () if enquete.is_anonymous else tuple(_people(questions, sheets))
    return Results(enquete, len(sheets), tallies, people)


def why_hidden(enquete: Enquete, total: int, *, on: dt.date) -> str:
    """Empty when the answers may be shown."""
    if not enquete.is_anonymous:
        return ""
    if not enquete.is_over(on):
        return NOT_YET
    return TOO_FEW if total < FEWEST else ""


def hidden_surveys(bestuur: Bestuur, *, on: dt.date) -> set[int]:
    """The keys of those whose answers nobody may see (yet)."""
    surveys = Enquete.objects.filter(programme__bestuur=bestuur).annotate(sheets=models.Count("bladen"))
    return {one.pk for one in surveys if why_hidden(one, one.sheets, on=on)}


def tally(vraag: Vraag, sheets: Iterable[Antwoordblad], *, is_anonymous: bool) -> Tally:
    given = [sheet.answers[str(vraag.number)] for sheet in sheets if str(vraag.number) in sheet.answers]
    if vraag.kind == Vraag.Kind.OPEN:
        texts = sorted((str(text) for text in given), key=str.casefold)  # of the alphabet, not of who
        return Tally(vraag, len(texts), texts=tuple(texts))
    if is_anonymous and len(given) < FEWEST:
        return Tally(vraag, len(given), hidden=TOO_FEW_HERE)
    if vraag.kind == Vraag.Kind.KEUZE:
        return Tally(vraag, len(given), _counts([(option, option) for option in vraag.options], given))
    numbers = [number for number in given if number in SCALE]
    return Tally(vraag, len(numbers), _counts(SCALE.items(), numbers), average=_average(numbers))


def _counts(choices: Iterable[tuple[int | str, str]], given: list[int | str]) -> tuple[Count, ...]:
    numbers = Counter(given)
    return tuple(Count(label, numbers[key], _percent(numbers[key], len(given))) for key, label in choices)


def _percent(part: int, whole: int) -> int:
    return int(Decimal(100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0


def _average(numbers: Iterable[int | str]) -> Decimal | None:
    known = [Decimal(number) for number in numbers]
    return (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.1"), ROUND_HALF_UP) if known else None


def _sheets(enquete: Enquete) -> Iterable[Antwoordblad]:
    return enquete.bladen.select_related("link__mandataris", "link__contactpersoon")


def _people(questions: Iterable[Vraag], sheets: Iterable[Antwoordblad]) -> Iterator[Person]:
    """By name; who has no link any more, was erased."""
    named = [(_name(sheet), sheet) for sheet in sheets]
    for name, sheet in sorted(named, key=lambda one: (one[0].casefold(), one[1].pk)):
        answers = tuple(str(sheet.answers.get(str(one.number), "")) for one in questions)
        yield Person(name, answers, sheet.answered_on)


def _name(sheet: Antwoordblad) -> str:
    return str(sheet.link.mandataris or sheet.link.contactpersoon) if sheet.link else "zonder naam"
