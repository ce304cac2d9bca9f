import pytest

from programmes.travel import distance_km, journey, minutes_between
from programmes.windows import covers, merged
from tests.programmes.weeks import service, week

IZEGEM, ROESELARE = (50.9136, 3.2137), (50.9445, 3.1233)


def test_distance_is_the_great_circle():
    assert distance_km(IZEGEM, ROESELARE) == pytest.approx(7.2, abs=0.1)
    assert distance_km(IZEGEM, IZEGEM) == 0


def test_minutes_round_up_and_depend_on_the_mode():
    assert [minutes_between(IZEGEM, ROESELARE, mode) for mode in ("auto", "fiets", "te_voet")] == [15, 38, 125]
    assert minutes_between(IZEGEM, None, "auto") == 0


def test_journey_prefers_the_correction_of_its_own_direction():
    a, b = service(1, point=IZEGEM), service(2, point=ROESELARE)
    there = week(services=(a, b))
    assert journey(there, a, b, "") == 15
    object.__setattr__(there, "travel", {(2, 1, "auto"): 9})
    assert (journey(there, a, b, ""), journey(there, b, a, ""), journey(there, a, b, "fiets")) == (9, 9, 38)
    object.__setattr__(there, "travel", {(2, 1, "auto"): 9, (1, 2, "auto"): 11})
    assert (journey(there, a, b, "auto"), journey(there, b, a, "auto")) == (11, 9)
    assert journey(there, a, a, "auto") == 0


def test_windows_merge_and_cover():
    assert merged([(600, 660), (540, 600), (700, 720), (550, 560)]) == [(540, 660), (700, 720)]
    assert covers([(540, 660)], 540, 660)
    assert not covers([(540, 600), (610, 660)], 590, 620)
