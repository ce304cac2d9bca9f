import os

import pytest

from programmes.models import Mandataris, Programme
from tests.invitations.agendas import make_invited

# Needs Debian's opensmtpd and root; .ci/run installs it and asks for it.
collect_ignore = [] if os.environ.get("WITH_MTA") else ["test_mta.py"]


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    """Invited, with an address."""
    return make_invited(programme, "An")
