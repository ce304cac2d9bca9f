import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.times import NonexistentTimeError, clock, clock_input, day_name, minutes_of, moment


def test_moment_is_brussels_time_in_winter_and_summer():
    assert moment(dt.date(2025, 2, 24), 570).utcoffset() == dt.timedelta(hours=1)
    assert moment(dt.date(2025, 7, 24), 570).utcoffset() == dt.timedelta(hours=2)


def test_moment_past_midnight_is_the_next_day():
    assert moment(dt.date(2025, 2, 24), 1440 + 60) == moment(dt.date(2025, 2, 25), 60)


@pytest.mark.parametrize("minutes", [120, 150, 179])
def test_moment_refuses_the_hour_that_the_clock_skips(minutes):
    with pytest.raises(NonexistentTimeError, match="bestaat niet op zondag 29 maart"):
        moment(dt.date(2026, 3, 29), minutes)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.integers(0, 1439).filter(lambda m: not 120 <= m < 180))
def test_minutes_of_is_the_way_back(day, minutes):
    value = moment(day, minutes)
    assert (value.astimezone(dt.UTC) - value).total_seconds() == 0
    assert minutes_of(value.astimezone(dt.UTC)) == minutes


def test_words_for_days_and_hours():
    assert day_name(dt.date(2025, 2, 24)) == "maandag 24 februari"
    assert (clock(570), clock(0), clock_input(570)) == ("9.30", "0.00", "09:30")
