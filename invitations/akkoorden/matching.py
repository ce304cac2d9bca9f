"""Proposing which passages of the agreement touch what the services of a programme do and face."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from django.db import transaction

from invitations.akkoorden.ranking import Hit, Query, Ranking
from invitations.akkoorden.words import words_of
from invitations.models import Bestuursakkoord, Fiche, Passage, Project, Raakvlak, Uitdaging
from programmes.models import Bestuur, Programme, Zorgdienst

MOST = 10  # proposals for one service


@dataclass(frozen=True, slots=True)
class Subject:
    """What a service asks of the agreement: a challenge, a project, or (with no fiche filled in) what it is."""

    zorgdienst_id: int
    query: Query
    uitdaging: Uitdaging | None = None
    project: Project | None = None


def current(bestuur: Bestuur) -> Bestuursakkoord | None:
    """The one that was uploaded last."""
    return Bestuursakkoord.objects.filter(bestuur=bestuur).first()


def subjects_of(programme: Programme) -> list[Subject]:
    """Of every service that takes part, in a fixed number of queries.

    Without the name of the authority, which says nothing: it stands everywhere.
    """
    fiches = Fiche.objects.filter(programme=programme).prefetch_related("uitdagingen", "projecten")
    by_service = {fiche.zorgdienst_id: fiche for fiche in fiches}
    services = programme.diensten.order_by("name", "pk")
    own = re.compile(rf"\b(?:{'|'.join(words_of(programme.bestuur.name)) or '(?!)'})\b", re.IGNORECASE)
    return [
        replace(subject, query=subject.query.without(own))
        for service in services
        for subject in _subjects(service, by_service.get(service.pk))
    ]


def _subjects(service: Zorgdienst, fiche: Fiche | None) -> Iterator[Subject]:
    uitdagingen = list(fiche.uitdagingen.all()) if fiche else []
    projecten = list(fiche.projecten.all()) if fiche else []
    for uitdaging in uitdagingen:
        query = Query(uitdaging.title, f"{uitdaging.text} {uitdaging.request}")
        yield Subject(service.pk, query, uitdaging=uitdaging)
    for project in projecten:
        yield Subject(service.pk, Query(project.title, project.text), project=project)
    if not uitdagingen and not projecten:
        text = f"{service.name} {service.activities}"
        yield Subject(service.pk, Query(service.get_kind_display(), text, enough=1))


def ranking_of(passages: Iterable[Passage], queries: Sequence[Query]) -> Ranking:
    return Ranking((f"{passage.heading}\n{passage.text}" for passage in passages), queries)


@transaction.atomic
def propose(programme: Programme, akkoord: Bestuursakkoord) -> int:
    """Refreshes the proposals of the programme's services; what a person decided stays. Gives how many are open."""
    passages = list(akkoord.passages.all())
    subjects = subjects_of(programme)
    found = _found(passages, subjects)
    services = {subject.zorgdienst_id for subject in subjects}
    known = {
        (link.passage_id, link.zorgdienst_id): link
        for link in Raakvlak.objects.filter(passage__akkoord=akkoord, zorgdienst__in=services)
    }
    _forget(link for key, link in known.items() if key not in found)
    _refresh(known, found)
    new = [link for key, link in found.items() if key not in known]
    Raakvlak.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may have asked for the same just now
    return len(new) + sum(key in found and link.state == Raakvlak.State.VOORSTEL for key, link in known.items())


def _found(passages: Sequence[Passage], subjects: Sequence[Subject]) -> dict[tuple[int, int], Raakvlak]:
    """{(passage, service): link}, unsaved, for the challenge or project that it fits best.

    A service has no more of them than somebody reads: the best of each of its subjects first, then the seconds.
    """
    proposed = ranking_of(passages, [subject.query for subject in subjects]).proposed()
    hits = [(rank, -hit.score, n, hit) for n, best in enumerate(proposed) for rank, hit in enumerate(best)]
    found: dict[tuple[int, int], Raakvlak] = {}
    numbers: Counter[int] = Counter()
    for _, _, n, hit in sorted(hits, key=itemgetter(0, 1, 2)):
        service = subjects[n].zorgdienst_id
        key = (passages[hit.index].pk, service)
        if key in found and found[key].score < hit.score:
            found[key] = _link(key, subjects[n], hit)
        elif key not in found and numbers[service] < MOST:
            found[key] = _link(key, subjects[n], hit)
            numbers[service] += 1
    return found


def _link(key: tuple[int, int], subject: Subject, hit: Hit) -> Raakvlak:
    return Raakvlak(
        passage_id=key[0],
        zorgdienst_id=key[1],
        uitdaging=subject.uitdaging,
        project=subject.project,
        score=round(hit.score, 4),
    )


def _forget(links: Iterable[Raakvlak]) -> None:
    """Proposals only: one that was decided in the meantime stays."""
    Raakvlak.objects.filter(pk__in=[link.pk for link in links], state=Raakvlak.State.VOORSTEL).delete()


def _refresh(known: Mapping[tuple[int, int], Raakvlak], found: Mapping[tuple[int, int], Raakvlak]) -> None:
    """Open proposals say what they are about now."""
    changed = []
    for key, link in known.items():
        new = found.get(key)
        if new is None or link.state != Raakvlak.State.VOORSTEL:
            continue
        if (link.score, link.uitdaging_id, link.project_id) != (new.score, new.uitdaging_id, new.project_id):
            link.score, link.uitdaging_id, link.project_id = new.score, new.uitdaging_id, new.project_id
            changed.append(link)
    Raakvlak.objects.bulk_update(changed, ["score", "uitdaging", "project"])
