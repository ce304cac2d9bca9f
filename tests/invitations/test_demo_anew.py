"""The demo from an empty database, as it is today."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone

from invitations.checklist.tasks import overdue, progress, tasks_of
from invitations.demo.tasks import FORGOTTEN
from invitations.models import Herinneringsregel, Taak
from programmes.demo.load import load_demo
from programmes.management.commands.demo import prepare
from programmes.models import Programme

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


def test_the_demo_asks_each_step_for_its_own_part(db: None) -> None:
    prepare(NOW)
    assert Herinneringsregel.objects.filter(programme=Programme.objects.get(slug="2025")).count() == 7


def test_the_demo_has_a_checklist_that_is_half_done_and_says_the_same_as_the_pages(db: None) -> None:
    demo = load_demo(timezone.now())
    for _ in range(2):
        call_command("demo_voorbereiding")
    found = progress(tasks_of(demo.programme).kept(), timezone.localdate()).whole
    assert found.done - found.open in (-1, 0)
    late = {task.key for task in overdue(tasks_of(demo.programme).kept(), timezone.localdate())}
    silent = demo.programme.deelnemende_diensten.filter(confirmed_at=None).values_list("zorgdienst", flat=True)
    waits = {f"dienst:{service}:praktisch" for service in silent}
    assert FORGOTTEN <= late <= FORGOTTEN | waits
    assert not Taak.objects.filter(key__in=waits).exclude(done_at=None).exists()
    assert set(Taak.objects.filter(done_at__isnull=False).values_list("done_by", flat=True)) > {
        "Els Vercruysse",
        "Wies Decock",
    }
