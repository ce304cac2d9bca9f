import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from programmes.models.base import TenantQuerySet
from programmes.models.programme import Programme


class OpdrachtQuerySet(TenantQuerySet["Opdracht"]):
    bestuur_path = "programme__bestuur"

    def open(self) -> Self:
        return self.filter(state__in=[Opdracht.State.WACHT, Opdracht.State.BEZIG])

    def abandoned(self, now: dt.datetime) -> Self:
        """Of a worker that was killed, or lost from the queue: the lease ran out."""
        return self.open().filter(lease_until__lt=now)


class Opdracht(models.Model):
    """Long work that a worker does while the browser may close, with its progress and the file that it makes."""

    class Kind(models.TextChoices):
        SCHEDULES = "programmaboekje", "programmaboekje"

    class State(models.TextChoices):
        WACHT = "wacht", "wacht op zijn beurt"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"
        GESTOPT = "gestopt", "gestopt"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="opdrachten")
    kind = models.CharField("soort", max_length=30, choices=Kind)
    state = models.CharField("toestand", max_length=10, choices=State, default=State.WACHT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("gevraagd op")
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField("melding", max_length=300, blank=True)
    file = models.FileField("bestand", upload_to="opdrachten/", blank=True)

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(state__in=["wacht", "bezig"]),
                name="opdracht_one_open",
                violation_error_message="Dit wordt al gemaakt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WACHT, self.State.BEZIG}
