from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from programmes.models.base import TenantQuerySet
from programmes.models.bezoek import Bezoek
from programmes.models.mandataris import Mandataris

MOST_ROUNDS, LONGEST_LEAD, LONGEST_ROUND, LONGEST_PAUSE, MOST_SEATS = 20, 600, 60, 60, 20


def most(number: int, what: str) -> MaxValueValidator:
    return MaxValueValidator(number, f"Vul hoogstens {number} {what} in.")


class SpeeddateQuerySet(TenantQuerySet["Speeddate"]):
    bestuur_path = "bezoek__programme__bestuur"


class Speeddate(models.Model):
    """The speed date of a visit; its rounds count in minutes from the begin of the visit.

    `arrangement` is {"rounds": [[guest keys of the first table, of the second, ...], ...], "bound": least repeats or
    null}, or {} when there is none; of the first `held` rounds it tells how it was, of the others how it will be.
    """

    bezoek = models.OneToOneField(Bezoek, models.CASCADE, related_name="speeddate")
    rounds = models.PositiveSmallIntegerField(
        "rondes",
        default=5,
        validators=[MinValueValidator(1, "Vul minstens 1 ronde in."), most(MOST_ROUNDS, "rondes")],
    )
    round_minutes = models.PositiveSmallIntegerField(
        "minuten per ronde",
        default=8,
        validators=[MinValueValidator(1, "Vul minstens 1 minuut in."), most(LONGEST_ROUND, "minuten")],
    )
    lead_minutes = models.PositiveSmallIntegerField(
        "minuten vooraf",
        default=0,
        validators=[most(LONGEST_LEAD, "minuten")],
        help_text="Welkom en uitleg: zolang na het begin van het bezoek start de eerste ronde.",
    )
    change_minutes = models.PositiveSmallIntegerField(
        "minuten om te wisselen", default=2, validators=[most(LONGEST_PAUSE, "minuten")]
    )
    break_after = models.PositiveSmallIntegerField("pauze na ronde", default=0, help_text="0: geen pauze.")
    break_minutes = models.PositiveSmallIntegerField(
        "minuten pauze", default=10, validators=[most(LONGEST_PAUSE, "minuten")]
    )
    chairs = models.PositiveSmallIntegerField(
        "stoelen voor gasten per tafel",
        default=0,
        validators=[most(MOST_SEATS, "stoelen")],
        help_text="0: er zijn er altijd genoeg.",
    )
    held = models.PositiveSmallIntegerField("gehouden rondes", default=0, editable=False)
    arrangement = models.JSONField("indeling", default=dict, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = SpeeddateQuerySet.as_manager()

    class Meta:
        verbose_name = "speeddate"
        verbose_name_plural = "speeddates"

    def __str__(self) -> str:
        return f"speeddate van {self.bezoek}"


class SpeeddatetafelQuerySet(TenantQuerySet["Speeddatetafel"]):
    bestuur_path = "speeddate__bezoek__programme__bestuur"


class Speeddatetafel(models.Model):
    """A table, and which staff and users of the service sit there all the time."""

    speeddate = models.ForeignKey(Speeddate, models.CASCADE, related_name="tafels")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("naam", max_length=60)
    who = models.CharField("wie zit er", max_length=200, blank=True)

    objects = SpeeddatetafelQuerySet.as_manager()

    class Meta:
        verbose_name = "tafel van een speeddate"
        verbose_name_plural = "tafels van speeddates"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class SpeeddategastQuerySet(TenantQuerySet["Speeddategast"]):
    bestuur_path = "speeddate__bezoek__programme__bestuur"


class Speeddategast(models.Model):
    """Who goes round the tables: somebody of the visit, or a name that was typed. Who left stays, for what was held."""

    speeddate = models.ForeignKey(Speeddate, models.CASCADE, related_name="gasten")
    mandataris = models.ForeignKey(
        Mandataris, models.CASCADE, null=True, blank=True, related_name="speeddates", verbose_name="mandataris"
    )
    name = models.CharField("naam", max_length=150)
    is_gone = models.BooleanField("is weg", default=False)

    objects = SpeeddategastQuerySet.as_manager()

    class Meta:
        verbose_name = "gast van een speeddate"
        verbose_name_plural = "gasten van speeddates"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["speeddate", "mandataris"],
                name="speeddategast_once",
                violation_error_message="Deze persoon doet al mee aan de speeddate.",
            )
        ]

    def __str__(self) -> str:
        return self.name
