"""Who keeps the facts of a service up to date: a trail of what changed, by whom."""

import datetime as dt
from collections.abc import Iterable

from programmes.models import Contactpersoon, Dienstwijziging, Zorgdienst

DETAILS = (
    *("moments", "visit_minutes", "min_people", "max_people", "max_groups"),
    *("activities", "users_part", "suits_press"),
    *("meeting_point", "clothing", "meal", "parking", "accessibility"),
)  # what a service itself knows best: fields of Zorgdienst


def note_change(
    service: Zorgdienst,
    names: Iterable[str],
    *,
    by: str,
    host: Contactpersoon | None = None,
    remark: str = "",
    now: dt.datetime,
) -> None:
    """Remembers that these fields changed; nothing when none did and there is nothing to say."""
    fields = sorted(names)
    if fields or remark:
        Dienstwijziging.objects.create(
            zorgdienst=service, at=now, by=by, contactpersoon=host, fields=fields, remark=remark
        )


def last_change_of(service: Zorgdienst, name: str) -> Dienstwijziging | None:
    """The last one of this field. A service changes some dozens of times: no need for a query on the JSON."""
    return next((change for change in service.wijzigingen.all() if name in change.fields), None)
