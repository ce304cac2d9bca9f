"""The residents of a dialogue by mail: to what they are invited. One message each; nobody reads of another."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from invitations.mail import mails
from invitations.mail.outbox import Item, Recipient
from invitations.models import Bericht
from programmes.models import Bijeenkomst, Inwoner, Traject
from programmes.werkvormen.inwonersdialoog.naming import nameless

KIND = Bericht.Kind.ANDERE
LEAVES = (
    Bericht.State.IN_AFLEVERING
)  # the mail server has it, or not: only what a worker did not begin with, is stopped
THING = "inwoner-"


@dataclass(frozen=True)
class Round:
    """Who gets a mail, who had this very one already, and who gets none: (resident, why)."""

    fresh: Sequence[tuple[Inwoner, Item]]
    told: Sequence[Inwoner]
    left_out: Sequence[tuple[Inwoner, str]]

    @property
    def items(self) -> list[Item]:
        return [item for _, item in self.fresh]


def round_of(traject: Traject, *, today: dt.date) -> Round:
    """In three queries, and one more when a meeting is held in a visit of the programme."""
    rows = traject.inwoners.taking_part().prefetch_related("bijeenkomsten__bezoek")
    found = [(row, _ahead(row, today)) for row in rows]
    why = {row.pk: _why_not(row, meetings) for row, meetings in found}
    names = [row.name for row, _ in found]  # nobody reads of another
    said = {one.pk: one for _, meetings in found for one in meetings}
    shown, told = nameless(traject, names), {key: nameless(one, names) for key, one in said.items()}
    made = [(row, _item(shown, row, [told[one.pk] for one in meetings])) for row, meetings in found if not why[row.pk]]
    known = set(Bericht.objects.filter(key__in=[item.key for _, item in made]).values_list("key", flat=True))
    return Round(
        fresh=[(row, item) for row, item in made if item.key not in known],
        told=[row for row, item in made if item.key in known],
        left_out=[(row, why[row.pk]) for row, _ in found if why[row.pk]],
    )


def _ahead(row: Inwoner, today: dt.date) -> list[Bijeenkomst]:
    """The meetings that somebody can still come to, on a day that is known; the first comes first."""
    dated = [(one.on_day, one.pk, one) for one in row.bijeenkomsten.all() if one.on_day and not one.is_held]
    return [one for day, _, one in sorted(dated, key=lambda part: part[:2]) if day >= today]


def _why_not(row: Inwoner, meetings: Sequence[Bijeenkomst]) -> str:
    if not row.may_be_contacted:
        return "wil niet gebeld of gemaild worden"
    if not row.email:
        return "heeft geen e-mailadres: bel met de bellijst"
    if meetings:
        return ""
    if any(one.on_day is None and not one.is_held for one in row.bijeenkomsten.all()):
        return "komt naar een bijeenkomst die nog geen dag heeft"
    return "komt naar geen enkele bijeenkomst die nog moet komen"


def _item(traject: Traject, row: Inwoner, meetings: Sequence[Bijeenkomst]) -> Item:
    """The same meetings on the same day, hour and place are told once."""
    said = repr([traject.title, *((one.title, one.when, one.place) for one in meetings)])
    context = {
        "bestuur": traject.programme.bestuur,
        "programme": traject.programme,
        "recipient": Recipient(row.name, row.email),
        "traject": traject,
        "meetings": meetings,
    }
    return Item(
        kind=KIND,
        recipient=Recipient(row.name, row.email),
        thing=_thing(row),
        version=sha256(said.encode()).hexdigest()[:16],
        mail=mails.render("dialoog", subject=f"Je bent uitgenodigd: {traject.title}", **context),
        cause="De inwoners van een dialoog kregen een uitnodiging",
    )


def _thing(row: Inwoner) -> str:
    return f"{THING}{row.pk}"


def forget(inwoner: Inwoner) -> None:
    """Of whoever leaves no message stays, and what still waits is not sent; of one that leaves see `forget_landed`."""
    rows = Bericht.objects.filter(kind=KIND, topic__endswith=f":{_thing(inwoner)}")
    rows.exclude(state=LEAVES).delete()


def forget_landed(now: dt.datetime) -> int:  # noqa: ARG001 (every duty has it)
    """A duty of the clock: what was leaving while its resident withdrew, or chose another address, goes as well."""
    rows = Bericht.objects.filter(kind=KIND, topic__contains=f":{THING}").exclude(state=LEAVES)
    found = [
        (pk, topic.rpartition(THING)[2], email) for pk, topic, email in rows.values_list("pk", "topic", "to_email")
    ]
    reached = set(_reached(key for _, key, _ in found)) if found else set()
    gone = [pk for pk, key, email in found if (key, email.casefold()) not in reached]
    return Bericht.objects.filter(pk__in=gone).delete()[0] if gone else 0


def _reached(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(key, address) of the residents who may be mailed."""
    people = Inwoner.objects.taking_part().filter(pk__in=set(keys), may_be_contacted=True)
    return ((str(pk), email.casefold()) for pk, email in people.values_list("pk", "email"))
