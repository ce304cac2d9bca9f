"""Passages in order of how well they fit a text: BM25 over Dutch stems and the parts of compounds."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

from invitations.akkoorden.words import Dictionary, stem, words_of

TITLE, BODY, PART = 2.0, 1.0, 0.5  # what a word weighs in the title of a query, in its text, and as part of another
ENOUGH = 0.6  # about two words that are rare in the agreement
WORDS_ENOUGH = 2  # different ones
BEST = 5
NEAR_THE_BEST = 0.45  # of the score of the best one


@dataclass(frozen=True, slots=True)
class Query:
    title: str
    text: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title} {self.text}"


@dataclass(frozen=True, slots=True)
class Hit:
    """`index` of the passage; a score of 1 is one word that is nowhere else, found as often as can be."""

    index: int
    score: float


class Ranking:
    """An index in memory: an agreement is small, and reading it in takes less time than keeping an index right."""

    def __init__(self, texts: Sequence[str], also: Iterable[str] = ()) -> None:
        """`also`: texts whose words may be parts of compounds, such as those that will be asked."""
        self.dictionary = Dictionary([*texts, *also])
        self._texts = texts
        self._scores: dict[str, Any] = {}

    @cached_property
    def _index(self) -> Any:
        import bm25s  # noqa: PLC0415 (brings NumPy, and only the ranking needs it)

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of every index
        index = bm25s.BM25()
        index.index([self.dictionary.tokens(text) for text in self._texts], show_progress=False)
        return index

    def _of(self, token: str) -> Any:
        """How well each passage fits one stem."""
        if token not in self._scores:
            self._scores[token] = self._index.get_scores([token])
        return self._scores[token]

    def ranked(self, query: Query) -> list[Hit]:
        """Every passage in which something of the query occurs, the best first."""
        return self._hits(query, at_least=0, words=1)

    def proposed(self, query: Query) -> list[Hit]:
        """The few that are worth showing to a person."""
        hits = self._hits(query, at_least=ENOUGH, words=WORDS_ENOUGH)
        return [hit for hit in hits if hit.score >= NEAR_THE_BEST * hits[0].score][:BEST]

    def _hits(self, query: Query, *, at_least: float, words: int) -> list[Hit]:
        import numpy as np  # noqa: PLC0415

        weights = self._weights(query)
        if not weights or not self._texts:
            return []
        table = np.array([self._of(token) * weight for token, weight in weights.items()])
        scores = table.sum(axis=0) / log(1 + len(self._texts))
        fit = (scores > at_least) & ((table > 0).sum(axis=0) >= words)
        order = np.argsort(-scores, kind="stable")
        return [Hit(int(index), float(scores[index])) for index in order if fit[index]]

    def _weights(self, query: Query) -> dict[str, float]:
        """Each stem once, at what it weighs where it weighs most."""
        weights: dict[str, float] = {}
        for text, weight in ((query.title, TITLE), (query.text, BODY)):
            for word in words_of(text):
                for token in self.dictionary.stems(word):
                    own = weight if token == stem(word) else weight * PART
                    weights[token] = max(weights.get(token, 0), own)
        return weights
