"""The press list, pasted: a line per journalist, 'De Krant; An Peeters; an@krant.example; 02 345 67 89'."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from press.models import Perscontact
from programmes.models import Bestuur

EXAMPLE = "De Krant; An Peeters; an@krant.example"
LONGEST_LINES = 300


@dataclass(frozen=True, slots=True)
class Pasted:
    """Nothing is kept as long as there are problems: each names its line and how to mend it."""

    contacts: tuple[Perscontact, ...]
    problems: tuple[str, ...]


def read_lines(text: str) -> Pasted:
    """Empty lines count in the numbers, as they do for who reads along in the field."""
    contacts: dict[str, Perscontact] = {}
    problems = []
    lines = text.splitlines()
    for number, line in enumerate(lines[:LONGEST_LINES], start=1):
        if line.strip():
            contact, problem = _read(line)
            if problem:
                problems.append(f"Regel {number}: {problem}")
            else:
                contacts.setdefault(contact.email.casefold(), contact)
    if len(lines) > LONGEST_LINES:
        problems.append(f"Dit zijn er te veel: plak hoogstens {LONGEST_LINES} regels tegelijk.")
    return Pasted(tuple(contacts.values()), tuple(problems))


def _read(line: str) -> tuple[Perscontact, str]:
    """Fields by semicolon or tab; the address is the one with an @, wherever it stands."""
    parts = [part.strip() for part in re.split(r"[;\t]", line)]
    addresses = [part for part in parts if "@" in part]
    others = [part for part in parts if "@" not in part]
    medium, name, phone = [*others, "", "", ""][:3]
    contact = Perscontact(medium=medium, name=name, phone=phone, email=addresses[0] if addresses else "")
    return contact, _problem(contact, len(addresses), len([part for part in others if part]))


def _problem(contact: Perscontact, addresses: int, others: int) -> str:
    if addresses != 1:
        lacks = "er staat geen e-mailadres in" if not addresses else "er staan meer e-mailadressen in"
        return f"{lacks}. Schrijf elke journalist op een eigen regel, zoals '{EXAMPLE}'."
    try:
        validate_email(contact.email)
    except ValidationError:
        return f"'{contact.email}' is geen geldig e-mailadres. Verbeter het, zoals an@krant.example."
    if not contact.medium:
        return f"het medium ontbreekt. Zet het vooraan, zoals '{EXAMPLE}'."
    if others > 3:
        return f"er staan te veel stukken in. Zet er medium; journalist; e-mailadres; telefoon, zoals '{EXAMPLE}'."
    return _too_long(contact)


def _too_long(contact: Perscontact) -> str:
    try:
        contact.clean_fields(exclude=["bestuur"])
    except ValidationError as error:
        labels = {"medium": "het medium", "name": "de naam", "phone": "het telefoonnummer", "email": "het e-mailadres"}
        field = next(iter(error.message_dict))
        return f"{labels.get(field, field)} is te lang. Maak het korter."
    return ""


@transaction.atomic
def keep_new(bestuur: Bestuur, contacts: tuple[Perscontact, ...]) -> int:
    """Adds who is not on the list yet; whoever is there, is left as they are. Returns how many are new."""
    known = {email.casefold() for email in bestuur.perscontacten.values_list("email", flat=True)}
    new = [contact for contact in contacts if contact.email.casefold() not in known]
    for contact in new:
        contact.bestuur = bestuur
    Perscontact.objects.bulk_create(new)
    return len(new)
