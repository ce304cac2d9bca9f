"""The rounds beside the timetable of the visit, in which a line tells when they begin."""

import re
from collections.abc import Iterator

from programmes.models import Bezoek
from programmes.times import clock, minutes_of
from programmes.werkvormen.onderdelen import timetable_between
from programmes.werkvormen.speeddate.desk import Desk
from programmes.werkvormen.timetable import Line

OF_ROUNDS = re.compile(r"\brondes?\b", re.IGNORECASE)


def lead_of(bezoek: Bezoek) -> int:
    """Minutes from the begin of the visit to the first line that is called after a round; 0 when there is none."""
    line = _line(bezoek)
    return line.start - minutes_of(bezoek.starts_at) if line else 0


def disagreements(desk: Desk) -> Iterator[str]:
    """What the visit and its timetable say otherwise than the settings of the speed date."""
    bezoek = desk.date.bezoek
    length = round((bezoek.ends_at - bezoek.starts_at).total_seconds() / 60)
    lead, line = desk.date.lead_minutes, _line(bezoek)
    if lead + desk.minutes > length:
        welcome = f", na {lead} minuten vooraf" if lead else ""
        yield (
            f"De rondes duren samen {desk.minutes} minuten{welcome}, en het bezoek maar {length}. Neem kortere of "
            "minder rondes, of maak het bezoek langer."
        )
    if line and line.start != desk.start:
        yield (
            f"In het uurschema begint ‘{line.title}’ om {clock(line.start % 1440)}, en hier de eerste ronde om "
            f"{clock(desk.start % 1440)}. Pas het uurschema aan, of vul bij Tafels en rondes "
            f"{max(0, line.start - minutes_of(bezoek.starts_at))} minuten vooraf in."
        )


def _line(bezoek: Bezoek) -> Line | None:
    start = minutes_of(bezoek.starts_at)
    length = round((bezoek.ends_at - bezoek.starts_at).total_seconds() / 60)
    lines = timetable_between(bezoek.pk, start=start, end=start + length).lines
    return next((line for line in lines if line.person is None and OF_ROUNDS.search(line.title)), None)
