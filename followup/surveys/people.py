"""Whom a survey is for: who was there, as the report tells it, and who received them."""

from collections.abc import Iterator

from followup.models import Enquete
from followup.reports.held import Held, held
from programmes.models import Contactpersoon, Mandataris, Programme


def people_of(programme: Programme) -> dict[str, list[Mandataris] | list[Contactpersoon]]:
    """Per role, by name, in a fixed number of queries; whoever passes a link on to the staff are the hosts."""
    found = held(programme)
    if found is None:
        return {role: [] for role in Enquete.Role.values}
    present = {who.person for one in found.visits for who in one.present}
    guests = Mandataris.objects.filter(pk__in=present, bestuur=programme.bestuur_id)
    hosts = Contactpersoon.objects.filter(pk__in=set(_hosts(found)), bestuur=programme.bestuur_id)
    received = list(hosts.order_by("name", "pk"))
    return {
        Enquete.Role.MANDATARIS: list(guests),
        Enquete.Role.GASTHEER: received,
        Enquete.Role.MEDEWERKER: received,
    }


def _hosts(found: Held) -> Iterator[int]:
    """Whoever received at a visit; where nobody was named, all contact persons of the service."""
    for one in found.visits:
        service = found.week.service_of(one.visit)
        if one.visit.host:
            yield one.visit.host.id
        elif service:
            yield from (contact.id for contact in service.contacts)
