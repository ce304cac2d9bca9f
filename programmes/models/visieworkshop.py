"""A vision workshop: what a group thinks of its own neighbourhood, nameless, and the text they write together."""

import secrets
import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models.base import M_co, TenantQuerySet
from programmes.models.bezoek import Bezoek


def by_lot() -> int:
    """Keys that count up would tell in which order people answered."""
    return secrets.randbelow(2**53 - 1) + 1


class VisieworkshopQuerySet(TenantQuerySet["Visieworkshop"]):
    bestuur_path = "bezoek__programme__bestuur"


class Visieworkshop(models.Model):
    class State(models.TextChoices):
        KLAAR = "klaar", "nog niet geopend"
        OPEN = "open", "open voor antwoorden"
        GESLOTEN = "gesloten", "gesloten"

    bezoek = models.OneToOneField(Bezoek, models.CASCADE, related_name="visieworkshop")
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)  # of the link that everybody in the room has
    state = models.CharField("toestand", max_length=10, choices=State, default=State.KLAAR)
    asked = models.CharField("bouwsteen aan zet", max_length=20, blank=True)  # '': the whole list

    objects = VisieworkshopQuerySet.as_manager()

    class Meta:
        verbose_name = "visieworkshop"
        verbose_name_plural = "visieworkshops"

    def __str__(self) -> str:
        return f"Visieworkshop, {self.bezoek}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.GESLOTEN


class OfWorkshopQuerySet(TenantQuerySet[M_co]):
    bestuur_path = "workshop__bezoek__programme__bestuur"


class Inschatting(models.Model):
    """One answer to one building block. Nothing ties it to a person, to an hour, or to another answer of theirs.

    `mark` is a hash of the block and a secret that only the phone has: as long as the workshop is open the same phone
    may answer again. It goes when the workshop closes.
    """

    id = models.BigIntegerField(primary_key=True, default=by_lot, editable=False)
    workshop = models.ForeignKey(Visieworkshop, models.CASCADE, related_name="inschattingen")
    block = models.CharField("bouwsteen", max_length=20)
    value = models.PositiveSmallIntegerField("inschatting", validators=[MinValueValidator(1), MaxValueValidator(5)])
    mark = models.CharField("merk van de telefoon", max_length=64, unique=True, null=True)  # noqa: DJ001 (none is not the same as another none)

    objects = OfWorkshopQuerySet["Inschatting"].as_manager()

    class Meta:
        verbose_name = "inschatting"
        verbose_name_plural = "inschattingen"
        ordering = ("pk",)  # by lot: the order of arrival would tell who it was
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="inschatting_one_to_five")
        ]

    def __str__(self) -> str:
        return f"{self.block}: {self.value}"


class Voorbeeld(models.Model):
    """An example from practice, typed on a phone (as nameless as an Inschatting) or by whoever leads."""

    id = models.BigIntegerField(primary_key=True, default=by_lot, editable=False)
    workshop = models.ForeignKey(Visieworkshop, models.CASCADE, related_name="voorbeelden")
    block = models.CharField("bouwsteen", max_length=20)
    text = models.CharField("voorbeeld", max_length=300)
    mark = models.CharField("merk van de telefoon", max_length=64, unique=True, null=True)  # noqa: DJ001 (as above)

    objects = OfWorkshopQuerySet["Voorbeeld"].as_manager()

    class Meta:
        verbose_name = "voorbeeld"
        verbose_name_plural = "voorbeelden"
        ordering = ("text", "pk")  # of the alphabet, not of who

    def __str__(self) -> str:
        return self.text


class Voornemen(models.Model):
    """What the group agrees to do; followup makes an Afspraak of it, with the same key."""

    workshop = models.ForeignKey(Visieworkshop, models.CASCADE, related_name="voornemens")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    text = models.CharField("wat spreken jullie af", max_length=200)
    who = models.CharField("wie doet het", max_length=150, blank=True)
    due_on = models.DateField("tegen", null=True, blank=True)

    objects = OfWorkshopQuerySet["Voornemen"].as_manager()

    class Meta:
        verbose_name = "voornemen"
        verbose_name_plural = "voornemens"
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text


class Visietekst(models.Model):
    """One version of the vision; only ever added to."""

    workshop = models.ForeignKey(Visieworkshop, models.CASCADE, related_name="teksten")
    number = models.PositiveIntegerField("versie")
    text = models.TextField("visie", max_length=10_000)
    by = models.CharField("door", max_length=150, blank=True)
    made_at = models.DateTimeField("bewaard op")

    objects = OfWorkshopQuerySet["Visietekst"].as_manager()

    class Meta:
        verbose_name = "visietekst"
        verbose_name_plural = "visieteksten"
        ordering = ("-number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["workshop", "number"], name="visietekst_number_once")]

    def __str__(self) -> str:
        return f"versie {self.number}"
