from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models.base import TenantQuerySet
from programmes.models.bezoek import Bezoek
from programmes.models.mandataris import Mandataris

LONGEST = 24 * 60


class OnderdeelQuerySet(TenantQuerySet["Onderdeel"]):
    bestuur_path = "bezoek__programme__bestuur"


class Onderdeel(models.Model):
    """A line of a visit's timetable. It holds minutes and no hour, so that it moves along with its visit."""

    class HandsOn(models.TextChoices):
        """What a visitor without training may do."""

        GEEN = "", "niet van toepassing"
        ZELF = "zelf", "mag een bezoeker zelf doen"
        KIJKEN = "kijken", "alleen meekijken"

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="onderdelen")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    minutes = models.PositiveSmallIntegerField("minuten", validators=[MinValueValidator(1), MaxValueValidator(LONGEST)])
    title = models.CharField("wat", max_length=150)
    text = models.TextField("uitleg", blank=True)
    who = models.CharField("wie", max_length=150, blank=True, help_text="De spreker, of de collega die meeneemt.")
    place = models.CharField("waar", max_length=150, blank=True)
    clothing = models.CharField("kledij", max_length=150, blank=True)
    hands_on = models.CharField("zonder opleiding", max_length=10, choices=HandsOn, default=HandsOn.GEEN, blank=True)
    mandataris = models.ForeignKey(
        Mandataris,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="onderdelen",
        verbose_name="alleen voor",
        help_text="Leeg: voor iedereen die meedoet.",
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = OnderdeelQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel van het uurschema"
        verbose_name_plural = "onderdelen van het uurschema"
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="onderdeel_minutes",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                violation_error_message="Een onderdeel duurt minstens één minuut en hoogstens een dag.",
            )
        ]

    def __str__(self) -> str:
        return self.title
