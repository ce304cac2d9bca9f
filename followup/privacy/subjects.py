"""Somebody whose data is asked for: by which keys, name and addresses they stand in the tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q
from django.utils.text import slugify

from followup.privacy.names import same
from followup.privacy.rules import Rule
from followup.privacy.table import TABLE
from invitations.models import Toestemming
from programmes.models import Assistent, Bestuur, Contactpersoon, Mandataris
from programmes.models.base import words_of

MOST = 30  # rows of one kind that a search shows
PEOPLE: tuple[str, ...] = ("programmes.Mandataris", "programmes.Contactpersoon", "programmes.Assistent")


@dataclass(frozen=True, slots=True)
class Subject:
    """`anchor` is the row by which they were asked for. A name alone says nothing when there are `namesakes`, others of
    that name on the lists, or when it is a single word: then only keys and addresses count.
    """

    bestuur: Bestuur
    name: str
    anchor: tuple[str, int]
    emails: tuple[str, ...] = ()
    mandatarissen: frozenset[int] = frozenset()
    contacts: frozenset[int] = frozenset()
    assistents: frozenset[int] = frozenset()
    consents: frozenset[int] = frozenset()
    namesakes: int = 0

    @property
    def known_by_name(self) -> str:
        return "" if self.namesakes or not is_full(self.name) else self.name

    @property
    def is_in_doubt(self) -> bool:
        """Their name may be somebody else's too."""
        return not self.known_by_name and "@" not in self.name


@dataclass(slots=True)
class Hit:
    """What a search gives: a person, the row to ask for them by, and where the name stands."""

    kind: str
    pk: int
    name: str
    email: str = ""
    places: list[str] = field(default_factory=list)


def is_full(name: str) -> bool:
    return len(name.split()) > 1


def kind_of(rule: Rule) -> str:
    return slugify(rule.plural)


def anchors() -> list[Rule]:
    """Rules whose rows have a name of whom they are about; people of the lists come first."""
    named = [rule for rule in TABLE if rule.names]
    return sorted(named, key=lambda rule: PEOPLE.index(rule.model) if rule.model in PEOPLE else len(PEOPLE))


def rule_for(kind: str) -> Rule | None:
    return next((rule for rule in anchors() if kind_of(rule) == kind), None)


def name_in(rule: Rule, row: Model) -> str:
    return " ".join(str(getattr(row, name)) for name in rule.names.split()).strip()


def email_in(rule: Rule, row: Model) -> str:
    return next((str(getattr(row, name)) for name in rule.emails.split()), "")


def search(bestuur: Bestuur, text: str) -> list[Hit]:
    """People in whose name or address all these words stand; in a fixed number of queries."""
    words = words_of(text.replace("\0", ""))
    hits: dict[tuple[str, str], Hit] = {}
    for rule in anchors() if words else ():
        fields = rule.fields("names", "emails")
        q = Q(*(Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR) for word in words))
        for row in rule.of_bestuur(bestuur).filter(q).order_by("pk")[:MOST]:
            _add(hits, rule, row)
    return sorted(hits.values(), key=lambda hit: hit.name.casefold())


def _add(hits: dict[tuple[str, str], Hit], rule: Rule, row: Model) -> None:
    """To the person of that name: of that address, or without any; otherwise it is another one."""
    name, email = name_in(rule, row), email_in(rule, row)
    key = name.casefold()
    mine = [hit for (known, _), hit in hits.items() if known == key and hit.email.casefold() in {email.casefold(), ""}]
    without = [] if email else [hit for (known, _), hit in hits.items() if known == key]
    hit = next(iter(mine or without), None)
    if hit is None:
        hit = hits[key, email.casefold()] = Hit(kind_of(rule), row.pk, name, email)
    hit.email = hit.email or email
    if rule.plural not in hit.places:
        hit.places.append(rule.plural)


def subject_of(bestuur: Bestuur, rule: Rule, row: Model) -> Subject:
    """Whoever the row is about, in four queries: everybody of that name without another address is the same."""
    name, emails = name_in(rule, row), {email_in(rule, row)} - {""}
    if "@" in name:  # somebody of whom only an address is known
        emails |= {name}
    mine: dict[str, set[int]] = {model: set() for model in PEOPLE}
    namesakes = 0
    for person_rule, person in _of_that_name(bestuur, name):
        is_it = person_rule == rule and person.pk == row.pk
        email = email_in(person_rule, person)
        if is_it or not email or not emails or email.casefold() in {one.casefold() for one in emails}:
            mine[person_rule.model].add(person.pk)
            emails |= {email} - {""}
        else:
            namesakes += 1
    consents = _consents(bestuur, name if is_full(name) and not namesakes else "", mine["programmes.Mandataris"])
    if rule.model == "invitations.Toestemming":
        consents |= {row.pk}
    guests, hosts, assistents = (frozenset(mine[model]) for model in PEOPLE)
    anchor = (rule.model, int(row.pk))
    return Subject(
        bestuur, name, anchor, tuple(sorted(emails)), guests, hosts, assistents, frozenset(consents), namesakes
    )


def _of_that_name(bestuur: Bestuur, name: str) -> Iterator[tuple[Rule, Any]]:
    for rule in anchors()[: len(PEOPLE)]:
        for row in rule.of_bestuur(bestuur).filter(name_q(rule.fields("names"), name)).order_by("pk"):
            if same(name_in(rule, row), name):
                yield rule, row


def name_q(fields: list[str], name: str) -> Q:
    """Rows whose one field is this name, or whose two make it."""
    if not name:
        return Q(pk__in=[])
    if fields != ["first_name", "last_name"]:
        return Q(*((f"{field}__iexact", name) for field in fields), _connector=Q.OR)
    words = name.split()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]
    return Q(*(Q(first_name__iexact=first, last_name__iexact=last) for first, last in splits), _connector=Q.OR)


def _consents(bestuur: Bestuur, name: str, people: set[int]) -> set[int]:
    q = Q(mandataris__in=people) | (name_q(["person"], name) & Q(mandataris__isnull=True))
    return set(Toestemming.objects.filter(q, bestuur=bestuur).values_list("pk", flat=True))


TARGETS = {Mandataris: "mandatarissen", Contactpersoon: "contacts", Assistent: "assistents", Toestemming: "consents"}


def link_q(rule: Rule, name: str, subject: Subject) -> Q:
    """Rows that point to this person, also through their personal link."""
    target = rule.field(name).related_model
    if target in TARGETS:
        return Q(**{f"{name}__in": getattr(subject, TARGETS[target])})
    owners = {"mandataris": subject.mandatarissen, "contactpersoon": subject.contacts, "assistent": subject.assistents}
    return Q(*((f"{name}__{owner}__in", keys) for owner, keys in owners.items()), _connector=Q.OR)
