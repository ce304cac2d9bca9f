"""The mail of an invitation for one recipient, and the same as a test to who composes it."""

from invitations.inviting.invitees import Invitee
from invitations.inviting.values import Words
from invitations.mail.mails import render
from invitations.mail.outbox import Mail

TEST = "Proef: "


def invitation_mail(invitee: Invitee, *, is_test: bool = False) -> Mail:
    """A test is the exact copy, marked in the subject and on top."""
    programme = invitee.uitnodiging.programme
    return render(
        "uitnodiging",
        subject=(TEST if is_test else "") + invitee.subject,
        invitee=invitee,
        person=Words(invitee.person.name).text,
        body=invitee.html,
        body_text=invitee.text,
        programme=programme,
        bestuur=programme.bestuur,
        is_test=is_test,
    )
