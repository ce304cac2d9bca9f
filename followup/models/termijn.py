from django.conf import settings
from django.db import models

from programmes.models import Bestuur, Programme
from programmes.models.base import TenantQuerySet
from programmes.models.programme import ProgrammePartQuerySet


class Bewaartermijn(models.Model):
    """Until when the personal data of a programme is kept, and what was cleared on the day after."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="bewaartermijn")
    ends_on = models.DateField("bewaren tot en met")
    warned_at = models.DateTimeField("aangekondigd op", null=True, blank=True)
    cleared_at = models.DateTimeField("opgeruimd op", null=True, blank=True)
    record = models.JSONField(default=dict, blank=True)  # {label of a field: how many values went}
    extensions = models.JSONField(default=list, blank=True)  # [[ISO day, until when it was, becomes, why, by], ...]

    objects = ProgrammePartQuerySet["Bewaartermijn"].as_manager()

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"

    def __str__(self) -> str:
        return f"bewaren tot en met {self.ends_on}"


class Balans(models.Model):
    """The numbers of an edition, kept when its personal data went: see followup.reach."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="balans")
    numbers = models.JSONField(default=dict)
    frozen_at = models.DateTimeField("vastgelegd op")

    objects = ProgrammePartQuerySet["Balans"].as_manager()

    class Meta:
        verbose_name = "balans"
        verbose_name_plural = "balansen"

    def __str__(self) -> str:
        return f"balans van {self.programme}"


class Verzoek(models.Model):
    """That somebody asked for, corrected or erased their data: the record that it was done, without the data itself."""

    class Kind(models.TextChoices):
        INZAGE = "inzage", "inzage"
        VERBETERING = "verbetering", "verbetering"
        WISSING = "wissing", "wissing"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="verzoeken")
    kind = models.CharField("soort", max_length=12, choices=Kind)
    person = models.CharField("kenmerk", max_length=150)  # after an erasure 'persoon 12', not the name
    reason = models.CharField("aanleiding", max_length=300, blank=True)
    at = models.DateTimeField("uitgevoerd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    record = models.JSONField(default=dict, blank=True)  # {label of a field: how many}

    objects = TenantQuerySet["Verzoek"].as_manager()

    class Meta:
        verbose_name = "verzoek over persoonsgegevens"
        verbose_name_plural = "verzoeken over persoonsgegevens"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"
