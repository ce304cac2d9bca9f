"""From the database to the planner and back: what is accepted stands in the draft, as one change that can be undone."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.drafts import store, undo
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Programme, User, Wijziging
from programmes.planner import Visit as Planned
from programmes.proposals.changes import applied, changes_of
from programmes.proposals.problems import bridge_of
from programmes.proposals.settings import FREE, Scope, Settings
from tests.factories import MONDAY, make_bezoek, make_deelnemende_dienst, make_gast, make_zorgdienst

NOW = dt.datetime(2025, 1, 20, 10, tzinfo=dt.UTC)
ALL_DAY = [[MONDAY.isoformat(), 0, 1440]]


def make_draft(programme: Programme) -> Bezoek:
    """A visit with one guest, a second guest, and a second service without a visit."""
    linde, meander = (make_zorgdienst(programme.bestuur, visit_minutes=60) for _ in range(2))
    make_deelnemende_dienst(programme, meander)
    guests = [make_gast(programme, available=ALL_DAY) for _ in range(2)]
    return make_bezoek(programme, zorgdienst=linde, people=[guests[0].mandataris], remarks="bel aan")


def test_an_accepted_proposal_is_one_change_that_can_be_undone(programme: Programme, coordinator: User) -> None:
    make_draft(programme)
    week = load_week(programme)
    bridge = bridge_of(programme, week, scope=Scope(), settings=Settings(standing=FREE))
    plan = [Planned(0, 0, 660, (0, 1)), Planned(1, 0, 480, (1,))]
    changes = changes_of(week, bridge, plan)
    put, remove = applied(week, changes, changes.by_key)
    after = store(programme, week, label="Plan voor mij", by=coordinator, now=NOW, put=put, remove=remove)
    assert load_week(programme) == after
    assert [(visit.start, visit.remarks, len(visit.people)) for visit in after.visits] == [
        (480, "", 1),
        (660, "bel aan", 2),
    ]
    assert Wijziging.objects.count() == 1
    assert changes_of(after, bridge, plan).items == ()
    undo(programme, by=coordinator, now=NOW)
    assert [(visit.start, len(visit.people)) for visit in load_week(programme).visits] == [(570, 1)]


def test_an_answer_outlives_a_move(programme: Programme, coordinator: User) -> None:
    make_draft(programme)
    Deelname.objects.update(answer="ja")
    week = load_week(programme)
    bridge = bridge_of(programme, week, scope=Scope(), settings=Settings(standing=FREE))
    changes = changes_of(week, bridge, [Planned(0, 0, 660, (0,))])
    put, remove = applied(week, changes, changes.by_key)
    store(programme, week, label="Plan voor mij", by=coordinator, now=NOW, put=put, remove=remove)
    assert Deelname.objects.get().answer == "ja"


def test_a_bridge_takes_two_queries_whatever_the_size(programme: Programme) -> None:
    counts = []
    for _ in range(2):
        make_draft(programme)
        week = load_week(programme)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bridge_of(programme, week, scope=Scope(), settings=Settings())
        counts.append(len(queries))
    assert counts == [2, 2]
