"""Keeps calendars right: the ledger and the outbox, in line with the last published version of a programme."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction

from invitations.agendas.agendamail import Cause, item_of
from invitations.agendas.events import event_of, fingerprint, is_same_but_rounds, span, uid_of, with_rounds_of
from invitations.agendas.ledger import NOTHING, Letter, Wanted, ask, call_off, decline, handed_over, new_row, withdraw
from invitations.inviting.invited import invitations_of
from invitations.mail.outbox import domain, post, recipient_of
from invitations.models import Agendapunt
from programmes.entries import make_entry
from programmes.models import Bestuur, Deelname, Mandataris, PersonalLink, Programme, Versie
from programmes.times import local
from programmes.versions import week_of
from programmes.werkvormen.own import with_seats

TOLD = (
    "mandataris",
    "sequence",
    "method",
    "partstat",
    "facts",
    "event",
    "known",
    "ends_at",
    "to_email",
    "to_name",
    "changed_at",
)


def reconcile(programme: Programme, *, now: dt.datetime) -> int:
    """Tells the invited what the last published version changes for them; returns how many messages that takes.

    The second time it finds nothing to do. In a fixed number of queries, whatever the size of the programme (on SQLite
    many rows are written in several).
    """
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        version = programme.versies.first()
        rows = list(Agendapunt.objects.filter(programme=programme))
        wanted = list(_wanted(programme, version, now)) if version else []
        cause = Cause(programme.bestuur, programme, version.number if version else 0)
        return _bring_in_line(cause, rows, wanted, now=now)


def reconcile_orphans(bestuur: Bestuur, *, now: dt.datetime) -> int:
    """Calls off what was told of programmes that are gone."""
    with transaction.atomic():
        Bestuur.objects.select_for_update().get(pk=bestuur.pk)
        rows = list(Agendapunt.objects.filter(bestuur=bestuur, programme=None, method=Agendapunt.Method.REQUEST))
        return _bring_in_line(Cause(bestuur, None, 0), rows, [], now=now)


def _wanted(programme: Programme, version: Versie, now: dt.datetime) -> Iterator[Wanted]:
    """Each visit of each invited person with an address, as published."""
    week = week_of(version)
    leaves = invitations_of(programme)
    invited = Mandataris.objects.in_bulk(leaves)
    rows = Deelname.objects.filter(bezoek__programme=programme).values_list(
        "bezoek_id", "mandataris_id", "answer", "answered_at"
    )
    answers = {(visit, person): answer for visit, person, *answer in rows}
    seats = with_seats(week.visits).rounds
    for visit in week.visits:
        for part in visit.people:
            person = invited.get(part.person)
            if person and recipient_of(person).email:
                rounds = seats.get(visit.id, {}).get(part.person)
                event = event_of(week.info, make_entry(week, visit, part), rounds or ())
                wanted = Wanted(person, visit.id, event, *answers.get((visit.id, person.pk), ()))
                is_held = rounds is not None and (not rounds or rounds[0].number > 1)  # what is over, is told no more
                keeps = is_held or span(event)[0] <= now
                yield replace(wanted, may_begin=leaves[person.pk], is_seated=visit.id in seats, keeps_rounds=keeps)


@dataclass
class Todo:
    """What the ledger has to do: rows to ask for (with what is wanted), to call off, to keep as declined."""

    ask: list[tuple[Agendapunt, Wanted]] = field(default_factory=list)
    call_off: list[Agendapunt] = field(default_factory=list)
    decline: list[Agendapunt] = field(default_factory=list)

    @property
    def rows(self) -> list[Agendapunt]:
        return [*(row for row, _ in self.ask), *self.call_off, *self.decline]


def _todo(cause: Cause, rows: Iterable[Agendapunt], wanted: Iterable[Wanted], now: dt.datetime) -> Todo:
    todo, known = Todo(), {(row.visit, row.person): row for row in rows}
    for each in wanted:
        row = known.pop((each.visit, each.person.pk), None)
        if not each.may_begin and (row is None or row.method != Agendapunt.Method.REQUEST):
            continue
        if row is None:
            uid = uid_of(each.visit, each.person.pk, domain())
            row = new_row(each, uid=uid, now=now)
            row.bestuur, row.programme = cause.bestuur, cause.programme
        elif _keeps_rounds(row, each):
            each = replace(each, event=with_rounds_of(each.event, row.event))  # noqa: PLW2901 (with what they know)
        _sort(todo, row, each, now)
    todo.call_off = [row for row in known.values() if row.method == Agendapunt.Method.REQUEST or row.is_declined]
    return todo


def _sort(todo: Todo, row: Agendapunt, wanted: Wanted, now: dt.datetime) -> None:
    if wanted.answer == Deelname.Answer.NEE:
        todo.decline += [] if row.is_declined else [row]
    elif row.is_declined and wanted.answer != Deelname.Answer.JA:
        return
    elif _is_news(row, wanted) and max(row.ends_at, span(wanted.event)[1]) > now:
        todo.ask.append((row, wanted))


def _is_news(row: Agendapunt, wanted: Wanted) -> bool:
    is_told = row.method == Agendapunt.Method.REQUEST and not row.is_declined
    return not is_told or row.facts != fingerprint(wanted.event) or not _is_same_address(row, wanted)


def _keeps_rounds(row: Agendapunt, wanted: Wanted) -> bool:
    """No mail for seats alone when the visit has begun, or between two divisions, when nobody has one."""
    if row.method != Agendapunt.Method.REQUEST:
        return False
    return wanted.keeps_rounds or (not wanted.is_seated and is_same_but_rounds(wanted.event, row.event))


def _is_same_address(row: Agendapunt, wanted: Wanted) -> bool:
    return row.to_email.casefold() == wanted.recipient.email.casefold()


def _bring_in_line(cause: Cause, rows: list[Agendapunt], wanted: list[Wanted], *, now: dt.datetime) -> int:
    todo = _todo(cause, rows, wanted, now)
    if not todo.rows:
        return 0
    letters = _letters(todo, now)
    links = _links(cause, letters, now)
    items = [item_of(letter, cause, link=_link(letter, links)) for letter in letters]
    withdraw({row.topic for row in todo.rows} - {item.topic for item in items})
    _keep(todo.rows)
    return post(cause.bestuur, items, programme=cause.programme, now=now)


def _letters(todo: Todo, now: dt.datetime) -> list[Letter]:
    handed = handed_over(todo.rows)
    letters: list[Letter] = []
    for row, wanted in todo.ask:
        letters += ask(row, wanted, handed.get(row.topic, NOTHING), now=now)
    for row in todo.call_off:
        letters += call_off(row, handed.get(row.topic, NOTHING), now=now)
    for row in todo.decline:
        decline(row, now=now)
    return letters


def _links(cause: Cause, letters: Iterable[Letter], now: dt.datetime) -> dict[int, PersonalLink]:
    """The live links of who gets a letter, for in the mail (never in the calendar)."""
    if cause.programme is None:
        return {}
    people = {letter.row.person for letter in letters}
    links = PersonalLink.objects.filter(programme=cause.programme, mandataris__in=people)
    return {link.mandataris_id or 0: link for link in links.live(local(now).date())}


def _link(letter: Letter, links: dict[int, PersonalLink]) -> PersonalLink | None:
    """Never to an address that was left: whoever reads there, may be somebody else."""
    return None if letter.suffix else links.get(letter.row.person)


def _keep(rows: Iterable[Agendapunt]) -> None:
    rows = list(rows)
    Agendapunt.objects.bulk_create(row for row in rows if row.pk is None)
    Agendapunt.objects.bulk_update([row for row in rows if row.pk is not None], TOLD)
