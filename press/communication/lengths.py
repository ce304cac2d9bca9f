"""How long a text is, as each channel counts.

X: every link counts for 23, most letters for 1, emoji and scripts such as Chinese for 2 (twitter-text, version 3).
Bluesky counts graphemes (app.bsky.feed.post: maxGraphemes 300); the magazine counts words; the others characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from press.models import Post

Channel = Post.Channel
LIMITS = {Channel.X: 280, Channel.BLUESKY: 300, Channel.INSTAGRAM: 2200, Channel.LINKEDIN: 3000}
ADVICE = {Channel.FACEBOOK: 500, Channel.GEMEENTEBLAD: 250, Channel.SITE: 400}
IN_WORDS = {Channel.GEMEENTEBLAD, Channel.SITE}
LINK = re.compile(r"https?://\S+")
LINK_WEIGHT = 23
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
JOINER = "\u200d"
FLAGS, TONES = (0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F3FF)


@dataclass(frozen=True, slots=True)
class Length:
    channel: str
    count: int

    @property
    def limit(self) -> int | None:
        """What the channel refuses above; None: it takes anything that people still read."""
        return LIMITS.get(Channel(self.channel))

    @property
    def advice(self) -> int | None:
        return ADVICE.get(Channel(self.channel))

    @property
    def unit(self) -> str:
        return "woorden" if self.channel in IN_WORDS else "tekens"

    @property
    def is_too_long(self) -> bool:
        return self.limit is not None and self.count > self.limit

    @property
    def shown(self) -> str:
        """'312 van 280 tekens'"""
        if self.limit:
            return f"{self.count} van {self.limit} {self.unit}"
        return f"{self.count} {self.unit}, hou het rond {self.advice}"


def length_of(text: str, channel: str) -> Length:
    text = text.replace("\r\n", "\n").strip()
    if channel in IN_WORDS:
        return Length(channel, len(text.split()))
    if channel == Channel.X:
        return Length(channel, _weight(text))
    return Length(channel, sum(1 for _ in graphemes(text)) if channel == Channel.BLUESKY else len(text))


def _weight(text: str) -> int:
    links = LINK.findall(text)
    rest = unicodedata.normalize("NFC", LINK.sub("", text))
    return LINK_WEIGHT * len(links) + sum(_weight_of(one) for one in graphemes(rest))


def _weight_of(cluster: str) -> int:
    """An emoji counts for 2, of however many parts it is made."""
    heavy = [sign for sign in cluster if not any(low <= ord(sign) <= high for low, high in LIGHT)]
    return 2 if heavy else len(cluster)


def graphemes(text: str) -> Iterator[str]:
    """What a reader sees as one sign: with its accents, skin tone, and what a joiner ties to it; flags by two."""
    cluster = ""
    for sign in text:
        if cluster and not _belongs(cluster, sign):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _belongs(cluster: str, sign: str) -> bool:
    if sign == JOINER or cluster[-1] == JOINER or unicodedata.category(sign) in {"Mn", "Me", "Mc"}:
        return True
    if _within(sign, FLAGS):
        return len(cluster) == 1 and _within(cluster, FLAGS)
    return _within(sign, TONES)


def _within(sign: str, span: tuple[int, int]) -> bool:
    return span[0] <= ord(sign[0]) <= span[1]
