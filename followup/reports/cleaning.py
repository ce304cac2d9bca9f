"""What may be in the text of a section: headings, paragraphs, lists, emphasis and links. All else goes, its words stay.

What comes from Word brings scripts, styles and pictures that tell somebody who reads along: none of it gets through.
"""

import re

import nh3

LONGEST = 60_000  # characters of a section, once cleaned: some twenty pages
DEEPEST = 3000  # tags in one another: nobody types that, and to untangle it takes seconds
BROKEN = "De opmaak van deze tekst is stuk. Plak ze opnieuw, zonder opmaak (Ctrl+Shift+V)."
NESTED = 4  # how deep an empty thing may be in another: a list with an empty line
TOO_LONG = "Deze tekst is te lang voor één sectie ({length} tekens, hoogstens {longest}). Splits ze in twee secties."
SAME = {  # what editors and Word write for the same thing
    "h1": "h3",
    "h2": "h3",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "div": "p",
    "center": "p",
}
TAGS = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
_SAME = re.compile(rf"<(/?)({'|'.join(SAME)})(?=[\s/>])", re.IGNORECASE)
_TAG = re.compile(r"<(/)?(?!(?:p|li|br|img|td|tr|col|hr|input|link|meta)\b)[a-z]", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h3|h4|li|ul|ol|blockquote|strong|em)>(?:\s|&nbsp;|\xa0|<br>)*</\1>")
_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "title", "xml", "head", "template", "noscript"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)


class TextError(Exception):
    """The message is for whoever typed it."""


def cleaned(html: str) -> str:
    """Safe HTML, without empty paragraphs; what is cleaned already stays as it is. Raises TextError."""
    if _depth(html) > DEEPEST:
        raise TextError(BROKEN)
    html = _SAME.sub(lambda found: f"<{found[1]}{SAME[found[2].lower()]}", html.replace("\0", ""))
    text = _cleaner.clean(html).strip()
    if len(text) > LONGEST:
        length, longest = (f"{number:,}".replace(",", ".") for number in (len(text), LONGEST))
        raise TextError(TOO_LONG.format(length=length, longest=longest))
    for _ in range(NESTED):
        text = _EMPTY.sub("", text)
    return text.strip()


def _depth(html: str) -> int:
    """How many tags are open at once, at most; paragraphs and cells are often left open, and do no harm."""
    depth = deepest = 0
    for found in _TAG.finditer(html):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
