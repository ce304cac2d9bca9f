from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import settings

from programmes.models import Bestuur, Programme, User
from tests.factories import make_bestuur, make_programme, make_user

settings.register_profile("repeatable", derandomize=True, deadline=None)  # a run that fails, fails again
settings.load_profile("repeatable")


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
