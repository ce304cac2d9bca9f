"""What is done, what blocks and what comes next in the preparation (step 2), and the checklist of every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from invitations.checklist.tasks import progress_by_step
from invitations.fiches.completeness import READY
from invitations.inviting.invited import invitations_of
from invitations.models import Bericht, Bestuursakkoord, Fiche, Raakvlak, Verhaal
from invitations.reminding.chasing import silent_among
from programmes.models import DeelnemendeDienst, Gast, Programme
from programmes.overview import Step
from programmes.words import counted
from programmes.workflow import Situation

PROBLEMS = (Bericht.State.MISLUKT, Bericht.State.TERUGGEKOMEN, Bericht.State.ONZEKER)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparation is: people, services, agreement, mails that need somebody."""

    invited: int
    silent: int
    problems: int
    has_akkoord: bool
    proposals: int
    services: int
    confirmed: int
    fiches: int
    stories: int


def preparation_steps(situation: Situation) -> dict[int, list[Step]]:
    progress = _progress(situation)
    found: dict[int, list[Step]] = {2: [*_people(situation, progress), *_services(situation, progress)]}
    for number, step in _checklist(situation):
        found.setdefault(number, []).append(step)
    return found


def _people(situation: Situation, progress: Progress) -> Iterator[Step]:
    guests = situation.guests
    yield Step(
        "Nodig iedereen uit",
        f"{progress.invited} van {guests} gasten kregen een uitnodiging." if guests else "Eerst is er een gastenlijst.",
        situation.url("uitnodiging-list"),
        "Naar de uitnodigingen",
        0 < guests <= progress.invited,
    )
    yield Step(
        "Weet wie komt",
        _said(progress),
        situation.url("antwoord-list"),
        "Naar de antwoorden",
        progress.invited > 0 and progress.silent == 0,
    )
    if progress.problems:
        yield Step(
            "Kijk na wat niet aankwam",
            "Deze mails wachten op iemand: ze kwamen terug, of niemand weet of ze aankwamen.",
            situation.url("bericht-list"),
            "Naar de berichten",
            is_done=False,
            blocks="1 mail kwam niet aan" if progress.problems == 1 else f"{progress.problems} mails kwamen niet aan",
        )


def _said(progress: Progress) -> str:
    if not progress.invited:
        return "Wie uitgenodigd is, antwoordt met de eigen link."
    if not progress.silent:
        return "Iedereen die uitgenodigd is, liet iets weten."
    who = counted(progress.silent, "genodigde", "genodigden")
    return f"Van {who} hoorden we nog niets."


def _services(situation: Situation, progress: Progress) -> Iterator[Step]:
    of_all = f"van {progress.services} {'dienst' if progress.services == 1 else 'diensten'}"
    yield Step(
        "Laat de diensten hun gegevens nakijken",
        f"Afspreekplaats, kledij, momenten: bevestigd door {progress.confirmed} {of_all}.",
        situation.url("voorbereiding"),
        "Naar de diensten",
        0 < progress.services <= progress.confirmed,
    )
    yield Step(
        "Vul de voorstellingsfiches",
        f"Cijfers, projecten en uitdagingen: klaar bij {progress.fiches} {of_all}.",
        situation.url("fiche-list"),
        "Naar de fiches",
        0 < progress.services <= progress.fiches,
    )
    yield Step(
        "Ken het bestuursakkoord",
        _agreement(progress),
        situation.url("akkoord"),
        "Naar het bestuursakkoord",
        progress.has_akkoord and progress.proposals == 0,
    )
    yield Step(
        "Weet wie waarvoor bevoegd is",
        "Welke schepen gaat over wat, en welke combinaties zijn interessant?",
        situation.url("bevoegdheid-list"),
        "Naar de bevoegdheden",
        any(person.domains for person in situation.week.people.values()),
    )
    yield Step(
        "Breng verhalen samen",
        f"Wie vertelt wat, met toestemming: {progress.stories} {of_all}.",
        situation.url("verhaal-list"),
        "Naar de verhalen",
        0 < progress.services <= progress.stories,
    )


def _agreement(progress: Progress) -> str:
    if not progress.has_akkoord:
        return "Laad het op: je ziet wat de diensten raakt."
    if not progress.proposals:
        return "Wat de diensten raakt, is bekeken."
    if progress.proposals == 1:
        return "1 passage die een dienst raakt, is nog te bekijken."
    return f"{progress.proposals} passages die een dienst raken, zijn nog te bekijken."


def _checklist(situation: Situation) -> Iterator[tuple[int, Step]]:
    """The tasks of each step of the playbook as one thing to do."""
    for number, tasks in progress_by_step(situation.programme, today=timezone.localdate()).items():
        yield (
            number,
            Step(
                "Werk de taken af",
                f"{tasks.done} van {tasks.total} taken gedaan.",
                f"{situation.url('taak-list')}?stap={number}",
                "Naar de taken",
                tasks.done == tasks.total,
                blocks=_late(tasks.overdue),
            ),
        )


def _late(overdue: int) -> str:
    if not overdue:
        return ""
    return "1 taak is te laat" if overdue == 1 else f"{overdue} taken zijn te laat"


def _progress(situation: Situation) -> Progress:
    """In three queries, whatever the size of the programme."""
    programme = situation.programme
    invited = invitations_of(programme)
    published = [visit.id for visit in situation.published.visits] if situation.published else []
    counts = _counts(programme, silent_among(programme, followed=invited, visits=published))
    services = list(_services_done(programme))
    return Progress(
        **counts,
        invited=sum(invited.values()),
        services=len(services),
        confirmed=sum(is_confirmed for is_confirmed, _, _ in services),
        fiches=sum(has_fiche for _, has_fiche, _ in services),
        stories=sum(has_story for _, _, has_story in services),
    )


def _counts(programme: Programme, silent: QuerySet[Gast]) -> dict[str, Any]:
    agreement = Bestuursakkoord.objects.filter(bestuur=programme.bestuur_id)
    proposals = Raakvlak.objects.filter(
        state=Raakvlak.State.VOORSTEL,
        passage__akkoord__bestuur=programme.bestuur_id,
        zorgdienst__deelnames_aan_programmes__programme=programme,
    )
    counts: Any = (
        Programme.objects.filter(pk=programme.pk)
        .annotate(
            silent=number_of(silent),
            problems=number_of(Bericht.objects.filter(programme=programme, state__in=PROBLEMS)),
            has_akkoord=Exists(agreement),
            proposals=number_of(proposals),
        )
        .values("silent", "problems", "has_akkoord", "proposals")
        .get()
    )
    return dict(counts)


def number_of(rows: QuerySet[Any], count: Count | None = None) -> Coalesce:
    """How many rows, or what `count` counts of them, as a part of another query."""
    grouped = rows.order_by().annotate(everything=Value(1)).values("everything")
    counted = grouped.annotate(count=count or Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def _services_done(programme: Programme) -> QuerySet[DeelnemendeDienst, tuple[bool, bool, bool]]:
    """Of each service that takes part: whether it confirmed, has its fiche ready, and has a story."""
    of_service = {"programme": programme, "zorgdienst": OuterRef("zorgdienst")}
    return (
        DeelnemendeDienst.objects.filter(programme=programme)
        .order_by()
        .values_list(
            Case(When(confirmed_at__isnull=False, then=True), default=False),
            Exists(Fiche.objects.filter(**of_service, percent__gte=READY, changed_at__isnull=False)),
            Exists(Verhaal.objects.filter(**of_service)),
        )
    )
