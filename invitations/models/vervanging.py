from typing import ClassVar

from django.db import models
from django.db.models import Q

from programmes.models import Bezoek, Mandataris
from programmes.models.programme import Programme, ProgrammePartQuerySet


class Vervanging(models.Model):
    """Whom a guest proposes in their place: somebody of the guest list, or a name and an address. A person decides."""

    class State(models.TextChoices):
        VOORGESTELD = "voorgesteld", "voorgesteld"
        AANVAARD = "aanvaard", "aanvaard"
        GEWEIGERD = "geweigerd", "geweigerd"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="vervangingen")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="vervangingen")
    bezoeken = models.ManyToManyField(Bezoek, related_name="vervangingen")
    replacement = models.ForeignKey(Mandataris, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField("naam", max_length=200)
    email = models.EmailField("e-mailadres", blank=True)
    state = models.CharField("toestand", max_length=12, choices=State, default=State.VOORGESTELD)
    created_at = models.DateTimeField("voorgesteld op")
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)

    objects = ProgrammePartQuerySet["Vervanging"].as_manager()

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "mandataris"], condition=Q(state="voorgesteld"), name="vervanging_once"
            ),
            models.CheckConstraint(
                name="vervanging_decided_at", condition=Q(state="voorgesteld") | Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in de plaats van {self.mandataris}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.VOORGESTELD
