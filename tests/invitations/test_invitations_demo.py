"""The demo shows what will happen by itself."""

import datetime as dt
from collections import Counter

from django.core.management import call_command
from django.utils import timezone

from invitations.checklist.tasks import overdue, progress, tasks_of
from invitations.demo.tasks import FORGOTTEN
from invitations.hosting.rollups import rollup
from invitations.models import Bericht, Herinneringsregel, Raakvlak, Taak, Uitnodiging, Verhaal, Vervanging
from invitations.reminding.timeline import timeline
from invitations.rsvp.asked import WACHT, asked_of
from invitations.rsvp.overview import waiting_lists
from invitations.stories.telling import told
from programmes.demo.load import load_demo
from programmes.management.commands.demo import prepare
from programmes.models import Programme

NOW = dt.datetime(2025, 1, 29, 10, tzinfo=dt.UTC)


def test_the_demo_has_a_timeline_and_sizes(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        call_command("demo_herinnering")
    assert Herinneringsregel.objects.filter(programme=demo.programme).count() == 7
    seen = timeline(demo.programme, now=NOW)
    titles = [one.title for day in seen.days for one in day.happenings if "herinnering voor" in one.title]
    assert (seen.is_on, len(titles), Bericht.objects.count()) == (True, 5, 0)
    found = rollup(demo.programme, today=NOW.date())
    assert found is not None
    assert [day.needs.summary != "" for day in found.days] == [True] * 5


def test_the_demo_asks_each_step_for_its_own_part(db: None) -> None:
    prepare(NOW)
    assert Herinneringsregel.objects.filter(programme=Programme.objects.get(slug="2025")).count() == 7


def test_the_demo_has_an_invitation_that_was_sent_with_answers_and_a_waiting_list(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        call_command("demo_uitnodiging")
    made = Uitnodiging.objects.filter(programme=demo.programme)
    assert [(one.segment, one.sent_at is not None) for one in made] == [("college", True), ("raad", False)]
    assert Counter(Bericht.objects.values_list("kind", "state")) == {
        ("uitnodiging", "verzonden"): 4,
        ("uitnodiging", "onzeker"): 1,
        ("uitnodiging", "teruggekomen"): 1,
        ("bevestiging", "wacht"): 3,
        ("bevestiging", "vastgehouden"): 1,
    }
    [(_, places)] = waiting_lists(demo.programme)
    assert [place.mandataris.last_name for place in places] == ["Callewaert", "Demir"]
    seen = [asked_of(demo.programme, place.mandataris_id) for place in places]
    assert [[one.name for one in asked if one.state == WACHT] for asked in seen] == [["Maaltijden aan huis"]] * 2
    assert [str(proposal.mandataris) for proposal in Vervanging.objects.all()] == ["Wout Maertens"]


def test_the_demo_has_stories_with_and_without_consent(db: None) -> None:
    demo = load_demo(NOW)
    for _ in range(2):
        call_command("demo_voorbereiding")
    stories = Verhaal.objects.filter(programme=demo.programme).select_related("toestemming")
    assert (stories.count(), len(told(stories, on=timezone.localdate()))) == (4, 2)


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


def test_the_demo_has_an_agreement_with_links_of_every_state(db: None) -> None:
    load_demo(NOW)
    for _ in range(2):
        call_command("demo_voorbereiding")
    states = Counter(Raakvlak.objects.values_list("state", flat=True))
    assert (states["bevestigd"], states["verworpen"], states["voorstel"] > 10) == (5, 1, True)
