"""How long a journey takes: as the crow flies x 1.3, by the speed of the mode, unless somebody corrected it."""

import math

from programmes.week import Service, Visit, Week

DETOUR = 1.3
KM_PER_HOUR = {"auto": 40.0, "fiets": 15.0, "te_voet": 4.5}
EARTH_KM = 6371.0

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance between (latitude, longitude) pairs in degrees."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def minutes_between(a: Point | None, b: Point | None, mode: str) -> int:
    """Whole minutes under way, without slack; 0 when a point is unknown."""
    if a is None or b is None:
        return 0
    return math.ceil(distance_km(a, b) * DETOUR / KM_PER_HOUR[mode] * 60)


def journey(week: Week, a: Service, b: Service, mode: str) -> int:
    """Minutes from one service to another by `mode` ('' is the programme's own), without slack."""
    if a.id == b.id:
        return 0
    mode = mode or week.info.mode
    for key in ((a.id, b.id, mode), (b.id, a.id, mode)):
        if key in week.travel:
            return week.travel[key]
    return minutes_between(a.point, b.point, mode)


def mode_between(week: Week, a: Visit | None, b: Visit, person: int) -> str:
    """How somebody goes from one visit to another: on a tour as the tour does; `a` is None where the day starts."""
    if b.ronde_mode and (a is None or a.ronde == b.ronde):
        return b.ronde_mode
    return week.people[person].mode or week.info.mode
