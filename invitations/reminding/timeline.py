"""All that will happen by itself, in one list by time: messages that wait, reminders and chasing to come, what ends."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from invitations.checklist.digest import next_digest
from invitations.models import Bericht
from invitations.reminding import reminders
from invitations.reminding.chasing import deadline, silent_guests, steps
from invitations.reminding.reminders import Reminder
from programmes.models import Programme
from programmes.times import day_name, local, moment
from programmes.words import counted, listed

MAIL, CALL, NOTE, MISSED = "mail", "bellen", "mijlpaal", "gemist"
PLURALS: dict[str, str] = {
    Bericht.Kind.UITNODIGING: "uitnodigingen",
    Bericht.Kind.AGENDA: "agendaberichten",
    Bericht.Kind.HERINNERING: "herinneringen",
    Bericht.Kind.AANMANING: "vragen om te antwoorden",
    Bericht.Kind.BEVESTIGING: "bevestigingen van een antwoord",
    Bericht.Kind.AANBOD: "berichten over een vrijgekomen plaats",
    Bericht.Kind.TAKEN: "weekoverzichten van de taken",
    Bericht.Kind.VOORBEREIDING: "vragen aan diensten",
    Bericht.Kind.VERSLAG: "verslagen",
    Bericht.Kind.AFSPRAAK: "herinneringen aan afspraken",
    Bericht.Kind.ENQUETE: "vragen om een enquête in te vullen",
    Bericht.Kind.GEGEVENS: "berichten over persoonsgegevens",
    Bericht.Kind.PROEF: "proeven aan jezelf",
    Bericht.Kind.ANDERE: "andere berichten",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """`sort` is one of MAIL, CALL, NOTE and MISSED; `at` is the moment, or the day at midnight for a milestone."""

    at: dt.datetime
    sort: str
    title: str
    names: tuple[str, ...] = ()
    detail: str = ""
    is_held: bool = False

    @property
    def day(self) -> dt.date:
        return local(self.at).date()

    @property
    def leaves(self) -> bool:
        """A mail that goes out by itself."""
        return self.sort == MAIL and not self.is_held


@dataclass(frozen=True, slots=True)
class HappeningDay:
    day: dt.date
    happenings: tuple[Happening, ...]

    @property
    def name(self) -> str:
        return day_name(self.day)

    @property
    def mails(self) -> int:
        return sum(len(one.names) for one in self.happenings if one.leaves)


@dataclass(frozen=True, slots=True)
class Timeline:
    is_on: bool
    days: tuple[HappeningDay, ...]
    missed: tuple[Happening, ...]
    today: HappeningDay
    tomorrow: HappeningDay


Source = Callable[[Programme, dt.datetime], Iterable[Happening]]
SOURCES: list[Source] = []
"""What later steps of the playbook add; each adds its own when it starts."""


def timeline(programme: Programme, *, now: dt.datetime) -> Timeline:
    """In a fixed number of queries. What is overdue but still useful, stands at today."""
    seen = reminders.outlook(programme, now=now)
    happenings = [*_waiting(programme, now), *_milestones(programme), *_chasing(programme, now)]
    happenings += _digest(programme, now, with_hosts=seen.is_on)
    happenings += [one for source in SOURCES for one in source(programme, now)]
    if seen.is_on:
        happenings += _reminding(seen.reminders, now)
    happenings.sort(key=lambda one: (one.at, one.title))
    ahead = [one for one in happenings if one.sort != MISSED]
    today = local(now).date()
    days = [HappeningDay(day, tuple(group)) for day, group in groupby(ahead, key=lambda one: one.day) if day >= today]
    by_day = {day.day: day for day in days}
    tomorrow = today + dt.timedelta(days=1)
    return Timeline(
        is_on=seen.is_on,
        days=tuple(days),
        missed=tuple(one for one in happenings if one.sort == MISSED),
        today=by_day.get(today, HappeningDay(today, ())),
        tomorrow=by_day.get(tomorrow, HappeningDay(tomorrow, ())),
    )


def _waiting(programme: Programme, now: dt.datetime) -> Iterator[Happening]:
    """The outbox: what waits, per kind and minute; what somebody held, apart."""
    groups: dict[tuple[dt.datetime, str, bool], list[str]] = defaultdict(list)
    rows = Bericht.objects.filter(programme=programme).open().order_by("to_name", "pk")
    for after, kind, state, name, email in rows.values_list("send_after", "kind", "state", "to_name", "to_email"):
        is_held = state != Bericht.State.WACHT
        at = now if is_held else max(after, now)
        groups[at.replace(second=0, microsecond=0), kind, is_held].append(name or email)
    for (at, kind, is_held), names in groups.items():
        label = dict(Bericht.Kind.choices).get(kind, "bericht") if len(names) == 1 else PLURALS.get(kind, "berichten")
        detail = "Vastgehouden: vertrekt pas als jij het vrijgeeft." if is_held else "Staat klaar in de berichten."
        yield Happening(at, MAIL, f"{len(names)} {label}", tuple(names), detail, is_held)


def _milestones(programme: Programme) -> Iterator[Happening]:
    ends_at = deadline(programme)
    if ends_at:
        silent = tuple(gast.mandataris.name for gast in silent_guests(programme))
        yield Happening(ends_at - dt.timedelta(minutes=1), NOTE, "Laatste dag om te antwoorden")
        if silent:
            title = f"{_people(len(silent))} om te bellen, als niemand nog antwoordt"
            yield Happening(ends_at, CALL, title, silent, "Ze staan bij Nabellen.")
    ends_on = programme.links_end_on
    yield Happening(moment(ends_on, 24 * 60 - 1), NOTE, "De persoonlijke links werken voor het laatst")


def _chasing(programme: Programme, now: dt.datetime) -> Iterator[Happening]:
    ends_at = deadline(programme)
    found = steps(programme)
    due = [step for step in found if step.at <= now]
    for step in [*due[-1:], *(step for step in found if step.at > now)]:  # of those that are due, only the last goes
        if step.people and ends_at and ends_at > now:
            names = tuple(one.name for one in step.people)
            title = f"{_people(len(names))}: {'tweede ' if step.rule.number == 2 else ''}vraag om te antwoorden"
            yield Happening(max(step.at, now), MAIL, title, names, "Alleen wie dan nog niets liet weten.")


def _digest(programme: Programme, now: dt.datetime, *, with_hosts: bool) -> Iterator[Happening]:
    """The next one only: to whom the later ones go, nobody knows yet."""
    if coming := next_digest(programme, now=now, with_hosts=with_hosts):
        at, names = coming
        title = f"{_people(len(names))}: weekoverzicht van de taken"
        yield Happening(at, MAIL, title, tuple(names), "Elke maandag, alleen naar wie dan nog iets te doen heeft.")


def _reminding(found: Iterable[Reminder], now: dt.datetime) -> Iterator[Happening]:
    """'7 mensen en 3 diensten: herinnering voor maandag 24 februari'; days that come in one mail, are told as one."""
    moments: dict[tuple[dt.datetime, str], list[Reminder]] = defaultdict(list)
    sorts = {reminders.TO_COME: MAIL, reminders.TO_CALL: CALL, reminders.MISSED: MISSED}
    for one in found:
        sort = sorts.get(one.state)
        if sort == CALL and one.begins_at <= now:
            continue
        if sort:
            moments[one.at if sort == MISSED else max(one.at, now), sort].append(one)
    for (at, sort), ones in moments.items():
        for days, people in _by_days(ones, is_mail=sort == MAIL).items():
            names = tuple(one.recipient.name for one in people)
            yield Happening(at, sort, f"{_whom(people)}: {_what(sort, days)}", names, _why(sort))


def _by_days(found: list[Reminder], *, is_mail: bool) -> dict[tuple[dt.date, ...], list[Reminder]]:
    """A reminder for each mail, or call, by the days that it is about."""
    groups: dict[tuple[dt.date, ...], list[Reminder]] = defaultdict(list)
    for ones in reminders.together(found) if is_mail else ([one] for one in found):
        groups[tuple(one.day.day for one in ones)].append(ones[0])
    return groups


def _whom(ones: list[Reminder]) -> str:
    guests = sum(one.recipient.mandataris is not None for one in ones)
    hosts = len(ones) - guests
    parts = ((guests, "mens", "mensen"), (hosts, "gastheer", "gastheren"))
    return listed(counted(*part) for part in parts if part[0])


def _people(count: int) -> str:
    return counted(count, "mens", "mensen")


def _what(sort: str, days: tuple[dt.date, ...]) -> str:
    when = reminders.named(days)
    if sort == CALL:
        return f"zelf bellen over {when}"
    if sort == MISSED:
        return f"geen herinnering gekregen voor {when}"
    return f"herinnering voor {when}"


def _why(sort: str) -> str:
    return {
        CALL: "We kennen geen e-mailadres.",
        MISSED: "Het bezoek was al begonnen voor er iets kon vertrekken.",
        MAIL: "Verschuift mee als een bezoek verschuift.",
    }[sort]
