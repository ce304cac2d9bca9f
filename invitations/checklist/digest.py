"""The weekly mail about what is still to do: on Monday, to who has something open, as long as the programme lives.

Once a week: the first round after the hour makes all mails of a programme in one transaction, and every mail has the
week in its key. When the worker was away for longer than a day, the mail of that week is let go. Staff get it from
the beginning; hosts once the reminders are on, as they know of nothing before.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from invitations.by_programme import each
from invitations.checklist.tasklines import Line, lines_of
from invitations.checklist.tasks import AFTERCARE, as_published, by_due, due_of, tasks_of
from invitations.inviting.invited import invited_people
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Bericht, Herinneringsregel, Taak
from invitations.reminding.reminders import wait_for_turn
from invitations.reminding.rules import Audience, rules_of, were_stored
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Lidmaatschap, PersonalLink, Programme, Zorgdienst
from programmes.times import local, moment
from programmes.versions import published_week

KIND = Bericht.Kind.TAKEN
BEFORE = dt.timedelta(weeks=12)  # the first one comes this long before the first day
WINDOW = dt.timedelta(days=1)
MOST_LINES = 12
ROLES = {Lidmaatschap.Role.COORDINATOR: Taak.Owner.COORDINATOR, Lidmaatschap.Role.COMMUNICATIE: Taak.Owner.COMMUNICATIE}


@dataclass(frozen=True, slots=True)
class Todo:
    """What one person has to do still, the first thing first."""

    recipient: Recipient
    tasks: list[Taak]
    owner: str


def digest(now: dt.datetime) -> int:
    """The duty; returns how many mails are new."""
    monday = _monday(now)
    if now >= moment(monday, 0) + dt.timedelta(days=1) + WINDOW:
        return 0
    made = Bericht.objects.filter(programme=OuterRef("pk"), kind=KIND, key__endswith=f":{_week(monday)}")
    alive = Programme.objects.filter(first_day__lte=monday + BEFORE, last_day__gte=monday - AFTERCARE)
    return each(alive.exclude(Exists(made)).select_related("bestuur"), _digest_of, now=now)


def _monday(now: dt.datetime) -> dt.date:
    today = local(now).date()
    return today - dt.timedelta(days=today.weekday())


def _week(monday: dt.date) -> str:
    """'2025-W09', as ISO 8601 numbers weeks."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


@transaction.atomic
def _digest_of(programme: Programme, *, now: dt.datetime) -> int:
    monday, rules = _monday(now), rules_of(programme)
    at = _at(rules, monday)
    if at is None or not at <= now < at + WINDOW:
        return 0
    wait_for_turn(programme)
    todos = todos_of(programme, with_hosts=hosts_know(programme, rules), monday=monday)
    urls = _urls(programme, todos, now=now)
    items = [
        _item(programme, todo, urls[todo.recipient.key], monday=monday, at=at)
        for todo in todos
        if todo.recipient.key in urls
    ]
    return post(programme.bestuur, items, programme=programme, now=now)


def _at(rules: Iterable[Herinneringsregel], monday: dt.date) -> dt.datetime | None:
    """None when somebody switched it off."""
    rule = next(rule for rule in rules if rule.audience == Audience.TAKEN)
    return moment(monday, rule.at.hour * 60 + rule.at.minute) if rule.is_active else None


def hosts_know(programme: Programme, rules: list[Herinneringsregel]) -> bool:
    return were_stored(rules) or bool(invited_people(programme))


def next_digest(programme: Programme, *, now: dt.datetime, with_hosts: bool) -> tuple[dt.datetime, list[str]] | None:
    """When the next one leaves, and who would get it as things stand; None when there comes none."""
    monday, rules = _monday(now), rules_of(programme)
    at = _at(rules, monday)
    if at is not None and at < now:
        monday += dt.timedelta(days=7)
        at = _at(rules, monday)
    if at is None or not programme.first_day - BEFORE <= monday <= programme.last_day + AFTERCARE:
        return None
    names = [todo.recipient.name for todo in todos_of(programme, with_hosts=with_hosts, monday=monday)]
    return (at, names) if names else None


def todos_of(programme: Programme, *, with_hosts: bool, monday: dt.date) -> list[Todo]:
    """Who has something open and an address, in a fixed number of queries.

    Once the last day is over, nobody is asked any more for what the playbook wanted to be ready by then.
    """
    tasks = by_due(tasks_of(programme).open())
    if monday > programme.last_day:
        tasks = [task for task in tasks if not task.key or due_of(task) > programme.last_day]
    found = []
    members = Lidmaatschap.objects.filter(bestuur=programme.bestuur_id, role__in=ROLES, user__is_active=True)
    for member in members.select_related("user").order_by("user__name", "pk"):
        owner = ROLES[Lidmaatschap.Role(member.role)]
        own = [task for task in tasks if task.owner == owner]
        found.append(Todo(Recipient(str(member.user), member.user.email), own, owner))
    if with_hosts:
        own = [task for task in tasks if task.owner == Taak.Owner.GASTHEER]
        found += _of_hosts(programme, as_published(own, published_week(programme)))
    return [todo for todo in found if todo.tasks and todo.recipient.email]


def _of_hosts(programme: Programme, tasks: list[Taak]) -> list[Todo]:
    """As `checklist.for_host` has it on their page; who had a link that was taken back, gets nothing."""
    at_service = defaultdict(set)
    contacts = Zorgdienst.contactpersonen.through.objects
    rows = contacts.filter(zorgdienst__deelnames_aan_programmes__programme=programme)
    for service, contact in rows.values_list("zorgdienst_id", "contactpersoon_id"):
        at_service[service].add(contact)
    own: dict[int, list[Taak]] = defaultdict(list)
    for task in tasks:
        for contact in _hosts_of(task, at_service):
            own[contact].append(task)
    links = PersonalLink.objects.filter(programme=programme)
    live = Exists(links.filter(contactpersoon=OuterRef("pk"), revoked_at=None))
    revoked = Exists(links.filter(contactpersoon=OuterRef("pk")))
    hosts = Contactpersoon.objects.filter(pk__in=own).exclude(~live & revoked)
    return [Todo(recipient_of(host), own[host.pk], Taak.Owner.GASTHEER) for host in hosts]


def _hosts_of(task: Taak, at_service: dict[int, set[int]]) -> set[int]:
    if task.contactpersoon_id:
        return {task.contactpersoon_id}
    service = task.bezoek.zorgdienst_id if task.bezoek else task.zorgdienst_id
    hosts = set(at_service.get(service or 0, ()))
    return hosts | {task.bezoek.host_id} if task.bezoek and task.bezoek.host_id else hosts


def _urls(programme: Programme, todos: list[Todo], *, now: dt.datetime) -> dict[str, str]:
    """{key of the recipient: address of their list}; a host who never had a link gets one."""
    hosts = {todo.recipient.key for todo in todos if todo.recipient.contactpersoon}
    urls = _host_urls(programme) if hosts else {}
    if not hosts <= set(urls) and make_links(programme, now=now):
        urls = _host_urls(programme)
    page = settings.SITE_URL + reverse("taak-list", args=[programme.bestuur.slug, programme.slug])
    staff = (todo for todo in todos if not todo.recipient.contactpersoon)
    return urls | {todo.recipient.key: f"{page}?wie={todo.owner}" for todo in staff}


def _host_urls(programme: Programme) -> dict[str, str]:
    links = PersonalLink.objects.filter(programme=programme, revoked_at=None, contactpersoon__isnull=False)
    return {f"c{x.contactpersoon_id}": settings.SITE_URL + reverse("gastheer-taken", args=[token_of(x)]) for x in links}


def _item(programme: Programme, todo: Todo, url: str, *, monday: dt.date, at: dt.datetime) -> Item:
    lines = lines_of(todo.tasks, today=monday, place=lambda _: "")
    context = {
        "programme": programme,
        "bestuur": programme.bestuur,
        "lines": lines[:MOST_LINES],
        "more": max(len(lines) - MOST_LINES, 0),
        "names_service": todo.owner != Taak.Owner.GASTHEER or len({line.service for line in lines}) > 1,
        "is_host": todo.owner == Taak.Owner.GASTHEER,
        "url": url,
    }
    return Item(
        kind=KIND,
        recipient=todo.recipient,
        thing=f"programma-{programme.pk}",
        version=_week(monday),
        mail=mails.render("weekoverzicht", subject=subject(lines), recipient=todo.recipient, **context),
        cause="Weekoverzicht van de taken",
        send_after=at,
    )


def subject(lines: list[Line]) -> str:
    """'Je taken: 2 te laat, 5 nog te doen'"""
    late = sum(line.is_late for line in lines)
    parts = [f"{late} te laat"] if late else []
    if rest := len(lines) - late:
        parts.append(f"{rest} nog te doen")
    return f"Je taken: {', '.join(parts)}"
