"""The mails to a journalist: an invitation, and what changed since."""

from collections.abc import Iterable
from typing import Any

from invitations.mail.mails import render
from invitations.mail.outbox import Mail
from press.models import Perscontact, Persmoment

TEST = "Proef: "


def invitation_mail(
    one: Persmoment, contact: Perscontact, subject: str, body: str, facts: dict[str, str], *, is_test: bool = False
) -> Mail:
    return _render("persuitnodiging", one, contact, subject, is_test=is_test, body=body, facts=facts)


def change_mail(
    one: Persmoment,
    contact: Perscontact,
    changes: Iterable[Any],
    facts: dict[str, str],
    subject: str,
    *,
    is_test: bool = False,
) -> Mail:
    """`changes`: press.relations.inviting.Change."""
    subject = f"Gewijzigd: {subject}"
    return _render("perswijziging", one, contact, subject, is_test=is_test, changes=changes, facts=facts)


def _render(name: str, one: Persmoment, contact: Perscontact, subject: str, *, is_test: bool, **context: Any) -> Mail:
    context |= {"programme": one.programme, "bestuur": one.programme.bestuur, "moment": one, "contact": contact}
    return render(name, subject=(TEST if is_test else "") + subject, is_test=is_test, **context)
