import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from press.models.quote import Quote
from programmes.models import Programme
from programmes.models.programme import ProgrammePartQuerySet


class Deellink(models.Model):
    """A link that opens one thing, for whoever has it; see press.sharing for how its token is made."""

    class Kind(models.TextChoices):
        OPNEMEN = "opnemen", "foto's en quotes doorsturen"  # the QR at a visit or a service
        PERS = "pers", "perspagina"
        QUOTE = "quote", "een quote goedkeuren"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="deellinks")
    kind = models.CharField(max_length=10, choices=Kind)
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # OPNEMEN: of this visit only
    quote = models.ForeignKey(Quote, models.CASCADE, null=True, blank=True, related_name="links")
    label = models.CharField("voor wie", max_length=150, blank=True)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("gemaakt op")
    ends_on = models.DateField("werkt tot en met", null=True, blank=True)  # None: as long as personal links do
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = ProgrammePartQuerySet["Deellink"].as_manager()

    class Meta:
        verbose_name = "deellink"
        verbose_name_plural = "deellinks"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind="quote") | Q(quote__isnull=False), name="deellink_quote")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}".strip()

    def is_live(self, on: dt.date) -> bool:
        return self.revoked_at is None and on <= (self.ends_on or self.programme.links_end_on)
