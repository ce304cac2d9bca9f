from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from invitations.models.fiche import Project, Uitdaging
from programmes.models import Bestuur, Zorgdienst
from programmes.models.base import TenantQuerySet


class Bestuursakkoord(models.Model):
    """The coalition agreement of an authority, cut into passages; `page_count` is None when the file has no pages."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="bestuursakkoorden")
    title = models.CharField("titel", max_length=150)
    filename = models.CharField("bestand", max_length=200)
    page_count = models.PositiveIntegerField("bladzijden", null=True, blank=True)
    uploaded_at = models.DateTimeField("opgeladen op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = TenantQuerySet["Bestuursakkoord"].as_manager()

    class Meta:
        verbose_name = "bestuursakkoord"
        verbose_name_plural = "bestuursakkoorden"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A numbered piece of the agreement; `page` is None when the file has no pages."""

    akkoord = models.ForeignKey(Bestuursakkoord, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField("nummer")
    page = models.PositiveIntegerField("bladzijde", null=True, blank=True)
    heading = models.CharField("kop", max_length=300, blank=True)
    text = models.TextField("tekst")

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        ordering = ("number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["akkoord", "number"], name="passage_number_once")]

    def __str__(self) -> str:
        return f"passage {self.number}"


class RaakvlakQuerySet(TenantQuerySet["Raakvlak"]):
    bestuur_path = "passage__akkoord__bestuur"

    def confirmed(self) -> Self:
        return self.filter(state=Raakvlak.State.BEVESTIGD)


class Raakvlak(models.Model):
    """A passage touches what a service does or faces: proposed by text search, confirmed or rejected by a person."""

    class State(models.TextChoices):
        VOORSTEL = "voorstel", "voorgesteld"
        BEVESTIGD = "bevestigd", "bevestigd"
        VERWORPEN = "verworpen", "verworpen"

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="raakvlakken")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="raakvlakken")
    uitdaging = models.ForeignKey(Uitdaging, models.SET_NULL, null=True, blank=True, related_name="raakvlakken")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="raakvlakken")
    score = models.FloatField(default=0)
    state = models.CharField("stand", max_length=10, choices=State, default=State.VOORSTEL)
    domain = models.CharField("beleidsdomein", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    objects = RaakvlakQuerySet.as_manager()

    class Meta:
        verbose_name = "raakvlak"
        verbose_name_plural = "raakvlakken"
        ordering = ("-score", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["passage", "zorgdienst"], name="raakvlak_once"),
            models.CheckConstraint(
                condition=Q(state="voorstel") | Q(at__isnull=False), name="raakvlak_decided_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zorgdienst}: {self.passage}"
