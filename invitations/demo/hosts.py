"""What the services of Leiedorp already checked and confirmed by themselves."""

import datetime as dt

from django.db import transaction

from invitations.hosting.confirming import confirm
from programmes.models import DeelnemendeDienst, Programme, Zorgdienst
from programmes.models.base import mark_typed
from programmes.upkeep import note_change
from programmes.versions import published_week

CONFIRMED = ("De Kade", "De Speelboot", "De Waterlelie", "De Brug", "Gezinszorg", "De Ankerplaats")
CHANGED_SINCE = "De Brug"
REMARK_OF = "De Kade"


@transaction.atomic
def load_confirmations(programme: Programme, *, now: dt.datetime) -> None:
    """Some confirmed yesterday; of one, the coordinator changed the meeting point since."""
    if programme.deelnemende_diensten.filter(confirmed_at__isnull=False).exists():
        return
    week, yesterday = published_week(programme), now - dt.timedelta(days=1)
    for name in CONFIRMED:
        deelname = _participation(programme, name)
        host = deelname.zorgdienst.contactpersonen.first() if deelname else None
        if deelname and host:
            remark = "Op dinsdag is de lift in onderhoud." if name == REMARK_OF else ""
            note_change(deelname.zorgdienst, ["moments"], by=host.name, host=host, remark=remark, now=yesterday)
            confirm(deelname, week, by=host.name, now=yesterday)
    if changed := _participation(programme, CHANGED_SINCE):
        _change_meeting_point(changed.zorgdienst, by="Els Vercruysse", now=now)


def _participation(programme: Programme, name: str) -> DeelnemendeDienst | None:
    rows = DeelnemendeDienst.objects.filter(programme=programme, zorgdienst__name__icontains=name)
    return rows.select_related("zorgdienst").first()


def _change_meeting_point(service: Zorgdienst, *, by: str, now: dt.datetime) -> None:
    service.meeting_point = "Zij-ingang, langs het plein"
    mark_typed(service, ["meeting_point"])
    service.save(update_fields=["meeting_point", "typed_fields"])
    note_change(service, ["meeting_point"], by=by, now=now)
