"""All names of whoever took part in a programme, in any way, so that no text that stays names them."""

from collections.abc import Iterator

from django.db.models import Q

from followup.privacy.table import TABLE
from programmes.models import Contactpersoon, Mandataris, Programme
from programmes.versions import published_week


def names_in(programme: Programme) -> set[str]:
    """In a fixed number of queries."""
    names = {str(person) for person in _guests(programme)} | {str(host) for host in _hosts(programme)}
    names |= set(_said(programme))
    if week := published_week(programme):
        names |= {person.name for person in week.people.values()}
        names |= {visit.host.name for visit in week.visits if visit.host}
    return names - {""}


def _said(programme: Programme) -> Iterator[str]:
    """Of everybody whom a row is about, also who stands in no list: each table that has a name says so."""
    for rule in TABLE:
        if rule.programme and rule.names:
            for words in rule.of_programme(programme).values_list(*rule.names.split()).distinct():
                yield " ".join(words).strip()


def _guests(programme: Programme) -> list[Mandataris]:
    """Also who was invited and left the list again."""
    here = Q(gast_bij__programme=programme) | Q(deelnames__bezoek__programme=programme) | Q(links__programme=programme)
    return list(Mandataris.objects.filter(here).distinct())


def _hosts(programme: Programme) -> list[Contactpersoon]:
    here = Q(bezoeken__programme=programme) | Q(links__programme=programme) | Q(zorgdiensten__programmes=programme)
    return list(Contactpersoon.objects.filter(here).distinct())
