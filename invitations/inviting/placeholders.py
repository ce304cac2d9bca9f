"""The placeholders of an invitation: names, types and explanations, and what is wrong with a text that uses them."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from invitations.inviting.markup import lines_of, names_in, unsafe_addresses
from invitations.inviting.values import Address, Made, Words


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`holds`: the type of its values; `from_outside`: other people typed what is in it.

    `is_for_some`: that it says nothing to most people is no mistake in their data.
    """

    name: str
    holds: type[Words] | type[Address] | type[Made]
    meaning: str
    from_outside: bool = False
    is_for_some: bool = False

    @property
    def code(self) -> str:
        return f"{{{self.name}}}"

    @property
    def fits_subject(self) -> bool:
        return self.holds is Words

    @property
    def is_block(self) -> bool:
        return self.holds is Made


PLACEHOLDERS = {
    placeholder.name: placeholder
    for placeholder in (
        Placeholder("aanspreking", Words, "Beste An", from_outside=True),
        Placeholder("voornaam", Words, "An", from_outside=True),
        Placeholder("naam", Words, "An Peeters", from_outside=True),
        Placeholder("functie", Words, "schepen van Welzijn", from_outside=True),
        Placeholder("programma", Made, "de eigen bezoeken, met dag, uren, dienst, plaats en wie ontvangt"),
        Placeholder("vraag", Words, "of men erbij is; aan wie nog geen bezoek heeft: wanneer men kan"),
        Placeholder(
            *("bevoegdheid", Made, "waarom een bezoek over de eigen bevoegdheid gaat, met het bestuursakkoord erbij"),
            from_outside=True,
            is_for_some=True,
        ),
        Placeholder("periode", Words, "de dag of dagen van de expeditie"),
        Placeholder("antwoorden_voor", Words, "de laatste dag om te antwoorden"),
        Placeholder("afspreekplaats", Words, "waar men je verwacht", from_outside=True),
        Placeholder("kledij", Words, "wat je aandoet", from_outside=True),
        Placeholder("maaltijd", Words, "of er eten is", from_outside=True),
        Placeholder("aanspreekpunt", Words, "naam, telefoon en e-mailadres", from_outside=True),
        Placeholder("knop_antwoord", Made, "een knop naar de persoonlijke pagina"),
        Placeholder("link", Address, "het adres van de persoonlijke pagina"),
        Placeholder("video", Address, "de korte videoboodschap"),
        Placeholder("titel", Words, "de titel van het programma"),
        Placeholder("bestuur", Words, "de naam van je bestuur"),
    )
}
LINKS = [name for name, placeholder in PLACEHOLDERS.items() if placeholder.holds is Address]


def problems_in_subject(subject: str) -> Iterator[str]:
    yield from _unknown(subject)
    for name in names_in(subject):
        if name in PLACEHOLDERS and not PLACEHOLDERS[name].fits_subject:
            yield f"{{{name}}} kan niet in het onderwerp: dat is gewone tekst. Zet het in de tekst zelf."


def problems_in_body(body: str) -> Iterator[str]:
    yield from _unknown(body)
    for line in (line for block in lines_of(body) for line in block):
        for name in names_in(line.text):
            if name in PLACEHOLDERS and PLACEHOLDERS[name].is_block and not line.alone:
                yield f"Zet {{{name}}} alleen op een regel: er komt meer dan een woord in de plaats."
    for address in unsafe_addresses(body, LINKS):
        yield (
            f"De link naar '{address[:60]}' werkt niet. Een adres begint met https://, http://, mailto: of tel:, of is "
            "{link} of {video}."
        )


def _unknown(text: str) -> Iterator[str]:
    for name in names_in(text):
        if name not in PLACEHOLDERS:
            near = get_close_matches(name.casefold(), PLACEHOLDERS, n=1, cutoff=0.0)[0]
            yield f"{{{name}}} kennen we niet. Bedoel je {{{near}}}?"
