import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from programmes.models import Mandataris, Programme
from programmes.models.base import TenantQuerySet

MOST_DAYS_BEFORE = 60


class HerinneringsregelQuerySet(TenantQuerySet["Herinneringsregel"]):
    bestuur_path = "programme__bestuur"


class Herinneringsregel(models.Model):
    """When something is sent by itself: two steps per audience; what nobody stored, is as in `reminding.rules`."""

    class Audience(models.TextChoices):
        GASTEN = "gasten", "wie op bezoek gaat"
        GASTHEREN = "gastheren", "wie bezoek ontvangt"
        STIL = "stil", "wie nog niet antwoordde"  # days before the deadline, the others before the visit
        TAKEN = "taken", "wie nog taken heeft"  # every Monday: its days count for nothing

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="herinneringsregels")
    audience = models.CharField("voor wie", max_length=10, choices=Audience)
    number = models.PositiveSmallIntegerField("stap")  # the first or the second
    is_active = models.BooleanField("vertrekt vanzelf", default=True)
    days_before = models.PositiveSmallIntegerField("dagen vooraf", validators=[MaxValueValidator(MOST_DAYS_BEFORE)])
    at = models.TimeField("om", default=dt.time(9))

    objects = HerinneringsregelQuerySet.as_manager()

    class Meta:
        verbose_name = "herinneringsregel"
        verbose_name_plural = "herinneringsregels"
        ordering = ("audience", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "audience", "number"], name="herinneringsregel_once"),
            models.CheckConstraint(
                condition=Q(audience__in=["gasten", "gastheren", "stil", "taken"], number__in=[1, 2]),
                name="herinneringsregel_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.how_long}"

    @property
    def how_long(self) -> str:
        """'3 dagen vooraf om 9.00'"""
        if self.audience == self.Audience.TAKEN:
            return f"elke maandag om {self.at.hour}.{self.at.minute:02d}"
        days = {0: "de dag zelf", 1: "1 dag vooraf"}.get(self.days_before, f"{self.days_before} dagen vooraf")
        return f"{days} om {self.at.hour}.{self.at.minute:02d}"


class BelnotaQuerySet(TenantQuerySet["Belnota"]):
    bestuur_path = "programme__bestuur"


class Belnota(models.Model):
    """Somebody who was silent was called, and what came of it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="belnotas")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="belnotas")
    called_on = models.DateField("gebeld op")
    remark = models.CharField("opmerking", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = BelnotaQuerySet.as_manager()

    class Meta:
        verbose_name = "belnota"
        verbose_name_plural = "belnota's"
        ordering = ("called_on", "pk")

    def __str__(self) -> str:
        return f"{self.mandataris}, {self.called_on}"
