"""Where messages go: to the person, to whoever answers for a minor, or to the host."""

from invitations.mail.outbox import Recipient, recipient_of
from invitations.models import Bericht
from invitations.rsvp.answers import confirm
from programmes.models import Bestuur, Programme
from tests.factories import make_contactpersoon, make_mandataris
from tests.invitations.messages import NOW

MINOR = {"first_name": "Noor", "last_name": "Maes", "email": "noor@example.be", "is_minor": True}


def test_messages_about_a_minor_go_to_the_guardian(bestuur: Bestuur) -> None:
    noor = make_mandataris(bestuur, **MINOR, guardian="Els Maes, els@example.be")
    assert recipient_of(noor) == Recipient("ouder of voogd van Noor Maes", "els@example.be", mandataris=noor.pk)
    noor.guardian = "Els Maes, 0400 1"
    assert recipient_of(noor) == Recipient("Noor Maes", "noor@example.be", mandataris=noor.pk)
    host = make_contactpersoon(bestuur, name="Griet", email="griet@example.be")
    assert recipient_of(host) == Recipient("Griet", "griet@example.be", contactpersoon=host.pk)


def test_a_confirmation_reaches_a_guardian_when_the_minor_has_no_address(programme: Programme) -> None:
    noor = make_mandataris(programme.bestuur, **MINOR | {"email": ""}, guardian="Els Maes, els@example.be")
    confirm(programme, noor, now=NOW)
    message = Bericht.objects.get()
    assert (message.to_email, message.text.split("\n")[0]) == ("els@example.be", "Dag ouder of voogd van Noor Maes")
