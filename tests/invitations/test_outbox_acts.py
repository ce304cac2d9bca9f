"""What a person does with messages: each act from the states it fits, and none from the others."""

import pytest

from invitations.agendas.reconciling import reconcile
from invitations.inviting.invited import invited_people
from invitations.mail import acts as outbox_acts
from invitations.mail.acts import ACTS, acts_for, edit
from invitations.mail.delivery import begin, claim
from invitations.models import Bericht, Stap
from programmes.models import Programme, User
from tests.factories import make_mandataris
from tests.invitations import agendas
from tests.invitations.messages import CALENDAR, NOW, make_bericht

LEASED = {"bezig", "in_aflevering"}


def one_of_each(programme: Programme) -> dict[str, Bericht]:
    return {
        state: make_bericht(programme, state=state, lease_until=NOW if state in LEASED else None, claim="w")
        for state in Bericht.State.values
    }


@pytest.mark.parametrize(
    ("name", "becomes", "touched"),
    [
        ("hold", "vastgehouden", {"wacht", "bezig"}),
        ("release", "wacht", {"vastgehouden", "ontwerp"}),
        ("now", "wacht", {"wacht", "vastgehouden", "ontwerp"}),
        ("cancel", "geannuleerd", {"wacht", "vastgehouden", "ontwerp", "bezig"}),
        ("again", "wacht", {"mislukt", "teruggekomen"}),
        ("anyway", "wacht", {"mislukt", "teruggekomen", "onzeker", "verzonden"}),
        ("arrived", "verzonden", {"onzeker"}),
    ],
)
def test_an_act_touches_only_what_it_can(
    programme: Programme, coordinator: User, name: str, becomes: str, touched: set[str]
) -> None:
    messages = one_of_each(programme)
    assert ACTS[name].run(Bericht.objects.all(), by=coordinator, now=NOW) == len(touched)
    for before, message in messages.items():
        message.refresh_from_db()
        assert (before, message.state) == (before, becomes if before in touched else before)
        assert message.stappen.filter(by=coordinator).count() == (before in touched)
    assert {str(state) for state in ACTS[name].states} == touched


def test_a_message_offers_what_can_be_done(programme: Programme) -> None:
    offers = {state: [name for name, _ in acts_for(message)] for state, message in one_of_each(programme).items()}
    assert offers == {
        "ontwerp": ["release", "now", "cancel"],
        "vastgehouden": ["release", "now", "cancel"],
        "wacht": ["hold", "now", "cancel"],
        "bezig": ["hold", "cancel"],
        "in_aflevering": [],
        "verzonden": ["anyway"],
        "onzeker": ["anyway", "arrived"],
        "mislukt": ["again"],
        "geannuleerd": ["back"],
        "teruggekomen": ["again"],
    }


def test_what_a_worker_has_can_still_be_held(programme: Programme, coordinator: User) -> None:
    make_bericht(programme)
    (claimed,) = claim(NOW)
    assert outbox_acts.hold(Bericht.objects.all(), by=coordinator, now=NOW) == 1
    assert begin(claimed, now=NOW) is False
    outbox_acts.release(Bericht.objects.all(), by=coordinator, now=NOW)
    assert (begin(claimed, now=NOW), Bericht.objects.get().state) == (False, "wacht")


def test_again_goes_to_the_address_of_now_with_the_same_id(programme: Programme, coordinator: User) -> None:
    person = make_mandataris(programme.bestuur, email="goed@example.be")
    message = make_bericht(programme, state="teruggekomen", mandataris=person, attempts=3, problem="x", bounced_at=NOW)
    outbox_acts.send_again(Bericht.objects.all(), by=coordinator, now=NOW)
    again = Bericht.objects.get()
    assert (again.to_email, again.message_id) == ("goed@example.be", message.message_id)
    assert (again.attempts, again.problem, again.bounced_at, again.send_after) == (0, "", None, NOW)


def test_an_edit_makes_the_html_anew_and_keeps_the_calendar(programme: Programme, coordinator: User) -> None:
    message = make_bericht(programme, html="<p>oud</p>", calendar=CALENDAR, method="REQUEST")
    text = "Dag An,\n\nZie https://example.be/<x>\n"
    assert edit(message, subject="Nieuw", text=text, by=coordinator, now=NOW) is True
    message.refresh_from_db()
    assert (message.subject, message.text, message.calendar) == ("Nieuw", text, CALENDAR)
    body = message.html.split('class="sheet"')[1]
    assert ("oud" in body, "Dag An," in body, 'href="https://example.be/' in body, "<x>" in body) == (
        False,
        True,
        True,
        False,
    )


def test_an_edit_without_html_makes_none(programme: Programme, coordinator: User) -> None:
    message = make_bericht(programme)
    edit(message, subject="Nieuw", text="Dag", by=coordinator, now=NOW)
    message.refresh_from_db()
    assert message.html == ""


@pytest.mark.parametrize("state", ["verzonden", "in_aflevering", "geannuleerd", "onzeker"])
def test_what_left_is_not_edited(programme: Programme, coordinator: User, state: str) -> None:
    message = make_bericht(programme, state=state, lease_until=NOW)
    assert edit(message, subject="Nieuw", text="Dag", by=coordinator, now=NOW) is False
    message.refresh_from_db()
    assert message.subject != "Nieuw"


def test_what_a_newer_message_replaced_is_not_sent_again(programme: Programme, coordinator: User) -> None:
    old = make_bericht(programme, topic="een", state="mislukt")
    make_bericht(programme, topic="een", state="wacht")
    make_bericht(programme, topic="twee", state="mislukt")
    make_bericht(programme, topic="twee", state="geannuleerd")
    assert acts_for(old) == []
    assert outbox_acts.send_again(Bericht.objects.all(), by=coordinator, now=NOW) == 1
    assert Bericht.objects.get(pk=old.pk).state == "mislukt"


def test_a_request_that_was_called_off_is_not_sent_again(programme: Programme, coordinator: User) -> None:
    an = agendas.make_invited(programme, "An")
    visit = agendas.make_linde(programme, [an])
    agendas.publish(programme)
    reconcile(programme, now=NOW)
    Bericht.objects.filter(kind="agenda").update(state="mislukt")
    visit.delete()
    agendas.publish(programme)
    assert reconcile(programme, now=NOW) == 0
    assert outbox_acts.send_again(Bericht.objects.all(), by=coordinator, now=NOW) == 0


def test_a_calendar_is_told_that_a_request_was_called_off_also_while_it_is_sent_again(
    programme: Programme, coordinator: User
) -> None:
    an = agendas.make_invited(programme, "An")
    visit = agendas.make_linde(programme, [an])
    agendas.publish(programme)
    reconcile(programme, now=NOW)
    agendas.send()
    asked = Bericht.objects.filter(kind="agenda")
    assert outbox_acts.send_one_again(asked, by=coordinator, now=NOW) == 1
    outbox_acts.cancel(asked, by=coordinator, now=NOW)
    visit.delete()
    agendas.publish(programme)
    reconcile(programme, now=NOW)
    assert agendas.messages() == [("an@example.be", "CANCEL", 1)]
    agendas.send()
    an.email = "nieuw@example.be"
    an.save()
    again = Bericht.objects.get(method="CANCEL")
    assert outbox_acts.address_now(again) == "an@example.be"


def test_an_invitation_that_is_called_off_while_it_is_sent_again_was_sent(
    programme: Programme, coordinator: User
) -> None:
    an = agendas.make_invited(programme, "An")
    outbox_acts.send_one_again(Bericht.objects.all(), by=coordinator, now=NOW)
    outbox_acts.cancel(Bericht.objects.all(), by=coordinator, now=NOW)
    assert invited_people(programme) == {an.pk}


def test_an_invitation_that_came_back_and_was_called_off_while_it_is_sent_again_was_not_sent(
    programme: Programme, coordinator: User
) -> None:
    agendas.make_invited(programme, "An", state="teruggekomen")
    outbox_acts.send_again(Bericht.objects.all(), by=coordinator, now=NOW)
    outbox_acts.cancel(Bericht.objects.all(), by=coordinator, now=NOW)
    assert invited_people(programme) == set()


def test_what_was_cancelled_by_mistake_is_put_back_and_held(programme: Programme, coordinator: User) -> None:
    message = make_bericht(programme)
    outbox_acts.cancel(Bericht.objects.all(), by=coordinator, now=NOW)
    message.refresh_from_db()
    assert [name for name, _ in outbox_acts.acts_for(message)] == ["back"]
    assert outbox_acts.put_back(Bericht.objects.all(), by=coordinator, now=NOW) == 1
    assert list(Bericht.objects.values_list("state", flat=True)) == ["vastgehouden"]
    assert list(Stap.objects.values_list("text", flat=True)) == ["geannuleerd", "teruggezet"]


def test_what_was_called_off_by_itself_is_not_put_back(programme: Programme, coordinator: User) -> None:
    message = make_bericht(programme, state="geannuleerd", problem="niet meer nodig")
    assert outbox_acts.put_back(Bericht.objects.all(), by=coordinator, now=NOW) == 0
    assert outbox_acts.acts_for(message) == []


@pytest.mark.parametrize("newer", ["wacht", "geannuleerd"])
def test_an_older_version_is_not_put_back(programme: Programme, coordinator: User, newer: str) -> None:
    old = make_bericht(programme, topic="antwoord", state="geannuleerd")
    make_bericht(programme, topic="antwoord", state=newer)
    assert outbox_acts.put_back(Bericht.objects.filter(pk=old.pk), by=coordinator, now=NOW) == 0


def test_a_request_that_was_cancelled_is_not_put_back_when_the_visit_has_gone(
    programme: Programme, coordinator: User
) -> None:
    an = agendas.make_invited(programme, "An")
    visit = agendas.make_linde(programme, [an])
    agendas.publish(programme)
    reconcile(programme, now=NOW)
    asked = Bericht.objects.filter(kind="agenda")
    outbox_acts.cancel(asked, by=coordinator, now=NOW)
    visit.delete()
    agendas.publish(programme)
    reconcile(programme, now=NOW)
    assert outbox_acts.put_back(asked, by=coordinator, now=NOW) == 0
