"""The draft of a programme as a `Week`, in five queries whatever its size."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models.functions import Lower

from programmes.models import Aanvaarding, Bezoek, DeelnemendeDienst, Gast, Programme, Reistijd
from programmes.models.ronde import mode_of
from programmes.times import local
from programmes.week import Host, Info, Participation, Person, Service, Visit, Week, order


def load_week(programme: Programme) -> Week:
    people = _people(programme)
    return Week(
        info=_info(programme),
        people=people,
        services=load_services(programme),
        visits=_visits(programme, people),
        travel=_travel(programme),
        accepted=dict(Aanvaarding.objects.filter(programme=programme).values_list("key", "note")),
    )


def _info(programme: Programme) -> Info:
    bestuur = programme.bestuur
    return Info(
        title=programme.title,
        first_day=programme.first_day,
        last_day=programme.last_day,
        day_from=_clock_minutes(programme.day_from),
        day_until=_clock_minutes(programme.day_until),
        bestuur=bestuur.name,
        shows_fractie=bestuur.shows_fractie,
        start_place=bestuur.address,
        start_point=_point(bestuur.latitude, bestuur.longitude),
        contact_name=programme.contact_name,
        contact_email=programme.contact_email,
        contact_phone=programme.contact_phone,
        hashtag=programme.hashtag,
        introduction=programme.introduction,
        meeting_point=programme.meeting_point,
        clothing=programme.clothing,
        meal=programme.meal,
        mode=programme.mode,
        slack=programme.slack_minutes,
    )


def _clock_minutes(value: dt.time) -> int:
    return value.hour * 60 + value.minute


def _point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _people(programme: Programme) -> dict[int, Person]:
    """One row per guest x mandate x domain: the join is small, and one query is one round trip."""
    rows = Gast.objects.filter(programme=programme).values(
        "accompanies_id",
        "mode",
        "available",
        "remarks",
        "mandataris_id",
        "mandataris__first_name",
        "mandataris__last_name",
        "mandataris__function",
        "mandataris__fractie",
        "mandataris__is_minor",
        "mandataris__phone",
        "mandataris__mandaten__segment",
        "mandataris__mandaten__function",
        "mandataris__mandaten__ends_on",
        "mandataris__mandaten__is_prevented",
        "mandataris__bevoegdheden__label",
    )
    grouped: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["mandataris_id"], []).append(dict(row))
    return {key: _person(key, group, programme.first_day) for key, group in grouped.items()}


def _person(key: int, rows: list[dict[str, Any]], on: dt.date) -> Person:
    row = rows[0]
    running = [r for r in rows if _is_running(r, on)]
    functions = [r["mandataris__mandaten__function"] for r in running]
    return Person(
        id=key,
        name=f"{row['mandataris__first_name']} {row['mandataris__last_name']}".strip(),
        function=row["mandataris__function"],
        fractie=row["mandataris__fractie"],
        segments=_distinct(r["mandataris__mandaten__segment"] for r in running),
        domains=_distinct(r["mandataris__bevoegdheden__label"] for r in rows),
        is_mayor=any(_is_mayor(function) for function in [*functions, row["mandataris__function"]]),
        is_minor=row["mandataris__is_minor"],
        accompanies=row["accompanies_id"],
        mode=row["mode"],
        available=None if row["available"] is None else tuple((d, a, b) for d, a, b in row["available"]),
        remarks=row["remarks"],
        phone=row["mandataris__phone"],
    )


def _is_running(row: dict[str, Any], on: dt.date) -> bool:
    ends_on = row["mandataris__mandaten__ends_on"]
    return not row["mandataris__mandaten__is_prevented"] and (ends_on is None or ends_on >= on)


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _is_mayor(function: str | None) -> bool:
    return (function or "").strip().casefold().split(" ")[0] in {"burgemeester", "waarnemend-burgemeester"}


def load_services(programme: Programme) -> dict[int, Service]:
    """Those that take part, in one query."""
    rows = (
        DeelnemendeDienst.objects.filter(programme=programme)
        .order_by("zorgdienst__name", "zorgdienst_id", "zorgdienst__contactpersonen__name")
        .select_related("zorgdienst")
        .values_list(
            "zorgdienst_id",
            *[f"zorgdienst__{name}" for name in _SERVICE_FIELDS],
            *[f"zorgdienst__contactpersonen__{name}" for name in _HOST_FIELDS],
            "zorgdienst__domeinen__label",
        )
    )
    grouped: dict[int, list[list[Any]]] = {}
    for key, *values in rows:
        grouped.setdefault(key, []).append(values)
    return {key: _service(key, group) for key, group in grouped.items()}


_COPIED_FIELDS = (
    *("name", "kind", "visit_minutes", "min_people", "max_people", "max_groups", "activities", "users_part"),
    *("meeting_point", "clothing", "meal", "parking", "accessibility"),
)
_SERVICE_FIELDS = (*_COPIED_FIELDS, "street", "postcode", "city", "latitude", "longitude", "moments")
_HOST_FIELDS = ("id", "name", "function", "email", "phone")


def _service(key: int, rows: list[list[Any]]) -> Service:
    """One row per contact person x domain."""
    cells = dict(zip(_SERVICE_FIELDS, rows[0], strict=False))
    hosts = {row[len(_SERVICE_FIELDS)]: Host(*row[len(_SERVICE_FIELDS) : -1]) for row in rows}
    place = f"{cells['postcode']} {cells['city']}".strip()
    return Service(
        id=key,
        address=", ".join(part for part in (cells["street"], place) if part),
        point=_point(cells["latitude"], cells["longitude"]),
        moments=tuple((w, a, b) for w, a, b in cells["moments"]),
        contacts=tuple(host for host in hosts.values() if host.id is not None),
        domains=_distinct(row[-1] for row in rows),
        **{name: cells[name] for name in _COPIED_FIELDS},
    )


_VISIT_FIELDS = (
    *("kind", "title", "werkvorm", "place", "meeting_point", "clothing", "meal", "activity", "remarks"),
    *("internal_note", "is_fixed", "revision"),
)
_PART_FIELDS = ("mandataris_id", "arrives_at", "leaves_at", "is_spokesperson", "note", "answer", "answer_reason")
_VISIT_COLUMNS = (
    *_VISIT_FIELDS,
    *("id", "zorgdienst_id", "starts_at", "ends_at", "ronde_id", "ronde__title", "ronde__vehicle"),
    *(f"host__{name}" for name in _HOST_FIELDS),
    *(f"deelnames__{name}" for name in _PART_FIELDS),
)


def _visits(programme: Programme, people: Mapping[int, Person]) -> tuple[Visit, ...]:
    """With guests only: whoever was put on a visit while a colleague took them off the list, is not there."""
    rows = (
        Bezoek.objects.filter(programme=programme)
        .order_by(
            *("starts_at", "pk", Lower("deelnames__mandataris__last_name"), Lower("deelnames__mandataris__first_name")),
            "deelnames__pk",
        )
        .values(*_VISIT_COLUMNS)
    )
    grouped: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
    return tuple(sorted((_visit(group, people) for group in grouped.values()), key=order))


def _visit(rows: list[dict[str, Any]], people: Mapping[int, Person]) -> Visit:
    row = rows[0]
    day = local(row["starts_at"]).date()
    host = Host(*(row[f"host__{name}"] for name in _HOST_FIELDS)) if row["host__id"] else None
    return Visit(
        id=row["id"],
        day=day,
        start=_minutes_from(day, row["starts_at"]),
        end=_minutes_from(day, row["ends_at"]),
        service=row["zorgdienst_id"],
        ronde=row["ronde_id"],
        ronde_title=row["ronde__title"] or "",
        ronde_mode=mode_of(row["ronde__vehicle"] or ""),
        host=host,
        people=tuple(_participation(day, r) for r in rows if r["deelnames__mandataris_id"] in people),
        **{name: row[name] for name in _VISIT_FIELDS},
    )


def _participation(day: dt.date, row: dict[str, Any]) -> Participation:
    arrives, leaves = row["deelnames__arrives_at"], row["deelnames__leaves_at"]
    return Participation(
        person=row["deelnames__mandataris_id"],
        start=None if arrives is None else _minutes_from(day, arrives),
        end=None if leaves is None else _minutes_from(day, leaves),
        is_spokesperson=row["deelnames__is_spokesperson"],
        note=row["deelnames__note"],
        answer=row["deelnames__answer"],
        reason=row["deelnames__answer_reason"],
    )


def _minutes_from(day: dt.date, value: dt.datetime) -> int:
    """Minutes on the clock since midnight of `day`; past 1440 on the next day."""
    value = local(value)
    return (value.date() - day).days * 1440 + value.hour * 60 + value.minute


def _travel(programme: Programme) -> dict[tuple[int, int, str], int]:
    rows = Reistijd.objects.filter(bestuur=programme.bestuur_id).values_list("van_id", "naar_id", "mode", "minutes")
    return {(van, naar, mode): minutes for van, naar, mode, minutes in rows}
