"""The checklist of Leiedorp: half done, by whom it should; a few things should have been done by now.

What a service did not confirm, fill in or tell, is not ticked either.
"""

import datetime as dt

from invitations.checklist.generating import sync
from invitations.checklist.tasks import by_due, due_of, tasks_of
from invitations.demo.hosts import CONFIRMED
from invitations.models import Fiche, Taak, Verhaal
from programmes.models import Programme, User
from programmes.times import local, moment

FORGOTTEN = {"draaiboek:communicatiedienst", "draaiboek:vvsg"}  # nobody did these
Owner = Taak.Owner


def load_tasks(programme: Programme, *, now: dt.datetime) -> None:
    if Taak.objects.filter(programme=programme, done_at__isnull=False).exists():
        return
    sync([programme])
    tasks = by_due(tasks_of(programme).open())
    today = local(now).date()
    late = [task for task in tasks if due_of(task) < today]
    ahead = [task for task in tasks if due_of(task) >= today]
    waits = _waiting(programme)
    done = [task for task in late if task.key not in FORGOTTEN | waits]
    done += [task for task in ahead if task.key not in waits][: len(tasks) // 2 - len(done)]
    names = _names(programme)
    for task in done:
        day = min(due_of(task), today) - dt.timedelta(days=1)
        task.done_at = moment(day, 9 * 60 + 15 + task.pk % 400)
        task.done_by = names[task.owner] or str(_host(task) or names[Owner.COORDINATOR])
    Taak.objects.bulk_update(done, ["done_at", "done_by"])


def _waiting(programme: Programme) -> set[str]:
    """The tasks that a page of the service shows as not done."""
    whole = Fiche.objects.filter(programme=programme, percent=100).values_list("zorgdienst", flat=True)
    telling = Verhaal.objects.filter(programme=programme).values_list("zorgdienst", flat=True)
    keys = set()
    for service in programme.diensten.all():
        is_confirmed = any(name.casefold() in service.name.casefold() for name in CONFIRMED)
        names = [] if is_confirmed else ["praktisch"]
        names += [] if service.pk in set(whole) else ["fiche", "uitdagingen"]
        names += [] if service.pk in set(telling) else ["verhalen"]
        keys |= {f"dienst:{service.pk}:{name}" for name in names}
    return keys


def _names(programme: Programme) -> dict[str, str]:
    members = User.objects.filter(lidmaatschappen__bestuur=programme.bestuur)
    roles = dict(members.values_list("lidmaatschappen__role", "name"))
    return {Owner.COORDINATOR: roles["coordinator"], Owner.COMMUNICATIE: roles["communicatie"], Owner.GASTHEER: ""}


def _host(task: Taak) -> object:
    service = task.bezoek.zorgdienst if task.bezoek else task.zorgdienst
    return (task.bezoek.host if task.bezoek else None) or (service.contactpersonen.first() if service else None)
