"""Names are found in texts as people write them, and common words are left alone."""

import pytest

from programmes.werkvormen.nameless import names_in, possible_names, without_names


def test_no_name_of_a_resident_leaves() -> None:
    assert without_names("Maria Claes en maria  claes, niet Mariana.", ["Maria Claes"]) == (
        "een inwoner en een inwoner, niet Mariana."
    )


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Maria Peeters", "Maria kan niet meer buiten", "een inwoner kan niet meer buiten"),
        ("Maria Peeters", "Bij Peeters Maria brandt licht, zegt Maria's zoon", None),
        ("Maria Peeters", "Mariana zag een maria in de kapel", "Mariana zag een maria in de kapel"),
        ("Jan Van den Broeck", "Van hier naar den Broeck is ver", "Van hier naar den een inwoner is ver"),
        ("Wil De Wolf", "Ik wil een wolf zien. De bus ook.", "Ik wil een wolf zien. De bus ook."),
        ("An Li", "Li zag an li", "een inwoner zag een inwoner"),
        ("Jan Claes", "Jans fiets is weg, zegt CLAES", "een inwoners fiets is weg, zegt een inwoner"),
        ("Bo Roos", "Bo zag een roos in het bos", "een inwoner zag een roos in het bos"),
        ("Bo Roos", "Bos en wei", "Bos en wei"),
        ("Zoë D'Haene", "Zoe d’haene en Zoé", "een inwoner en Zoé"),
        ("Jef Op de Beeck", "Op de bus. In de straat. De Beeck", "Op de bus. In de straat. De een inwoner"),
        ("Roos", "Een roos van Roos", "Een roos van een inwoner"),
        ("Buurvrouw", "een buurvrouw", "een buurvrouw"),
        ("Anne-Marie Maes", "Anne zag Anne-Marie", "een inwoner zag een inwoner"),
        ("els maes", "Els zag els", "een inwoner zag els"),
        ("Mevrouw Maes", "Mevrouw de burgemeester", "Mevrouw de burgemeester"),
    ],
)
def test_a_part_of_a_name_tells_who_it_is_too(name: str, text: str, left: str | None) -> None:
    left = "Bij een inwoner brandt licht, zegt een inwoner's zoon" if left is None else left
    assert (without_names(text, [name]), bool(names_in(text, [name]))) == (left, left != text)


def test_names_that_share_a_part_leave_together() -> None:
    names = ["Maria Peeters", "Maria Claes", " "]
    assert without_names("Maria Claes en Claes", names) == "een inwoner en een inwoner"
    assert (names_in("Maria komt", names), names_in("Claes komt", names)) == (names[:2], names[1:2])
    assert without_names("Niemand komt", []) == "Niemand komt"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("bij maria thuis, en maria's zoon", {"maria": ["Maria Maes", "Maria Roos"]}),
        ("Maria en Maes", {}),
        ("een roos is sterk. maes", {"roos": ["Maria Roos"], "maes": ["Maria Maes"]}),
        ("Bos en ans, an en BOS", {"an": ["An Bo"], "ans": ["An Bo"], "bos": ["An Bo"]}),
        ("ik ben hier en ik wil weg", {}),
        ("maria maes", {}),
    ],
)
def test_what_may_be_a_name_is_known_with_whose_it_may_be(text: str, asked: dict[str, list[str]]) -> None:
    names = ["Maria Maes", "Maria Roos", "An Bo", "Ben Wil", " ", ""]
    assert possible_names(text, names) == asked
