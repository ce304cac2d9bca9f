"""What happens by itself for one programme does not hang on another."""

import datetime as dt
import logging

import pytest

from invitations.clock import tick
from invitations.models import Bericht
from programmes.models import Programme, User, Versie
from tests.factories import at, make_bezoek, make_programme
from tests.invitations.tasks import make_task
from tests.invitations.uitnodigingen import make_invited, make_version

NOW = at(dt.date(2025, 2, 24), "8.05")  # a Monday, and the first day


def test_a_programme_that_cannot_be_read_does_not_keep_another_from_its_mails(
    programme: Programme, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    """The broken one begins later, and so is looked at first."""
    later = programme.first_day + dt.timedelta(days=1)
    broken = make_programme(programme.bestuur, title="Stuk", slug="stuk", first_day=later)
    Versie.objects.create(programme=broken, number=1, content={"visits": [{}]}, published_at=NOW)
    make_bezoek(programme, people=[make_invited(programme).mandataris], start="15.00").deelnames.update(answer="ja")
    make_version(programme)
    for one in (broken, programme):
        make_task(one)
        for audience in ("gasten", "taken"):
            one.herinneringsregels.create(audience=audience, number=1, days_before=0, at=dt.time(8))
    with caplog.at_level(logging.CRITICAL, "invitations"):
        tick(NOW)
    made = Bericht.objects.filter(programme=programme, kind__in=["herinnering", "taken"])
    assert sorted(made.values_list("kind", flat=True)) == ["herinnering", "taken"]
