from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from programmes.models.leased import Leased, LeasedQuerySet
from programmes.models.programme import Programme, Wijziging


class VoorstelQuerySet(LeasedQuerySet["Voorstel"]):
    def comparable(self) -> Self:
        """Those with a plan, and those that will have one."""
        return self.exclude(state__in=[Voorstel.State.MISLUKT, Voorstel.State.GESTOPT])

    def not_taken(self) -> Self:
        """Of which nothing stands on the board: see Voorstel.is_taken."""
        return self.exclude(_standing())

    def light(self) -> Self:
        """With `is_taken` and whom it takes a visit, without what makes a row heavy: a list and a page that polls need
        none of it.
        """
        losses = {"lost": F("plan__lost"), "lost_least": F("plan__lost_least")}
        return self.select_related("by").annotate(is_taken=_standing(), **losses).defer("problem", "plan")

    def throw_away(self) -> None:
        """Locked first: who takes one of them over in the same instant, is waited for."""
        with transaction.atomic(savepoint=False):
            keys = list(self.select_for_update().values_list("pk", flat=True))
            Voorstel.objects.filter(pk__in=keys).delete()


def _standing() -> Exists:
    return Exists(Wijziging.objects.filter(voorstel=OuterRef("pk"), undone_at=None))


class Voorstel(Leased):
    """A plan that the planner makes, or made, beside the draft; nothing of it stands until somebody accepts it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="voorstellen")
    title = models.CharField("titel", max_length=200)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    is_stopping = models.BooleanField("moet stoppen", default=False)  # the best so far is then the proposal
    asked = models.JSONField("wat gevraagd is", default=dict)  # see programmes.voorstellen.asking
    problem = models.JSONField("wat er te plannen was", default=dict)
    plan = models.JSONField("wat er gepland is", default=dict)  # programmes.planner.Plan.to_json(), the best so far
    score = models.IntegerField(null=True, blank=True)
    bound = models.IntegerField("bovengrens", null=True, blank=True)  # proven: no plan scores higher
    curve = models.JSONField("verloop", default=list)  # [[seconds, score, bound or null]]

    objects = VoorstelQuerySet.as_manager()

    is_taken: bool  # of light(): at least a part of it stands on the board, and that was not undone
    lost: int | None  # of light(), and of a plan that solves conflicts: see programmes.planner.Plan
    lost_least: int | None

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voorstel", args=[self.programme.bestuur.slug, self.programme.slug, self.pk])

    @property
    def seconds_asked(self) -> int:
        asked: dict[str, Any] = self.asked
        return int(asked.get("seconds", 0))
