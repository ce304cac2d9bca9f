from pathlib import Path
from typing import Any

import pytest

from programmes.models import Programme
from tests.followup.visited import Visited


@pytest.fixture
def visited(programme: Programme, settings: Any, tmp_path: Path) -> Visited:
    settings.MEDIA_ROOT = tmp_path
    return Visited(programme)
