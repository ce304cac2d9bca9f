"""A dialogue of Leiedorp: two meetings were held, and the residents meet once more before all sit together."""

import datetime as dt

from programmes.models import Bijeenkomst, Groep, Inwoner, Oogst, Programme, Traject
from programmes.werkvormen.inwonersdialoog import trajects

THEME, SCOPE = "Alleen thuis, en toch niet alleen", "Tachtigers die zelfstandig wonen, en wie rond hen staat."
BACK = (60, 25)  # days ago
AHEAD = 9
RESIDENTS = ("Godelieve Claerhout", "Achmed Yildirim", "Maria Lefebvre", "Willy Deroo", "Sonja Persoons", "Jef Moerman")
SAID = (  # meeting, group, kind, subject, text
    (0, Groep.PROFESSIONALS, Oogst.Kind.KNELPUNT, "Merken", "We zien iemand pas als het al te laat is."),
    (0, Groep.PROFESSIONALS, Oogst.Kind.KANS, "Merken", "De maaltijdploeg komt elke dag aan de deur."),
    (0, Groep.BESTUURDERS, Oogst.Kind.KNELPUNT, "Vervoer", "De belbus rijdt niet na zes uur."),
    (1, Groep.INWONERS, Oogst.Kind.KNELPUNT, "Vervoer", "Na de avondles geraak ik niet meer thuis."),
    (1, Groep.INWONERS, Oogst.Kind.KANS, "Merken", "De buurt kan een sleutel delen, als iemand het regelt."),
    (1, Groep.INWONERS, Oogst.Kind.QUOTE, "", "Vraag niet wat ik nodig heb. Vraag wat ik kan."),
)


def add_dialogue(programme: Programme, *, today: dt.date) -> None:
    traject = trajects.start(programme, title="Samen zijn we slimmer", today=today)
    rows = list(traject.bijeenkomsten.order_by("number"))
    for row, days in zip(rows, BACK, strict=False):
        row.day, row.is_held, row.place = _weekday(today - dt.timedelta(days=days)), True, "De Brug"
        row.save()
    rows[2].day, rows[2].starts = _weekday(today + dt.timedelta(days=AHEAD)), dt.time(19, 30)
    rows[2].save()
    rows[3].day = programme.last_day
    rows[3].save()
    Traject.objects.filter(pk=traject.pk).update(theme=THEME, scope=SCOPE, fixed_by=rows[0], fixed_on=rows[0].day)
    for number, name in enumerate(RESIDENTS):
        _resident(traject, name, rows[1:], number)
    for meeting, group, kind, theme, text in SAID:
        Oogst.objects.create(bijeenkomst=rows[meeting], group=group, kind=kind, theme=theme, text=text)


def _resident(traject: Traject, name: str, meetings: list[Bijeenkomst], number: int) -> None:
    row = Inwoner.objects.create(
        traject=traject,
        name=name,
        phone=f"0470 00 22 {number:02d}",
        needs_transport=number == 2,
        may_be_contacted=True,
    )
    row.bijeenkomsten.set(meetings)


def _weekday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
