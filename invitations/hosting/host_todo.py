"""How far a host is with each part of the preparation: said on their first page, beside the way to that part."""

import datetime as dt
from dataclasses import dataclass

from invitations.checklist.tasks import as_published, for_host, progress, tasks_of
from invitations.hosting.hosts import own_services
from invitations.models import Fiche, Verhaal
from invitations.stories.consent import is_valid
from programmes.models import PersonalLink
from programmes.week import Week


@dataclass(frozen=True, slots=True)
class HostTodo:
    """`percents`: how full the fiche of each service (key) is; the rest is about all of them."""

    percents: dict[int, int]
    late: int
    open: int
    tasks: int
    stories: int
    without_consent: int


def host_todo(link: PersonalLink, *, week: Week | None, today: dt.date) -> HostTodo:
    """In a fixed number of queries; `week` is what was published."""
    own = set(own_services(link).values_list("pk", flat=True))
    about = {"programme": link.programme_id, "zorgdienst__in": own}
    mine = for_host(tasks_of(link.programme), link.contactpersoon_id or 0, own)
    whole = progress(as_published(mine, week), today).whole
    stories = list(Verhaal.objects.filter(**about).select_related("toestemming").order_by())
    return HostTodo(
        percents=dict(Fiche.objects.filter(**about).order_by().values_list("zorgdienst", "percent")),
        late=whole.overdue,
        open=whole.open,
        tasks=whole.total,
        stories=len(stories),
        without_consent=sum(not is_valid(story.toestemming, today) for story in stories),
    )
