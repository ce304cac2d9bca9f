"""What several tests of proposals begin with."""

import pytest

from tests.programmes.proposed import make_guest, make_service


@pytest.fixture
def town(programme):
    """Two services and two guests; nothing stands on the board."""
    return {
        "linde": make_service(programme, "De Linde"),
        "meander": make_service(programme, "De Meander"),
        "an": make_guest(programme, "An", "Aerts"),
        "bo": make_guest(programme, "Bo", "Boone"),
    }
