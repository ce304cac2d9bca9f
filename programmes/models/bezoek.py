import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from programmes.models.base import TenantQuerySet
from programmes.models.mandataris import Mandataris
from programmes.models.programme import Programme
from programmes.models.ronde import Ronde
from programmes.models.zorgdienst import Contactpersoon, Zorgdienst
from programmes.times import local


class Werkvorm(models.TextChoices):
    JOBRUIL = "jobruil", "jobruil of meedraaien"
    RONDLEIDING = "rondleiding", "rondleiding"
    INFOSESSIE = "infosessie", "infosessie"
    GESPREK = "gesprek", "gesprek"
    SPEEDDATE = "speeddate", "speeddate"
    VRIJ_PODIUM = "vrij_podium", "vrij podium"
    RONDRIT = "rondrit", "rondrit"
    CARROUSEL = "carrousel", "praktijkcarrousel"
    INWONERSDIALOOG = "inwonersdialoog", "inwonersdialoog"
    VISIEWORKSHOP = "visieworkshop", "visieworkshop zorgzame buurt"


class BezoekQuerySet(TenantQuerySet["Bezoek"]):
    bestuur_path = "programme__bestuur"

    def overlapping(self, start: dt.datetime, end: dt.datetime) -> Self:
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class Bezoek(models.Model):
    """A visit to a service, or another block of the programme: a meal, a press moment, a journey, something else."""

    class Kind(models.TextChoices):
        BEZOEK = "bezoek", "bezoek"
        MAALTIJD = "maaltijd", "maaltijd"
        PERSMOMENT = "persmoment", "persmoment"
        VERPLAATSING = "verplaatsing", "verplaatsing"
        VRIJ = "vrij", "ander blok"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="bezoeken")
    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.BEZOEK)
    zorgdienst = models.ForeignKey(
        Zorgdienst, models.PROTECT, null=True, blank=True, related_name="bezoeken", verbose_name="zorgdienst"
    )
    title = models.CharField("titel", max_length=150, blank=True, help_text="Leeg: de naam van de dienst.")
    werkvorm = models.CharField("werkvorm", max_length=20, choices=Werkvorm, blank=True)
    starts_at = models.DateTimeField("begin")
    ends_at = models.DateTimeField("einde")
    host = models.ForeignKey(
        Contactpersoon, models.SET_NULL, null=True, blank=True, related_name="bezoeken", verbose_name="wie ontvangt"
    )
    place = models.CharField(
        "plaats", max_length=200, blank=True, help_text="Alleen als het niet bij de dienst zelf is."
    )
    meeting_point = models.CharField("afspreekplaats", max_length=200, blank=True)
    clothing = models.CharField("kledij", max_length=200, blank=True)
    meal = models.CharField("maaltijd", max_length=200, blank=True)
    activity = models.TextField("wat gebeurt er", blank=True)
    remarks = models.TextField("opmerkingen voor de deelnemers", blank=True)
    internal_note = models.TextField("interne notitie", blank=True)
    is_fixed = models.BooleanField("vastgezet", default=False)
    ronde = models.ForeignKey(Ronde, models.SET_NULL, null=True, blank=True, related_name="bezoeken")
    deelnemers = models.ManyToManyField(Mandataris, through="Deelname", related_name="bezoeken")
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = BezoekQuerySet.as_manager()

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        ordering = ("starts_at", "pk")
        indexes: ClassVar = [models.Index(fields=["programme", "starts_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bezoek_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Een bezoek moet eindigen na het begin.",
            ),
            models.CheckConstraint(
                name="bezoek_has_dienst",
                condition=~Q(kind="bezoek") | Q(zorgdienst__isnull=False),
                violation_error_message="Kies bij welke zorgdienst het bezoek is.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bezoek-edit", args=[self.programme.bestuur.slug, self.programme.slug, self.pk])

    @property
    def name(self) -> str:
        if self.title:
            return self.title
        return str(self.zorgdienst) if self.zorgdienst else self.get_kind_display().capitalize()

    @property
    def day(self) -> dt.date:
        return local(self.starts_at).date()

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


class DeelnameQuerySet(TenantQuerySet["Deelname"]):
    bestuur_path = "bezoek__programme__bestuur"


class Deelname(models.Model):
    """Somebody takes part in a visit, wholly or for a part of it; `answer` is what they say of it themselves."""

    class Answer(models.TextChoices):
        OPEN = "", "nog niet geantwoord"
        JA = "ja", "komt"
        NEE = "nee", "komt niet"

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="deelnames")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="deelnames")
    is_spokesperson = models.BooleanField("woordvoerder", default=False)
    arrives_at = models.DateTimeField("komt later, om", null=True, blank=True)
    leaves_at = models.DateTimeField("vertrekt vroeger, om", null=True, blank=True)
    note = models.CharField("opmerking", max_length=200, blank=True)
    answer = models.CharField("antwoord", max_length=10, choices=Answer, default=Answer.OPEN, blank=True)
    answer_reason = models.CharField("reden", max_length=300, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = (Lower("mandataris__last_name"), Lower("mandataris__first_name"), "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bezoek", "mandataris"],
                name="deelname_once",
                violation_error_message="Deze persoon doet al mee.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mandataris} bij {self.bezoek}"
