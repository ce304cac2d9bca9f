"""The personal versions leave by mail: once, some weeks after the last day, or when a coordinator says so."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from followup.models import Verslag
from followup.personal.facts import Facts, load_facts
from followup.personal.versions import GUEST, Personal, all_versions
from invitations.by_programme import each
from invitations.mail import mails
from invitations.mail.outbox import Item, Mail, Recipient, post, recipient_of
from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme, User
from programmes.times import local, moment

KIND = Bericht.Kind.VERSLAG
AT = 9 * 60  # minutes since midnight: in the morning, so that somebody is there when it is read


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whose version it is and where it goes; `state` is that of their mail, empty when there is none.

    `token` is empty for who has no link yet; whoever had theirs taken away, gets no mail with a new one.
    """

    version: Personal
    recipient: Recipient
    token: str = ""
    state: str = ""
    is_revoked: bool = False

    @property
    def is_waiting(self) -> bool:
        """Gets it, when the others do."""
        return bool(self.recipient.email) and not self.state and not self.is_revoked


def verslag_of(programme: Programme, *, now: dt.datetime) -> Verslag:
    """The report of the programme; not stored yet when there is none."""
    found = Verslag.objects.filter(programme=programme).first()
    return found or Verslag(programme=programme, title=f"Verslag {programme.title}"[:150], composed_at=now)


def leaves_at(verslag: Verslag) -> dt.datetime:
    return moment(verslag.programme.last_day + dt.timedelta(days=verslag.personal_days), AT)


def addressees(facts: Facts) -> list[Addressee]:
    """Everybody who was there, as guest or as host, in a fixed number of queries."""
    people: dict[str, Mandataris | Contactpersoon] = {
        f"m{one.pk}": one for one in Mandataris.objects.filter(pk__in=facts.attended.by_guest)
    }
    people |= {f"c{one.pk}": one for one in Contactpersoon.objects.filter(pk__in=facts.attended.by_host)}
    tokens, states = _tokens(facts.programme), _states(facts.programme)
    return [
        Addressee(
            version=version,
            recipient=recipient_of(people[key]),
            token=tokens.get(key, ""),
            state=states.get(key, ""),
            is_revoked=tokens.get(key) == "",
        )
        for version in all_versions(facts)
        if (key := key_of(version)) in people
    ]


def key_of(version: Personal) -> str:
    """As Recipient.key has it."""
    return f"{'m' if version.kind == GUEST else 'c'}{version.key}"


def _tokens(programme: Programme) -> dict[str, str]:
    """{key of the recipient: token}, or '' when their last link was taken away."""
    links = PersonalLink.objects.filter(programme=programme, assistent__isnull=True).order_by("pk")
    owners = [(f"m{one.mandataris_id}" if one.mandataris_id else f"c{one.contactpersoon_id}", one) for one in links]
    return {key: "" if one.revoked_at else token_of(one) for key, one in owners}


def _states(programme: Programme) -> dict[str, str]:
    """{key of the recipient: name of the state of their message}"""
    rows = Bericht.objects.filter(kind=KIND, topic__endswith=f":{_thing(programme)}").order_by("pk")
    return {row.topic.split(":")[1]: row.get_state_display() for row in rows.only("topic", "state")}


def _thing(programme: Programme) -> str:
    return f"persoonlijk-{programme.pk}"


@transaction.atomic
def send_versions(programme: Programme, *, now: dt.datetime) -> int:
    """To everybody who did not get theirs yet; returns how many. The moment of the first time is kept: whoever pushes
    the button when there is nothing to send yet, does not keep them from leaving by themselves.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)  # of two at once, one waits for the other
    on = local(now).date()
    facts = load_facts(programme, on=on) if on <= programme.links_end_on else None
    if facts is None:
        return 0
    make_links(programme, now=now, guests=facts.attended.by_guest, hosts=facts.attended.by_host)
    items = [_item(programme, one) for one in addressees(facts) if one.is_waiting]
    count = post(programme.bestuur, items, programme=programme, now=now)
    verslag = verslag_of(programme, now=now)
    if verslag.personal_sent_at is None and (count or leaves_at(verslag) <= now):
        verslag.personal_sent_at = now
        verslag.save(update_fields=["personal_sent_at"] if verslag.pk else None)
    return count


def _item(programme: Programme, one: Addressee) -> Item:
    return Item(
        kind=KIND,
        recipient=one.recipient,
        thing=_thing(programme),
        version="1",
        mail=mail_of(programme, one),
        cause="Persoonlijk verslag",
    )


def mail_of(programme: Programme, one: Addressee, *, test_url: str = "") -> Mail:
    """With `test_url` (a page of staff in place of the personal one) it says that it is a test."""
    site: str = settings.SITE_URL
    name = "persoonlijk_gastheer" if one.version.is_host else "persoonlijk_gast"
    return mails.render(
        name,
        subject=f"{'Wie bij jullie langskwam' if one.version.is_host else 'Jouw verslag'}: {one.version.info.title}",
        bestuur=programme.bestuur,
        programme=programme,
        recipient=one.recipient,
        version=one.version,
        is_test=bool(test_url),
        url=site + (test_url or reverse("nazorg", args=[one.token])),
    )


def send_test(programme: Programme, one: Addressee, *, to: User, url: str, now: dt.datetime) -> None:
    """The mail of this participant to the coordinator who asks for it, without the secret link."""
    item = Item(
        kind=Bericht.Kind.PROEF,
        recipient=Recipient(to.name or to.email, to.email),
        thing=f"{_thing(programme)}-{key_of(one.version)}",
        version=str(now.timestamp()),
        mail=mail_of(programme, one, test_url=url),
        cause=f"Proef van het persoonlijk verslag van {one.version.name}"[:300],
        send_after=now,
    )
    post(programme.bestuur, [item], programme=programme, now=now)


def due(now: dt.datetime) -> Iterator[Programme]:
    """Programmes whose personal versions still leave by themselves, and whose moment has come."""
    rows = Verslag.objects.filter(is_personal_on=True, personal_sent_at__isnull=True)
    rows = rows.filter(programme__last_day__lte=local(now).date())
    rows = rows.exclude(programme__bewaartermijn__cleared_at__isnull=False).select_related("programme__bestuur")
    return (verslag.programme for verslag in rows if leaves_at(verslag) <= now)


def send_due(now: dt.datetime) -> int:
    """The duty."""
    return each(due(now), send_versions, now=now)
