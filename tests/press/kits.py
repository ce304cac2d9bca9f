"""Stories the press may tell, and what a PDF says, for the tests of the press kit."""

import datetime as dt
from io import BytesIO

from pypdf import PdfReader

from invitations.models import Toestemming, Verhaal
from programmes.models import Programme
from tests.press.quotes import NOW, TODAY


def story_of(programme: Programme, *channels: str) -> Toestemming:
    service = programme.diensten.get()
    consent = Toestemming.objects.create(
        bestuur=programme.bestuur,
        person="Maria",
        purposes=["verhaal"],
        channels=list(channels),
        given_on=TODAY,
        ends_on=TODAY + dt.timedelta(days=99),
        created_at=NOW,
    )
    Verhaal.objects.create(
        programme=programme, zorgdienst=service, first_name="Maria", text="Ik schenk koffie.", toestemming=consent,
        changed_at=NOW,
    )  # fmt: skip
    return consent


def words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
