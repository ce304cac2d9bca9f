"""Our bytes say what Python's own generator says, whatever is in the mail."""

from email import message_from_bytes, policy

from django.core.mail import EmailMultiAlternatives
from hypothesis import given, strategies

from invitations.flatten import flatten
from tests.invitations.messages import CALENDAR

WORDS = strategies.text(strategies.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
TEXTS = strategies.text(
    strategies.characters(exclude_categories=["Cs", "Cc"], include_characters="\n.\r"), max_size=400
)


def read(data: bytes) -> list[object]:
    message = message_from_bytes(data, policy=policy.SMTP)
    parts = [(part.get_content_type(), part.get_filename(), part.get_payload(decode=True)) for part in message.walk()]
    headers = [(name, value) for name, value in message.items() if name != "Content-Type"]
    return [headers, [(kind, name, data) for kind, name, data in parts if not kind.startswith("multipart/")]]


@given(subject=WORDS, text=TEXTS, html=TEXTS, name=WORDS)
def test_the_bytes_say_what_the_generator_says(subject: str, text: str, html: str, name: str) -> None:
    headers = {"Message-ID": "<1@example.be>", "Date": "Mon, 03 Feb 2025 09:00:00 +0000"}
    email = EmailMultiAlternatives(
        subject,
        text,
        f'"{name[:40]}" <zorg@example.be>' if name.isalnum() else "zorg@example.be",
        ["an@example.be"],
        headers=headers,
    )
    email.attach_alternative(html, "text/html")
    email.attach_alternative(CALENDAR, "text/calendar; method=REQUEST")
    email.attach("invite.ics", CALENDAR.encode(), "text/calendar; method=REQUEST")
    message = email.message()
    ours = flatten(message)
    assert read(ours) == read(message.as_bytes(linesep="\r\n"))
    assert max(len(line) for line in ours.split(b"\r\n")) <= 998
    assert b"\n" not in ours.replace(b"\r\n", b"")
