import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from programmes.models import Bezoek, Mandataris
from programmes.models.base import TenantQuerySet


class WachtplaatsQuerySet(TenantQuerySet["Wachtplaats"]):
    bestuur_path = "bezoek__programme__bestuur"

    def waiting(self) -> Self:
        """Nothing offered yet; who came first is first."""
        return self.filter(offered_at__isnull=True).order_by("pk")

    def offered(self, now: dt.datetime) -> Self:
        """With a freed place that they may still take."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: dt.datetime) -> Self:
        return self.filter(expires_at__lte=now)


class Wachtplaats(models.Model):
    """Somebody who said yes to a visit that is full, and, when a place came free, until when it is theirs to take."""

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="wachtlijst")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="wachtplaatsen")
    created_at = models.DateTimeField("op de wachtlijst sinds")
    offered_at = models.DateTimeField("aangeboden op", null=True, blank=True)
    expires_at = models.DateTimeField("aanbod geldt tot", null=True, blank=True)

    objects = WachtplaatsQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats op de wachtlijst"
        verbose_name_plural = "plaatsen op de wachtlijst"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bezoek", "mandataris"], name="wachtplaats_once"),
            models.CheckConstraint(
                name="wachtplaats_offer_expires",
                condition=Q(offered_at__isnull=True, expires_at__isnull=True)
                | Q(offered_at__isnull=False, expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandataris} wacht op {self.bezoek}"
