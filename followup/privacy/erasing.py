"""One person erased from everything, with a record that it was done and without their name in that record.

What was published stays true without them: a version of the week keeps its number of visitors, a report its text, in
which their name becomes 'een deelnemer'. What is about nobody else goes. Files go first, the rest at once.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from followup.models import Verzoek
from followup.privacy.files import erase_files, erase_papers
from followup.privacy.finding import Found, everything_about
from followup.privacy.handed import handed_to
from followup.privacy.names import NAMELESS, pattern_of
from followup.privacy.rewriting import rewrite_by, rewrite_texts
from followup.privacy.rules import Rule
from followup.privacy.subjects import PEOPLE, Subject
from followup.privacy.table import rule_of
from followup.privacy.values import empty
from followup.privacy.weeks import with_nameless, without
from invitations.models import Agendapunt, Bericht
from invitations.models.bericht import CLAIMED, OPEN
from press.models import Beeld
from programmes.models import Inlezing, Opdracht, User, Versie, Voorstel, Wijziging

Owned = dict[str, list[int]]
UNTOUCHED = ("programmes.User",)  # an account is closed where accounts are managed
TELL = "Nog te verwittigen"
BUSY = "Er vertrekt net een mail naar deze persoon. Wacht een minuut en probeer opnieuw."


CONTACT = {"contact_name": "", "contact_phone": ""}


class EraseError(Exception):
    """Why this person cannot be erased now; the message is for the coordinator."""


def erase(subject: Subject, *, reason: str, by: User, now: dt.datetime) -> Verzoek:
    """Raises EraseError while a mail to this person is leaving: who is killed then would not know if it left."""
    found = everything_about(subject)
    owned: Owned = {one.rule.model: [row.pk for row in one.own] for one in found}
    if Bericht.objects.filter(pk__in=owned.get("invitations.Bericht", []), state__in=CLAIMED).exists():
        raise EraseError(BUSY)
    pictures = pictures_of(subject, owned)
    keys = [beeld.pk for beeld in pictures]
    record = _record(found, len(keys)) | {f"{TELL}: {one}": 1 for one in handed_to(subject, keys, owned)}
    erase_files(rule_of("press.Beeld"), pictures)
    for one in found:
        if one.rule.is_theirs and one.rule.files:
            erase_files(one.rule, one.rule.rows().filter(pk__in=owned[one.rule.model]))
    forget_imports(subject)
    programmes = programmes_of(found)
    forget_documents(programmes)
    with transaction.atomic():
        _nameless(subject, found)
        pictures.delete()
        _delete(found, owned, now=now)
        done = _noted(subject, record, reason=reason, by=by, now=now)
    forget_documents(programmes)
    return done


def pictures_of(subject: Subject, owned: Owned) -> QuerySet[Beeld]:
    """On which this person can be recognised, alone, in a group, or as the portrait of what they said."""
    seen = Q(herkend__in=owned.get("press.Herkend", [])) | Q(herkend__groep__toestemmingen__in=subject.consents)
    seen |= Q(quotes__in=owned.get("press.Quote", []))
    keys = Beeld.objects.filter(seen).values_list("pk", flat=True)
    return Beeld.objects.filter(pk__in=list(keys), programme__bestuur=subject.bestuur)


def forget_documents(programmes: Iterable[int]) -> None:
    """Papers drawn with somebody in them, or just being drawn, and what was planned with them: it is made anew when
    somebody asks. Before what it is made from changes, and after it: a worker may have begun in between.
    """
    drawn = ~Q(file="") | Q(state=Opdracht.State.BEZIG)
    for job in Opdracht.objects.filter(drawn, programme__in=programmes):
        job.file.delete(save=False)
        job.delete()
    Voorstel.objects.filter(programme__in=programmes).throw_away()
    for model in ("press.Persmap", "followup.Verslagversie"):
        rule = rule_of(model)
        erase_papers(rule, rule.rows().filter(**{f"{rule.programme}__in": programmes}))


def forget_imports(subject: Subject) -> None:
    """A list that waits to be read in would put them back: there first and last name stand in cells of their own, and a
    file that waits for a choice is not looked into.
    """
    waiting = Inlezing.objects.filter(bestuur=subject.bestuur, applied_at__isnull=True)
    names = [one.pk for one in waiting if one.file or _may_name(subject, [one.rows, one.reading])]
    erase_files(rule_of("programmes.Inlezing"), waiting.filter(pk__in=names))
    waiting.filter(pk__in=names).delete()


def _may_name(subject: Subject, content: object) -> bool:
    text, words = json.dumps(content, ensure_ascii=False).casefold(), subject.name.casefold().split()
    return (bool(words) and all(word in text for word in words)) or any(
        one.casefold() in text for one in subject.emails
    )


def programmes_of(found: Iterable[Found]) -> set[int]:
    """In which this person stands, in any way."""
    keys: set[int] = set()
    for one in found:
        if one.rule.programme:
            rows = {row.pk for row in one.own} | {mention.row.pk for mention in one.mentions}
            here = one.rule.rows().filter(pk__in=rows)
            keys |= set(here.values_list(one.rule.programme, flat=True)) - {None}
    return keys


def _record(found: Iterable[Found], pictures: int) -> dict[str, int]:
    record = {one.title: len(one.own) for one in found if one.own and one.rule.is_theirs}
    for one in found:
        for label in one.where:
            count = sum(mention.label == label for mention in one.mentions)
            record[f"{one.title}: {label} (zonder naam)"] = count
    return record | ({"Beelden waarop deze persoon te zien was": pictures} if pictures else {})


def _nameless(subject: Subject, found: Iterable[Found]) -> None:
    names = [subject.known_by_name] if subject.known_by_name else []
    pattern = pattern_of(names, subject.emails)
    for one in found:
        rewrite_texts(one, pattern, NAMELESS)
        rewrite_by(one, pattern, name=NAMELESS, email="")
        _forget_who(one)
    _nameless_weeks(subject)


def _nameless_weeks(subject: Subject) -> None:
    people, hosts = subject.mandatarissen, subject.contacts
    for version in Versie.objects.filter(programme__bestuur=subject.bestuur).iterator():
        content = with_nameless(version.content, people=people, hosts=hosts)
        if content != version.content:
            Versie.objects.filter(pk=version.pk).update(content=content)
    for change in Wijziging.objects.filter(programme__bestuur=subject.bestuur).iterator():
        states = [without(state, people=people, hosts=hosts) for state in (change.before, change.after)]
        if states != [change.before, change.after]:
            Wijziging.objects.filter(pk=change.pk).update(before=states[0], after=states[1])


def _forget_who(one: Found) -> None:
    """A row that stays, though it was about this person; nobody is to be rung about a programme any more."""
    to_ring = [mention.row.pk for mention in one.mentions if mention.field == "contact_name"]
    if to_ring:
        one.rule.rows().filter(pk__in=to_ring).update(**CONTACT)
    if not one.rule.is_theirs and one.rule.names and one.rule.model not in UNTOUCHED and one.own:
        values = {name: empty(one.rule.field(name)) for name in one.rule.fields("people", "emails")}
        values |= dict.fromkeys(one.rule.fields("names"), NAMELESS)
        one.rule.rows().filter(pk__in=[row.pk for row in one.own]).update(**values)


def _delete(found: Iterable[Found], owned: Owned, *, now: dt.datetime) -> None:
    """The people of the lists come last: until then their rows are found by them."""
    owed = _owed(owned.get("invitations.Agendapunt", []), now=now)
    for one in found:
        if one.rule.is_theirs and one.rule.model not in PEOPLE:
            _may_go(one.rule, owned[one.rule.model], owed).delete()
    for model in PEOPLE:
        rule_of(model).rows().filter(pk__in=owned.get(model, [])).delete()


def _owed(keys: list[int], *, now: dt.datetime) -> list[Agendapunt]:
    """Whose calendar knows a visit that is still to come: it must hear that it is off."""
    rows = Agendapunt.objects.filter(pk__in=keys, method=Agendapunt.Method.REQUEST, ends_at__gt=now)
    return list(rows.exclude(partstat=Agendapunt.Partstat.DECLINED))


def _may_go(rule: Rule, keys: list[int], owed: list[Agendapunt]) -> QuerySet[Any]:
    """Without what a calendar is still owed: `forget_called_off` takes that away when the CANCEL is out."""
    rows = rule.rows().filter(pk__in=keys)
    if rule.model == "invitations.Bericht":
        return rows.exclude(topic__in=[row.topic for row in owed]).exclude(method="CANCEL", state__in=OPEN)
    if rule.model == "invitations.Agendapunt":
        return rows.exclude(pk__in=[row.pk for row in owed])
    return rows


def _noted(subject: Subject, record: dict[str, int], *, reason: str, by: User, now: dt.datetime) -> Verzoek:
    kind = Verzoek.Kind.WISSING
    noted = Verzoek.objects.create(bestuur=subject.bestuur, kind=kind, person="persoon", at=now, by=by, record=record)
    noted.person, noted.reason = f"persoon {noted.pk}", reason
    noted.save(update_fields=["person", "reason"])
    return noted


def forget_called_off(now: dt.datetime) -> int:
    """A duty of the clock: of who was erased, what the calendar was still owed goes once it is told or over."""
    told = Q(ends_at__lte=now) | ~Q(method=Agendapunt.Method.REQUEST)
    done = 0
    for row in Agendapunt.objects.filter(told, mandataris__isnull=True):
        messages = _messages_of(row)
        if row.ends_at <= now or not messages.filter(state__in=(*OPEN, *CLAIMED)).exists():
            messages.exclude(state__in=CLAIMED).delete()
            row.delete()
            done += 1
    return done


def _messages_of(row: Agendapunt) -> QuerySet[Bericht]:
    """To the person, and since the person is gone to the address."""
    to_address = Q(to_email__iexact=row.to_email)
    to_address &= Q(topic__endswith=f":{row.thing}") | Q(topic__contains=f":{row.thing}-")
    return Bericht.objects.filter(Q(topic=row.topic) | to_address, bestuur=row.bestuur_id, kind=Bericht.Kind.AGENDA)
