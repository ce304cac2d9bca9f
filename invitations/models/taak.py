from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models import Bezoek, Contactpersoon, Programme, Zorgdienst
from programmes.models.base import TenantQuerySet


class TaakQuerySet(TenantQuerySet["Taak"]):
    bestuur_path = "programme__bestuur"

    def kept(self) -> Self:
        """Without those that somebody took off the list."""
        return self.filter(removed_at__isnull=True)

    def open(self) -> Self:
        return self.kept().filter(done_at__isnull=True)


class Taak(models.Model):
    """Something to do for a programme, a service or a visit; due some days from its anchor, so that it moves along."""

    class Owner(models.TextChoices):
        COORDINATOR = "coordinator", "coördinator"
        COMMUNICATIE = "communicatie", "communicatie"
        GASTHEER = "gastheer", "gastheer"

    class Anchor(models.TextChoices):
        EERSTE_DAG = "eerste_dag", "de eerste dag"
        LAATSTE_DAG = "laatste_dag", "de laatste dag"
        BEZOEK = "bezoek", "het bezoek"
        DATUM = "datum", "een vaste dag"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="taken")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, null=True, blank=True, related_name="taken")
    bezoek = models.ForeignKey(Bezoek, models.CASCADE, null=True, blank=True, related_name="taken")
    step = models.PositiveSmallIntegerField("stap", validators=[MinValueValidator(1), MaxValueValidator(4)])
    key = models.CharField(max_length=120, blank=True, editable=False)  # what generated it; empty: added by hand
    title = models.CharField("taak", max_length=200)
    text = models.TextField("uitleg", blank=True)
    owner = models.CharField("voor wie", max_length=12, choices=Owner, default=Owner.COORDINATOR)
    contactpersoon = models.ForeignKey(
        Contactpersoon, models.SET_NULL, null=True, blank=True, related_name="taken", verbose_name="gastheer"
    )  # None with owner GASTHEER: whoever receives at the service
    anchor = models.CharField("tegen", max_length=12, choices=Anchor, default=Anchor.EERSTE_DAG)
    days = models.SmallIntegerField("dagen na die dag", default=0)  # below zero: before it
    due_day = models.DateField("vaste dag", null=True, blank=True)
    done_at = models.DateTimeField("gedaan op", null=True, blank=True)
    done_by = models.CharField("gedaan door", max_length=150, blank=True)
    removed_at = models.DateTimeField("van de lijst sinds", null=True, blank=True)

    objects = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ("step", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], condition=~Q(key=""), name="taak_generated_once"),
            models.CheckConstraint(
                name="taak_anchor_whole",
                condition=~Q(anchor="datum") | Q(due_day__isnull=False),
                violation_error_message="Kies de dag waartegen het klaar moet zijn.",
            ),
            models.CheckConstraint(
                name="taak_anchor_visit",
                condition=~Q(anchor="bezoek") | Q(bezoek__isnull=False),
                violation_error_message="Kies het bezoek waarbij deze taak hoort.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
