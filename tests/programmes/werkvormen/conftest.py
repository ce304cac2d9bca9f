"""A practice day: published, with two sessions of two seats in both rounds; or only its visit."""

from collections.abc import Iterator

import pytest
import time_machine

from programmes.models import Bezoek, Carrousel, Programme, Werkvorm
from tests.factories import MONDAY, at, make_bezoek
from tests.invitations.rsvp import publish_now
from tests.programmes.werkvormen.carrousel_rows import NOW, make_carrousel, make_sessie


@pytest.fixture
def morning() -> Iterator[None]:
    """Eight o'clock on the first day, and it stays so."""
    with time_machine.travel(at(MONDAY, "8.00"), tick=False):
        yield


@pytest.fixture
def early() -> Iterator[None]:
    """Twenty days before, and it stays so."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    return make_bezoek(
        programme, kind="vrij", title="Praktijkdag", werkvorm=Werkvorm.CARROUSEL, start="9.30", end="15.30"
    )


@pytest.fixture
def carrousel(visit: Bezoek) -> Carrousel:
    found = make_carrousel(visit)
    make_sessie(found)
    make_sessie(found)
    publish_now(visit.programme)
    return found
