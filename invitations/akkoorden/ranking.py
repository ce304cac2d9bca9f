"""Passages in order of how well they fit a text: BM25 over Dutch stems and the parts of compounds."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from math import log
from typing import Any

from invitations.akkoorden.words import Dictionary, words_of

TITLE, BODY, PART = 2.0, 1.0, 0.5  # what a word weighs in the title of a query, in its text, and as part of another
ENOUGH = 0.6  # about two words that are rare in the agreement
BEST = 5
NEAR_THE_BEST = 0.45  # of the score of the best one


@dataclass(frozen=True)
class Query:
    """`enough`: so many different words of it must occur in what is proposed."""

    title: str
    text: str = ""
    enough: int = 2

    def without(self, pattern: re.Pattern[str]) -> "Query":
        return replace(self, title=pattern.sub(" ", self.title), text=pattern.sub(" ", self.text))

    @cached_property
    def words(self) -> dict[str, float]:
        """Each with what it weighs."""
        return dict.fromkeys(words_of(self.text), BODY) | dict.fromkeys(words_of(self.title), TITLE)


@dataclass(frozen=True, slots=True)
class Hit:
    """`index` of the passage; a score of 1 is one word that is nowhere else, found as often as can be."""

    index: int
    score: float


class Ranking:
    """An index in memory: an agreement is small, and reading it in takes less time than keeping an index right."""

    def __init__(self, texts: Iterable[str], queries: Sequence[Query]) -> None:
        """The words of the queries may be parts of compounds too."""
        self._words = [words_of(text) for text in texts]
        self._queries = queries
        self._known: dict[str, tuple[Any, Any]] = {}
        self.dictionary = Dictionary(chain(*self._words, *(query.words for query in queries)))

    @cached_property
    def _index(self) -> Any:
        import bm25s  # noqa: PLC0415 (brings NumPy, and only the ranking needs it)

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of every index
        index = bm25s.BM25()
        numbers: dict[str, int] = {}
        own = {
            word: [numbers.setdefault(token, len(numbers)) for token in self.dictionary.stems(word)]
            for word in dict.fromkeys(chain(*self._words))
        }
        texts = [[number for word in words for number in own[word]] for words in self._words]
        index.index((texts, numbers), show_progress=False)
        return index

    def ranked(self) -> list[list[Hit]]:
        """Per query every passage in which something of it occurs, the best first."""
        return self._hits(at_least=0)

    def proposed(self) -> list[list[Hit]]:
        """Per query the few that are worth showing to a person."""
        return [
            [hit for hit in hits if hit.score >= NEAR_THE_BEST * hits[0].score]
            for hits in self._hits(at_least=ENOUGH, most=BEST)
        ]

    def _hits(self, *, at_least: float, most: int | None = None) -> list[list[Hit]]:
        if not any(self._words):
            return [[] for _ in self._queries]
        return [
            self._of(self._once(query), at_least=at_least, words=query.enough if at_least else 1, most=most)
            for query in self._queries
        ]

    def _of(self, weights: dict[str, float], *, at_least: float, words: int, most: int | None) -> list[Hit]:
        """The sum of what its words give; few passages hold any of them, so only those are added up."""
        import numpy as np  # noqa: PLC0415

        found = [(*self._scores(word), weight) for word, weight in weights.items()]
        if not found:
            return []
        where = np.concatenate([indexes for indexes, _, _ in found])
        each = np.concatenate([scores * weight for _, scores, weight in found])
        scores = np.bincount(where, each) / log(1 + len(self._words))
        (fit,) = np.nonzero((scores > at_least) & (np.bincount(where) >= min(words, len(found))))
        best = fit[(-scores[fit]).argsort(kind="stable")][:most]
        return [Hit(*row) for row in zip(best.tolist(), scores[best].tolist(), strict=True)]

    def _once(self, query: Query) -> dict[str, float]:
        """Of words with the same stem one, at what it weighs most."""
        by_stem: dict[str, tuple[float, str]] = {}
        for word, weight in query.words.items():
            whole = self.dictionary.stems(word)[0]
            by_stem[whole] = max(by_stem.get(whole, (0.0, "")), (weight, word))
        return {word: weight for weight, word in by_stem.values()}

    def _scores(self, word: str) -> tuple[Any, Any]:
        """(passages that a word fits, how well): by the best of itself and its parts."""
        import numpy as np  # noqa: PLC0415

        if word not in self._known:
            whole, *parts = self.dictionary.stems(word)
            scores = self._index.get_scores([whole])
            for part in parts:
                scores = np.maximum(scores, PART * self._index.get_scores([part]))
            (indexes,) = scores.nonzero()
            self._known[word] = indexes, scores[indexes]
        return self._known[word]
