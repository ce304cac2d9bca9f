"""What a host may touch behind their own link."""

from django.db.models import QuerySet

from programmes.models import DeelnemendeDienst, PersonalLink, Zorgdienst


def own_services(link: PersonalLink) -> QuerySet[Zorgdienst]:
    """The services of the contact person that take part in the programme of the link."""
    return Zorgdienst.objects.filter(
        contactpersonen=link.contactpersoon_id, deelnames_aan_programmes__programme=link.programme_id
    )


def participations(link: PersonalLink) -> QuerySet[DeelnemendeDienst]:
    """The same services, with how they take part."""
    own = DeelnemendeDienst.objects.filter(
        programme=link.programme_id, zorgdienst__contactpersonen=link.contactpersoon_id
    )
    return own.select_related("zorgdienst")
