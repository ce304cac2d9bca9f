"""The links as pages and papers show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from invitations.akkoorden.labels import Labels
from invitations.akkoorden.matching import Subject, current
from invitations.akkoorden.words import Dictionary, marked, words_of
from invitations.models import Bestuursakkoord, Raakvlak
from programmes.models import Bestuur, Programme, Zorgdienst

SHORT = 320  # characters of a quote
Pieces = list[tuple[str, bool]]  # texts, each with whether it is a word that matched


@dataclass(frozen=True, slots=True)
class Bevestigd:
    """A confirmed passage, as plain text; `about`: the challenge or project that it touches ('' when there is none)."""

    number: int
    page: int | None
    heading: str
    quote: str
    domain: str = ""
    about: str = ""

    @property
    def where(self) -> str:
        """'passage 12, blz. 34'"""
        return f"passage {self.number}" + (f", blz. {self.page}" if self.page else "")

    @property
    def short(self) -> str:
        """On one line, and no longer than a letter bears."""
        text = " ".join(self.quote.split())
        return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} […]"


@dataclass(frozen=True, slots=True)
class Counted:
    """A service with how many links of it wait, were confirmed and were rejected."""

    zorgdienst: Zorgdienst
    open: int
    confirmed: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Row:
    """A link to judge: the passage with the words that matched, and the domains to choose from."""

    link: Raakvlak
    heading: Pieces
    text: Pieces
    words: list[str]
    suggested: list[str]
    others: list[str] = field(default_factory=list)

    @property
    def domain(self) -> str:
        """What is chosen in the form."""
        if self.link.state == Raakvlak.State.BEVESTIGD:
            return self.link.domain
        return self.suggested[0] if self.suggested else ""


def confirmed_for(zorgdienst: Zorgdienst, bestuur: Bestuur) -> list[Bevestigd]:
    """In the order of the agreement of today; what was confirmed of an older one is not told."""
    links = confirmed_links(current(bestuur)).filter(zorgdienst=zorgdienst)
    return [plain_row(link) for link in links]


def confirmed_links(akkoord: Bestuursakkoord | None) -> Any:
    links = Raakvlak.objects.confirmed().filter(passage__akkoord=akkoord)
    return links.select_related("passage", "uitdaging", "project").order_by("passage__number")


def plain_row(link: Raakvlak) -> Bevestigd:
    passage = link.passage
    return Bevestigd(passage.number, passage.page, passage.heading, passage.text, link.domain, about_of(link))


def counted(programme: Programme, akkoord: Bestuursakkoord) -> list[Counted]:
    """Every service that takes part, by name."""
    links = Raakvlak.objects.filter(passage__akkoord=akkoord).values_list("zorgdienst", "state")
    numbers = Counter(links)
    states = (Raakvlak.State.VOORSTEL, Raakvlak.State.BEVESTIGD, Raakvlak.State.VERWORPEN)
    return [
        Counted(one, *(numbers[one.pk, state.value] for state in states))
        for one in programme.diensten.order_by("name", "pk")
    ]


def links_of(zorgdienst: Zorgdienst) -> list[Raakvlak]:
    """All of a service, of older agreements too; confirmed ones in the order of the text, proposals best first."""
    links = Raakvlak.objects.filter(zorgdienst=zorgdienst)
    return list(links.select_related("passage__akkoord", "uitdaging", "project", "zorgdienst", "by"))


def rows_of(links: Sequence[Raakvlak], subjects: Iterable[Subject], labels: Labels) -> list[Row]:
    asked = [word for subject in subjects for word in subject.query.words]
    texts = " ".join(f"{link.passage.heading} {link.passage.text}" for link in links)
    dictionary = Dictionary([*words_of(texts), *asked])
    wanted = frozenset(dictionary.tokens(asked))
    return [_row(link, wanted, dictionary, labels) for link in links]


@dataclass(frozen=True, slots=True)
class Group:
    """Open proposals for one challenge or project; `about` is '' when they are for the service as such."""

    about: str
    rows: list[Row]


def grouped(rows: Iterable[Row], akkoord: Bestuursakkoord | None) -> dict[str, Any]:
    """For the page of a service: what waits (per challenge), what was confirmed, of which agreement, and rejected."""
    State = Raakvlak.State  # noqa: N806 (a class)
    ours: list[Row] = []
    older: list[Row] = []
    for row in rows:
        (ours if row.link.passage.akkoord_id == getattr(akkoord, "pk", None) else older).append(row)
    waiting: dict[str, list[Row]] = {}
    for row in ours:
        if row.link.state == State.VOORSTEL:
            waiting.setdefault(about_of(row.link), []).append(row)
    return {
        "groups": [Group(about, rows) for about, rows in waiting.items()],
        "open": sum(map(len, waiting.values())),
        "confirmed": _by_number(row for row in ours if row.link.state == State.BEVESTIGD),
        "rejected": _by_number(row for row in ours if row.link.state == State.VERWORPEN),
        "older": _by_number(older),
    }


def _by_number(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.link.passage.number)


def about_of(link: Raakvlak) -> str:
    about = link.uitdaging or link.project
    return about.title if about else ""


def lost_by_replacing(bestuur: Bestuur) -> dict[str, int]:
    """How many links of the present agreement were confirmed, rejected and wait."""
    links = Raakvlak.objects.filter(passage__akkoord=current(bestuur))
    return {state.name.lower(): links.filter(state=state).count() for state in Raakvlak.State}


def _row(link: Raakvlak, wanted: frozenset[str], dictionary: Dictionary, labels: Labels) -> Row:
    passage, kind = link.passage, link.zorgdienst.kind
    heading, text = (marked(part, wanted, dictionary) for part in (passage.heading, passage.text))
    suggested = labels.suggested(heading=passage.heading, text=passage.text, kind=kind)
    chosen = [link.domain] if link.domain and link.domain not in suggested else []
    return Row(
        link,
        heading,
        text,
        words=list(dict.fromkeys(word.casefold() for word, is_hit in [*heading, *text] if is_hit)),
        suggested=[*chosen, *suggested],
        others=labels.others(kind, but=[*chosen, *suggested]),
    )
