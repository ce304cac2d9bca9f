"""Whom a survey is for: who was there, and who received them."""

from collections.abc import Iterator

from followup.models import Enquete
from press.models import Aanwezigheid
from programmes.models import Contactpersoon, Deelname, Mandataris, Programme
from programmes.versions import published_week
from programmes.week import DECLINED, Visit, Week


def people_of(programme: Programme) -> dict[str, list[Mandataris] | list[Contactpersoon]]:
    """Per role, by name, in a fixed number of queries; whoever passes a link on to the staff are the hosts."""
    week = published_week(programme)
    if week is None:
        return {role: [] for role in Enquete.Role.values}
    guests = Mandataris.objects.filter(pk__in=_present(programme, week), bestuur=programme.bestuur_id)
    hosts = Contactpersoon.objects.filter(pk__in=set(_hosts(week)), bestuur=programme.bestuur_id)
    received = list(hosts.order_by("name", "pk"))
    return {
        Enquete.Role.MANDATARIS: list(guests.order_by("last_name", "first_name", "pk")),
        Enquete.Role.GASTHEER: received,
        Enquete.Role.MEDEWERKER: received,
    }


def _present(programme: Programme, week: Week) -> set[int]:
    """The keys of who was at a visit. Where nobody ticked, whoever was expected and did not decline."""
    ticks = Aanwezigheid.objects.filter(programme=programme, mandataris__isnull=False)
    ticked = {(visit, person): is_in for visit, person, is_in in ticks.values_list("visit", "mandataris", "is_present")}
    answers = Deelname.objects.filter(bezoek__programme=programme, answer=DECLINED)
    declined = set(answers.values_list("bezoek_id", "mandataris_id"))
    expected = {(visit.id, part.person) for visit in _visits(week) for part in visit.people}
    came = {pair for pair, is_in in ticked.items() if is_in}
    return {person for _, person in came | (expected - ticked.keys() - declined)}


def _hosts(week: Week) -> Iterator[int]:
    """Whoever received at a visit; where nobody was named, all contact persons of the service."""
    for visit in _visits(week):
        service = week.service_of(visit)
        if visit.host:
            yield visit.host.id
        elif service:
            yield from (contact.id for contact in service.contacts)


def _visits(week: Week) -> list[Visit]:
    return [visit for visit in week.visits if visit.is_visit]
