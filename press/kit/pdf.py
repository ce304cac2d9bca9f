"""The press kit on paper: drawn anew as soon as anything in it changed, and never given out stale."""

import datetime as dt
import logging
from collections.abc import Callable

from django.core.files.base import ContentFile

from invitations.stories.consent import went_since
from press.kit.content import Kit, digest_of, kit_of
from press.models import Beeld, Persmap
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
        if texts.digest == digest and texts.pdf and texts.pdf.storage.exists(texts.pdf.name or ""):
            with texts.pdf.open("rb") as file:
                return bytes(file.read()), kit
        content = draw_kit(kit)
        kit = kit_of(programme, on=on)
        if digest_of(kit) == digest:
            _keep(texts, content, digest=digest, now=now)
            return content, kit
    raise KitError("De persmap verandert net terwijl ze gemaakt wordt. Probeer het over een minuut opnieuw.")


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
    forget_pdf(texts)
    texts.pdf.save(f"persmap-{texts.programme_id}.pdf", ContentFile(content), save=False)
    texts.digest, texts.drawn_at = digest, now
    texts.save(update_fields=["pdf", "digest", "drawn_at"])


def forget_pdf(texts: Persmap) -> None:
    if texts.pdf:
        texts.pdf.delete(save=False)


def renew_kits(now: dt.datetime) -> int:
    """A duty of the clock: kits that were drawn with a consent that is gone are made anew. Returns how many."""
    renewed = 0
    today = local(now).date()
    for texts in Persmap.objects.filter(drawn_at__isnull=False).exclude(pdf="").select_related("programme__bestuur"):
        if texts.drawn_at and went_since(texts.programme.bestuur_id, texts.drawn_at, today=today):
            renewed += _renewed(texts, now=now)
    return renewed


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
