"""Who stands behind a link on the day itself: a guest, a host, or whoever scanned the code of a visit."""

import datetime as dt
from dataclasses import dataclass

from press.models import Deellink
from press.sharing import find_shared
from programmes.links import find_link, owner_name
from programmes.models import PersonalLink, Programme
from programmes.schedules import receives
from programmes.week import Visit, Week


@dataclass(frozen=True, slots=True)
class Sender:
    """One of both links is there. `name` is empty for whoever scanned a code: they say who they are."""

    programme: Programme
    link: PersonalLink | None = None
    shared: Deellink | None = None

    @property
    def key(self) -> str:
        """Who sent a part of a file, so that nobody goes on with another's."""
        return f"link-{self.link.pk}" if self.link else f"deellink-{self.shared.pk if self.shared else 0}"

    @property
    def name(self) -> str:
        return owner_name(self.link) if self.link else ""

    @property
    def person(self) -> int | None:
        """The key of the mandataris."""
        return self.link.mandataris_id if self.link else None

    @property
    def host(self) -> int | None:
        """The key of the contactpersoon."""
        return self.link.contactpersoon_id if self.link else None

    @property
    def may_tick(self) -> bool:
        """Presence is ticked by whoever receives."""
        return self.host is not None

    def is_live(self, on: dt.date) -> bool:
        one = self.link or self.shared
        return one is not None and one.is_live(on)


def find_sender(token: str) -> Sender | None:
    """Whose token this is, live or not; an assistant has no day of their own."""
    if link := find_link(token):
        return None if link.assistent_id else Sender(link.programme, link=link)
    shared = find_shared(token)
    if shared and shared.kind == Deellink.Kind.OPNEMEN:
        return Sender(shared.programme, shared=shared)
    return None


def visits_of_sender(week: Week, sender: Sender) -> list[Visit]:
    """Of the published week, in its order: what somebody goes to, what comes to them, or the visit of the code."""
    if sender.person:
        return week.visits_of(sender.person)
    if sender.host:
        return [visit for visit in week.visits if receives(week, visit, sender.host)]
    only = sender.shared.visit if sender.shared else None
    return [visit for visit in week.visits if visit.is_visit and only in {None, visit.id}]
