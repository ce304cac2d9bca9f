"""All names of whoever took part in a programme, in any way, so that no text that stays names them."""

from django.db.models import Q

from invitations.models import Toestemming, Verhaal
from press.models import Aanwezigheid, Chauffeur, Herkend, Quote
from programmes.models import Assistent, Contactpersoon, Mandataris, Programme
from programmes.versions import published_week


def names_in(programme: Programme) -> set[str]:
    """In a fixed number of queries."""
    of_it = {"programme": programme}
    names = {str(person) for person in _guests(programme)} | {str(host) for host in _hosts(programme)}
    names |= {str(story.name) for story in Verhaal.objects.filter(**of_it)}
    names |= set(Herkend.objects.filter(beeld__programme=programme).values_list("name", flat=True))
    names |= set(Toestemming.objects.filter(**of_it).values_list("person", flat=True))
    for model in (Assistent, Chauffeur, Aanwezigheid, Quote):
        names |= set(model.objects.filter(**of_it).values_list("name", flat=True))
    if week := published_week(programme):
        names |= {person.name for person in week.people.values()}
        names |= {visit.host.name for visit in week.visits if visit.host}
    return names - {""}


def _guests(programme: Programme) -> list[Mandataris]:
    here = Q(gast_bij__programme=programme) | Q(deelnames__bezoek__programme=programme)
    return list(Mandataris.objects.filter(here).distinct())


def _hosts(programme: Programme) -> list[Contactpersoon]:
    here = Q(bezoeken__programme=programme) | Q(links__programme=programme) | Q(zorgdiensten__programmes=programme)
    return list(Contactpersoon.objects.filter(here).distinct())
