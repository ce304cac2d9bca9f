"""The press invitation: one text, the facts of the moment, and who gets what when it is sent.

Neutral: functions and services, no parties; with who gives information (Bestuursdecreet art. II.13 and II.20).
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from invitations.mail.outbox import Item, Mail, Recipient, post
from invitations.models import Bericht
from press.models import Perscontact, Persmoment
from press.relations.moments import when
from press.relations.press_mails import change_mail, invitation_mail
from programmes.models import User
from programmes.times import day_name, local

CHANGED = "Er is intussen iets veranderd. Lees opnieuw na wie wat krijgt, en verstuur dan."
NOBODY = "Er is niemand meer om dit naar te sturen."
GONE = {Bericht.State.GEANNULEERD}
FAILED = {Bericht.State.MISLUKT, Bericht.State.TERUGGEKOMEN}
WAITS = {Bericht.State.ONTWERP, Bericht.State.VASTGEHOUDEN, Bericht.State.WACHT, Bericht.State.BEZIG}


class SendError(Exception):
    """Why nothing left; the message is for who sends."""


def starting_subject(one: Persmoment) -> str:
    return f"Uitnodiging voor de pers: {one.title}, {day_name(local(one.starts_at).date())}"[:200]


def starting_body(one: Persmoment) -> str:
    programme = one.programme
    return (
        f"{programme.bestuur.name} trekt op expeditie in de zorg: mandatarissen draaien een dag mee in de zorgdiensten"
        " van de gemeente. Ze werken mee, luisteren naar bewoners en medewerkers, en nemen mee wat die hun vertellen.\n"
        "\n"
        "We nodigen je graag uit op ons persmoment. Je kunt er praten met de mensen die er wonen en werken, en met wie"
        " op bezoek komt.\n"
        "\n"
        "Kom je? Laat het ons weten, dan houden we er rekening mee. Een interview op een ander moment kan ook."
    )


def subject_of(one: Persmoment) -> str:
    """What somebody wrote; otherwise the text that follows the facts."""
    return one.subject or starting_subject(one)


def body_of(one: Persmoment) -> str:
    return one.body or starting_body(one)


def facts(one: Persmoment) -> dict[str, str]:
    """{label: text}: what every journalist gets to read below the text; the agreements stay inside."""
    speakers = [", ".join(filter(None, [person.name, person.function])) for person in one.spokespersons.all()]
    contact = [one.contact_name, one.contact_phone, one.contact_email]
    found = {
        "Wat": one.title,
        "Wanneer": when(one),
        "Waar": one.place,
        "Wie je er spreekt": "; ".join(speakers),
        "Voor de foto": one.photo_opportunity,
        "Inlichtingen": ", ".join(part for part in contact if part),
    }
    return {label: text for label, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Journalist:
    """Somebody on the press list, and how far they are with this moment."""

    contact: Perscontact
    read: dict[str, str]  # the facts that they last got; empty: nothing yet
    earlier: int  # messages that were made for them
    state: str = ""  # of the newest of these
    address: str = ""

    @property
    def failed(self) -> bool:
        """The last one did not arrive, and the address is still the same."""
        return self.state in FAILED and self.address.casefold() == self.contact.email.casefold()

    @property
    def was_invited(self) -> bool:
        return bool(self.earlier) and self.state not in GONE | FAILED

    @property
    def waits(self) -> bool:
        """The last message has not left yet: a newer one takes its place."""
        return self.state in WAITS

    def changes(self, now: dict[str, str]) -> tuple[Change, ...]:
        labels = list(dict.fromkeys([*now, *self.read]))
        rows = (Change(label, self.read.get(label, ""), now.get(label, "")) for label in labels)
        return tuple(row for row in rows if row.old != row.new) if self.read else ()


@dataclass(frozen=True)
class Round:
    """What sending would do now: an invitation to who has none, and news to who read something else."""

    moment: Persmoment
    journalists: tuple[Journalist, ...]

    @cached_property
    def facts(self) -> dict[str, str]:
        return facts(self.moment)

    @cached_property
    def invited(self) -> list[Journalist]:
        return [one for one in self.journalists if one.was_invited]

    @cached_property
    def to_invite(self) -> list[Journalist]:
        rows = (one for one in self.journalists if not one.was_invited and not one.failed)
        return [one for one in rows if one.contact.is_active]

    @cached_property
    def to_update(self) -> list[Journalist]:
        return [one for one in self.invited if one.changes(self.facts)]

    @cached_property
    def failed(self) -> list[Journalist]:
        return [one for one in self.journalists if one.failed]

    def chosen(self, *, update: bool) -> list[Journalist]:
        return self.to_update if update else self.to_invite

    def mail(self, one: Journalist, *, is_test: bool = False) -> Mail:
        """An invitation that still waits is made anew; only who read the old facts gets what changed."""
        changes = one.changes(self.facts)
        if changes and one.was_invited and not one.waits:
            return change_mail(self.moment, one.contact, changes, self.facts, subject_of(self.moment), is_test=is_test)
        text = (subject_of(self.moment), body_of(self.moment))
        return invitation_mail(self.moment, one.contact, *text, self.facts, is_test=is_test)

    def fingerprint(self, *, update: bool) -> str:
        said = [subject_of(self.moment), body_of(self.moment), self.facts, update]
        people = [(one.contact.pk, one.contact.email, one.contact.name) for one in self.chosen(update=update)]
        return hashlib.sha256(repr((said, people)).encode()).hexdigest()


def load_round(one: Persmoment) -> Round:
    """In a fixed number of queries."""
    contacts = Perscontact.objects.filter(bestuur=one.programme.bestuur)
    newest: dict[str, tuple[int, str, str]] = {}
    made = Bericht.objects.filter(kind=Bericht.Kind.PERS, topic__contains=f":{_thing(one)}").order_by("pk")
    for topic, state, address in made.values_list("topic", "state", "to_email"):
        thing = topic.rpartition(":")[2]
        newest[thing] = (newest.get(thing, (0,))[0] + 1, state, address)
    return Round(one, tuple(_journalist(one, contact, newest) for contact in contacts))


def _journalist(one: Persmoment, contact: Perscontact, newest: dict[str, tuple[int, str, str]]) -> Journalist:
    earlier, state, address = newest.get(f"{_thing(one)}{contact.pk}", (0, "", ""))
    return Journalist(contact, one.told.get(str(contact.pk), {}), earlier, state, address)


def _thing(one: Persmoment) -> str:
    return f"persmoment-{one.pk}-contact-"


@transaction.atomic
def send(one: Persmoment, *, seen: str, update: bool, now: dt.datetime) -> int:
    """Puts the invitation, or the news, in the outbox; returns how many. Raises SendError with the reason."""
    locked = Persmoment.objects.select_for_update().select_related("programme__bestuur").get(pk=one.pk)
    shown = load_round(locked)
    if shown.fingerprint(update=update) != seen:
        raise SendError(CHANGED)
    chosen = shown.chosen(update=update)
    if not chosen:
        raise SendError(NOBODY)
    items = [_item(shown, journalist, now=now) for journalist in chosen]
    count = post(locked.programme.bestuur, items, programme=locked.programme, now=now)
    locked.told |= {str(journalist.contact.pk): shown.facts for journalist in chosen}
    locked.invited_at = locked.invited_at or now
    locked.save(update_fields=["told", "invited_at"])
    return count


def _item(shown: Round, one: Journalist, *, now: dt.datetime) -> Item:
    what = "Nieuws over het persmoment" if one.was_invited else "Uitnodiging voor het persmoment"
    return Item(
        kind=Bericht.Kind.PERS,
        recipient=Recipient(str(one.contact), one.contact.email),
        thing=f"{_thing(shown.moment)}{one.contact.pk}",
        version=str(one.earlier + 1),
        mail=shown.mail(one),
        cause=f"{what} '{shown.moment}' verstuurd"[:300],
        send_after=now,
    )


def send_test(one: Persmoment, *, to: User, now: dt.datetime) -> None:
    """As the first journalist of the list gets it, or as anybody would: to who asks for it, as often as they ask."""
    shown = load_round(one)
    example = Journalist(Perscontact(bestuur=one.programme.bestuur, medium="Je medium", email=to.email), {}, 0)
    item = Item(
        kind=Bericht.Kind.PROEF,
        recipient=Recipient(to.name or to.email, to.email),
        thing=f"persmoment-{one.pk}",
        version=str(now.timestamp()),
        mail=shown.mail(shown.journalists[0] if shown.journalists else example, is_test=True),
        cause=f"Proef van de uitnodiging voor het persmoment '{one}'"[:300],
        send_after=now,
    )
    post(one.programme.bestuur, [item], programme=one.programme, now=now)
