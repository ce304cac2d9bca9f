"""What is drawn on the board: all of it for the page, and only what is touched after a change."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from programmes import boards, lanes
from programmes.boards import Look
from programmes.cards import Card, make_cards, make_todo
from programmes.conflicts import Conflict, find_conflicts
from programmes.models import Programme
from programmes.week import Visit, Week


def board_url(programme: Programme, look: Look | None = None) -> str:
    url = reverse("board", args=[programme.bestuur.slug, programme.slug])
    return f"{url}?{look.query}" if look else url


def links(programme: Programme) -> dict[str, Any]:
    """What every part of the board needs to point elsewhere."""
    return {
        "board_url": board_url(programme),
        "new_url": reverse("bezoek-new", args=[programme.bestuur.slug, programme.slug]),
        "plan_url": reverse("voorstel-new", args=[programme.bestuur.slug, programme.slug]),
    }


def part_context(programme: Programme) -> dict[str, Any]:
    """For a part that is sent by itself, to who may edit."""
    return {"programme": programme, "bestuur": programme.bestuur, **links(programme)}


def paint(cards: Iterable[Card], programme: Programme) -> None:
    """Each card once, however many rows it stands in."""
    template = get_template("programmes/_board_card.html").template  # type: ignore[attr-defined] # the engine's own
    slugs = [programme.bestuur.slug, programme.slug]
    context = Context(
        {
            "base": reverse("bezoek-edit", args=[*slugs, 0]).removesuffix("0/"),
            "conflicts": reverse("conflict-list", args=slugs),
        }
    )
    for card in cards:
        with context.push(card=card, visit=card.visit):
            card.html = template.render(context)


def agenda(look: Look, cards: Mapping[int, Card], days: Iterable[dt.date]) -> list[tuple[dt.date, list[Card]]]:
    """The list of a narrow screen: the cards of each day, by hour."""
    wanted = set(days)
    by_day: dict[dt.date, list[Card]] = {day: [] for day in look.days if day in wanted}
    for card in cards.values():
        if card.visit.day in by_day:
            by_day[card.visit.day].append(card)
    return list(by_day.items())


def page_parts(programme: Programme, week: Week, look: Look, conflicts: list[Conflict]) -> dict[str, Any]:
    """All that the page shows."""
    shown: list[Visit] = [visit for visit in week.visits if visit.day in set(look.days)]
    cards = make_cards(week, conflicts, shown)
    paint(cards.values(), programme)
    drawn: dict[str, Any] = {"agenda": agenda(look, cards, look.days)}
    if look.face == boards.DAY:
        drawn["grid"] = lanes.make_day(week, look, cards)
    else:
        drawn["rows"] = boards.make_rows(week, look, cards)
    return {**links(programme), "look": look, "todo": make_todo(week, conflicts), **drawn}


def _todo(before: Week, after: Week, conflicts: list[Conflict]) -> dict[str, Any]:
    """The lists beside the board, those of services and people only when they changed."""
    was, todo = make_todo(before, []), make_todo(after, conflicts)
    return {"todo": todo, "new_services": was.services != todo.services, "new_people": was.people != todo.people}


def touched_parts(programme: Programme, look: Look, *, before: Week, after: Week, changed: set[int]) -> dict[str, Any]:
    """The cells, lanes and lists that show one of these visits, or one whose conflicts hang on them."""
    moved = [week.by_id[key] for week in (before, after) for key in changed if key in week.by_id]
    visits = [*moved, *(after.by_id[key] for key in boards.neighbours(after, moved))]
    places = {
        (row, visit.day) for visit in visits for row in boards.rows_of(visit, look.row_kind) if visit.day in look.days
    }
    rows, days = {row for row, _ in places}, {day for _, day in places}
    conflicts = find_conflicts(after)
    is_whole = look.face == boards.DAY and lanes.day_range(before, look.day) != lanes.day_range(after, look.day)
    shown = [visit for visit in after.visits if visit.day in days]
    if not (look.is_narrow or is_whole):
        shown = [visit for visit in shown if rows & set(boards.rows_of(visit, look.row_kind))]
    cards = make_cards(after, conflicts, shown)
    paint(cards.values(), programme)
    context = {**part_context(programme), "look": look, **_todo(before, after, conflicts)}
    if look.is_narrow:
        return {**context, "agenda": agenda(look, cards, days)}
    if look.face == boards.DAY:
        grid = lanes.make_day(after, look, cards, None if is_whole else rows)
        return {**context, "grid": grid, "grid_is_new": is_whole}
    drawn = boards.make_rows(after, look, cards, rows, days)
    keys = {boards.cell_key(row, day) for row, day in places}
    return {**context, "rows": drawn, "cells": [cell for row in drawn for cell in row.cells if cell.key in keys]}
