"""The reach of an edition as plain numbers: without anybody's name, so that they may stay when the rest has to go."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a body came along."""

    reached: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        return round(100 * self.reached / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a survey; `average` is between 1 and 5, None when it may not be told or nobody answered."""

    text: str
    average: float | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one role thought: over all its questions with a figure, and question by question."""

    role: str
    answers: int = 0
    average: float | None = None
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of an edition; before its days are over they say what is planned.

    `unticked` counts the visits where nobody noted who came: there everybody counts whom the programme has.
    """

    visits: int = 0
    services: int = 0
    services_of: int = 0  # how many take part
    guests: int = 0  # on the guest list
    people: int = 0  # who came along, those who were added at a visit too
    minutes: int = 0  # people x minutes at a visit
    unticked: int = 0
    college: Share = Share()
    council: Share = Share()
    stories: int = 0
    quotes: int = 0  # approved by who said it
    photos: int = 0  # approved
    films: int = 0
    posts: int = 0
    articles: int = 0  # what appeared in the press
    agreements: int = 0  # made in this edition, without those that were dropped
    kept: int = 0  # done, in this edition or where they were carried to
    dropped: int = 0
    follow_ups: int = 0  # visits that came of an agreement
    bottlenecks: int = 0  # and opportunities
    taken_up: int = 0  # of those, by the authority
    opinions: tuple[Opinion, ...] = ()

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)

    @property
    def kept_share(self) -> Share:
        return Share(self.kept, self.agreements)

    def opinion_of(self, role: str) -> Opinion:
        return next((one for one in self.opinions if one.role == role), Opinion(role))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Reads what any version kept: what is unknown is passed over, what lacks is nought."""
        return _built(cls, data)


def _read(name: str, value: Any) -> Any:
    if name in {"college", "council"}:
        return _built(Share, value)
    if name == "opinions":
        return tuple(_built(Opinion, row) for row in value)
    if name == "questions":
        return tuple(_built(Asked, row) for row in value)
    return value


def _built(cls: type[T], data: Mapping[str, Any]) -> T:
    known = {part.name for part in fields(cls)} & data.keys()  # type: ignore[arg-type] # all of them are dataclasses
    return cls(**{name: _read(name, data[name]) for name in known})
