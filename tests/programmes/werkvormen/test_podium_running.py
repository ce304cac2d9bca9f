"""The hours of a line-up, and who could be shorter."""

from programmes.werkvormen.interface import Outline
from programmes.werkvormen.vrij_podium import FORMAT, sound_for_many, stories_that_fit
from programmes.werkvormen.vrij_podium.running import Times, Turn, running, shorter

TIMES = Times(opening=5, changeover=1, closing=5)


def turns(*minutes: int) -> list[Turn]:
    return [Turn(number, length) for number, length in enumerate(minutes, 1)]


def test_running_hours() -> None:
    found = running(turns(8, 10, 5), TIMES, start=570, until=630)
    assert [slot.hours for slot in found.slots] == ["9.35–9.43", "9.44–9.54", "9.55–10.00"]
    assert (found.talked_until, found.ends, found.minutes, found.available) == (600, 605, 35, 60)
    assert (found.over, found.spare) == (-25, 25)


def test_nobody_yet() -> None:
    found = running([], TIMES, start=570, until=630)
    assert (found.slots, found.ends, found.talked_until) == ((), 580, 570)


def test_a_line_up_past_midnight() -> None:
    found = running(turns(10, 10), TIMES, start=1425, until=1460)
    assert [slot.hours for slot in found.slots] == ["23.50–0.00", "0.01–0.11"]


def test_the_longest_become_shorter_the_last_one_first() -> None:
    assert shorter(turns(10, 5, 10), 3) == (Turn(1, 9), Turn(3, 8))
    assert shorter(turns(10, 5, 10), 1) == (Turn(3, 9),)


def test_nobody_goes_below_three_minutes() -> None:
    assert shorter(turns(4, 3), 1) == (Turn(1, 3),)
    assert shorter(turns(4, 3), 2) == ()
    assert shorter([], 1) == ()


def test_the_checks_of_the_format() -> None:
    short, many, good = Outline(minutes=25, people=4), Outline(minutes=60, people=16), Outline(minutes=60, people=15)
    assert list(stories_that_fit(short)) == [
        "In 25 minuten passen hoogstens 2 verhalen. Maak het bezoek langer, of kies een gesprek als werkvorm."
    ]
    assert list(sound_for_many(many)) == [
        "Met 16 luisteraars is iedereen alleen met een micro verstaanbaar. Kijk na of de zaal er een heeft."
    ]
    assert [text for check in FORMAT.checks for text in check(good)] == []


def test_the_names_of_its_tasks_stay() -> None:
    assert [task.name for task in FORMAT.tasks] == ["sprekers", "micro", "toestemming", "podiumblad"]
    assert sum(part.minutes for part in FORMAT.skeleton) == FORMAT.minutes[1]
