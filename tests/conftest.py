import gc
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate
from django.test import Client
from hypothesis import settings

from programmes.models import Bestuur, Mandataris, Programme, User
from tests.factories import make_bestuur, make_mandataris, make_programme, make_user

settings.register_profile("repeatable", derandomize=True, deadline=None)  # a run that fails, fails again
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Any:
    """Django and thousands of tests stay until the end: looking among them for garbage took an eighth of the time."""
    gc.disable()
    done = yield
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    return done


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Without the permissions of Django, which nobody asks for: each test that commits would make them anew."""
    assert post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    assert post_migrate.disconnect(create_contenttypes)


@pytest.fixture
def bestuur(db: None) -> Bestuur:
    return make_bestuur(name="Leiedorp", slug="leiedorp")


@pytest.fixture
def programme(bestuur: Bestuur) -> Programme:
    """Monday 24 to Friday 28 February 2025."""
    return make_programme(bestuur, slug="2025")


@pytest.fixture
def coordinator(bestuur: Bestuur) -> User:
    return make_user("coordinator", bestuur=bestuur)


@pytest.fixture
def lezer(bestuur: Bestuur) -> User:
    return make_user("lezer", bestuur=bestuur)


@pytest.fixture
def stranger(db: None) -> User:
    """A coordinator, of another authority."""
    return make_user("coordinator", bestuur=make_bestuur())


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """client_of(coordinator).get(url)"""

    def _client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return _client_of


@pytest.fixture
def staff(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    """The browser of the coordinator."""
    return client_of(coordinator)


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller]:
    """It is NOW, of the test's own file, and it stays so: pytestmark = pytest.mark.usefixtures("clock")."""
    with time_machine.travel(request.module.NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")


@pytest.fixture
def no_complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint only logs what a style or PDF/UA lacks: here that is an error."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
