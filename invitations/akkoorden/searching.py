"""Looking something up in an agreement, by the same ranking that proposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from invitations.akkoorden.matching import ranking_of
from invitations.akkoorden.ranking import Query
from invitations.akkoorden.words import marked
from invitations.models import Bestuursakkoord, Passage, Raakvlak

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, with the words that were looked for marked."""

    passage: Passage
    heading: Pieces
    text: Pieces


def found_in(akkoord: Bestuursakkoord, asked: str) -> Sequence[Found]:
    """The best first; a number finds the passage with that number; nothing asked gives all, in order."""
    confirmed = Raakvlak.objects.confirmed().select_related("zorgdienst").order_by("zorgdienst__name")
    passages = list(akkoord.passages.prefetch_related(Prefetch("raakvlakken", confirmed, to_attr="confirmed")))
    if asked.isdecimal():
        return [_as_it_is(one) for one in passages if str(one.number) == asked]
    if not asked:
        return [_as_it_is(one) for one in passages]
    query = Query(asked)
    ranking = ranking_of(passages, [query])
    wanted = frozenset(ranking.dictionary.tokens(query.words))
    return [
        Found(
            passages[hit.index],
            marked(passages[hit.index].heading, wanted, ranking.dictionary),
            marked(passages[hit.index].text, wanted, ranking.dictionary),
        )
        for hit in ranking.ranked()[0]
    ]


def _as_it_is(passage: Passage) -> Found:
    return Found(passage, [(passage.heading, False)], [(passage.text, False)])
