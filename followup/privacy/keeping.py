"""The duty that keeps to the terms: warns the coordinators a month before, and clears on the day after."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from followup.models import Bewaartermijn
from followup.privacy.clearing import clear
from followup.privacy.counting import parts_of
from followup.privacy.staying import approved_report, stays
from followup.privacy.terms import KEPT, NOTICE, clears_on, is_due, must_warn, stored_term
from invitations.by_programme import each
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post
from invitations.models import Bericht
from programmes.models import Lidmaatschap, Programme, User
from programmes.times import day_and_year, local


def keep_terms(now: dt.datetime) -> int:
    """Returns how many programmes were warned of or cleared. One query when nothing is due."""
    near = local(now).date() + NOTICE
    soon = Q(bewaartermijn__isnull=True, last_day__lte=near - KEPT)
    soon |= Q(bewaartermijn__cleared_at__isnull=True, bewaartermijn__ends_on__lte=near)
    return each(Programme.objects.filter(soon).select_related("bestuur"), _keep_term, now=now)


def _keep_term(programme: Programme, *, now: dt.datetime) -> int:
    today = local(now).date()
    term = stored_term(programme)
    if must_warn(term, today=today):
        return _warn(programme, now=now)
    return int(clear(programme, now=now)) if is_due(term, today=today) else 0


@transaction.atomic
def _warn(programme: Programme, *, now: dt.datetime) -> int:
    term = Bewaartermijn.objects.select_for_update().get(programme=programme)
    if not must_warn(term, today=local(now).date()):
        return 0
    term.warned_at = now
    term.save(update_fields=["warned_at"])
    items = [_item(programme, term, user) for user in coordinators(programme)]
    post(programme.bestuur, items, programme=programme, now=now)
    return 1


def coordinators(programme: Programme) -> list[User]:
    role = Lidmaatschap.Role.COORDINATOR
    found = User.objects.filter(lidmaatschappen__bestuur=programme.bestuur_id, lidmaatschappen__role=role)
    return list(found.filter(is_active=True).order_by("pk"))


def _item(programme: Programme, term: Bewaartermijn, user: User) -> Item:
    day = clears_on(term)
    mail = mails.render(
        "bewaartermijn",
        subject=f"{programme.title}: de persoonsgegevens verdwijnen op {day_and_year(day)}",
        to_name=str(user),
        programme=programme,
        bestuur=programme.bestuur,
        day=day,
        parts=[part for part in parts_of(programme, stays(programme)) if part.rows],
        has_report=approved_report(programme) is not None,
        url=settings.SITE_URL + reverse("termijn", args=[programme.bestuur.slug, programme.slug]),
    )
    return Item(
        kind=Bericht.Kind.GEGEVENS,
        recipient=Recipient(str(user), user.email),
        thing=f"termijn-{programme.pk}",
        version=term.ends_on.isoformat(),
        mail=mail,
        cause=f"de bewaartermijn van {programme.title} loopt af"[:300],
    )
