import uuid
from typing import ClassVar

from django.db import models

from press.models.beeld import Beeld
from programmes.models import Contactpersoon, Mandataris, Programme, Zorgdienst
from programmes.models.programme import ProgrammePartQuerySet


class Quote(models.Model):
    """What somebody said, and where it may appear: only what that person approved through their own link."""

    class State(models.TextChoices):
        NIEUW = "nieuw", "nieuw"
        GEVRAAGD = "gevraagd", "gevraagd aan de persoon"
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd door de persoon"
        GEWEIGERD = "geweigerd", "niet gebruiken"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="quotes")
    zorgdienst = models.ForeignKey(Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="quotes")
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # the key of the bezoek, also when it left the draft
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the browser: what is sent twice, counts once
    text = models.TextField("wat iemand zei")
    name = models.CharField("wie zei het", max_length=150, blank=True)
    function = models.CharField("functie", max_length=200, blank=True)
    mandataris = models.ForeignKey(Mandataris, models.SET_NULL, null=True, blank=True, related_name="quotes")
    contactpersoon = models.ForeignKey(Contactpersoon, models.SET_NULL, null=True, blank=True, related_name="quotes")
    portrait = models.ForeignKey(Beeld, models.SET_NULL, null=True, blank=True, related_name="quotes")
    state = models.CharField("toestand", max_length=12, choices=State, default=State.NIEUW)
    channels = models.JSONField("waar het mag komen", default=list, blank=True)  # Toestemming.Channel values
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)
    received_at = models.DateTimeField("ontvangen op")
    received_from = models.CharField("genoteerd door", max_length=150, blank=True)
    is_testimonial = models.BooleanField("op de publieke pagina", default=False)

    objects = ProgrammePartQuerySet["Quote"].as_manager()

    class Meta:
        verbose_name = "quote"
        verbose_name_plural = "quotes"
        ordering = ("-received_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="quote_says_something",
                violation_error_message="Vul in wat iemand zei.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
