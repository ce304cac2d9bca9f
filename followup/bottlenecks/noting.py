"""What a host or a mandataris notes behind their own link: it comes on the list of the coordinator."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import QuerySet

from followup.models import Knelpunt
from invitations.hosting.hosts import own_services
from programmes.links import owner_name
from programmes.models import PersonalLink, Zorgdienst
from programmes.versions import published_week


def services_of(link: PersonalLink) -> QuerySet[Zorgdienst]:
    """Of a host their own; of a visitor where they went, and when that is nowhere all that take part."""
    if link.contactpersoon_id:
        return own_services(link).order_by("name", "pk")
    week = published_week(link.programme)
    visits = week.visits_of(link.mandataris_id) if week and link.mandataris_id else []
    went = {visit.service for visit in visits if visit.service}
    everywhere = Zorgdienst.objects.filter(programmes=link.programme).order_by("name", "pk")
    return everywhere.filter(pk__in=went) if went else everywhere


def note(link: PersonalLink, *, key: uuid.UUID, now: dt.datetime, **fields: Any) -> bool:
    """False when it stands there already: a form that is sent twice counts once.

    Who goes back in the browser and types something else sends the same key with other words: that is a new one.
    """
    fields["programme"] = link.programme
    known = {"made_at": now, "made_by": owner_name(link)[:150]}
    row, is_new = Knelpunt.objects.get_or_create(key=key, defaults=fields | known)
    if is_new or all(getattr(row, name) == value for name, value in fields.items()):
        return is_new
    Knelpunt.objects.create(**fields, **known)
    return True
