"""What comes from Word or the web: the words stay, the rest goes."""

import time

import pytest

from followup.forms.gegevens import VerbeterenForm
from followup.reports.cleaning import BROKEN, LONGEST, TextError, cleaned

WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {mso-style: x}</style>'
    "<title>Verslag</title></head><body><!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]-->"
    '<h1 style="mso-x:1">Bezoek</h1><p class=MsoNormal><b>Warm</b> <span lang=NL>onthaal<o:p></o:p></span></p>'
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    '<img src="https://volg.example/1.gif" width=1 height=1><script>stuur()</script>'
    '<p><a href="javascript:stuur()" onclick="stuur()">hier</a> <a href="https://leiedorp.example/">daar</a></p>'
    "<ul><li>een</li><li>twee</li></ul><table><tr><td>cel</td></tr></table></body></html>"
)


def test_word_leaves_headings_paragraphs_lists_and_links() -> None:
    assert cleaned(WORD) == (
        "<h3>Bezoek</h3><p><strong>Warm</strong> onthaal</p>"
        '<p><a rel="noopener noreferrer">hier</a> '
        '<a href="https://leiedorp.example/" rel="noopener noreferrer">daar</a></p>'
        "<ul><li>een</li><li>twee</li></ul>cel"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<svg onload=alert(1)>",
        "<p onclick=alert(1)>dag</p>",
        "<iframe src=x></iframe>",
        '<a href="data:text/html,x">dag</a>',
        "<style>p{}</style>",
        "<p style='background:url(//volg.example)'>dag</p>",
        "<template><script>x</script></template>",
        "<<script>script>alert(1)<</script>/script>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        '<img src="x" onerror="alert(1)">',
        "\0<scr\0ipt>alert(1)</scr\0ipt>",
    ],
)
def test_nothing_that_does_something_gets_through(html: str) -> None:
    text = cleaned(html)
    assert [word for word in ("<script", "onload", "onclick", "onerror", "iframe", "data:", "style", "src=", "\0")
            if word in text] == []  # fmt: skip


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> &nbsp;</p><ul><li></li></ul>", "<p>dag</p>", WORD])
def test_what_is_clean_stays_as_it_is(html: str) -> None:
    assert cleaned(cleaned(html)) == cleaned(html)


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_a_corrected_name_brings_no_markup_into_a_text_that_was_cleaned(name: str) -> None:
    form = VerbeterenForm({"first_name": "An", "last_name": "Aerts"} | {name: "<img src=x onerror=stuur()>"})
    assert dict(form.errors) == {name: ["Schrijf de naam zonder < en >."]}


def test_empty_lines_go() -> None:
    assert cleaned("<p>een</p><p>&nbsp;</p><blockquote><p></p></blockquote><p>twee</p>") == "<p>een</p><p>twee</p>"


def test_five_megabytes_of_markup_around_some_words() -> None:
    line = f'<p class="MsoNormal" style="{"mso-ansi-language:NL-BE;" * 200}">woord</p>'
    html = line * (5_000_000 // len(line))
    began = time.process_time()
    assert cleaned(html) == "<p>woord</p>" * (5_000_000 // len(line))
    assert time.process_time() - began < 3


def test_too_many_words_are_refused_with_what_to_do() -> None:
    with pytest.raises(TextError, match=r"te lang voor één sectie \(60\.007 tekens, hoogstens 60\.000\)\. Splits ze"):
        cleaned(f"<p>{'x' * LONGEST}</p>")


@pytest.mark.parametrize("end", ["", "</blockquote>" * 100_000])
def test_tags_in_tags_without_end_are_refused_at_once(end: str) -> None:
    began = time.process_time()
    with pytest.raises(TextError) as error:
        cleaned("<blockquote>" * 100_000 + end)
    assert (str(error.value), time.process_time() - began < 1) == (BROKEN, True)
