"""'We zijn 15 minuten later': said from a phone or by the coordinator. Nothing moves before somebody decides."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from invitations.mail.mails import render
from invitations.mail.outbox import Item, Recipient, post
from invitations.models import Bericht
from press.models import Vertraging
from programmes.models import Programme
from programmes.times import local, minutes_of
from programmes.week import Visit

USUAL = (5, 10, 15, 20, 30, 45, 60)  # minutes that one can choose without typing


class ReportError(Exception):
    """Why this delay cannot be noted; the message is for whoever reports it."""


@transaction.atomic
def report(
    programme: Programme,
    *,
    visit: Visit,
    minutes: int,
    reason: str,
    key: uuid.UUID,
    at: dt.datetime,
    by: str,
    now: dt.datetime,
    name: str = "",
) -> Vertraging:
    """Notes it once, however often it is sent; who says it again of the same visit, corrects what was said.

    With the `name` of the visit, a mail goes at once to whoever coordinates the programme. What was said earlier but
    arrives later changes nothing. Raises ReportError on another day than that of the visit, or for a key that belongs
    to something else.
    """
    at = min(at, now)
    if local(at).date() != visit.day:
        raise ReportError("Meld een vertraging op de dag van het bezoek zelf.")
    Programme.objects.select_for_update().get(pk=programme.pk)
    same = Vertraging.objects.filter(key=key).first()
    if same and (same.programme_id, same.visit) != (programme.pk, visit.id):
        raise ReportError("Deze melding hoort bij een ander bezoek. Laad de pagina opnieuw en meld het nog eens.")
    if same and same.minutes == minutes:
        return same
    newest = Vertraging.objects.filter(programme=programme, visit=visit.id).first()
    if newest and newest.reported_at > at:
        return newest
    one = newest if newest and newest.is_open else Vertraging(programme=programme, visit=visit.id)
    one.minutes, one.reason, one.key = minutes, reason, uuid.uuid4() if same and same.pk != one.pk else key
    one.reported_at, one.reported_by = at, by
    one.save()
    if name and programme.contact_email:
        post(programme.bestuur, [_item(one, name)], programme=programme, now=now)
    return one


def _item(one: Vertraging, name: str) -> Item:
    """For the coordinator, who is not always looking at a screen."""
    programme, text = one.programme, f"{name}: {one}"
    url = settings.SITE_URL + reverse("vertraging", args=[programme.bestuur.slug, programme.slug, one.pk])
    mail = render(
        "vertraging_gemeld",
        subject=f"Vertraging gemeld: {text}",
        bestuur=programme.bestuur,
        programme=programme,
        one=one,
        where=name,
        url=url,
    )
    return Item(
        kind=Bericht.Kind.VERTRAGING,
        recipient=Recipient(programme.contact_name, programme.contact_email),
        thing=f"melding-{one.pk}",
        version=f"{one.minutes}-{one.reported_at:%H%M%S}",
        mail=mail,
        cause=f"Gemeld door {one.reported_by}" if one.reported_by else "Gemeld met een link",
        send_after=one.reported_at,
    )


def has_begun(visit: Visit, at: dt.datetime) -> bool:
    """Whether the visit was going on when somebody said that it runs late."""
    day = local(at).date()
    return day > visit.day or (day == visit.day and minutes_of(at) >= visit.start)
