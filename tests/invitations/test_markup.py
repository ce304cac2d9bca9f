"""The text of an invitation: its small markup, its placeholders, and what may never get through."""

import pytest

from invitations.inviting.markup import one_line, to_html, to_text
from invitations.inviting.placeholders import PLACEHOLDERS, problems_in_body, problems_in_subject
from invitations.inviting.starting_texts import starting_text
from invitations.inviting.values import Address, Made, Words
from programmes.models import Segment

HOSTILE = "<script>alert(1)</script> **vet** {link} [x](javascript:alert(1)) \"' \r\nBcc: boef@example.com\u202e"
ESCAPED = (
    "&lt;script&gt;alert(1)&lt;/script&gt; **vet** {link} [x](javascript:alert(1)) &quot;&#x27; Bcc: boef@example.com"
)
ONE_LINE = "<script>alert(1)</script> **vet** {link} [x](javascript:alert(1)) \"' Bcc: boef@example.com"


def test_the_markup_becomes_html() -> None:
    body = "Dag **An**,\nkom mee.\n\n- een\n- twee\n\nZie [hier](https://a.be/?x=1&y=2), of https://b.be/c."
    assert to_html(body, {}) == (
        "<p>Dag <strong>An</strong>,<br>kom mee.</p>\n"
        "<ul><li>een</li><li>twee</li></ul>\n"
        '<p>Zie <a href="https://a.be/?x=1&amp;y=2">hier</a>, of <a href="https://b.be/c">https://b.be/c</a>.</p>'
    )


def test_the_markup_becomes_plain_text() -> None:
    body = "Dag **An**,\nkom mee.\n\n\n- een\n- **twee**\nZie [hier](https://a.be)."
    assert to_text(body, {}) == "Dag An,\nkom mee.\n\n- een\n- twee\n\nZie hier (https://a.be).\n"


def test_what_a_coordinator_types_is_no_html() -> None:
    assert to_html("<b>dag</b> & [<i>](https://a.be) [x](javascript:alert(1))", {}) == (
        '<p>&lt;b&gt;dag&lt;/b&gt; &amp; <a href="https://a.be">&lt;i&gt;</a> [x](javascript:alert(1))</p>'
    )


def test_words_from_outside_are_never_markup() -> None:
    values = {"naam": Words(HOSTILE), "link": Address("https://a.be")}
    assert to_html("{naam}", values) == f"<p>{ESCAPED}</p>"
    assert to_html("**{naam}**", values) == f"<p><strong>{ESCAPED}</strong></p>"
    assert to_text("{naam}", values) == ONE_LINE + "\n"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a.be"onload="x', "https://a b", ""]
)
def test_an_address_that_is_none_is_empty(url: str) -> None:
    value = Address(url, label="Kijk")
    assert (bool(value), value.html, value.text) == (False, "", "")
    assert to_html("[hier]({video})", {"video": value}) == ""


def test_an_address_is_a_link() -> None:
    value = Address("https://a.be/?x=1&y", label="<Kijk>")
    assert value.html == '<a href="https://a.be/?x=1&amp;y">&lt;Kijk&gt;</a>'
    assert value.text == "<Kijk>: https://a.be/?x=1&y"
    assert to_html("[hier]({video})", {"video": value}) == '<p><a href="https://a.be/?x=1&amp;y">hier</a></p>'


def test_made_markup_stands_on_its_own() -> None:
    value = Made("knop", {"url": 'https://a.be/"><script>'})
    html = to_html("Voor\n{knop_antwoord}\nna", {"knop_antwoord": value})
    assert html.startswith("<p>Voor</p>\n<table")
    assert html.endswith("</table>\n<p>na</p>")
    assert 'href="https://a.be/&quot;&gt;&lt;script&gt;"' in html


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x85", "\v", "\t"])
def test_a_subject_stays_one_line(break_: str) -> None:
    assert one_line("Dag {naam}", {"naam": Words(f"An{break_}Bcc: x@example.com")}) == "Dag An Bcc: x@example.com"
    assert one_line(f"Dag{break_}An", {}) == "Dag An"


def test_a_line_with_nothing_to_say_is_left_out() -> None:
    values = {"kledij": Words(""), "naam": Words("An")}
    assert to_text("Dag {naam}\nKledij: {kledij}\n\n- {kledij}\n\nTot dan", values) == "Dag An\n\nTot dan\n"


def test_an_unknown_placeholder_is_named_with_the_nearest() -> None:
    assert list(problems_in_body("Dag {vornaam}")) == ["{vornaam} kennen we niet. Bedoel je {voornaam}?"]
    assert list(problems_in_subject("{PROGRAMA}")) == ["{PROGRAMA} kennen we niet. Bedoel je {programma}?"]


def test_a_block_stands_alone_on_its_line() -> None:
    assert list(problems_in_body("Zie {programma} hier")) == [
        "Zet {programma} alleen op een regel: er komt meer dan een woord in de plaats."
    ]
    assert list(problems_in_body("Zie\n{programma}")) == []


def test_a_block_or_an_address_is_no_subject() -> None:
    assert list(problems_in_subject("{naam}: {link}")) == [
        "{link} kan niet in het onderwerp: dat is gewone tekst. Zet het in de tekst zelf."
    ]


def test_a_link_that_goes_nowhere_is_refused() -> None:
    (problem,) = problems_in_body("[x](javascript:alert)")
    assert problem == (
        "De link naar 'javascript:alert' werkt niet. Een adres begint met https://, http://, mailto: of tel:, of is "
        "{link} of {video}."
    )
    assert list(problems_in_body("[x]({video}) [y](mailto:an@example.be)")) == []


def test_every_placeholder_is_explained() -> None:
    assert [placeholder.name for placeholder in PLACEHOLDERS.values() if not placeholder.meaning] == []


def test_a_sentence_without_its_value_goes_and_the_rest_of_the_line_stays() -> None:
    body = "{vraag} Dat kan tot en met {antwoorden_voor}. Tot dan!\nOp je pagina vind je alles."
    without = {"vraag": Words("Kom je?"), "antwoorden_voor": Words("")}
    assert to_text(body, without) == "Kom je? Tot dan!\nOp je pagina vind je alles.\n"
    assert to_html(body, without) == "<p>Kom je? Tot dan!<br>Op je pagina vind je alles.</p>"
    assert to_text(body, without | {"antwoorden_voor": Words("vrijdag")}).startswith(
        "Kom je? Dat kan tot en met vrijdag. Tot dan!"
    )


@pytest.mark.parametrize("body", ["**Tot {dag}. Kom op tijd.**", "[Tot {dag}. Kijk hier](https://a.be)"])
def test_a_sentence_that_shares_a_mark_with_the_next_stays(body: str) -> None:
    assert "Tot ." in to_text(body + " {naam}", {"dag": Words(""), "naam": Words("An")})


@pytest.mark.parametrize("is_published", [True, False])
def test_the_starting_text_is_whole_without_a_day_to_answer_by(*, is_published: bool) -> None:
    values = {name: Words("iets?") for name in PLACEHOLDERS} | {"antwoorden_voor": Words("")}
    for segment in ["", *Segment.values]:
        text = to_text(starting_text(segment, is_published=is_published)[1], values)
        assert "tot en met" not in text, text
