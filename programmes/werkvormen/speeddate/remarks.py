"""The rounds beside the timetable of the visit, in which lines tell when they begin and how long they get."""

import datetime as dt
from collections.abc import Iterator

from programmes.times import clock
from programmes.werkvormen.speeddate.desk import Desk
from programmes.words import counted


def disagreements(desk: Desk) -> Iterator[str]:
    """What the visit and its timetable say otherwise than the settings of the speed date."""
    length = desk.table.end - desk.table.start
    if desk.lead + desk.minutes > length:
        welcome = f", na {_minutes(desk.lead)} vooraf" if desk.lead else ""
        yield (
            f"De rondes duren samen {_minutes(desk.minutes)}{welcome}, en het bezoek maar {length}. Neem kortere of "
            "minder rondes, of maak het bezoek langer."
        )
    elif desk.parts and desk.minutes > desk.parts[-1].end - desk.parts[0].start:
        first, last = desk.parts[0], desk.parts[-1]
        yield (
            f"In het uurschema krijgen de rondes {_minutes(last.end - first.start)} "
            f"({clock(first.start % 1440)}–{clock(last.end % 1440)}), en ze duren er samen {desk.minutes}: maak "
            f"‘{last.title}’ langer, of neem kortere of minder rondes."
        )


def unmarked(desk: Desk, *, now: dt.datetime) -> Iterator[str]:
    """Rounds that began by the clock, and that nobody marked: an arrangement that is made anew would change them."""
    begun = desk.begun(now)
    if begun > desk.held:
        yield (
            f"Volgens de uren {_are(begun)} er al {counted(begun, 'ronde', 'rondes')} begonnen, en er "
            f"{_are(desk.held)} er {desk.held or 'geen'} aangeduid als gehouden. Duid dat aan voor je iets wijzigt: "
            f"anders {'wordt die' if begun - desk.held == 1 else 'worden die'} opnieuw verdeeld."
        )


def _minutes(number: int) -> str:
    return counted(number, "minuut", "minuten")


def _are(number: int) -> str:
    return "zijn" if number > 1 else "is"
