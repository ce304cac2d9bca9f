"""Who comes to a visit by the tool of its format, beside the visitors, and what does not add up there."""

from collections.abc import Iterable

from django.db.models import Count

from programmes.entries import Others
from programmes.schedules import HostSchedule, host_schedule
from programmes.week import Visit, Week
from programmes.werkvormen.timetable import Timetable
from programmes.werkvormen.tools import Beside, all_tools


def others_at(visits: Iterable[Visit]) -> dict[int, Others]:
    """{visit: who comes beside the visitors}, in one query for each format with a tool that is among them."""
    shown = list(visits)
    found: dict[int, Others] = {}
    for werkvorm, tool in all_tools().items():
        keys = [visit.id for visit in shown if visit.werkvorm == werkvorm]
        if tool.others and keys:
            rows = tool.others.rows().filter(**{f"{tool.visit}__in": keys}).order_by().values_list(tool.visit)
            found |= {visit: Others(count, tool.others.words(count)) for visit, count in rows.annotate(Count("pk"))}
    return found


def received(week: Week, host: int) -> HostSchedule | None:
    """What a contact person receives, with everybody whom they have to count on."""
    schedule = host_schedule(week, host)
    return schedule.counting(others_at(entry.visit for entry in schedule.entries)) if schedule else None


def beside(visit: Visit, table: Timetable) -> Beside:
    tool = all_tools().get(visit.werkvorm)
    return tool.beside(visit.id, table) if tool else Beside()
