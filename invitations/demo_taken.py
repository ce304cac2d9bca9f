"""The checklist of Leiedorp: half done, by whom it should, and two things that should have been done by now."""

import datetime as dt

from invitations.checklist import by_due, due_of, tasks_of
from invitations.generating import sync
from invitations.models import Taak
from programmes.models import Programme, User
from programmes.times import local, moment

FORGOTTEN = ("draaiboek:communicatiedienst", "draaiboek:vvsg")  # nobody did these
Owner = Taak.Owner


def load_tasks(programme: Programme, *, now: dt.datetime) -> None:
    if Taak.objects.filter(programme=programme, done_at__isnull=False).exists():
        return
    sync([programme])
    tasks = by_due(tasks_of(programme).open())
    today = local(now).date()
    late = [task for task in tasks if due_of(task) < today]
    ahead = [task for task in tasks if due_of(task) >= today]
    done = [task for task in late if task.key not in FORGOTTEN]
    done += ahead[: len(tasks) // 2 - len(done)]
    names = _names(programme)
    for task in done:
        day = min(due_of(task), today) - dt.timedelta(days=1)
        task.done_at = moment(day, 9 * 60 + 15 + task.pk % 400)
        task.done_by = names[task.owner] or str(_host(task) or names[Owner.COORDINATOR])
    Taak.objects.bulk_update(done, ["done_at", "done_by"])


def _names(programme: Programme) -> dict[str, str]:
    members = User.objects.filter(lidmaatschappen__bestuur=programme.bestuur)
    roles = dict(members.values_list("lidmaatschappen__role", "name"))
    return {Owner.COORDINATOR: roles["coordinator"], Owner.COMMUNICATIE: roles["communicatie"], Owner.GASTHEER: ""}


def _host(task: Taak) -> object:
    service = task.bezoek.zorgdienst if task.bezoek else task.zorgdienst
    return (task.bezoek.host if task.bezoek else None) or (service.contactpersonen.first() if service else None)
