"""A name or an address that was wrong, put right everywhere it stands, with a record that it was done.

Mails that left and calendars keep what they said: that is how it went. What still waits goes to the right address.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q

from followup.models import Verzoek
from followup.privacy.erasing import forget_documents, programmes_of
from followup.privacy.finding import Found, everything_about
from followup.privacy.names import pattern_of, same
from followup.privacy.rewriting import rewrite_by, rewrite_texts
from followup.privacy.subjects import Subject
from invitations.models import Bericht
from programmes.models import Mandataris, User
from programmes.models.base import mark_typed
from programmes.races import TooLateError, all_or_too_late

AS_IT_WENT = (
    *("invitations.Bericht", "invitations.Stap", "invitations.Agendapunt", "programmes.Wijziging"),
    *("programmes.User", "followup.Verzoek", "programmes.Inlezing"),
)


class CorrectError(Exception):
    """Why this cannot be corrected; the message is for the coordinator."""


@dataclass(frozen=True, slots=True)
class Right:
    """How it must be. An empty address leaves the address as it is."""

    first_name: str
    last_name: str
    email: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def correct(subject: Subject, right: Right, *, reason: str, by: User, now: dt.datetime) -> Verzoek:
    """Raises CorrectError when somebody else has that address already on a list where it may stand once."""
    found = [one for one in everything_about(subject) if one.rule.model not in AS_IT_WENT]
    programmes = programmes_of(found)
    forget_documents(programmes)
    try:
        with all_or_too_late():
            record = _correct(subject, found, right)
            _readdress(subject, right)
            done = Verzoek.objects.create(
                bestuur=subject.bestuur,
                kind=Verzoek.Kind.VERBETERING,
                person=right.name[:150],
                reason=reason,
                at=now,
                by=by,
                record=record,
            )
    except TooLateError as error:
        raise CorrectError("Dit e-mailadres hoort al bij iemand anders op de lijst.") from error
    forget_documents(programmes)
    return done


def _correct(subject: Subject, found: list[Found], right: Right) -> dict[str, int]:
    pattern = pattern_of([subject.known_by_name] if subject.known_by_name else [])
    record: dict[str, int] = {}
    for one in found:
        for row in one.own:
            _set(one, row, subject, right)
        rewrite_texts(one, pattern, right.name)
        _rewrite_by(one, pattern, right)
        if count := len(one.own) + len(one.mentions):
            record[one.title] = count
    return record


def _readdress(subject: Subject, right: Right) -> None:
    """Their link is in it. Not of what goes into a calendar: the ledger has the old address forget it."""
    if right.email and subject.emails:
        theirs = Q(mandataris__in=subject.mandatarissen) | Q(contactpersoon__in=subject.contacts)
        wrong = Q(*(("to_email__iexact", email) for email in subject.emails), _connector=Q.OR)
        Bericht.objects.open().filter(theirs, wrong, method="").update(to_email=right.email)


def _rewrite_by(one: Found, pattern: re.Pattern[str], right: Right) -> None:
    """Addresses stay where no new one was given."""
    emails = one.rule.fields("emails")
    keep = [mention for mention in one.mentions if right.email or mention.field not in emails]
    rewrite_by(Found(one.rule, one.own, keep), pattern, name=right.name, email=right.email)


def _set(one: Found, row: object, subject: Subject, right: Right) -> None:
    """The fields of the row that say who it is about."""
    values: dict[str, str] = {}
    if one.rule.has_whole_name:
        values = {"first_name": right.first_name, "last_name": right.last_name}
    else:
        values = {name: right.name for name in one.rule.names.split() if same(getattr(row, name), subject.name)}
    if right.email:
        values |= dict.fromkeys(one.rule.emails.split(), right.email)
    for name, value in values.items():
        longest = one.rule.field(name).max_length
        setattr(row, name, value[:longest])
    if isinstance(row, Mandataris):
        mark_typed(row, values)
        values["typed_fields"] = ""
    if values:
        row.save(update_fields=[*values])  # type: ignore[attr-defined]
