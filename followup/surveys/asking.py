"""Asking people to fill in a survey: who would get the mail, said first; then exactly that, or nothing."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse

from followup.models import Enquete, Nazorglink
from followup.sharing import shared_url
from followup.surveys.people import people_of
from followup.surveys.results import FEWEST
from invitations.mail import mails
from invitations.mail.outbox import Item, Mail, post, recipient_of
from invitations.models import Bericht
from invitations.reminding.reminders import wait_for_turn
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Mandataris, PersonalLink, Programme
from programmes.times import local

CHANGED = "Er is intussen iets veranderd. Lees opnieuw na wie de mail krijgt, en verstuur dan."
NOBODY = "Er is niemand om deze mail naar te sturen."
NOT_OPEN = "De enquête is nu niet open. Kies eerst wanneer ze open is."
OVER = "De enquête is gesloten. Niemand krijgt nog een mail."
NO_LINK = "Er is geen link voor de medewerkers. Maak er eerst een."
MAILS = {
    Enquete.Role.MANDATARIS: "enquete",
    Enquete.Role.GASTHEER: "enquete",
    Enquete.Role.MEDEWERKER: "enquete_doorgeven",
}
NOT_SENT = (Bericht.State.MISLUKT, Bericht.State.GEANNULEERD, Bericht.State.TERUGGEKOMEN)
Respondent = Mandataris | Contactpersoon


class AskError(Exception):
    """Why nothing left; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Asked:
    person: Respondent
    has_answered: bool
    can_have_link: bool
    asked_on: dt.date | None = None

    @property
    def email(self) -> str:
        return recipient_of(self.person).email

    @property
    def is_reachable(self) -> bool:
        return bool(self.email) and self.can_have_link


@dataclass(frozen=True)
class Ask:
    """What sending would do on this day. `url` is the shared one; the personal ones are known only when it is sent."""

    enquete: Enquete
    everybody: tuple[Asked, ...]
    on: dt.date
    url: str = ""

    @cached_property
    def problem(self) -> str:
        if not self.enquete.is_open(self.on):
            return OVER if self.enquete.is_over(self.on) else NOT_OPEN
        return NO_LINK if self.enquete.is_by_shared_link and not self.url else ""

    @cached_property
    def _wanted(self) -> list[Asked]:
        return [one for one in self.everybody if not one.has_answered]

    @cached_property
    def chosen(self) -> list[Asked]:
        """Who was asked today already, is not asked twice."""
        return [one for one in self._wanted if one.is_reachable and one.asked_on != self.on]

    @cached_property
    def today(self) -> list[Asked]:
        return [one for one in self._wanted if one.is_reachable and one.asked_on == self.on]

    @cached_property
    def unreachable(self) -> list[Asked]:
        return [one for one in self._wanted if not one.is_reachable]

    @cached_property
    def answered(self) -> int:
        return len(self.everybody) - len(self._wanted)

    @property
    def is_small(self) -> bool:
        """Nobody would ever see the answers."""
        by_name = self.enquete.is_anonymous and not self.enquete.is_by_shared_link
        return by_name and 0 < len(self.everybody) < FEWEST

    @cached_property
    def fingerprint(self) -> str:
        facts = [(one.person.pk, one.person.name, one.email) for one in self.chosen]
        return hashlib.sha256(repr((facts, self.enquete.is_anonymous, self.enquete.closes_on)).encode()).hexdigest()

    @cached_property
    def preview(self) -> Mail | None:
        """As the first one gets it, without the secret of their link."""
        return _mail(self.enquete, self.chosen[0], url="") if self.chosen else None


def asking(enquete: Enquete, *, now: dt.datetime) -> Ask:
    """In a fixed number of queries."""
    programme = enquete.programme
    closed, last = _closed_links(programme), _last_asked(enquete)
    owners = enquete.answered.values_list("mandataris", "contactpersoon")
    answered = {_key(*owner) for owner in owners}
    everybody = []
    for person in people_of(programme)[enquete.role]:
        key = _key_of(person)
        can_have_link = enquete.is_by_shared_link or key not in closed
        everybody.append(Asked(person, key in answered, can_have_link, last.get(key)))
    link = live_link(programme) if enquete.is_by_shared_link else None
    return Ask(enquete, tuple(everybody), local(now).date(), url=shared_url(link) if link else "")


@transaction.atomic
def ask(enquete: Enquete, *, seen: str, now: dt.datetime) -> int:
    """Puts the mails in the outbox; returns how many. Raises AskError when what was `seen` is no longer so."""
    programme = enquete.programme
    wait_for_turn(programme)
    shown = asking(enquete, now=now)
    if shown.problem:
        raise AskError(shown.problem)
    if not shown.chosen:
        raise AskError(NOBODY)
    if shown.fingerprint != seen:
        raise AskError(CHANGED)
    make_links(programme, now=now)
    urls = {} if shown.url else personal_urls(programme)
    found = ((one, shown.url or urls.get(_key_of(one.person), "")) for one in shown.chosen)
    items = [_item(shown, one, url=url) for one, url in found if url]
    Enquete.objects.filter(pk=enquete.pk).update(asked_at=now)
    return post(programme.bestuur, items, programme=programme, now=now)


def live_link(programme: Programme) -> Nazorglink | None:
    """The one for the staff of the services."""
    links = Nazorglink.objects.filter(programme=programme, kind=Nazorglink.Kind.ENQUETE, revoked_at=None)
    return links.select_related("programme").first()


def _key(mandataris: int | None, contactpersoon: int | None) -> str:
    return f"m{mandataris}" if mandataris else f"c{contactpersoon}"


def _key_of(person: Respondent) -> str:
    return recipient_of(person).key


def personal_urls(programme: Programme) -> dict[str, str]:
    """Of the page with the survey, per person who has a live link."""
    links = _links(programme).filter(revoked_at__isnull=True)
    return {_key(one.mandataris_id, one.contactpersoon_id): survey_url(one) for one in links}


def survey_url(link: PersonalLink) -> str:
    site: str = settings.SITE_URL
    return site + reverse("nazorg-enquete", args=[token_of(link)])


def _links(programme: Programme) -> QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(programme=programme, assistent__isnull=True)


def _closed_links(programme: Programme) -> set[str]:
    """Whose link was taken back and not renewed: that was somebody's wish."""
    rows = _links(programme).order_by("pk").values_list("mandataris", "contactpersoon", "revoked_at")
    last = {_key(guest, host): revoked_at for guest, host, revoked_at in rows}
    return {key for key, revoked_at in last.items() if revoked_at}


def _last_asked(enquete: Enquete) -> dict[str, dt.date]:
    """The day of the last mail that may have arrived."""
    made = Bericht.objects.filter(programme=enquete.programme_id, topic__endswith=f":{_thing(enquete)}")
    made = made.filter(kind=Bericht.Kind.ENQUETE).exclude(state__in=NOT_SENT).order_by()
    rows = made.values_list("mandataris", "contactpersoon").annotate(Max("created_at"))
    return {_key(guest, host): local(at).date() for guest, host, at in rows}


def _thing(enquete: Enquete) -> str:
    return f"enquete-{enquete.pk}"


def _item(shown: Ask, one: Asked, *, url: str) -> Item:
    return Item(
        kind=Bericht.Kind.ENQUETE,
        recipient=recipient_of(one.person),
        thing=_thing(shown.enquete),
        version=shown.on.isoformat(),
        mail=_mail(shown.enquete, one, url=url),
        cause=f"Vraag om de enquête in te vullen ({shown.enquete.get_role_display()})",
    )


def _mail(enquete: Enquete, one: Asked, *, url: str) -> Mail:
    programme = enquete.programme
    return mails.render(
        MAILS[Enquete.Role(enquete.role)],
        subject=_subject(enquete),
        recipient=recipient_of(one.person),
        minor=one.person.name if getattr(one.person, "is_minor", False) else "",
        is_host=enquete.role == Enquete.Role.GASTHEER,
        is_again=one.asked_on is not None,
        enquete=enquete,
        programme=programme,
        bestuur=programme.bestuur,
        url=url,
    )


def _subject(enquete: Enquete) -> str:
    if enquete.is_by_shared_link:
        return f"{enquete.programme.title}: wil je drie vragen doorgeven aan je collega's?"
    return f"{enquete.programme.title}: drie vragen over hoe het was"
