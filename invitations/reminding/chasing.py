"""Chasing only the silent, relative to the deadline for answers: a mail, a second mail, and then the telephone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from invitations.by_programme import each
from invitations.inviting.invited import followed_people
from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient, post, recipient_of
from invitations.models import Belnota, Bericht, Herinneringsregel
from invitations.reminding.reminders import live_links, wait_for_turn
from invitations.reminding.rules import Audience, due_at, rules_of, within_reach
from programmes.models import Deelname, Gast, Programme, Versie
from programmes.times import local, moment

KIND = Bericht.Kind.AANMANING
TIME_TO_ANSWER = dt.timedelta(days=2)  # nobody is chased the day after the invitation
ANSWERED = "niet meer nodig: er is geantwoord"


def silent_guests(programme: Programme) -> QuerySet[Gast]:
    """Who was invited and answered none of their published visits; who has none: did not say when they can either."""
    found = silent_among(programme, followed=followed_people(programme), visits=_published_visits(programme))
    return found.select_related("mandataris")


def silent_among(programme: Programme, *, followed: Collection[int], visits: Collection[int]) -> QuerySet[Gast]:
    """The same, for who knows the keys of who was invited and of the published visits already."""
    answers = Deelname.objects.filter(bezoek__programme=programme, mandataris=OuterRef("mandataris"))
    told = answers.filter(~Q(answer=Deelname.Answer.OPEN) | Q(answered_at__isnull=False))  # a waiting list is open too
    asked = answers.filter(bezoek__in=visits)
    silent = Gast.objects.filter(programme=programme, mandataris__in=followed).exclude(Exists(told))
    return silent.filter(Exists(asked) | Q(answered_at__isnull=True, available__isnull=True))


def _published_visits(programme: Programme) -> list[int]:
    content = Versie.objects.filter(programme=programme).values_list("content", flat=True).first()
    return [visit["id"] for visit in content["visits"]] if content else []


def deadline(programme: Programme) -> dt.datetime | None:
    """The midnight after the last day on which one may answer: from then on the telephone is what is left."""
    return moment(programme.answer_by, 24 * 60) if programme.answer_by else None


@dataclass(frozen=True, slots=True)
class Step:
    """A mail to the silent; `people` who would get it if nobody answers."""

    rule: Herinneringsregel
    at: dt.datetime
    people: list[Recipient] = field(default_factory=list)

    @property
    def thing(self) -> str:
        """Each programme asks for an answer of its own."""
        return f"programma-{self.rule.programme_id}-antwoord"

    @property
    def key_ends(self) -> str:
        return f":{self.thing}:{self.rule.number}"


def steps(programme: Programme) -> list[Step]:
    """Those that are on, with whom each would still reach, in a fixed number of queries."""
    if not programme.answer_by:
        return []
    rules = [rule for rule in rules_of(programme) if rule.audience == Audience.STIL and rule.is_active]
    found = sorted((Step(rule, due_at(rule, programme.answer_by)) for rule in rules), key=lambda step: step.at)
    invited, made = _invited_at(programme), _made(programme)
    for gast in silent_guests(programme):
        one = recipient_of(gast.mandataris)
        for step in found:
            known = f"{KIND}:{one.key}{step.key_ends}" in made
            if one.email and not known and _had_time(invited.get(gast.mandataris_id), step.at):
                step.people.append(one)
    return found


def _invited_at(programme: Programme) -> dict[int, dt.datetime]:
    """When the first invitation left: who still waits for it, is not chased."""
    sent = Bericht.objects.filter(programme=programme, kind=Bericht.Kind.UITNODIGING, state=Bericht.State.VERZONDEN)
    rows = sent.filter(mandataris__isnull=False).values("mandataris").annotate(first=Min("sent_at"))
    return {key: first for key, first in rows.values_list("mandataris", "first") if key and first}


def _made(programme: Programme) -> set[str]:
    return set(Bericht.objects.filter(programme=programme, kind=KIND).values_list("key", flat=True))


def _had_time(invited_at: dt.datetime | None, at: dt.datetime) -> bool:
    return invited_at is not None and invited_at + TIME_TO_ANSWER <= at


def chase(now: dt.datetime) -> None:
    """The duty: makes the step that is due, until the deadline, and calls off what waits for who answered."""
    today = local(now).date()
    waiting = Bericht.objects.filter(programme=OuterRef("pk"), kind=KIND).open()
    running = Programme.objects.filter(Q(answer_by__gte=today) | Exists(waiting))
    each(within_reach(running, lambda one: one.answer_by or today, today=today), chase_programme, now=now)


@transaction.atomic
def chase_programme(programme: Programme, *, now: dt.datetime) -> int:
    """Returns how many messages are new."""
    _call_off(programme)
    ends_at = deadline(programme)
    if ends_at is None or now >= ends_at:
        return 0
    due = [step for step in steps(programme) if step.at <= now]
    if not due or not due[-1].people:  # of two steps that are due at once, only the last
        return 0
    wait_for_turn(programme)
    urls = live_links(programme)
    items = [_item(programme, due[-1], one, urls.get(one.key, "")) for one in due[-1].people]
    return post(programme.bestuur, items, programme=programme, now=now)


def _call_off(programme: Programme) -> None:
    silent = silent_guests(programme).values("mandataris")
    waiting = Bericht.objects.filter(programme=programme, kind=KIND).open()
    waiting.exclude(mandataris__in=silent).update(state=Bericht.State.GEANNULEERD, problem=ANSWERED)


def _item(programme: Programme, step: Step, one: Recipient, url: str) -> Item:
    context: dict[str, Any] = {"bestuur": programme.bestuur, "programme": programme, "recipient": one, "url": url}
    is_last = step.rule.number == 2
    subject = f"{'Nog even: k' if is_last else 'K'}an je mee met {programme.title}?"
    return Item(
        kind=KIND,
        recipient=one,
        thing=step.thing,
        version=str(step.rule.number),
        mail=mails.render("aanmaning", subject=subject, is_last=is_last, **context),
        cause=f"Nog geen antwoord, {step.rule.how_long} (antwoorden kan tot en met {programme.answer_by:%d/%m/%Y})",
        send_after=step.at,
    )


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the call list: who, what was sent, and which calls were made."""

    gast: Gast
    mailed: list[Bericht]
    notes: list[Belnota]


def call_list(programme: Programme) -> list[Call]:
    """Everybody who is silent, in a fixed number of queries; who was not called yet comes first."""
    mailed: dict[int, list[Bericht]] = defaultdict(list)
    for message in Bericht.objects.filter(programme=programme, kind=KIND, mandataris__isnull=False).order_by("pk"):
        mailed[message.mandataris_id or 0].append(message)
    notes: dict[int, list[Belnota]] = defaultdict(list)
    for note in Belnota.objects.filter(programme=programme):
        notes[note.mandataris_id].append(note)
    calls = [Call(gast, mailed[gast.mandataris_id], notes[gast.mandataris_id]) for gast in silent_guests(programme)]
    return sorted(calls, key=lambda call: bool(call.notes))
