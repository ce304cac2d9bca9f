from typing import ClassVar

from django.db import models

from programmes.models import Programme, Segment
from programmes.models.base import TenantQuerySet


class UitnodigingQuerySet(TenantQuerySet["Uitnodiging"]):
    bestuur_path = "programme__bestuur"


class Uitnodiging(models.Model):
    """An invitation as it is composed, once per audience; placeholders are filled in for each recipient."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="uitnodigingen")
    segment = models.CharField(
        "voor wie", max_length=20, choices=Segment, blank=True, help_text="Leeg: wie in geen andere uitnodiging zit."
    )
    subject = models.CharField("onderwerp", max_length=150)
    body = models.TextField("tekst")
    video_url = models.URLField("link naar een korte video", blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    sent_content = models.JSONField(default=dict, editable=False)  # {subject, body, video_url} as they last went out

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "segment"],
                name="uitnodiging_segment_once",
                violation_error_message="Voor deze groep is er al een uitnodiging.",
            )
        ]

    def __str__(self) -> str:
        return self.subject
