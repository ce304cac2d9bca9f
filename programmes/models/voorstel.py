import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from programmes.models.base import TenantQuerySet
from programmes.models.programme import Programme, Wijziging


class VoorstelQuerySet(TenantQuerySet["Voorstel"]):
    bestuur_path = "programme__bestuur"

    def open(self) -> Self:
        return self.filter(state__in=[Voorstel.State.WACHT, Voorstel.State.BEZIG])

    def abandoned(self, now: dt.datetime) -> Self:
        """Of a worker that was killed, or lost from the queue: the lease ran out."""
        return self.open().filter(lease_until__lt=now)

    def comparable(self) -> Self:
        """Those with a plan, and those that will have one."""
        return self.exclude(state__in=[Voorstel.State.MISLUKT, Voorstel.State.GESTOPT])

    def light(self) -> Self:
        """Without what makes a row heavy: a list and a page that polls need none of it."""
        heavy = ("problem", "plan", "taken_as__before", "taken_as__after")
        return self.select_related("by", "taken_as").defer(*heavy)


class Voorstel(models.Model):
    """A plan that the planner makes, or made, beside the draft; nothing of it stands until somebody accepts it."""

    class State(models.TextChoices):
        WACHT = "wacht", "wacht op zijn beurt"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"
        GESTOPT = "gestopt", "gestopt"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="voorstellen")
    title = models.CharField("titel", max_length=200)
    state = models.CharField("toestand", max_length=10, choices=State, default=State.WACHT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("gevraagd op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    taken_as = models.ForeignKey(
        Wijziging, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="overgenomen als"
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_stopping = models.BooleanField("moet stoppen", default=False)  # the best so far is then the proposal
    message = models.CharField("melding", max_length=300, blank=True)
    asked = models.JSONField("wat gevraagd is", default=dict)  # see programmes.proposals.asking
    problem = models.JSONField("wat er te plannen was", default=dict)
    plan = models.JSONField("wat er gepland is", default=dict)  # programmes.planner.Plan.to_json(), the best so far
    score = models.IntegerField(null=True, blank=True)
    bound = models.IntegerField("bovengrens", null=True, blank=True)  # proven: no plan scores higher
    curve = models.JSONField("verloop", default=list)  # [[seconds, score, bound or null]]

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voorstel", args=[self.programme.bestuur.slug, self.programme.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WACHT, self.State.BEZIG}

    @property
    def is_taken(self) -> bool:
        """At least a part of it stands on the board, unless that was undone."""
        return self.taken_as is not None and self.taken_as.undone_at is None

    @property
    def seconds_asked(self) -> int:
        asked: dict[str, Any] = self.asked
        return int(asked.get("seconds", 0))
