"""The small interface that every format of an expedition fills in; a format is one module of this package.

Without Django: what a format keeps and shows is in the models, views and templates of the same name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

COORDINATOR, GASTHEER, COMMUNICATIE = "coordinator", "gastheer", "communicatie"  # who does a task
SELF, WATCH = "zelf", "kijken"  # what a visitor without training may do: lend a hand, or only look on


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the timetable skeleton. One of `takes_rest` grows or shrinks with the time that there is."""

    minutes: int
    title: str
    text: str = ""
    who: str = ""
    takes_rest: bool = False
    hands_on: str = ""  # SELF, WATCH, or '' when nothing is done with the hands


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who is needed: 'gespreksleider', and what they do."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """What has to be done; `days` counts from the visit, `step` is that of the playbook.

    `name` stands once in its format and is kept: it is part of the key of every task made from it.
    """

    name: str
    step: int
    owner: str
    days: int
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Print:
    """Something on paper: its title and the name of the URL (bestuur, programme, pk of the visit)."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a check looks at: the minutes of the visit, those of its parts, and how many people take part."""

    minutes: int
    people: int
    parts: tuple[Part, ...] = ()


Check = Callable[[Outline], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to hold a visit. `group` and `minutes` are (least, usual, most)."""

    key: str  # of programmes.models.Werkvorm
    title: str
    icon: str
    lead: str  # one sentence: what it is
    suits: str
    group: tuple[int, int, int]
    minutes: tuple[int, int, int]
    preparation: str
    example: str
    skeleton: tuple[Part, ...]
    roles: tuple[Role, ...] = ()
    tasks: tuple[Task, ...] = ()
    checks: tuple[Check, ...] = ()
    prints: tuple[Print, ...] = ()
    tool: str = ""  # name of the URL of its own tool (bestuur, programme, pk of the visit); empty: only a timetable
    tool_title: str = ""
    home: str = ""  # name of the URL of what it holds in the whole programme (bestuur, programme)
    home_title: str = ""
    weeks: int = field(default=2)  # how long beforehand one begins
