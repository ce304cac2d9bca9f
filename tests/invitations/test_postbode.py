"""The rounds of the worker: a server that is away gets a pause, and whatever breaks, the next round comes."""

from typing import Any

import pytest

from invitations.clock import DUTIES, QUICK, Turns
from invitations.mail.postbode import keep_going
from invitations.mail.transports import SMTP_BACKEND, BackendTransport, SmtpTransport, Transport
from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.mailserver import free_port
from tests.invitations.messages import make_bericht


def rounds(number: int, post: Transport, turns: Turns | None = None) -> None:
    """So many, without rest between them."""
    left = [None] * number
    keep_going(post, stop=lambda: not left, rest=lambda _: left.pop(), turns=turns)


def test_a_server_that_is_away_is_left_alone_for_a_while(
    transactional_db: None,
    programme: Programme,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Three rounds, one attempt."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", free_port()
    make_bericht(programme)
    rounds(3, SmtpTransport())
    assert [message.split(":")[0] for message in caplog.messages] == ["De post rust 15 seconden"]
    assert Bericht.objects.get().state == "wacht"


def test_a_round_that_breaks_is_followed_by_another(
    transactional_db: None,
    programme: Programme,
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(BackendTransport):
        broke = False

        def open(self) -> None:
            if not self.broke:
                self.broke = True
                raise RuntimeError("kapot")

    make_bericht(programme)
    make_bericht(programme)
    Bericht.objects.filter(pk=Bericht.objects.first().pk).update(state="vastgehouden")
    post = Broken()
    rounds(1, post)
    Bericht.objects.filter(state="bezig").update(state="wacht", claim="", lease_until=None)
    rounds(1, post)
    assert caplog.messages == ["Een ronde van de postbode is mislukt; de volgende volgt."]
    assert sorted(Bericht.objects.values_list("state", flat=True)) == ["vastgehouden", "verzonden"]


def test_all_duties_are_done_in_the_first_round_and_the_quick_ones_in_the_next(transactional_db: None) -> None:
    done: list[str] = []
    turns = Turns(duties=[lambda _: done.append("all")], quick=[lambda _: done.append("quick")])
    rounds(3, BackendTransport(), turns)
    assert done == ["all", "quick", "quick"]


def test_all_duties_come_back_every_minute() -> None:
    turns = Turns()
    due = [turns.due(seconds) for seconds in (1000, 1002, 1059, 1060, 1062, 1300)]
    assert due == [DUTIES, QUICK, QUICK, DUTIES, QUICK, DUTIES]
