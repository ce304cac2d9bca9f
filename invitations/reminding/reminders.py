"""Reminders of a day of visits, computed from the last published version: when a visit moves, they move along.

Once only: a person is told once per day and step, and of days that are due together in one mail. To another day goes a
new reminder; another hour on the same day is for the calendar to tell. Whoever is added after the moment gets theirs an
hour after the publication, when that is before their first visit. What was not sent when the first visit begins, was
missed. A guest gets one when they were invited, or said yes.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from invitations.by_programme import each
from invitations.inviting.invited import reached_people
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Bericht, Herinneringsregel, Wachtplaats
from invitations.models.bericht import OPEN
from invitations.reminding.rules import Audience, due_at, rules_of, were_stored, within_reach
from programmes.links import link_url, make_links
from programmes.models import Contactpersoon, Deelname, Mandataris, PersonalLink, Programme, Versie
from programmes.schedules import Day, host_schedule, person_schedule
from programmes.times import day_name, local, moment
from programmes.versions import last_version, week_of
from programmes.week import Week
from programmes.werkvormen.beside import others_at
from programmes.words import listed

AFTER_PUBLICATION = dt.timedelta(hours=1)
DAYS_IN_ONE = 10  # of a mail
NAMED_DAYS = 3
KIND = Bericht.Kind.HERINNERING
TOO_LATE = "gemist: het bezoek was al begonnen"
UNNEEDED = "niet meer nodig: geen bezoek of geen uitnodiging meer"
TO_COME, WAITING, SENT, MISSED, TO_CALL = "komt", "wacht", "verzonden", "gemist", "bellen"


@dataclass(frozen=True, slots=True)
class Reminder:
    """For one person, one day and one step; `at` is when it is due, `begins_at` when their first visit begins."""

    recipient: Recipient
    rule: Herinneringsregel
    day: Day
    at: dt.datetime
    begins_at: dt.datetime
    state: str = TO_COME

    @property
    def thing(self) -> str:
        return f"programma-{self.rule.programme_id}-dag-{self.day.day.isoformat()}"

    @property
    def topic(self) -> str:
        return f"{KIND}:{self.recipient.key}:{self.thing}"

    @property
    def key(self) -> str:
        return f"{self.topic}:{self.rule.number}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """All reminders of a programme; `is_on` is False as long as nobody was invited and no rule was stored."""

    reminders: list[Reminder]
    is_on: bool
    week: Week | None = None


def outlook(programme: Programme, *, now: dt.datetime) -> Outlook:
    """Every reminder there is or was, with its state at that moment, in a fixed number of queries."""
    rules, version = rules_of(programme), last_version(programme)
    invited = reached_people(programme)
    is_on = were_stored(rules) or bool(invited)
    if version is None:
        return Outlook([], is_on)
    week = without_declined(week_of(version), declined(programme))
    recipients = [*_recipients(week, invited | _said_yes(programme))]
    messages = Bericht.objects.filter(programme=programme, kind=KIND).exclude(problem=UNNEEDED)
    made = {each: state for key, state in messages.values_list("key", "state") for each in _apart(key)}
    found = [
        replace(one, state=_state(one, made.get(one.key, ""), now))
        for recipient, days in recipients
        for one in _of(recipient, days, rules, version)
    ]
    found.sort(key=lambda one: (one.at, one.recipient.name))
    return Outlook(_without_passed_over(found, now), is_on, week)


def _without_passed_over(found: list[Reminder], now: dt.datetime) -> list[Reminder]:
    """Of two steps that are due at once (the worker was away), the last one says it all."""
    latest = {one.topic: one for one in found if one.at <= now}
    return [one for one in found if one.state == SENT or one.at > now or latest[one.topic] == one]


def declined(*programmes: Programme | int) -> set[tuple[int, int]]:
    """(visit, person) of who said no, or waits for a place: nobody counts on them. In one query."""
    answers = Deelname.objects.filter(bezoek__programme__in=programmes, answer=Deelname.Answer.NEE).order_by()
    waiting = Wachtplaats.objects.filter(bezoek__programme__in=programmes).order_by()
    pair = ("bezoek_id", "mandataris_id")
    return set(answers.values_list(*pair).union(waiting.values_list(*pair)))


def _said_yes(programme: Programme) -> set[int]:
    """Also on the telephone, without an invitation."""
    answers = Deelname.objects.filter(bezoek__programme=programme, answer=Deelname.Answer.JA)
    return set(answers.values_list("mandataris_id", flat=True))


def without_declined(week: Week, said_no: set[tuple[int, int]]) -> Week:
    """Without who declined, and without the visits that nobody is left for: no visitor, and nobody beside them."""
    left = [
        replace(visit, people=tuple(part for part in visit.people if (visit.id, part.person) not in said_no))
        for visit in week.visits
    ]
    emptied = [now for was, now in zip(week.visits, left, strict=True) if was.people and not now.people]
    gone = {visit.id for visit in emptied} - others_at(emptied).keys()
    return replace(week, visits=tuple(visit for visit in left if visit.id not in gone))


def _recipients(week: Week, expected: set[int]) -> Iterator[tuple[Recipient, tuple[Day, ...]]]:
    """Who has visits in this version, with their addresses as they are now; a mail goes only to `expected` guests.

    Who has no address is to be called: whether they had a letter is not known here.
    """
    people = {part.person for visit in week.visits for part in visit.people}
    for person in Mandataris.objects.filter(pk__in=people):
        schedule = person_schedule(week, person.pk)
        recipient = recipient_of(person)
        if schedule and (person.pk in expected or not recipient.email):
            yield recipient, schedule.days
    hosts = {contact.id for service in week.services.values() for contact in service.contacts}
    hosts |= {visit.host.id for visit in week.visits if visit.host}
    others = others_at(week.visits)
    for host in Contactpersoon.objects.filter(pk__in=hosts):
        received = host_schedule(week, host.pk)
        if received:
            yield recipient_of(host), received.counting(others).days


def _of(
    recipient: Recipient, days: tuple[Day, ...], rules: list[Herinneringsregel], version: Versie
) -> Iterator[Reminder]:
    audience = Audience.GASTEN if recipient.mandataris else Audience.GASTHEREN
    for day in days:
        begins_at = moment(day.day, min(entry.start for entry in day.entries))
        for rule in rules:
            at = due_at(rule, day.day)
            if version.published_at > at:
                at = version.published_at + AFTER_PUBLICATION
            if rule.audience == audience and rule.is_active and at < begins_at:
                yield Reminder(recipient, rule, day, at, begins_at)


def _state(one: Reminder, made: str, now: dt.datetime) -> str:
    if made and made not in OPEN and made != Bericht.State.GEANNULEERD:
        return SENT
    if not made and not one.recipient.email:
        return TO_CALL
    if one.begins_at <= now:
        return MISSED
    if made:
        return WAITING if made in OPEN else SENT  # called off by a person: that was their wish
    return TO_COME


def remind(now: dt.datetime) -> None:
    """The duty: makes what is due, and calls off what waits in vain."""
    today = local(now).date()
    published = Versie.objects.filter(programme=OuterRef("pk"))
    running = Programme.objects.filter(Exists(published), last_day__gte=today - dt.timedelta(days=1))
    each(within_reach(running, lambda one: one.first_day, today=today), remind_programme, now=now)


@transaction.atomic
def remind_programme(programme: Programme, *, now: dt.datetime) -> int:
    """Returns how many reminders are new."""
    seen = outlook(programme, now=now)
    _call_off(programme, seen, now=now)
    if not seen.is_on or seen.week is None:
        return 0
    due = [one for one in seen.reminders if one.state == TO_COME and one.at <= now]
    if not due:
        return 0
    wait_for_turn(programme)
    urls = _links(programme, due, now=now)
    items = [_item(programme, seen.week, ones, urls.get(ones[0].recipient.key, "")) for ones in together(due)]
    again = Bericht.objects.filter(programme=programme, kind=KIND, problem=UNNEEDED)
    again.filter(key__in=[item.key for item in items]).delete()  # was called off, and came back: is made anew
    return post(programme.bestuur, items, programme=programme, now=now)


def wait_for_turn(programme: Programme) -> None:
    """Of two workers at once, the second sees what the first made."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def _call_off(programme: Programme, seen: Outlook, *, now: dt.datetime) -> None:
    """A reminder that still waits when the visit begins, moved to another day or was declined, must not leave."""
    ahead = {one.topic for one in seen.reminders if one.begins_at > now}
    begun = {one.topic for one in seen.reminders if one.begins_at <= now}
    waiting = Bericht.objects.filter(programme=programme, kind=KIND).open()
    called_off: dict[str, list[int]] = {TOO_LATE: [], UNNEEDED: []}
    for pk, topic in waiting.values_list("pk", "topic"):
        if ahead.isdisjoint(_apart(topic)):
            called_off[UNNEEDED if begun.isdisjoint(_apart(topic)) else TOO_LATE].append(pk)
    for problem, keys in called_off.items():
        waiting.filter(pk__in=keys).update(state=Bericht.State.GEANNULEERD, problem=problem)


def together(due: list[Reminder]) -> Iterator[list[Reminder]]:
    """What one person gets in one mail, the first day first."""
    groups: dict[tuple[str, int], list[Reminder]] = defaultdict(list)
    for one in sorted(due, key=lambda one: one.day.day):
        groups[one.recipient.key, one.rule.number].append(one)
    for ones in groups.values():
        yield from (ones[start : start + DAYS_IN_ONE] for start in range(0, len(ones), DAYS_IN_ONE))


def _apart(key: str) -> list[str]:
    """A key or topic for each day: of 'm1:programma-2-dag-2025-02-24+2025-02-25:1' two."""
    head, mark, tail = key.partition("-dag-")
    days, colon, step = tail.partition(":")
    return [f"{head}{mark}{day}{colon}{step}" for day in days.split("+")]


def _links(programme: Programme, due: list[Reminder], *, now: dt.datetime) -> dict[str, str]:
    """{key of the recipient: address of their page}; who has none and never had one, gets one."""
    urls = live_links(programme)
    if any(one.recipient.key not in urls for one in due) and make_links(programme, now=now):
        urls = live_links(programme)
    return urls


def live_links(programme: Programme) -> dict[str, str]:
    links = PersonalLink.objects.filter(programme=programme, revoked_at__isnull=True, assistent__isnull=True)
    return {f"m{x.mandataris_id}" if x.mandataris_id else f"c{x.contactpersoon_id}": link_url(x) for x in links}


def _item(programme: Programme, week: Week, ones: list[Reminder], url: str) -> Item:
    """For one person; of several days the thing names each."""
    first, days = ones[0], [one.day for one in ones]
    name = "herinnering" if first.recipient.mandataris else "herinnering_gastheer"
    who = "je expeditie" if first.recipient.mandataris else "bezoek bij jou"
    when = named([day.day for day in days])
    context: dict[str, Any] = {"bestuur": programme.bestuur, "info": week.info, "days": days, "when": when, "url": url}
    return Item(
        kind=KIND,
        recipient=first.recipient,
        thing="+".join([first.thing, *(day.day.isoformat() for day in days[1:])]),
        version=str(first.rule.number),
        mail=mails.render(name, subject=f"{when[:1].upper()}{when[1:]}: {who}", recipient=first.recipient, **context),
        cause=f"Herinnering, {first.rule.how_long}",
        send_after=max(one.at for one in ones),
    )


def named(days: Sequence[dt.date]) -> str:
    """'maandag 24 februari en dinsdag 25 februari', or '5 dagen vanaf maandag 24 februari'"""
    names = [day_name(day) for day in days]
    if len(names) > NAMED_DAYS:
        return f"{len(names)} dagen vanaf {names[0]}"
    return listed(names)
