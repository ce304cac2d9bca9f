"""Everything about one person, over all tables: rows that are about them, and rows that only name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from followup.privacy.names import likely, pattern_of, replaced, same, stands_in
from followup.privacy.rules import Rule
from followup.privacy.subjects import PEOPLE, Subject, link_q, name_q
from followup.privacy.table import TABLE
from followup.privacy.values import is_many, is_own_many
from followup.surveys.results import hidden_surveys
from programmes.links import OWNERS
from programmes.models import PersonalLink

REPORTS = ("followup.Verslag", "followup.Sectie", "followup.Verslagversie")
CONTEXT = ("programme", "zorgdienst", "bezoek", "mandataris", "contactpersoon", "assistent")  # what says where it was
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Mention:
    """A row of something else that names the person: in which field, and the words around it."""

    row: Any
    field: str
    label: str
    excerpt: str


@dataclass(frozen=True)
class Found:
    """What one table holds of the person."""

    rule: Rule
    own: list[Any]
    mentions: list[Mention]

    @property
    def title(self) -> str:
        return self.rule.plural.capitalize()

    @cached_property
    def where(self) -> list[str]:
        return list(dict.fromkeys(mention.label for mention in self.mentions))

    @property
    def shown(self) -> list[Mention]:
        """With words around it, a few."""
        return [mention for mention in self.mentions if mention.excerpt][:5]


def everything_about(subject: Subject) -> list[Found]:
    """In a fixed number of queries."""
    found = [_in_table(rule, subject) for rule in TABLE]
    return [one for one in found if one.own or one.mentions]


def _in_table(rule: Rule, subject: Subject) -> Found:
    own = list(own_rows(rule, subject).order_by("pk")) if _has_owner(rule) else []
    mentions = [*_named(rule, subject, own), *_beside(rule, subject, own)]
    return Found(rule, own, _without_hidden_words(rule, subject, mentions))


def _without_hidden_words(rule: Rule, subject: Subject, mentions: list[Mention]) -> list[Mention]:
    """Who looks for a name reads no anonymous answer that the page with the results hides."""
    if rule.model != "followup.Antwoordblad" or not mentions:
        return mentions
    hidden = hidden_surveys(subject.bestuur, on=localdate())
    return [replace(one, excerpt="") if one.row.enquete_id in hidden else one for one in mentions]


def _has_owner(rule: Rule) -> bool:
    return bool(rule.names or rule.people)


def own_rows(rule: Rule, subject: Subject) -> QuerySet[Any]:
    """Rows that are about this person."""
    q = NOTHING
    for name in rule.people.split():
        q |= link_q(rule, name, subject)
    if rule.names and rule.model not in PEOPLE:
        q |= _by_name(rule, subject)
    if rule.names:
        for name in rule.emails.split():
            q |= _email_q(name, subject)
    if rule.model in PEOPLE:
        keys = (subject.mandatarissen, subject.contacts, subject.assistents)[PEOPLE.index(rule.model)]
        q = Q(pk__in=keys)
    if rule.model == subject.anchor[0]:
        q |= Q(pk=subject.anchor[1])
    return rule.of_bestuur(subject.bestuur).filter(q).select_related(*_named_beside(rule))


def _named_beside(rule: Rule) -> list[str]:
    """What is told of a row by its name, and what these names are made of."""
    names = [name for name in rule.fields("people", "beside") if not is_many(rule, name)]
    links = [f"{name}__{owner}" for name in names if rule.field(name).related_model is PersonalLink for owner in OWNERS]
    context = [name for name in rule.fields("other") if name in CONTEXT]
    return [*names, *links, *context, *(f"{name}__zorgdienst" for name in context if name == "bezoek")]


def _by_name(rule: Rule, subject: Subject) -> Q:
    """A name counts where no key says who it is."""
    keys = [name for name in rule.people.split() if name not in {"toestemming", "groep"}]
    free = Q(**{f"{name}__isnull": True for name in keys})
    return name_q(rule.fields("names"), subject.known_by_name) & free


def _email_q(name: str, subject: Subject) -> Q:
    return Q(*((f"{name}__iexact", email) for email in subject.emails), _connector=Q.OR) if subject.emails else NOTHING


def _named(rule: Rule, subject: Subject, own: list[Any]) -> Iterator[Mention]:
    """In who did something, in an address, and in texts; looked for in one query."""
    by, texts = rule.fields("by"), rule.fields("texts")
    emails = [] if rule.names else rule.fields("emails")
    q = name_q(by, subject.known_by_name) if by else NOTHING
    for name in emails:
        q |= _email_q(name, subject)
    names = [subject.known_by_name] if subject.known_by_name else []
    rows = rule.of_bestuur(subject.bestuur)
    for name in (*by, *texts):
        rows = rows.annotate(**{f"as_text_{name}": Cast(name, TextField())})
        for piece in likely(names, subject.emails):
            q |= Q(**{f"as_text_{name}__icontains": piece})
    pattern = pattern_of(names, subject.emails)
    for row in rows.filter(q).order_by("pk") if by or texts or emails else ():
        if row in own and rule.is_theirs:
            continue
        for name in (*by, *emails, *texts):
            value = getattr(row, name)
            if name not in texts and _is_whole(value, subject):
                yield Mention(row, name, rule.label(name), "")
            elif name not in emails and (excerpt := stands_in(value, pattern)):
                yield Mention(row, name, rule.label(name), excerpt)


def _is_whole(value: str, subject: Subject) -> bool:
    """Nothing but their name, or an address of theirs."""
    is_name = same(value, subject.known_by_name or "\0")
    return is_name or value.casefold() in {email.casefold() for email in subject.emails}


def surname_alone(subject: Subject) -> list[str]:
    """Where a report has only the surname, with the words around it: whose that is, only a person can say."""
    surname = subject.name.partition(" ")[2]
    if not surname:
        return []
    whole, alone = pattern_of([subject.name]), re.compile(rf"(?<!\w){re.escape(surname)}(?!\w)", re.IGNORECASE)
    reports = [rule for rule in TABLE if rule.model in REPORTS]
    rows = [(rule, row) for rule in reports for row in rule.of_bestuur(subject.bestuur)]
    texts = [replaced(getattr(row, name), whole) for rule, row in rows for name in rule.texts.split()]
    return list(dict.fromkeys(around for text in texts if (around := stands_in(text, alone))))


def _beside(rule: Rule, subject: Subject, own: list[Any]) -> Iterator[Mention]:
    for name in rule.beside.split():
        if is_many(rule, name) and not is_own_many(rule, name):
            continue
        found = rule.of_bestuur(subject.bestuur).filter(link_q(rule, name, subject))
        rows = found.distinct() if is_many(rule, name) else found
        for row in rows.order_by("pk"):
            if row not in own:
                yield Mention(row, name, rule.label(name), "")
