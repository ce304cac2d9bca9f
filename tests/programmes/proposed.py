"""A small programme to plan, and proposals for it that are ready: no planner needs to run."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from programmes.bench.hand import hand_plan
from programmes.loading import load_week
from programmes.models import Mandataris, Programme, User, Voorstel, Zorgdienst
from programmes.planner import Plan, Unmet, Visit
from programmes.planner.checking import check
from programmes.proposals.problems import bridge_of
from programmes.proposals.settings import Scope, Settings
from programmes.voorstellen.asking import Asked
from tests.factories import (
    MONDAY,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_zorgdienst,
)

NOW = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
ALL_WEEK = [[(MONDAY + dt.timedelta(days=n)).isoformat(), 480, 1080] for n in range(5)]

Placed = tuple[Zorgdienst, dt.date, int, list[Mandataris]]
"""A visit of a plan: where, when (minutes since midnight), who."""


def make_guest(programme: Programme, first_name: str, last_name: str, **fields: Any) -> Mandataris:
    """Who can come all week, unless told."""
    mandataris = make_mandataris(programme.bestuur, first_name=first_name, last_name=last_name)
    make_gast(programme, mandataris, **{"available": ALL_WEEK} | fields)
    return mandataris


def make_service(programme: Programme, name: str, **fields: Any) -> Zorgdienst:
    contact = make_contactpersoon(programme.bestuur)
    zorgdienst = make_zorgdienst(programme.bestuur, name=name, contact=contact, **fields)
    return make_deelnemende_dienst(programme, zorgdienst)


def two_visits(town: Mapping[str, Any]) -> list[Placed]:
    """An and Bo to the Linde on Monday at half past nine, Bo to the Meander on Tuesday at two."""
    return [
        (town["linde"], MONDAY, 570, [town["an"], town["bo"]]),
        (town["meander"], TUESDAY, 840, [town["bo"]]),
    ]


def make_voorstel(
    programme: Programme,
    placed: Iterable[Placed] = (),
    *,
    by_hand: bool = False,
    by: User | None = None,
    scope: Scope | None = None,
    settings: Settings | None = None,
    unmet: Iterable[Unmet] = (),
    **fields: Any,
) -> Voorstel:
    """Ready, with what stands in the draft and these visits; `by_hand`: as somebody would plan it."""
    asked = Asked(scope or Scope(), settings or Settings())
    bridge = bridge_of(programme, load_week(programme), scope=asked.scope, settings=asked.settings)
    new = (
        Visit(
            bridge.services.index(zorgdienst.pk),
            bridge.days.index(day),
            start,
            tuple(bridge.people.index(one.pk) for one in people),
        )
        for zorgdienst, day, start, people in placed
    )
    visits = hand_plan(bridge.problem) if by_hand else (*bridge.problem.fixed, *new)
    plan = Plan(visits, check(bridge.problem, visits).score, None, tuple(unmet))
    fields = {"title": "Heel het programma", "state": "klaar", "created_at": NOW, "score": plan.score} | fields
    fields = {"asked": asked.to_json(), "problem": bridge.to_json(), "plan": plan.to_json()} | fields
    return Voorstel.objects.create(programme=programme, by=by, **fields)
