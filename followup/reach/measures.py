"""What the reach is told in: names, units and how each is read from the numbers of an edition."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from followup.models import Enquete
from followup.reach.balance import Numbers, Share
from invitations.fiches.figures import in_dutch, signed
from programmes.words import counted

PERCENT, HOURS, OF_FIVE = "%", "uur", "op 5"
NOTHING = "–"
UP_TO = {PERCENT: 100, OF_FIVE: 5}  # what a chart of it holds at least


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` is None when there is nothing to tell; `detail` says what it is made of."""

    name: str
    value: Callable[[Numbers], float | None]
    unit: str = ""
    detail: Callable[[Numbers], str] = lambda _: ""
    short: str = ""  # beside a bar

    @property
    def label(self) -> str:
        return self.short or self.name

    def figure(self, numbers: Numbers) -> str:
        value = self.value(numbers)
        return NOTHING if value is None else in_dutch(value)

    def text(self, numbers: Numbers) -> str:
        figure = self.figure(numbers)
        return figure if figure == NOTHING else f"{figure} {self.unit}".strip()

    def change(self, now: Numbers, before: Numbers) -> str:
        """'+3', 'evenveel', '−12 procentpunten'; empty when one of the two is not known."""
        new, old = self.value(now), self.value(before)
        if new is None or old is None:
            return ""
        difference = Decimal(str(new)) - Decimal(str(old))
        if not difference:
            return "evenveel"
        return f"{signed(difference)} {self._step(abs(difference))}".strip()

    def _step(self, size: Decimal) -> str:
        if self.unit == PERCENT:
            return "procentpunt" if size == 1 else "procentpunten"
        return HOURS if self.unit == HOURS else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that are read together: `now` are drawn of this edition, `over_time` from edition to edition."""

    title: str
    intro: str
    measures: tuple[Measure, ...]
    now: tuple[Measure, ...]
    now_title: str
    over_time: tuple[Measure, ...] = ()


def _share(name: str, of: Callable[[Numbers], Share], *, short: str = "") -> Measure:
    return Measure(name, lambda numbers: of(numbers).percent, PERCENT, lambda numbers: _parts(of(numbers)), short)


def _parts(share: Share) -> str:
    return f"{share.reached} van {share.of}" if share.of else ""


def _hours(hours: float) -> float:
    """A half hour says something of three hours, and nothing of fifty."""
    return hours if hours < 10 else float(int(hours + 0.5))


def _opinion(role: str, name: str) -> Measure:
    return Measure(
        name,
        lambda numbers: numbers.opinion_of(role).average,
        OF_FIVE,
        lambda numbers: _answers(numbers.opinion_of(role).answers),
    )


def _answers(count: int) -> str:
    if not count:
        return ""
    return counted(count, "antwoord", "antwoorden")


VISITS = Measure("Bezoeken", lambda numbers: numbers.visits)
SERVICES = Measure(
    "Bezochte zorgdiensten",
    lambda numbers: numbers.services,
    detail=lambda numbers: f"van {numbers.services_of}" if numbers.services_of else "",
)
TIME = Measure("Uren op bezoek", lambda numbers: _hours(numbers.hours), HOURS)
PEOPLE = Measure("Mensen op bezoek", lambda numbers: numbers.people)
COLLEGE = _share("Deel van het college", lambda numbers: numbers.college, short="College")
COUNCIL = _share("Deel van de gemeenteraad", lambda numbers: numbers.council, short="Gemeenteraad")
STORIES = Measure("Verhalen", lambda numbers: numbers.stories)
QUOTES = Measure("Goedgekeurde quotes", lambda numbers: numbers.quotes, short="Quotes")
PHOTOS = Measure("Goedgekeurde foto's", lambda numbers: numbers.photos, short="Foto's")
FILMS = Measure("Goedgekeurde filmpjes", lambda numbers: numbers.films, short="Filmpjes")
POSTS = Measure("Geplaatste posts", lambda numbers: numbers.posts, short="Posts")
ARTICLES = Measure("Artikels in de pers", lambda numbers: numbers.articles)
AGREEMENTS = Measure("Afspraken", lambda numbers: numbers.agreements)
KEPT = _share("Nagekomen afspraken", lambda numbers: numbers.kept_share)
KEPT_COUNT = Measure("Waarvan nagekomen", lambda numbers: numbers.kept)
FOLLOW_UPS = Measure("Opvolgbezoeken", lambda numbers: numbers.follow_ups)
BOTTLENECKS = Measure("Knelpunten en kansen", lambda numbers: numbers.bottlenecks)
TAKEN_UP = Measure("Waarmee het bestuur aan de slag ging", lambda numbers: numbers.taken_up, short="Opgepakt")
ROLES = {role.value: str(role.label).capitalize() for role in Enquete.Role}
OPINIONS = tuple(_opinion(role, name) for role, name in ROLES.items())

GROUPS = (
    Group(
        "Op bezoek",
        "Een uur op bezoek met vier mensen telt als vier uur.",
        (VISITS, SERVICES, TIME),
        (VISITS, SERVICES),
        "Bezoeken en zorgdiensten",
        (SERVICES, TIME),
    ),
    Group(
        "Wie erbij was",
        "Het college en de raad zoals ze toen samengesteld waren.",
        (PEOPLE, COLLEGE, COUNCIL),
        (COLLEGE, COUNCIL),
        "Wie mee op bezoek ging",
        (COLLEGE, COUNCIL),
    ),
    Group(
        "Wat zichtbaar werd",
        "",
        (STORIES, QUOTES, PHOTOS, FILMS, POSTS, ARTICLES),
        (STORIES, QUOTES, PHOTOS, FILMS, POSTS, ARTICLES),
        "Verhalen, beeld en pers",
    ),
    Group(
        "Wat ervan kwam",
        "Een afspraak telt in de editie waarin ze gemaakt is, ook als ze pas later nagekomen is.",
        (AGREEMENTS, KEPT, FOLLOW_UPS, BOTTLENECKS, TAKEN_UP),
        (AGREEMENTS, KEPT_COUNT, FOLLOW_UPS, BOTTLENECKS, TAKEN_UP),
        "Afspraken, knelpunten en kansen",
        (KEPT,),
    ),
)
SURVEYS = Group(
    "Wat ze ervan vonden",
    "Het gemiddelde van de cijfers in de enquête. Minder dan vijf anonieme antwoorden tonen we niet.",
    OPINIONS,
    OPINIONS,
    "Gemiddeld cijfer in de enquête",
)
HEADLINES = (SERVICES, COLLEGE, COUNCIL, TIME, PEOPLE, KEPT)
