"""Rows of a vision workshop."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from programmes.models import Bezoek, Inschatting, Visietekst, Visieworkshop, Voorbeeld, Voornemen, Werkvorm
from programmes.werkvormen.visieworkshop.blocks import BLOCKS
from programmes.werkvormen.visieworkshop.holding import Sheet, answer, open_up, workshop_of

NINE = (1, 2, 2, 2, 3, 3, 4, 4, 5)


def make_workshop(bezoek: Bezoek, *, is_open: bool = False, **fields: Any) -> Visieworkshop:
    bezoek.werkvorm = Werkvorm.VISIEWORKSHOP
    bezoek.save()
    workshop = workshop_of(bezoek)
    if is_open:
        open_up(workshop)
    if fields:
        Visieworkshop.objects.filter(pk=workshop.pk).update(**fields)
    workshop.refresh_from_db()
    return workshop


def make_visieworkshop(bezoek: Bezoek, pk: int) -> None:
    """One of each, with that key."""
    workshop = Visieworkshop.objects.create(pk=pk, bezoek=bezoek, nonce="visie", token_hash="visie")
    Inschatting.objects.create(pk=pk, workshop=workshop, block="detectie", value=3)
    Voorbeeld.objects.create(pk=pk, workshop=workshop, block="detectie", text="Een buurtbel")
    Voornemen.objects.create(pk=pk, workshop=workshop, text="Buren opbellen", who="An Aerts")
    Visietekst.objects.create(pk=pk, workshop=workshop, number=1, text="Niemand alleen.", made_at=timezone.now())


def sheet(values: Mapping[str, int], examples: Mapping[str, str] | None = None, **fields: Any) -> Sheet:
    return Sheet(fields.pop("key", None) or uuid4(), values, examples or {}, **fields)


def answered(workshop: Visieworkshop, values: Sequence[int] = NINE) -> None:
    """By so many phones, the same to each block."""
    for value in values:
        answer(workshop, sheet({block.key: value for block in BLOCKS}))
