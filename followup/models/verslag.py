from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from programmes.models import Programme, Zorgdienst
from programmes.models.base import TenantQuerySet
from programmes.models.programme import ProgrammePartQuerySet

LONGEST_WAIT = 365


class Verslag(models.Model):
    """The report of an edition as it is being written; what others read is a Verslagversie of it."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="verslag")
    title = models.CharField("titel", max_length=150)
    lead = models.TextField("inleiding", blank=True, help_text="Twee of drie zinnen, groot boven het verslag.")
    cover = models.PositiveBigIntegerField(null=True, blank=True)  # the key of a Beeld; whether it shows, is asked anew
    revision = models.PositiveIntegerField(default=1, editable=False)  # of title, lead and cover
    composed_at = models.DateTimeField("samengesteld op")
    is_public = models.BooleanField("publieke pagina staat aan", default=False)
    thanks = models.TextField("dank aan de deelnemers", blank=True)  # on top of every personal version
    personal_days = models.PositiveSmallIntegerField(
        "dagen na de laatste dag",
        default=21,
        validators=[MaxValueValidator(LONGEST_WAIT)],
        help_text="Dan vertrekken de persoonlijke verslagen.",
    )
    is_personal_on = models.BooleanField("persoonlijke verslagen vertrekken vanzelf", default=False)
    personal_sent_at = models.DateTimeField("persoonlijke verslagen verstuurd op", null=True, blank=True)

    objects = ProgrammePartQuerySet["Verslag"].as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"

    def __str__(self) -> str:
        return self.title


class SectieQuerySet(TenantQuerySet["Sectie"]):
    bestuur_path = "verslag__programme__bestuur"


class Sectie(models.Model):
    """One part of a report. `composed` is the text as it was last made from the facts, `text` as a person left it.

    As long as the two are the same, composing again renews both; after that only `composed`: then it `has_news`.
    """

    class Kind(models.TextChoices):
        PROGRAMMA = "programma", "het programma zoals het was"
        BEZOEK = "bezoek", "een bezoek"
        QUOTES = "quotes", "wat deelnemers zeiden"
        BEELDEN = "beelden", "in beeld"
        CIJFERS = "cijfers", "de zorg in cijfers"
        UITDAGINGEN = "uitdagingen", "uitdagingen die op tafel lagen"
        DIALOOG = "dialoog", "de dialoog met inwoners"
        VISIE = "visie", "de visie op een zorgzame buurt"
        AFSPRAKEN = "afspraken", "afspraken"
        EIGEN = "eigen", "eigen tekst"

    verslag = models.ForeignKey(Verslag, models.CASCADE, related_name="secties")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.EIGEN)
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # BEZOEK: its key in the published week
    position = models.PositiveIntegerField(default=0)
    is_in = models.BooleanField("staat in het verslag", default=True)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", blank=True)  # HTML that followup.reports.cleaning let through
    composed = models.TextField(blank=True, editable=False)
    has_news = models.BooleanField(default=False, editable=False)  # the facts changed since a person wrote the text
    beelden = models.JSONField("beelden", null=True, blank=True)  # keys of Beeld in order; None: those that fit
    quotes = models.JSONField("quotes", null=True, blank=True)  # keys of Quote in order; None: those that fit
    revision = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField("bewerkt op", null=True, blank=True)
    edited_by = models.CharField("bewerkt door", max_length=150, blank=True)

    objects = SectieQuerySet.as_manager()

    class Meta:
        verbose_name = "sectie"
        verbose_name_plural = "secties"
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["verslag", "kind", "visit"],
                condition=models.Q(kind="bezoek"),
                name="sectie_visit_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class VerslagversieQuerySet(TenantQuerySet["Verslagversie"]):
    bestuur_path = "verslag__programme__bestuur"


class Verslagversie(models.Model):
    """The report as it was at one moment. Pictures and quotes are keys in it: each time it is read, consents decide."""

    verslag = models.ForeignKey(Verslag, models.CASCADE, related_name="versies")
    number = models.PositiveIntegerField("nummer")
    content = models.JSONField()  # followup.reports.snapshots
    note = models.CharField("toelichting", max_length=300, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField("goedgekeurd op", null=True, blank=True)
    approved_by = models.CharField("goedgekeurd door", max_length=150, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    pdf = models.FileField(upload_to="verslagen/", blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of all that the PDF was drawn from
    public_pdf = models.FileField(upload_to="verslagen/", blank=True)  # with only what may be on the website
    public_digest = models.CharField(max_length=64, blank=True)

    objects = VerslagversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van het verslag"
        verbose_name_plural = "versies van het verslag"
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verslag", "number"], name="verslagversie_number_once"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(approved_at__isnull=False),
                name="verslagversie_approved_first",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class Bedanking(models.Model):
    """What the host of a service says to whoever came, in their personal version of the report."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="bedankingen")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="bedankingen")
    text = models.TextField("jullie dank aan de bezoekers")
    by = models.CharField("ondertekend door", max_length=150, blank=True)
    changed_at = models.DateTimeField("gewijzigd op")

    objects = ProgrammePartQuerySet["Bedanking"].as_manager()

    class Meta:
        verbose_name = "bedanking"
        verbose_name_plural = "bedankingen"
        ordering = ("zorgdienst__name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "zorgdienst"], name="bedanking_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zorgdienst}: {self.text[:50]}"
