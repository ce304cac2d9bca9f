import datetime as dt
from typing import Self, TypeVar

from django.conf import settings
from django.db import models

from programmes.models.base import TenantQuerySet

L_co = TypeVar("L_co", bound="Leased", covariant=True)


class LeasedQuerySet(TenantQuerySet[L_co]):
    bestuur_path = "programme__bestuur"

    def open(self) -> Self:
        return self.filter(state__in=[Leased.State.WACHT, Leased.State.BEZIG])

    def abandoned(self, now: dt.datetime) -> Self:
        """Of a worker that was killed, or lost from the queue: the lease ran out."""
        return self.open().filter(lease_until__lt=now)


class Leased(models.Model):
    """Long work that a worker does while the browser may close; who renews no lease has died."""

    class State(models.TextChoices):
        WACHT = "wacht", "wacht op zijn beurt"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"
        GESTOPT = "gestopt", "gestopt"

    state = models.CharField("toestand", max_length=10, choices=State, default=State.WACHT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("gevraagd op")
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.CharField("melding", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WACHT, self.State.BEZIG}
