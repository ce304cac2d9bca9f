"""What the outbox promises: each message once, the newest only, what somebody held stays held."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from invitations.mail.outbox import QUIET, Item, Mail, Recipient, post, recipient_of
from invitations.models import Bericht
from programmes.models import Programme
from tests.factories import make_contactpersoon, make_mandataris

NOW = dt.datetime(2025, 2, 3, 9, 0, tzinfo=dt.UTC)


def item(version: str = "1", *, recipient: Recipient | None = None, **fields: object) -> Item:
    return Item(
        kind=Bericht.Kind.AGENDA,
        recipient=recipient or Recipient("An Peeters", "an@example.be", mandataris=None),
        thing="bezoek-12",
        version=version,
        mail=Mail(subject=f"Versie {version}", text="Dag An"),
        cause=f"Versie {version} is gepubliceerd",
        **fields,  # type: ignore[arg-type]
    )


def put(programme: Programme, *items: Item, now: dt.datetime = NOW) -> int:
    return post(programme.bestuur, items, programme=programme, now=now)


def test_a_message_waits_a_while_with_its_cause(programme: Programme) -> None:
    assert put(programme, item()) == 1
    message = Bericht.objects.get()
    assert (message.state, message.cause, message.send_after) == ("wacht", "Versie 1 is gepubliceerd", NOW + QUIET)
    assert message.message_id == message.message_id.strip()
    assert not Bericht.objects.due(NOW).exists()
    assert Bericht.objects.due(NOW + QUIET).get() == message


def test_the_same_message_is_made_once(programme: Programme) -> None:
    assert (put(programme, item()), put(programme, item()), put(programme, item(), item())) == (1, 0, 0)
    assert Bericht.objects.get().state == "wacht"


def test_a_newer_version_takes_the_place_of_one_that_waits(programme: Programme) -> None:
    put(programme, item("1"))
    put(programme, item("2"))
    assert list(Bericht.objects.order_by("pk").values_list("subject", "state")) == [
        ("Versie 1", "geannuleerd"),
        ("Versie 2", "wacht"),
    ]


def test_what_was_sent_stays_sent(programme: Programme) -> None:
    put(programme, item("1"))
    Bericht.objects.update(state="verzonden")
    put(programme, item("2"))
    assert list(Bericht.objects.order_by("pk").values_list("state", flat=True)) == ["verzonden", "wacht"]


def test_what_somebody_held_stays_held_in_its_newer_version(programme: Programme) -> None:
    put(programme, item("1"))
    Bericht.objects.update(state="vastgehouden")
    put(programme, item("2"))
    assert list(Bericht.objects.order_by("pk").values_list("state", flat=True)) == ["geannuleerd", "vastgehouden"]


def test_each_person_has_messages_of_their_own(programme: Programme) -> None:
    an = recipient_of(make_mandataris(programme.bestuur, email="an@example.be"))
    rita = recipient_of(make_contactpersoon(programme.bestuur, email="rita@example.be"))
    assert put(programme, item(recipient=an), item(recipient=rita)) == 2
    assert set(Bericht.objects.values_list("mandataris_id", "contactpersoon_id")) == {
        (an.mandataris, None),
        (None, rita.contactpersoon),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme, count: int, django_assert_num_queries: object
) -> None:
    items = [item(recipient=Recipient("Iemand", f"p{n}@example.be")) for n in range(count)]
    with django_assert_num_queries(6):  # type: ignore[operator]
        put(programme, *items)


def test_deleting_a_programme_keeps_its_messages(programme: Programme) -> None:
    put(programme, item())
    programme.delete()
    assert Bericht.objects.get().programme is None


def test_a_busy_message_has_a_lease(programme: Programme) -> None:
    put(programme, item())
    with pytest.raises(IntegrityError, match="bericht_claimed_when_busy"):
        Bericht.objects.update(state="bezig", lease_until=None)


def test_a_method_goes_with_a_calendar(programme: Programme) -> None:
    put(programme, item())
    with pytest.raises(IntegrityError, match="bericht_method_with_calendar"):
        Bericht.objects.update(method="REQUEST", sent_at=timezone.now())


def test_the_longest_address_fits(programme: Programme) -> None:
    """PostgreSQL refuses what is too long, and the round that makes the mails of all authorities stops there."""
    address = f"{'u' * 64}@{'.'.join(['d' * 60] * 3)}.be"  # also the name, of who has none
    item = Item("taken", Recipient(address, address), "programma-1", "2025-W07", Mail("s", "t"), cause="c")
    post(programme.bestuur, [item], programme=programme, now=NOW)
    made = Bericht.objects.get()
    made.full_clean()
    assert made.to_email == address
