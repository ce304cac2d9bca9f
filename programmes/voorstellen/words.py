"""How good a proposal is, as somebody would say it."""

import math

from programmes.models import Voorstel


def room_left(score: int | None, bound: int | None, *, is_open: bool = False) -> str:
    """What a proven bound says: how much better any plan could still be. `is_open`: it is still being sought."""
    if score is None:
        return ""
    if bound is None and is_open:
        return "Hoeveel beter het nog kan, rekent Expeditie nog uit."
    if bound is None:
        return "Hoeveel beter het nog kan, is niet bewezen: de tijd was te kort, of naar een vast bezoek kan niemand."
    if bound <= score:
        return "Beter kan niet: dat is bewezen."
    if score <= 0:
        return f"Hoogstens {points(bound - score)} beter is nog mogelijk."
    return f"Hoogstens {percent((bound - score) / score)} beter is nog mogelijk."


def percent(part: float) -> str:
    """Never rounded down: '0,3 %', '2 %'."""
    if part < 0.01:
        return f"{math.ceil(part * 1000) / 10:.1f}\u00a0%".replace(".", ",")
    return f"{math.ceil(part * 100)}\u00a0%"


def points(score: int | None) -> str:
    """'12.226 punten'"""
    return "" if score is None else f"{score:,} {'punt' if abs(score) == 1 else 'punten'}".replace(",", ".")


def seconds_taken(voorstel: Voorstel) -> int | None:
    if not voorstel.started_at or not voorstel.finished_at:
        return None
    return round((voorstel.finished_at - voorstel.started_at).total_seconds())
