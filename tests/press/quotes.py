"""Quotes and pictures that may be used, for the tests of quotes and the public page."""

import datetime as dt
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from invitations.models import Toestemming
from press.models import Beeld, Deellink, Quote
from press.sharing import share, shared_url
from programmes.models import Programme
from programmes.times import BRUSSELS

NOW = dt.datetime(2025, 2, 26, 10, 30, tzinfo=BRUSSELS)  # in the week of the programme of the tests
TODAY = NOW.date()
SITE_ROOT = "http://localhost:8000"


def make_quote(programme: Programme, **fields: Any) -> Quote:
    fields = {"text": "Warm onthaal", "name": "An Aerts", "function": "vrijwilliger", "received_at": NOW} | fields
    return Quote.objects.create(programme=programme, **fields)


def make_approved(programme: Programme, *channels: str, **fields: Any) -> Quote:
    fields = {"state": "goedgekeurd", "channels": list(channels or ("site",)), "answered_at": NOW} | fields
    return make_quote(programme, is_testimonial=fields.pop("is_testimonial", True), **fields)


def make_picture(programme: Programme, colour: str = "teal", **fields: Any) -> Beeld:
    """Approved, and nobody on it can be recognised."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    files = {
        name: ContentFile(out.getvalue(), f"{colour}-{name}.jpg") for name in ("original", "print", "web", "thumb")
    }
    fields = {"alt": f"Een {colour} vlak", "uploaded_at": NOW, "width": 40, "height": 30} | files | fields
    checked = {"state": "goedgekeurd", "work": "klaar", "people_checked": True, "sha256": f"{colour}-{programme.pk}"}
    return Beeld.objects.create(programme=programme, **checked | fields)


def recognise(beeld: Beeld, name: str = "Maria", *channels: str) -> Toestemming:
    """Somebody on it, with a consent for these channels (the site unless told)."""
    consent = Toestemming.objects.create(
        bestuur=beeld.programme.bestuur,
        programme=beeld.programme,
        person=name,
        purposes=["beeld_maken", "beeld_gebruiken"],
        channels=list(channels or ("site",)),
        given_on=TODAY,
        ends_on=TODAY + dt.timedelta(days=100),
        created_at=NOW,
    )
    beeld.herkend.create(name=name, toestemming=consent)
    return consent


def link_to(quote: Quote) -> str:
    """The path of the page where it is approved."""
    link = quote.links.first() or share(quote.programme, Deellink.Kind.QUOTE, now=NOW, quote=quote)
    return shared_url(link).removeprefix(SITE_ROOT)
