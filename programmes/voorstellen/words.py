"""How good a proposal is, as somebody would say it."""

import math
from collections.abc import Mapping
from typing import Any

from programmes.models import Voorstel
from programmes.proposals.settings import FREE, MIDDLE, SLIDERS, Settings
from programmes.voorstellen.asking import UNREADABLE, Asked
from programmes.words import counted

KEEPING = "Gezocht is hoe iedereen het bezoek houdt, zo dicht mogelijk bij het uur dat het was."


def how_good(voorstel: Voorstel) -> str:
    """Of a row of `light()`. Of one that solves a conflict no score is sought, but that nobody loses a visit."""
    is_bare = voorstel.score is not None and voorstel.bound is None
    asked = _read(voorstel.asked)
    if is_bare and asked and asked.scope.is_repair:
        return who_loses(voorstel.lost, voorstel.lost_least)
    return room_left(voorstel.score, voorstel.bound, is_open=voorstel.is_open)


_WEIGHTS = ("telt niet", "telt minder", "", "weegt zwaarder", "weegt veel zwaarder")
_OF_MORE = {"wensen", "bevoegdheden"}


def wanted(asked: Mapping[str, Any]) -> str:
    """What was asked otherwise than usual: 'wensen wegen zwaarder, hoogstens 1 bezoek per dag'; '' when nothing was."""
    known = _read(asked)
    return _differs(known.settings) if known else ""


def _read(asked: Mapping[str, Any]) -> Asked | None:
    """None of what an earlier Expeditie wrote otherwise: its page says so, and a list of proposals goes on."""
    try:
        return Asked.from_json(asked)
    except UNREADABLE:
        return None


def _differs(settings: Settings) -> str:
    usual = Settings()
    said = [_weight(name, getattr(settings, name)) for name in SLIDERS if getattr(settings, name) != MIDDLE]
    if settings.standing == FREE:
        said.append("wat er staat mag veranderen")
    if settings.day_max != usual.day_max:
        said.append(f"hoogstens {counted(settings.day_max, 'bezoek', 'bezoeken')} per dag")
    if settings.week_max != usual.week_max:
        said.append(f"hoogstens {counted(settings.week_max, 'bezoek', 'bezoeken')} per persoon")
    if settings.ask_all:
        said.append("wie nog niet antwoordde, telt als vrij")
    return ", ".join(said)


def _weight(name: str, position: int) -> str:
    """The lowest place of coverage still counts, and its words on the form say so."""
    words = "telt weinig" if name == "dekking" and position == 0 else _WEIGHTS[position]
    if name in _OF_MORE:
        words = words.replace("telt", "tellen").replace("weegt", "wegen")
    return f"{name} {words}"


def who_loses(lost: int | None, least: int | None) -> str:
    """Of a plan that solves conflicts: `lost` participations could have been kept, `least` is proven."""
    if lost is None:
        return KEEPING
    if lost == 0:
        return "Niemand verliest een bezoek dat nog kan."
    is_proven = least is not None and lost <= least
    how = "Met minder kan het niet: dat is bewezen." if is_proven else "Of het met minder kan, is niet bewezen."
    falls = "valt" if lost == 1 else "vallen"
    return f"Van wat nog kan, {falls} {counted(lost, 'deelname', 'deelnames')} weg. {how}"


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
    if bound > 2 * score:  # a percentage of more than hundred, or of nothing, tells nobody anything
        return "Misschien kan het nog beter: dat dit het beste is, is niet bewezen."
    return f"Hoogstens {percent((bound - score) / score)} beter is nog mogelijk."


def percent(part: float) -> str:
    """Never rounded down: '0,3 %', '2 %'."""
    if part < 0.01:
        return f"{math.ceil(part * 1000) / 10:.1f}\u00a0%".replace(".", ",")
    return f"{math.ceil(part * 100)}\u00a0%"


def points(score: int | None) -> str:
    """'12.226 punten'"""
    return "" if score is None else f"{score:,} {'punt' if abs(score) == 1 else 'punten'}".replace(",", ".")


def searched(voorstel: Voorstel) -> str:
    """'12 seconden'; '' when it never began, or is not over."""
    if not voorstel.started_at or not voorstel.finished_at:
        return ""
    seconds = round((voorstel.finished_at - voorstel.started_at).total_seconds())
    if seconds < 1:
        return "minder dan een seconde"
    return counted(seconds, "seconde", "seconden")
