"""The mails around an answer, as somebody reads them."""

from typing import Any

import pytest

from invitations.mail.mails import render
from programmes.models import Programme

ABOUT: dict[str, dict[str, Any]] = {
    "bevestiging": {"asked": [], "url": "https://expeditie.example/x", "until": None},
    "vervanging": {"substitute": "Zoë Zwart", "accepted": True},
    "aanbod": {"visit": "De Linde", "day": "maandag 24 februari", "start": 570, "until": None, "url": ""},
}


def body_of(name: str, programme: Programme) -> tuple[str, str]:
    programme.bestuur.name = "Gemeente Leiedorp"
    programme.contact_name, programme.contact_phone = "Els Vercruysse", "056 00 12 00"
    mail = render(
        name, subject="Dag", bestuur=programme.bestuur, programme=programme, to_name="An Aerts", **ABOUT[name]
    )
    return mail.text, mail.html.split("<body", 1)[1]


@pytest.mark.parametrize("name", ABOUT)
def test_the_sender_signs_once_and_nothing_gapes(programme: Programme, name: str) -> None:
    text, html = body_of(name, programme)
    assert html.count("Gemeente Leiedorp") == 2  # in the band above, and where the sender signs
    assert ("\n\n\n" in text, "Els Vercruysse, 056 00 12 00" in text, "Els Vercruysse, 056 00 12 00" in html) == (
        False,
        True,
        True,
    )
