"""Answers from Outlook, Google and Apple land as answers in the plan; what is none changes nothing."""

import datetime as dt
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invitations.agendas.reconciling import reconcile
from invitations.agendas.replies import read_reply, replies_in
from invitations.models import Agendapunt, Bericht
from programmes.models import Bezoek, Deelname, Mandataris, Programme
from tests.factories import at
from tests.invitations.agendas import LATER, NOW, make_linde, messages, publish, row_of, send
from tests.invitations.replies import SHAPES, reply

AFTER = NOW + dt.timedelta(hours=2)


@pytest.fixture
def uid(programme: Programme, an: Mandataris) -> str:
    """Of the REQUEST that An has."""
    make_linde(programme, [an])
    publish(programme)
    reconcile(programme, now=NOW)
    send()
    return row_of(an).uid


def answer() -> tuple[str, str, str]:
    """(PARTSTAT in the ledger, answer, reason)"""
    deelname = Deelname.objects.get()
    return Agendapunt.objects.get().partstat, deelname.answer, deelname.answer_reason


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("partstat", "expected"), [("ACCEPTED", "ja"), ("TENTATIVE", ""), ("DECLINED", "nee")], ids=str
)
def test_an_answer_lands_in_the_plan(uid: str, shape: str, partstat: str, expected: str) -> None:
    assert read_reply(reply(shape, uid, partstat=partstat), AFTER)
    assert answer() == (partstat, expected, "")
    assert Deelname.objects.get().answered_at == dt.datetime(2025, 2, 3, 10, tzinfo=dt.UTC)


def test_a_comment_is_the_reason(uid: str) -> None:
    assert read_reply(reply("outlook", uid, partstat="DECLINED", comment="Ik ben in het buitenland"), AFTER)
    assert answer() == ("DECLINED", "nee", "Ik ben in het buitenland")


def test_google_keeps_its_comment_with_the_attendee(uid: str) -> None:
    assert read_reply(reply("google", uid, partstat="DECLINED", comment="Op reis"), AFTER)
    assert answer() == ("DECLINED", "nee", "Op reis")


def test_a_long_comment_is_cut(uid: str) -> None:
    assert read_reply(reply("outlook", uid, comment="heel lang " * 60), AFTER)
    assert answer()[2] == ("heel lang " * 60)[:300]


def test_capitals_in_an_address_make_no_difference(uid: str) -> None:
    assert read_reply(reply("outlook", uid, sender="An@Example.BE"), AFTER)
    assert answer()[1] == "ja"


def test_an_answer_that_comes_twice_is_one(uid: str) -> None:
    assert [read_reply(reply("google", uid), AFTER), read_reply(reply("google", uid), AFTER)] == [True, True]
    assert answer() == ("ACCEPTED", "ja", "")


def test_the_answer_given_last_counts_in_whichever_order_they_arrive(uid: str) -> None:
    read_reply(reply("apple", uid, partstat="DECLINED", stamp="20250203T101500Z"), AFTER)
    assert read_reply(reply("apple", uid, partstat="ACCEPTED", stamp="20250203T100500Z"), AFTER)
    assert answer()[:2] == ("DECLINED", "nee")


def test_a_clock_that_is_ahead_does_not_keep_later_answers_out(uid: str) -> None:
    read_reply(reply("apple", uid, partstat="DECLINED", stamp="20990101T000000Z"), AFTER)
    read_reply(reply("apple", uid, partstat="ACCEPTED", stamp="20990101T000000Z"), AFTER + dt.timedelta(hours=1))
    assert answer()[:2] == ("ACCEPTED", "ja")


# Nothing of ours


@pytest.mark.parametrize("shape", SHAPES)
def test_somebody_else_cannot_answer(uid: str, shape: str) -> None:
    assert not read_reply(reply(shape, uid, sender="bo@example.be"), AFTER)
    assert answer() == ("NEEDS-ACTION", "", "")


def test_an_unknown_invitation_is_not_ours(uid: str) -> None:
    assert not read_reply(reply("outlook", "bezoek-0-0@elders.example"), AFTER)
    assert answer() == ("NEEDS-ACTION", "", "")


@pytest.mark.parametrize("partstat", ["DELEGATED", "", "X"])
def test_an_answer_that_is_none_is_not_read(uid: str, partstat: str) -> None:
    assert not read_reply(reply("outlook", uid, partstat=partstat), AFTER)


def in_reply(lines: str) -> bytes:
    text = f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    return text.encode()


def calendar_mail(content: bytes) -> EmailMessage:
    message = EmailMessage()
    message.set_content(content, maintype="text", subtype="calendar")
    return message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT",
        in_reply("UID:x"),
        in_reply("UID:x\r\nSEQUENCE:veel\r\nDTSTAMP:gisteren\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:an@example.be"),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
        b"A" * 600_000,
    ],
    ids=range(7),
)
def test_garbage_is_passed_over(db: None, content: bytes) -> None:
    assert not read_reply(calendar_mail(content), AFTER)


def test_a_request_is_no_reply(uid: str) -> None:
    text = Bericht.objects.get(kind="agenda").calendar
    assert not read_reply(calendar_mail(text.encode()), AFTER)
    assert answer() == ("NEEDS-ACTION", "", "")


@given(st.binary(max_size=300), st.text(alphabet='ATENDE:;=\r\n mailto,PRSUIVX0"', max_size=120))
def test_no_content_is_an_error(raw: bytes, line: str) -> None:
    for content in (
        raw,
        f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ):
        data = content if isinstance(content, bytes) else content.encode()
        assert list(replies_in(calendar_mail(data))) == []


# Answers to what has changed since


def test_a_no_to_other_hours_is_not_a_no_to_these(programme: Programme, uid: str) -> None:
    """The new hours were asked anew; whoever cannot come then either says so there."""
    Bezoek.objects.update(ends_at=at(programme.first_day, "12.00"))
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    assert read_reply(reply("outlook", uid, partstat="DECLINED", sequence=0), AFTER)
    assert answer() == ("NEEDS-ACTION", "", "")
    assert messages() == [("an@example.be", "REQUEST", 1)]
    assert read_reply(reply("outlook", uid, partstat="DECLINED", sequence=1), AFTER)
    assert answer() == ("DECLINED", "nee", "")


def test_an_answer_from_before_another_remark_still_counts(programme: Programme, uid: str) -> None:
    Bezoek.objects.update(remarks="Breng een jas mee.")
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    assert read_reply(reply("outlook", uid, sequence=0), AFTER)
    assert answer() == ("ACCEPTED", "ja", "")


def test_a_no_stops_the_change_that_still_waits(programme: Programme, uid: str) -> None:
    Bezoek.objects.update(remarks="Breng een jas mee.")
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    assert read_reply(reply("outlook", uid, partstat="DECLINED"), AFTER)
    assert (messages(), messages("geannuleerd")) == ([], [("an@example.be", "REQUEST", 1)])


def test_an_answer_to_what_was_cancelled_changes_nothing(programme: Programme, uid: str) -> None:
    Bezoek.objects.get().delete()
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    assert read_reply(reply("outlook", uid, partstat="DECLINED"), AFTER)
    assert Agendapunt.objects.get().partstat == "NEEDS-ACTION"


def test_who_is_off_the_draft_but_not_published_so_still_answers_in_the_ledger(uid: str) -> None:
    Deelname.objects.all().delete()
    assert read_reply(reply("outlook", uid, partstat="DECLINED"), AFTER)
    assert Agendapunt.objects.get().partstat == "DECLINED"
