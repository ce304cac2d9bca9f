import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.imports.moments import moments_text, parse_moments
from programmes.windows import merged, validate_moments

EXAMPLE = "Schrijf bijvoorbeeld: ma-vr 9.30-11.30; wo 14-16"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ma-vr 9.30-11.30; wo 14-16", "ma-di 9.30-11.30; wo 9.30-11.30 en 14-16; do-vr 9.30-11.30"),
        ("maandag 9u-12u", "ma 9-12"),
        ("ma en wo van 9.30 tot 11 uur en van 14 tot 16 uur", "ma 9.30-11 en 14-16; wo 9.30-11 en 14-16"),
        ("elke werkdag 9-12", "ma-vr 9-12"),
        ("weekend 10:00–12:00", "za-zo 10-12"),
        ("Dagelijks 9.30u - 11.30u", "ma-zo 9.30-11.30"),
        ("ma/di/do 9h-11h30", "ma-di 9-11.30; do 9-11.30"),
        ("ma t/m vr 9-17", "ma-vr 9-17"),
        ("op maandagen van 9 tot 12 uur", "ma 9-12"),
        ("ma 9-12, 13-16", "ma 9-12 en 13-16"),
        ("ma 9-12 / 13-16", "ma 9-12 en 13-16"),
        ("ma 9-12\nwo 14-16", "ma 9-12; wo 14-16"),
        ("ma 9-12; 11-14", "ma 9-14"),
        ("wo: 14.00-16.00.", "wo 14-16"),
        ("ma 0-24", "ma 0-24"),
        ("altijd", ""),
        ("", ""),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, same: str) -> None:
    assert moments_text(parse_moments(text)) == same


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("na de middag", f"in 'na de middag' staan geen uren. {EXAMPLE}"),
        ("ma", f"in 'ma' staan geen uren. {EXAMPLE}"),
        ("9-12", f"voor '9-12' staat geen dag. {EXAMPLE}"),
        ("ma 12-9", "'12-9' eindigt voor het begint"),
        ("ma 9-9", "'9-9' eindigt voor het begint"),
        ("ma 9-25", "'9-25' zijn geen uren van de dag"),
        ("ma 9.75-10", "'9.75-10' zijn geen uren van de dag"),
        ("woensdagnamiddag 13-16", f"'woensdagnamiddag' is geen dag. {EXAMPLE}"),
        ("vr-ma 9-12", f"'vr-ma': de laatste dag komt voor de eerste. {EXAMPLE}"),
        ("ma 9-12 (niet in de vakantie)", f"'niet in de vakantie' begrijpen we niet. {EXAMPLE}"),
        ("niet op wo 9-12", f"'niet' is geen dag. {EXAMPLE}"),
        ("ma 9-12; wo", f"in 'wo' staan geen uren. {EXAMPLE}"),
        (";;", f"';;' begrijpen we niet. {EXAMPLE}"),
    ],
)
def test_what_is_not_understood_is_said(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_moments(text)
    assert str(caught.value) == sentence


WINDOWS = st.dictionaries(
    st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] < span[1]), min_size=1),
)


@given(WINDOWS)
def test_moments_survive_their_own_text(windows: dict[int, list[tuple[int, int]]]) -> None:
    moments = [[day, start, end] for day in sorted(windows) for start, end in merged(windows[day])]
    assert parse_moments(moments_text(moments)) == moments


@given(st.text(alphabet="mawdivroz 0123456789.-;,:u/entot", max_size=40))
def test_any_text_gives_valid_moments_or_a_sentence(text: str) -> None:
    try:
        moments = parse_moments(text)
    except ValueError:
        return
    validate_moments(moments)
