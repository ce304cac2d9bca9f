"""What is done and what comes next in the aftercare (step 4), from the report to the term of the personal data."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, Q, Subquery
from django.utils import timezone

from followup.models import Afspraak, Antwoordblad, Bewaartermijn, Enquete, Knelpunt, Verslag, Verslagversie
from invitations.workflow import number_of
from programmes.models import Programme
from programmes.overview import Step
from programmes.times import day_name
from programmes.workflow import Count, Line, Situation, steps_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the aftercare is, in numbers."""

    last_day: dt.date
    has_report: bool = False
    is_published: bool = False
    is_personal_on: bool = False
    personal_days: int | None = None
    is_personal_sent: bool = False
    agreements: int = 0  # without those that are no longer needed
    open_agreements: int = 0
    late_agreements: int = 0
    bottlenecks: int = 0
    open_bottlenecks: int = 0
    surveys: int = 0  # that were asked
    open_surveys: int = 0
    answers: int = 0
    has_next: bool = False
    ends_on: dt.date | None = None  # until when personal data is kept, once that was announced
    is_cleared: bool = False


def aftercare_steps(situation: Situation) -> dict[int, list[Step]]:
    return {4: list(steps_of(situation, lines(progress_of(situation))))}


def progress_of(situation: Situation) -> Progress:
    return Progress(last_day=situation.programme.last_day, **situation.counts["followup"])


def lines(progress: Progress) -> Iterator[Line]:
    yield from _reports(progress)
    yield from _promises(progress)
    yield _survey(progress)
    yield Line(
        "tafel",
        "Naar de volgende editie",
        "Begin de volgende editie",
        "De volgende editie staat klaar."
        if progress.has_next
        else "De datums schuiven op; wat nog openstaat, ligt opnieuw op tafel.",
        progress.has_next,
    )
    yield from _term(progress)


def _reports(progress: Progress) -> Iterator[Line]:
    text = "Eén knop zet klaar wat er is: de bezoeken, foto's, quotes, cijfers en afspraken."
    if progress.has_report:
        text = "Het staat klaar om na te lezen, goed te keuren en te publiceren."
    if progress.is_published:
        text = "Het verslag is gepubliceerd."
    yield Line("verslag", "Naar het verslag", "Maak het verslag", text, progress.is_published)
    yield Line(
        "persoonlijk",
        "Naar de persoonlijke verslagen",
        "Bezorg iedereen een eigen verslag",
        _personal(progress),
        progress.is_personal_sent,
    )


def _personal(progress: Progress) -> str:
    if progress.is_personal_sent:
        return "Iedereen kreeg een eigen verslag."
    if progress.is_personal_on and progress.personal_days is not None:
        leaves_on = progress.last_day + dt.timedelta(days=progress.personal_days)
        return f"De verslagen vertrekken vanzelf op {day_name(leaves_on)}."
    return "Eigen bezoeken, eigen foto's, eigen afspraken: kies wanneer ze vertrekken."


def _promises(progress: Progress) -> Iterator[Line]:
    total, done = progress.agreements, progress.agreements - progress.open_agreements
    carried = " of meegenomen naar de volgende editie" if progress.has_next else ""
    yield Line(
        "afspraak-list",
        "Naar de afspraken",
        "Volg de afspraken op",
        f"{done} van {total} {'afspraak' if total == 1 else 'afspraken'} {_is(done, total)} afgerond{carried}."
        if total
        else "Wie beloofde wat, en tegen wanneer?",
        0 < total == done,
        _late(progress.late_agreements),
    )
    total, done = progress.bottlenecks, progress.bottlenecks - progress.open_bottlenecks
    yield Line(
        "knelpunt-list",
        "Naar de knelpunten en kansen",
        "Bundel knelpunten en kansen",
        f"{done} van {total} {_is(done, total)} opgepakt door het bestuur{carried}."
        if total
        else "Wat kwam er bij de diensten naar boven?",
        0 < total == done,
    )


def _is(done: int, total: int) -> str:
    """'1 van 6 is', '0 van 1 is', '0 van 6 zijn'"""
    return "is" if done == 1 or total == 1 else "zijn"


def _late(count: int) -> str:
    if not count:
        return ""
    return "1 afspraak is te laat" if count == 1 else f"{count} afspraken zijn te laat"


def _survey(progress: Progress) -> Line:
    text = "Drie korte vragen voor wie erbij was en voor de medewerkers van de diensten."
    if progress.surveys:
        came = "1 antwoord kwam" if progress.answers == 1 else f"{progress.answers} antwoorden kwamen"
        text = f"{came} binnen." + (" De enquête loopt nog." if progress.open_surveys else "")
    is_done = progress.surveys > 0 and not progress.open_surveys
    return Line("enquete-list", "Naar de enquête", "Vraag wat iedereen ervan vond", text, is_done)


def _term(progress: Progress) -> Iterator[Line]:
    """Only once it is announced: a year long there is nothing to do about it."""
    if progress.ends_on or progress.is_cleared:
        text = "De persoonsgegevens zijn opgeruimd; de cijfers en het publieke verslag bleven."
        if progress.ends_on and not progress.is_cleared:
            text = f"Na {day_name(progress.ends_on)} {progress.ends_on.year} verdwijnen de persoonsgegevens vanzelf."
        title = "Kijk na wat verdwijnt en wat blijft"
        yield Line("termijn", "Naar de bewaartermijn", title, text, progress.is_cleared)


def aftercare_counts(programme: Programme) -> dict[str, Count]:
    """By the names of Progress."""
    of_it = {"programme": programme}
    report = Verslag.objects.filter(**of_it)
    term = Bewaartermijn.objects.filter(**of_it)
    published = Verslagversie.objects.filter(verslag__programme=programme, published_at__isnull=False)
    announced = term.filter(warned_at__isnull=False).values("ends_on")
    return {
        "has_report": Exists(report),
        "is_published": Exists(published),
        "is_personal_on": Exists(report.filter(is_personal_on=True)),
        "personal_days": Subquery(report.values("personal_days")),
        "is_personal_sent": Exists(report.filter(personal_sent_at__isnull=False)),
        "has_next": Exists(Programme.objects.filter(copied_from=programme)),
        "ends_on": Subquery(announced),
        "is_cleared": Exists(term.filter(cleared_at__isnull=False)),
        **_promise_counts(programme),
        **_survey_counts(programme),
    }


def _promise_counts(programme: Programme) -> dict[str, Count]:
    """What was carried to the next edition, waits there."""
    agreements = Afspraak.objects.filter(programme=programme).exclude(state=Afspraak.State.VERVALLEN)
    open_agreements = agreements.filter(state=Afspraak.State.OPEN, carried_to__isnull=True)
    bottlenecks = Knelpunt.objects.filter(programme=programme)
    return {
        "agreements": number_of(agreements),
        "open_agreements": number_of(open_agreements),
        "late_agreements": number_of(open_agreements.filter(due_on__lt=timezone.localdate())),
        "bottlenecks": number_of(bottlenecks),
        "open_bottlenecks": number_of(bottlenecks.filter(state=Knelpunt.State.OPEN, carried_to__isnull=True)),
    }


def _survey_counts(programme: Programme) -> dict[str, Count]:
    asked = Enquete.objects.filter(programme=programme, asked_at__isnull=False)
    still = Q(closes_on__isnull=True) | Q(closes_on__gte=timezone.localdate())
    return {
        "surveys": number_of(asked),
        "open_surveys": number_of(asked.filter(still)),
        "answers": number_of(Antwoordblad.objects.filter(enquete__in=asked)),
    }
