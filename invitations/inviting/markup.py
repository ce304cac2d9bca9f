"""The small markup of an invitation, and its placeholders, to HTML and to plain text.

A blank line begins a paragraph, `- ` a line of a list, `**vet**` is bold, `[tekst](adres)` a link, and so is a bare
address. The text is taken apart before anything is filled in: what stands in a value is never read as markup.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from invitations.inviting.values import Address, Value, Words

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"']+", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{([^{}\s]{1,40})\}")
_ALONE = re.compile(r"\s*\{([^{}\s]{1,40})\}\s*")
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<address>[^()\s]+)\)"
    r"|(?P<bare>https?://[^\s<>\"'()]*[^\s<>\"'().,;:!?])"
    r"|\{(?P<name>[^{}\s]{1,40})\}"
)
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was typed; `is_item` when it is a line of a list."""

    text: str
    is_item: bool = False

    @property
    def alone(self) -> str:
        """The name of the placeholder that is all there is on this line; '' otherwise."""
        found = _ALONE.fullmatch(self.text)
        return found[1] if found and not self.is_item else ""

    def is_left_out(self, values: Values) -> bool:
        """When every placeholder on it is empty: 'Kledij: {kledij}' says nothing without one."""
        return _says_nothing(self.text, values)

    def said(self, values: Values) -> "Line":
        """Without the sentences that say nothing: '{vraag} Dat kan tot en met {antwoorden_voor}.' without a day."""
        if all(values[name] for name in PLACEHOLDER.findall(self.text) if name in values):
            return self
        sentences = list(_sentences(self.text, values))
        kept = [one for one in sentences if _breaks_a_mark(one) or not _says_nothing(one, values)]
        return self if len(kept) == len(sentences) else Line(" ".join(kept), self.is_item)


def _sentences(text: str, values: Values) -> Iterator[str]:
    """A sentence ends after a word with a mark, or after a value that is a sentence itself, such as {vraag}."""
    words: list[str] = []
    for word in text.split():
        words.append(word)
        alone = _ALONE.fullmatch(word)
        value = values.get(alone[1]) if alone else None
        if (value.text if isinstance(value, Words) else word).endswith((".", "!", "?")):
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _says_nothing(text: str, values: Values) -> bool:
    named = [values[name] for name in PLACEHOLDER.findall(text) if name in values]
    return bool(named) and not any(named)


def _breaks_a_mark(sentence: str) -> bool:
    """When bold or a link begins in one sentence and ends in another, neither can go without the other."""
    return sentence.count("**") % 2 == 1 or sentence.count("[") != sentence.count("]")


def names_in(text: str) -> list[str]:
    """The placeholders of a text, each once, in order."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def addresses_in(body: str) -> list[str]:
    return [found["address"] for found in _INLINE.finditer(body) if found["address"]]


def lines_of(body: str, on_their_own: Container[str] = ()) -> Iterator[list[Line]]:
    """The blocks of a text: paragraphs, lists, and placeholders whose value is a block on its own."""
    block: list[Line] = []
    for raw in [*body.splitlines(), ""]:
        line = Line(raw.strip()[2:].strip(), is_item=True) if raw.strip().startswith("- ") else Line(raw.strip())
        is_apart = line.alone in on_their_own or (block and block[-1].alone in on_their_own)
        if block and (not line.text or is_apart or line.is_item != block[-1].is_item):
            yield block
            block = []
        if line.text:
            block.append(line)


@lru_cache(maxsize=32)
def _taken_apart(body: str, on_their_own: frozenset[str]) -> list[list[Line]]:
    """Once for all who get the same text."""
    return list(lines_of(body, on_their_own))


def _blocks(body: str, values: Values) -> Iterator[tuple[Value | None, list[Line]]]:
    """Each block with the value that is all of it (None when it is text); what is empty is left out."""
    for block in _taken_apart(body, frozenset(name for name, value in values.items() if value.is_block)):
        kept = [line.said(values) for line in block if not line.is_left_out(values)]
        value = values.get(kept[0].alone) if kept else None
        if kept:
            yield (value if value and value.is_block else None), kept


def to_html(body: str, values: Values) -> SafeString:
    parts = []
    for value, lines in _blocks(body, values):
        if value:
            parts.append(value.html)
            continue
        written = [_inline_html(line.text, values) for line in lines]
        if lines[0].is_item:
            parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in written) + "</ul>")
        else:
            parts.append("<p>" + "<br>".join(written) + "</p>")
    return mark_safe("\n".join(parts))  # noqa: S308 (each part is escaped where it is made)


def to_text(body: str, values: Values) -> str:
    parts = []
    for value, lines in _blocks(body, values):
        written = (("- " if line.is_item else "") + _inline_text(line.text, values) for line in lines)
        parts.append(value.text if value else "\n".join(written))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def one_line(text: str, values: Values) -> str:
    """A subject: one line without control characters, whatever a value holds."""
    filled = PLACEHOLDER.sub(lambda found: values[found[1]].text if found[1] in values else found[0], text)
    return Words(filled).text


def _address(typed: str, values: Values) -> str:
    value = values.get(typed[1:-1])
    return value.url if isinstance(value, Address) else typed


def _pieces(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """What lies between the marks, and the marks."""
    end = 0
    for found in _INLINE.finditer(text):
        yield text[end : found.start()], found
        end = found.end()
    yield text[end:], None


def _inline_html(text: str, values: Values) -> str:
    return "".join(escape(before) + (_mark_html(found, values) if found else "") for before, found in _pieces(text))


def _mark_html(found: re.Match[str], values: Values) -> str:
    if found["bold"]:
        return f"<strong>{_inline_html(found['bold'], values)}</strong>"
    if found["label"]:
        address = _address(found["address"], values)
        label = escape(_inline_text(found["label"], values))
        return f'<a href="{escape(address)}">{label}</a>' if SAFE_ADDRESS.fullmatch(address) else label
    if found["bare"]:
        return f'<a href="{escape(found["bare"])}">{escape(found["bare"])}</a>'
    return values[found["name"]].html if found["name"] in values else escape(found[0])


def _inline_text(text: str, values: Values) -> str:
    return "".join(before + (_mark_text(found, values) if found else "") for before, found in _pieces(text))


def _mark_text(found: re.Match[str], values: Values) -> str:
    if found["bold"]:
        return _inline_text(found["bold"], values)
    if found["label"]:
        address = _address(found["address"], values)
        label = _inline_text(found["label"], values)
        return f"{label} ({address})" if SAFE_ADDRESS.fullmatch(address) else label
    return found["bare"] or (values[found["name"]].text if found["name"] in values else found[0])


def unsafe_addresses(body: str, links: Iterable[str]) -> list[str]:
    """The targets of links that are no web, mail or telephone address, nor one of the placeholders `links`."""
    allowed = {f"{{{name}}}" for name in links}
    return [address for address in addresses_in(body) if address not in allowed and not SAFE_ADDRESS.fullmatch(address)]
