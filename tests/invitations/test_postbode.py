"""The rounds of the worker: a server that is away gets a pause, and whatever breaks, the next round comes."""

from collections.abc import Callable
from typing import Any

import pytest

from invitations.mail import postbode
from invitations.mail.postbode import keep_going
from invitations.mail.transports import SMTP_BACKEND, BackendTransport, SmtpTransport
from invitations.models import Bericht
from programmes.models import Programme
from tests.invitations.mailserver import free_port
from tests.invitations.messages import make_bericht


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Callable[[], bool]]:
    """stop_after(rounds): what `stop` is, with no rest between the rounds."""

    def _stop_after(number: int) -> Callable[[], bool]:
        rested: list[object] = []
        monkeypatch.setattr(postbode, "rest", rested.append)
        return lambda: len(rested) >= number

    return _stop_after


def test_a_server_that_is_away_is_left_alone_for_a_while(
    transactional_db: None,
    programme: Programme,
    settings: Any,
    stop_after: Callable[[int], Callable[[], bool]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Three rounds, one attempt."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", free_port()
    make_bericht(programme)
    keep_going(SmtpTransport(), stop=stop_after(3))
    assert [message.split(":")[0] for message in caplog.messages] == ["De post rust 15 seconden"]
    assert Bericht.objects.get().state == "wacht"


def test_a_round_that_breaks_is_followed_by_another(
    transactional_db: None,
    programme: Programme,
    stop_after: Callable[[int], Callable[[], bool]],
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
    keep_going(post, stop=stop_after(1))
    Bericht.objects.filter(state="bezig").update(state="wacht", claim="", lease_until=None)
    keep_going(post, stop=stop_after(1))
    assert caplog.messages == ["Een ronde van de postbode is mislukt; de volgende volgt."]
    assert sorted(Bericht.objects.values_list("state", flat=True)) == ["vastgehouden", "verzonden"]


def test_all_duties_are_done_once_a_minute_and_the_quick_ones_each_round(
    transactional_db: None, stop_after: Callable[[int], Callable[[], bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("invitations.clock.DUTIES", (lambda _: done.append("all"),))
    monkeypatch.setattr("invitations.clock.QUICK", (lambda _: done.append("quick"),))
    keep_going(BackendTransport(), stop=stop_after(3))
    assert done == ["all", "quick", "quick"]
    monkeypatch.setattr(postbode, "DUTIES_EVERY", 0.0)
    keep_going(BackendTransport(), stop=stop_after(2))
    assert done[3:] == ["all", "all"]
