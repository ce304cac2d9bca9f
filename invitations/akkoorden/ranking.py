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
        """All queries at once, added up where a word and a passage meet: few passages hold any of the words."""
        import numpy as np  # noqa: PLC0415

        asked = [self._once(query) if any(self._words) else {} for query in self._queries]
        rows = [(n, weight, *self._scores(word)) for n, words in enumerate(asked) for word, weight in words.items()]
        if not rows:
            return [[] for _ in asked]
        at, weights, indexes, scores = zip(*rows, strict=True)
        sizes, shape = [len(one) for one in indexes], (len(asked), len(self._words))
        where = np.concatenate(indexes) + np.repeat(np.array(at) * shape[1], sizes)
        each = np.concatenate(scores) * np.repeat(weights, sizes)
        sums = np.bincount(where, each, minlength=shape[0] * shape[1]).reshape(shape) / log(1 + shape[1])
        counts = np.bincount(where, minlength=shape[0] * shape[1]).reshape(shape)
        needed = [
            min(query.enough if at_least else 1, len(words)) for query, words in zip(self._queries, asked, strict=True)
        ]
        fit = (sums > at_least) & (counts >= np.array(needed)[:, None])
        return [_best(*row, most=most) for row in zip(sums, fit, strict=True)]

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
            scores = np.zeros(len(self._words), dtype=np.float32)
            for token, weight in ((whole, 1.0), *((part, PART) for part in parts)):
                indexes, own = self._column(token)
                scores[indexes] = np.maximum(scores[indexes], weight * own)
            (indexes,) = scores.nonzero()
            self._known[word] = indexes, scores[indexes]
        return self._known[word]

    def _column(self, token: str) -> tuple[Any, Any]:
        """(passages that hold a token, their scores), straight from the sparse table that the library made."""
        table, number = self._index.scores, self._index.vocab_dict.get(token)
        if number is None:
            return [], 0.0
        here = slice(table["indptr"][number], table["indptr"][number + 1])
        return table["indices"][here], table["data"][here]


def _best(scores: Any, fit: Any, *, most: int | None) -> list[Hit]:
    (indexes,) = fit.nonzero()
    best = indexes[(-scores[indexes]).argsort(kind="stable")][:most]
    return [Hit(*row) for row in zip(best.tolist(), scores[best].tolist(), strict=True)]
