import datetime as dt

from django.db import models

from programmes.models import Programme
from programmes.models.programme import ProgrammePartQuerySet


class Nazorglink(models.Model):
    """A link that opens one thing of the aftercare for whoever has it; see followup.sharing for its token."""

    class Kind(models.TextChoices):
        VERSLAG = "verslag", "het gepubliceerde verslag"
        AFSPRAKEN = "afspraken", "agenda met de afspraken"
        ENQUETE = "enquete", "de enquête voor medewerkers"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="nazorglinks")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField("voor wie", max_length=150, blank=True)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("gemaakt op")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = ProgrammePartQuerySet["Nazorglink"].as_manager()

    class Meta:
        verbose_name = "link van de nazorg"
        verbose_name_plural = "links van de nazorg"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}".strip()

    def is_live(self, on: dt.date) -> bool:
        return self.revoked_at is None and on <= self.programme.links_end_on
