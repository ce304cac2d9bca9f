import pytest

from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from tests.factories import make_bezoek, make_contactpersoon, make_mandataris, make_zorgdienst
from tests.invitations.rsvp import publish_now


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet", email="griet@example.be")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, griet: Contactpersoon) -> Bezoek:
    """Monday at 9.30 at De Linde: An came, Griet received; as published."""
    linde = make_zorgdienst(programme.bestuur, contact=griet, name="De Linde")
    visit = make_bezoek(programme, zorgdienst=linde, people=[an], host=griet)
    publish_now(programme)
    return visit
