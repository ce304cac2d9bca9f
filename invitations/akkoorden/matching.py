"""Proposing which passages of the agreement touch what the services of a programme do and face."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from invitations.akkoorden.ranking import Query, Ranking
from invitations.models import Bestuursakkoord, Fiche, Passage, Project, Raakvlak, Uitdaging
from programmes.models import Bestuur, Programme, Zorgdienst


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
    """Of every service that takes part, in a fixed number of queries."""
    fiches = Fiche.objects.filter(programme=programme).prefetch_related("uitdagingen", "projecten")
    by_service = {fiche.zorgdienst_id: fiche for fiche in fiches}
    services = Zorgdienst.objects.filter(programmes=programme).order_by("name", "pk")
    return [subject for service in services for subject in _subjects(service, by_service.get(service.pk))]


def _subjects(service: Zorgdienst, fiche: Fiche | None) -> Iterator[Subject]:
    uitdagingen = list(fiche.uitdagingen.all()) if fiche else []
    projecten = list(fiche.projecten.all()) if fiche else []
    for uitdaging in uitdagingen:
        query = Query(uitdaging.title, f"{uitdaging.text} {uitdaging.request}")
        yield Subject(service.pk, query, uitdaging=uitdaging)
    for project in projecten:
        yield Subject(service.pk, Query(project.title, project.text), project=project)
    if not uitdagingen and not projecten:
        yield Subject(service.pk, Query(f"{service.get_kind_display()} {service.name}", service.activities))


def ranking_of(passages: Iterable[Passage], also: Iterable[str]) -> Ranking:
    return Ranking([f"{passage.heading}\n{passage.text}" for passage in passages], also)


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
    """{(passage, service): link}, unsaved, for the challenge or project that it fits best."""
    ranking = ranking_of(passages, also=[subject.query.whole for subject in subjects])
    found: dict[tuple[int, int], Raakvlak] = {}
    for subject in subjects:
        for hit in ranking.proposed(subject.query):
            key = (passages[hit.index].pk, subject.zorgdienst_id)
            if key not in found or found[key].score < hit.score:
                found[key] = Raakvlak(
                    passage_id=key[0],
                    zorgdienst_id=key[1],
                    uitdaging=subject.uitdaging,
                    project=subject.project,
                    score=round(hit.score, 4),
                )
    return found


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
