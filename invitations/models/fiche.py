from typing import ClassVar

from django.db import models

from programmes.models import Programme, Zorgdienst
from programmes.models.base import TenantQuerySet


class FicheQuerySet(TenantQuerySet["Fiche"]):
    bestuur_path = "programme__bestuur"

    def whole(self) -> "FicheQuerySet":
        """With all its parts, in a fixed number of queries."""
        parts = ("cijfers", "projecten", "uitdagingen", "tendensen")
        return self.select_related("zorgdienst", "programme__bestuur").prefetch_related(*parts)


class Fiche(models.Model):
    """The voorstellingsfiche: what a service shows of itself in one edition (playbook, step 2)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="fiches")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="fiches")
    intro = models.TextField("wat we doen", blank=True)
    opening_hours = models.CharField("openingsuren", max_length=300, blank=True)
    to_show = models.TextField("wat we willen tonen", blank=True)
    pride = models.TextField("waar we trots op zijn", blank=True)
    bottleneck = models.TextField("waar het knelt", blank=True)
    satisfaction = models.TextField("wat gebruikers van ons vinden", blank=True)
    percent = models.PositiveSmallIntegerField(default=0, editable=False)  # fiches.completeness, when last saved
    changed_at = models.DateTimeField("gewijzigd op", null=True, blank=True)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True)

    objects = FicheQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstellingsfiche"
        verbose_name_plural = "voorstellingsfiches"
        ordering = ("zorgdienst__name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "zorgdienst"],
                name="fiche_once",
                violation_error_message="Deze dienst heeft al een fiche in dit programma.",
            )
        ]

    def __str__(self) -> str:
        return str(self.zorgdienst)

    @property
    def is_of_last_time(self) -> bool:
        """What it says came along from an earlier edition, and nobody saved it in this one yet."""
        return self.percent > 0 and self.changed_at is None


class Cijfer(models.Model):
    """A figure as its service typed it ('ca. 40', 'n.v.t.'), and the number in it; None when there is none."""

    class Section(models.TextChoices):
        KERN = "kern", "kerncijfers"
        TEVREDENHEID = "tevredenheid", "tevredenheid"

    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="cijfers")
    section = models.CharField(max_length=12, choices=Section, default=Section.KERN)
    key = models.SlugField(max_length=60, blank=True)  # of a proposed figure, the same in each edition; else empty
    name = models.CharField("cijfer", max_length=150)
    typed = models.CharField("waarde", max_length=40, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True, editable=False)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    measured_on = models.DateField("peildatum", null=True, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ("section", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiche", "key"],
                condition=~models.Q(key=""),
                name="cijfer_key_once",
                violation_error_message="Dit cijfer staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.typed} {self.unit}".strip()


class Project(models.Model):
    class Phase(models.TextChoices):
        LOPEND = "lopend", "loopt"
        NIEUW = "nieuw", "start binnenkort"

    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="projecten")
    phase = models.CharField("stand", max_length=10, choices=Phase, default=Phase.LOPEND)
    title = models.CharField("project", max_length=150)
    text = models.TextField("waarover het gaat", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "project"
        verbose_name_plural = "projecten"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Uitdaging(models.Model):
    """What a service faces in the coming six years, and what the authority can do."""

    class Theme(models.TextChoices):
        INFRASTRUCTUUR = "infrastructuur", "infrastructuur"
        AANBOD = "aanbod", "aanbod"
        SAMENWERKING = "samenwerking", "samenwerking"
        MEDEWERKERS = "medewerkers", "medewerkers"

    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="uitdagingen")
    theme = models.CharField("thema", max_length=15, choices=Theme)
    title = models.CharField("uitdaging", max_length=150)
    text = models.TextField("toelichting", blank=True)
    request = models.TextField("wat het bestuur kan doen", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "uitdaging"
        verbose_name_plural = "uitdagingen"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Tendens(models.Model):
    """A local tendency with figures, to draw: `points` is [[label, number], ...] in order."""

    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="tendensen")
    title = models.CharField("tendens", max_length=150)
    points = models.JSONField("cijfers", default=list)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    measured_on = models.DateField("peildatum", null=True, blank=True)
    answer = models.TextField("hoe we erop inspelen", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "tendens"
        verbose_name_plural = "tendensen"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
