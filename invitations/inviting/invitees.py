"""Each real recipient of an invitation: how it reaches them, and what its placeholders are for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import reverse

from invitations.akkoorden.telling import Bevoegd, bevoegd
from invitations.inviting.audiences import audience_of
from invitations.inviting.invited import failed_invitations, invited_people
from invitations.inviting.markup import names_in, one_line, to_html, to_text
from invitations.inviting.placeholders import PLACEHOLDERS
from invitations.inviting.values import Address, Made, Value, Words
from invitations.mail.outbox import Recipient, guardian_email, recipient_of
from invitations.models import Uitnodiging
from programmes.entries import Entry
from programmes.links import token_of
from programmes.models import Gast, Mandataris, PersonalLink, Programme
from programmes.schedules import Schedule, person_schedule
from programmes.times import day_name
from programmes.versions import published_week
from programmes.week import Visit, Week

BEVOEGDHEID = "bevoegdheid"
MAIL, LETTER, NOWHERE = "mail", "brief", "nergens"
COMING = "Laat je weten of je erbij bent?"
AVAILABLE = "Je hebt nog geen bezoek op het programma. Laat je weten wanneer je kan en wat je graag ziet?"


@dataclass(frozen=True, slots=True)
class Invitee:
    """One recipient. `was_invited`: an invitation reached them before, or is on its way.

    `failed_at`: the address at which one did not arrive; '' when there is none, or a later one did.
    """

    gast: Gast
    uitnodiging: Uitnodiging
    values: Mapping[str, Value] = field(default_factory=dict)
    link: PersonalLink | None = None
    link_is_revoked: bool = False
    was_invited: bool = False
    failed_at: str = ""

    @property
    def person(self) -> Mandataris:
        return self.gast.mandataris

    @property
    def guardian_email(self) -> str:
        return guardian_email(self.person)

    @property
    def email(self) -> str:
        return self.recipient.email

    @property
    def to_name(self) -> str:
        return self.recipient.name

    @property
    def recipient(self) -> Recipient:
        return recipient_of(self.person)

    @property
    def way(self) -> str:
        """How it reaches them: MAIL, LETTER or NOWHERE."""
        if self.email:
            return MAIL
        return LETTER if self.person.postal_lines else NOWHERE

    @property
    def fails_still(self) -> bool:
        """Their last invitation did not arrive, and the address is what it was."""
        return bool(self.failed_at) and self.failed_at.casefold() == self.email.casefold()

    @property
    def empty(self) -> list[str]:
        """The placeholders of the text that have nothing to say for this person."""
        used = names_in(f"{self.uitnodiging.subject}\n{self.uitnodiging.body}")
        return [
            name for name in used if name in self.values and not (self.values[name] or PLACEHOLDERS[name].is_for_some)
        ]

    @property
    def subject(self) -> str:
        return one_line(self.uitnodiging.subject, self.values)[:200]

    @property
    def html(self) -> str:
        return to_html(self.uitnodiging.body, self.values)

    @property
    def text(self) -> str:
        return to_text(self.uitnodiging.body, self.values)

    @property
    def url(self) -> str:
        return getattr(self.values["link"], "url", "")


def invitees(uitnodiging: Uitnodiging) -> list[Invitee]:
    """Everybody in its audience, in a fixed number of queries; only what was published is told."""
    programme = uitnodiging.programme
    guests = audience_of(uitnodiging).guests
    week, links = published_week(programme), _links(programme)
    invited, failed = invited_people(programme), failed_invitations(programme)
    visits = _visits_of(week)
    told = bevoegd(programme) if BEVOEGDHEID in names_in(uitnodiging.body) else None
    return [
        _invitee(
            Invitee(
                gast,
                uitnodiging,
                link=_live(links.get(gast.mandataris_id)),
                link_is_revoked=gast.mandataris_id in links and _live(links[gast.mandataris_id]) is None,
                was_invited=gast.mandataris_id in invited,
                failed_at="" if gast.mandataris_id in invited else failed.get(gast.mandataris_id, ""),
            ),
            _schedule(week, visits, gast.mandataris_id),
            told,
        )
        for gast in guests
    ]


def _links(programme: Programme) -> dict[int, PersonalLink]:
    """The newest of each mandataris."""
    links = PersonalLink.objects.filter(programme=programme, mandataris__isnull=False).order_by("pk")
    return {link.mandataris_id: link for link in links if link.mandataris_id}


def _live(link: PersonalLink | None) -> PersonalLink | None:
    return link if link and link.revoked_at is None else None


def _visits_of(week: Week | None) -> dict[int, list[Visit]]:
    """By person: to look through the whole week for each of them would take its square."""
    found: dict[int, list[Visit]] = {}
    for visit in week.visits if week else ():
        for part in visit.people:
            found.setdefault(part.person, []).append(visit)
    return found


def _schedule(week: Week | None, visits: dict[int, list[Visit]], person: int) -> Schedule | None:
    if week is None or person not in visits:
        return None
    return person_schedule(replace(week, visits=tuple(visits[person])), person)


def _invitee(invitee: Invitee, schedule: Schedule | None, told: Bevoegd | None) -> Invitee:
    values = filled(invitee, schedule, told)
    if set(values) != set(PLACEHOLDERS):
        raise AssertionError("every placeholder that is declared has a value")
    return replace(invitee, values=values)


def filled(invitee: Invitee, schedule: Schedule | None, told: Bevoegd | None) -> dict[str, Value]:
    """`told` is None when the text does not ask why visits are about what somebody decides on."""
    person, programme = invitee.person, invitee.uitnodiging.programme
    entries = list(schedule.entries) if schedule else []
    url = personal_url(invitee)
    visited = [(entry.service.id, entry.name) for entry in entries if entry.service and entry.visit.is_visit]
    reasons = told.reasons(person.pk, visited) if told else []
    return {
        "aanspreking": Words(f"{'Dag' if person.is_minor else 'Beste'} {person.first_name}"),
        "voornaam": Words(person.first_name),
        "naam": Words(person.name),
        "functie": Words(person.function),
        "programma": Made("programma", {"schedule": schedule}, is_filled=bool(entries)),
        "vraag": Words(COMING if entries else AVAILABLE),
        BEVOEGDHEID: Made("bevoegdheid", {"reasons": reasons}, is_filled=bool(reasons)),
        "periode": Words(programme.period),
        "antwoorden_voor": Words(day_name(programme.answer_by) if programme.answer_by else ""),
        "afspreekplaats": Words(_each(entries, "meeting_point") or programme.meeting_point),
        "kledij": Words(_each(entries, "clothing") or programme.clothing),
        "maaltijd": Words(_each(entries, "meal") or programme.meal),
        "aanspreekpunt": Words(_contact(programme)),
        "knop_antwoord": Made("knop", {"url": url}, is_filled=bool(url)),
        "link": Address(url),
        "video": Address(invitee.uitnodiging.video_url, label="Bekijk de korte video"),
        "titel": Words(programme.title),
        "bestuur": Words(programme.bestuur.name),
    }


def personal_url(invitee: Invitee) -> str:
    """Before there is a link, one that shows where it will stand; of a revoked link nothing is told."""
    if invitee.link_is_revoked:
        return ""
    site: str = settings.SITE_URL
    token = token_of(invitee.link) if invitee.link else "persoonlijke-link"
    return site + reverse("mijn-antwoord", args=[token])


def _each(entries: list[Entry], name: str) -> str:
    """What the visits say, each thing once; with its service when they do not all say the same."""
    said: dict[str, list[str]] = {}
    for entry in entries:
        if value := getattr(entry, name):
            said.setdefault(value, []).append(entry.name)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{value.removesuffix('.')} ({', '.join(dict.fromkeys(where))})" for value, where in said.items())


def _contact(programme: Programme) -> str:
    parts = (programme.contact_name, programme.contact_phone, programme.contact_email)
    return ", ".join(part for part in parts if part)
