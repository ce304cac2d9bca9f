"""The press kit on paper: drawn anew as soon as anything in it changed, and never given out stale."""

import datetime as dt
import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction

from invitations.models import Toestemming
from invitations.stories.consent import went_since
from press.kit.content import Kit, digest_of, kit_of
from press.models import Beeld, Persmap, Quote
from programmes.documents import PICTURES, Pictures, document
from programmes.models import Programme
from programmes.times import local

logger = logging.getLogger(__name__)
ATTEMPTS = 3


class KitError(Exception):
    """Why there is no kit now; the message is for whoever asked."""


def kit_pdf(programme: Programme, *, now: dt.datetime) -> tuple[bytes, Kit]:
    """The PDF and what is in it. What changes while it is drawn (a consent is taken back) makes it drawn again.

    Raises KitError when it keeps changing.
    """
    on = local(now).date()
    texts, _ = Persmap.objects.get_or_create(programme=programme)
    kit = kit_of(programme, on=on)
    for _ in range(ATTEMPTS):
        digest = digest_of(kit)
        if texts.digest == digest and (kept := _kept(texts)):
            return kept, kit
        content = draw_kit(kit)
        kit = kit_of(programme, on=on)
        if digest_of(kit) == digest:
            _keep(texts, content, digest=digest, now=now)
            return content, kit
    raise KitError("De persmap verandert net terwijl ze gemaakt wordt. Probeer het over een minuut opnieuw.")


def _kept(texts: Persmap) -> bytes:
    """The PDF as it was drawn; nothing when another request just put a newer one in its place."""
    try:
        with texts.pdf.open("rb") as file:
            return bytes(file.read())
    except (OSError, ValueError):  # no such file, no file at all
        return b""


def draw_kit(kit: Kit) -> bytes:
    return document("persmap", {"kit": kit, "address": _address}, pictures=_pictures(kit))


def _pictures(kit: Kit) -> Pictures:
    faces = [quote.portrait for quote in kit.quotes if quote.portrait]
    return {_address(beeld): _reader(beeld) for beeld in (*kit.photos, *faces)}


def _address(beeld: Beeld) -> str:
    return f"{PICTURES}{beeld.pk}"


def _reader(beeld: Beeld) -> Callable[[], bytes]:
    def read() -> bytes:
        with beeld.web.open("rb") as file:
            return bytes(file.read())

    return read


def _keep(texts: Persmap, content: bytes, *, digest: str, now: dt.datetime) -> None:
    """Of two who drew it at once one comes last, and no file stays behind that nothing points to."""
    with transaction.atomic():
        kept = Persmap.objects.select_for_update().get(pk=texts.pk)
        before = kept.pdf.name
        kept.pdf.save(f"persmap-{kept.programme_id}.pdf", ContentFile(content), save=False)
        kept.digest, kept.drawn_at = digest, now
        kept.save(update_fields=["pdf", "digest", "drawn_at"])
    if before:
        kept.pdf.storage.delete(before)


def forget_pdf(texts: Persmap) -> None:
    if texts.pdf:
        texts.pdf.delete(save=False)


def renew_kits(now: dt.datetime) -> int:
    """A duty of the clock: a kit drawn with what somebody took back since is made anew. Returns how many."""
    renewed = 0
    today = local(now).date()
    for texts in Persmap.objects.filter(drawn_at__isnull=False).exclude(pdf="").select_related("programme__bestuur"):
        if _heard_since(texts, today=today):
            renewed += _renewed(texts, now=now)
    return renewed


def _heard_since(texts: Persmap, *, today: dt.date) -> bool:
    """Whether anybody said something since it was drawn that may take a picture, a quote or a story out of it."""
    bestuur, drawn_at = texts.programme.bestuur_id, texts.drawn_at
    if drawn_at is None or went_since(bestuur, drawn_at, today=today):
        return drawn_at is not None
    return (
        Toestemming.objects.filter(bestuur=bestuur, created_at__gte=drawn_at).exists()
        or Quote.objects.filter(programme=texts.programme_id, answered_at__gte=drawn_at).exists()
    )


def _renewed(texts: Persmap, *, now: dt.datetime) -> bool:
    try:
        if digest_of(kit_of(texts.programme, on=local(now).date())) == texts.digest:
            Persmap.objects.filter(pk=texts.pk).update(drawn_at=now)
            return False
        kit_pdf(texts.programme, now=now)
    except Exception:
        logger.exception("De persmap van programma %s kon niet vernieuwd worden.", texts.programme_id)
        forget_pdf(texts)
        Persmap.objects.filter(pk=texts.pk).update(pdf="", digest="")
    return True
