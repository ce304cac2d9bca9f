"""Words as the ranking compares them: Dutch stems, and the parts of a compound.

'kinderopvangplaatsen' stands beside 'kinderopvang': a word that is made of words that the texts themselves use (or of
those in ELEMENTS) also counts as its parts.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W\d_]{2,}")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1$")
SHORTEST_WHOLE = 8  # a word that can be a compound
SHORTEST_PART = 4
LINKS = ("", "s", "en", "n", "e")  # between two parts: ouder-en-zorg, dienst-s-hoofd
ENDINGS = {"er", "ers", "ster", "sters", "ing", "ingen", "heid", "lijk", "lijke", "schap", "baar", "bare"}
ELEMENTS = """
    armoede arts baby begeleiding beleid buurt centra centrum dag dienst digitaal dorp drempel eenzaam fiets
    gebouw gezin gezondheid gemeente groep hulp huis huur inclusie integratie jeugd jong keuken kind kinder
    kosten kruidenier kwetsbaar leerling lijst maal maaltijd mantel medewerker meld mensen mobiliteit netwerk
    nood onthaal opleiding opvang ouder ouders palliatief personeel plaats plan premie prijs project punt raad
    restaurant samen school schuld senior sociaal sociale speel speelplein sport steun straat taal tarief team
    thuis toegankelijk toelage tuin uitbreiding vakantie verblijf vereniging vergrijzing verpleeg verzorging
    verkeer vervoer vluchteling voorziening vorming vriendelijk rolstoel vrijwilliger wacht wagen warmte wegen
    welzijn werk werking wijk winkel winter wonen woning woon zieken zorg
"""
_ELEMENTS = frozenset(f"{word}{ending}" for word in ELEMENTS.split() for ending in ("", "s", "en", "e"))
_SAME = {  # where the stemmer stops short, or takes two things for one (ouderen, ouders)
    "centra": "centrum",
    "kinderen": "kind",
    "kinder": "kind",
    "kids": "kind",
    "kindjes": "kind",
    "ouderen": "senior",
    "oudere": "senior",
    "bejaarden": "senior",
    "bejaarde": "senior",
    "jongeren": "jeugd",
    "jongere": "jeugd",
    "wonen": "woon",
    "woning": "woon",
    "woningen": "woon",
    "personeel": "medewerker",
    "personeelsleden": "medewerker",
}
_OWN_STOPWORDS = """
    alle allerlei ander andere anders beide beter betere blijft blijven daarbij daarom daarvoor doel eigen elk
    elke enkele extra ervoor gaan geven goed goede grote groter heel hiervoor hierbij iedereen ieder jaar jaren
    komende komt komen krijgen krijgt maken maakt meer meest mogelijk mogelijke moeten naast nieuw nieuwe nodig
    onze ons onder oog onderzoeken opnieuw periode rekening samen sterk sterke steeds te tijdens tot tussen
    vanaf vanuit verder verdere vinden voldoende volgende waar waarbij waarin waarvoor willen wensen willen
    wordt worden wij we zetten zorgen zorgt zullen inzetten legislatuur bestuur bestuursperiode gemeente
    gemeentelijk gemeentelijke stad stedelijk stedelijke lokaal lokale inwoner inwoners burger burgers dienst
    diensten
"""


def _fold(text: str) -> str:
    """In lower case, without accents."""
    text = text.casefold()
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text))


@cache
def _stemmer() -> Any:
    import Stemmer  # noqa: PLC0415 (a compiled library that only the ranking needs)

    return Stemmer.Stemmer("dutch_porter")  # "dutch" takes 'begeleiding' for 'beleid'


@cache
def stopwords() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_DUTCH  # noqa: PLC0415 (brings NumPy)

    return frozenset(_fold(word) for word in (*STOPWORDS_DUTCH, *_OWN_STOPWORDS.split()))


def stem(word: str) -> str:
    """Twice, as 'plaatsen' stops at 'plaats' and 'plaats' goes on; 'gezinnen' leaves 'gezinn'."""
    word = _SAME.get(word, word)
    once: str = _stemmer().stemWord(word)
    twice: str = _stemmer().stemWord(once)
    return _DOUBLE.sub(r"\1", _SAME.get(once, twice))


def words_of(text: str) -> list[str]:
    """Without accents and in lower case, those that say something."""
    silent = stopwords()
    return [word for word in WORD.findall(_fold(text)) if word not in silent]


class Dictionary:
    """Stems of words and of their parts; a part is in ELEMENTS or among the `words` that are used."""

    def __init__(self, words: Iterable[str]) -> None:
        self._parts = _ELEMENTS | {word for word in words if len(word) > SHORTEST_PART}
        self._known: dict[str, tuple[str, ...]] = {}

    def stems(self, word: str) -> tuple[str, ...]:
        """Of the word as a whole first, then of its parts."""
        if word not in self._known:
            parts = (stem(part) for part in self._compound(word) if part not in stopwords())
            self._known[word] = tuple(dict.fromkeys([stem(word), *parts]))
        return self._known[word]

    def tokens(self, words: Collection[str]) -> list[str]:
        known = {word: self.stems(word) for word in set(words)}
        return [token for word in words for token in known[word]]

    def _compound(self, word: str, depth: int = 0) -> list[str]:
        """Its parts and theirs, split where the last part is longest; nothing when it is not made of known words."""
        if len(word) < SHORTEST_WHOLE or depth > 2:
            return []
        for cut in range(SHORTEST_PART - 1, len(word) - 1):
            first, last = word[:cut], word[cut:]
            if last in ENDINGS and self._is_made(first, depth):
                return [first, *self._compound(first, depth + 1)]
            if len(last) >= SHORTEST_PART and last in self._parts and (left := self._left(first, depth)):
                return [left, *self._compound(left, depth + 1), last, *self._compound(last, depth + 1)]
        return []

    def _is_made(self, part: str, depth: int) -> bool:
        return part in self._parts or bool(self._compound(part, depth + 1))

    def _left(self, first: str, depth: int) -> str:
        for link in LINKS:
            part = first.removesuffix(link) if link else first
            if len(part) + len(link) == len(first) and len(part) > 2 and self._is_made(part, depth):
                return part
        return ""


def marked(text: str, wanted: frozenset[str], dictionary: Dictionary) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that the search was about."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in WORD.finditer(text):
        if _is_wanted(_fold(found[0]), wanted, dictionary):
            pieces += [(text[end : found.start()], False), (found[0], True)]
            end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def _is_wanted(word: str, wanted: frozenset[str], dictionary: Dictionary) -> bool:
    return word not in stopwords() and not wanted.isdisjoint(dictionary.stems(word))
