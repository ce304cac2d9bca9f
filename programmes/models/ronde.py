from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models.programme import Programme
from programmes.models.zorgdienst import Zorgdienst

MOST_SEATS = 200


def mode_of(vehicle: str) -> str:
    """How fast it goes, as the travel times know it: a bus as a car."""
    return "auto" if vehicle == "bus" else vehicle


class Ronde(models.Model):
    """A tour: one group along several services; its visits move together.

    When it leaves and is back follows from its visits. It starts and ends at the first stop, at a service, or else at
    the town hall.
    """

    class Vehicle(models.TextChoices):
        EIGEN = "", "zoals ieder zelf komt"
        BUS = "bus", "bus of busje"
        AUTO = "auto", "auto"
        FIETS = "fiets", "fiets"
        TE_VOET = "te_voet", "te voet"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rondes")
    title = models.CharField("naam", max_length=150)
    vehicle = models.CharField("vervoer", max_length=10, choices=Vehicle, default=Vehicle.EIGEN, blank=True)
    seats = models.PositiveSmallIntegerField(
        "plaatsen voor passagiers",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    driver = models.CharField("chauffeur of begeleider", max_length=150, blank=True)
    starts_at_first = models.BooleanField("vertrekt aan de eerste halte", default=False)
    start_dienst = models.ForeignKey(
        Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vertrekt aan"
    )

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ronde_starts_once",
                condition=Q(starts_at_first=False) | Q(start_dienst__isnull=True),
                violation_error_message="Kies één plaats waar de ronde vertrekt.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def mode(self) -> str:
        return mode_of(self.vehicle)

    @property
    def how(self) -> str:
        """'met de fiets', 'te voet'; empty when everybody comes in their own way."""
        if self.vehicle in ("", self.Vehicle.TE_VOET):
            return self.vehicle and self.get_vehicle_display()
        return f"met {'een' if self.vehicle == self.Vehicle.BUS else 'de'} {self.get_vehicle_display()}"
