import datetime as dt
import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from programmes.models.base import TenantQuerySet
from programmes.models.bestuur import Bestuur


def waiting_path(_: "Inlezing", __: str) -> str:
    return f"inlezingen/{secrets.token_hex(16)}.csv"


class InlezingQuerySet(TenantQuerySet["Inlezing"]):
    def forgotten(self, before: dt.datetime) -> Self:
        """Never imported, and older than that."""
        return self.filter(applied_at__isnull=True, created_at__lt=before)


class Inlezing(models.Model):
    """A file that was read in, between its preview and its import. Columns with register numbers are never stored."""

    class Kind(models.TextChoices):
        MANDATARISSEN = "mandatarissen", "mandatarissen"
        ZORGDIENSTEN = "zorgdiensten", "zorgdiensten"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="inlezingen")
    kind = models.CharField(max_length=20, choices=Kind)
    filename = models.CharField("bestand", max_length=255)
    layout = models.CharField(max_length=20)  # 'vmdb', 'lmb' or 'sheet'
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)  # [[row number in the file, cell, ...]]
    mapping = models.JSONField(default=dict)  # {field: column index}
    reading = models.JSONField(default=dict)  # what reading the file told: see programmes.inlezingen
    options = models.JSONField(default=dict)  # what the person chose beside the columns
    file = models.FileField(upload_to=waiting_path, blank=True)  # only while the person chooses which authority is ours
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField("ingelezen op", null=True, blank=True)
    result = models.JSONField(default=dict)

    objects = InlezingQuerySet.as_manager()

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering: ClassVar = ("-pk",)

    def __str__(self) -> str:
        return self.filename
