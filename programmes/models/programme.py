import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from programmes.models.base import M_co, TenantQuerySet
from programmes.models.bestuur import Bestuur
from programmes.models.mandataris import Mandataris
from programmes.models.zorgdienst import Vervoer, Zorgdienst
from programmes.times import day_name, days_between
from programmes.windows import availability_lines, validate_availability

LINKS_LIVE_DAYS = 365
LONGEST_DAYS = 92
RESERVED_PROGRAMME_SLUGS = {"beheer"}


def validate_programme_slug(value: str) -> None:
    if value in RESERVED_PROGRAMME_SLUGS:
        raise ValidationError(f"'{value}' is een adres van Expeditie zelf. Kies een ander webadres.")


class Programme(models.Model):
    """One edition of the expedition: one day to several weeks."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="programmes")
    title = models.CharField("titel", max_length=150)
    slug = models.SlugField("webadres", max_length=80, validators=[validate_programme_slug])
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    day_from = models.TimeField("de dag begint om", default=dt.time(8))
    day_until = models.TimeField("de dag eindigt om", default=dt.time(18))
    contact_name = models.CharField("aanspreekpunt", max_length=150, blank=True)
    contact_email = models.EmailField("e-mailadres van het aanspreekpunt", blank=True)
    contact_phone = models.CharField("telefoon van het aanspreekpunt", max_length=40, blank=True)
    hashtag = models.CharField("hashtag", max_length=60, default="#ZorgLokaal", blank=True)
    answer_by = models.DateField("antwoorden tot en met", null=True, blank=True)
    introduction = models.TextField("inleiding", blank=True, help_text="Komt bovenaan elk persoonlijk programma.")
    meeting_point = models.CharField(
        "afspreekplaats", max_length=200, blank=True, help_text="Als een dienst er geen heeft."
    )
    clothing = models.CharField("kledij", max_length=200, blank=True, help_text="Als een dienst niets vraagt.")
    meal = models.CharField("maaltijd", max_length=200, blank=True)
    mode = models.CharField("vervoer", max_length=10, choices=Vervoer, default=Vervoer.AUTO)
    slack_minutes = models.PositiveSmallIntegerField(
        "marge per verplaatsing (minuten)",
        default=10,
        validators=[MaxValueValidator(120)],
        help_text="Voor parkeren en onthaal, bovenop de reistijd.",
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="copies"
    )
    diensten = models.ManyToManyField(Zorgdienst, through="DeelnemendeDienst", related_name="programmes")
    guests = models.ManyToManyField(
        Mandataris, through="Gast", through_fields=("programme", "mandataris"), related_name="programmes"
    )

    objects = TenantQuerySet["Programme"].as_manager()

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        ordering = ("-first_day", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bestuur", "slug"],
                name="programme_slug_once",
                violation_error_message="Een ander programma heeft dit webadres al.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="programme_last_after_first",
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                condition=Q(day_until__gt=F("day_from")),
                name="programme_day_hours",
                violation_error_message="De dag eindigt voor hij begint.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.bestuur.slug, self.slug])

    @property
    def days(self) -> list[dt.date]:
        return days_between(self.first_day, self.last_day)

    @property
    def period(self) -> str:
        """'maandag 24 februari 2025' or 'van maandag 24 tot en met ... 2025'"""
        if self.first_day == self.last_day:
            return f"{day_name(self.first_day)} {self.first_day.year}"
        return f"{day_name(self.first_day)} tot en met {day_name(self.last_day)} {self.last_day.year}"

    @property
    def links_end_on(self) -> dt.date:
        return self.last_day + dt.timedelta(days=LINKS_LIVE_DAYS)


class ProgrammePartQuerySet(TenantQuerySet[M_co]):
    bestuur_path = "programme__bestuur"


class DeelnemendeDienst(models.Model):
    """A service that takes part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="deelnemende_diensten")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="deelnames_aan_programmes")
    confirmed_at = models.DateTimeField("praktische gegevens bevestigd op", null=True, blank=True)
    confirmed_by = models.CharField("bevestigd door", max_length=150, blank=True)
    confirmed_content = models.JSONField(default=dict, blank=True, editable=False)  # see invitations.hosting.confirming

    class Meta:
        verbose_name = "deelnemende dienst"
        verbose_name_plural = "deelnemende diensten"
        ordering = ("zorgdienst__name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "zorgdienst"],
                name="deelnemende_dienst_once",
                violation_error_message="Deze dienst doet al mee.",
            )
        ]

    def __str__(self) -> str:
        return str(self.zorgdienst)


class GastQuerySet(TenantQuerySet["Gast"]):
    bestuur_path = "programme__bestuur"


class Gast(models.Model):
    """Somebody on the guest list of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="gasten")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="gast_bij")
    accompanies = models.ForeignKey(
        Mandataris, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="komt mee met"
    )
    mode = models.CharField("vervoer", max_length=10, choices=Vervoer, blank=True)
    available = models.JSONField(
        "beschikbaar", null=True, blank=True, validators=[validate_availability]
    )  # [[ISO date, from, until]]; None: never answered, which is not 'free'
    remarks = models.CharField("opmerking voor de diensten", max_length=300, blank=True)
    visits_wanted = models.PositiveSmallIntegerField(
        "hoeveel bezoeken", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    wishes = models.JSONField(
        "wensen", default=list, blank=True
    )  # [["service", key] or ["kind", Soort value]], the dearest first
    diet = models.CharField("dieet", max_length=200, blank=True)
    clothing_size = models.CharField("kledingmaat", max_length=10, blank=True)
    mobility = models.CharField("mobiliteit", max_length=200, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)  # when the guest last did so by link

    objects = GastQuerySet.as_manager()

    class Meta:
        verbose_name = "gast"
        verbose_name_plural = "gastenlijst"
        ordering = (Lower("mandataris__last_name"), Lower("mandataris__first_name"), "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "mandataris"],
                name="gast_once",
                violation_error_message="Deze persoon staat al op de gastenlijst.",
            )
        ]

    def __str__(self) -> str:
        return str(self.mandataris)

    @property
    def available_lines(self) -> list[str]:
        return availability_lines(self.available or [])


class Wijziging(models.Model):
    """One change to the draft, with what it was before: the trail, and what undo puts back."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="wijzigingen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)  # {bezoek id: state or null}, see programmes.drafts
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    voorstel = models.ForeignKey(
        "programmes.Voorstel",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wijzigingen",
        verbose_name="overgenomen uit",
    )

    objects = ProgrammePartQuerySet["Wijziging"].as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.label


class Aanvaarding(models.Model):
    """A conflict that the coordinator accepts, with a note."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="aanvaardingen")
    key = models.CharField(max_length=200)
    note = models.CharField("waarom dit mag", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "aanvaard conflict"
        verbose_name_plural = "aanvaarde conflicten"
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "key"], name="aanvaarding_once")]

    def __str__(self) -> str:
        return self.note


class Versie(models.Model):
    """A published version: an immutable snapshot. Outside the coordinator's screens only the last one exists."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versies")
    number = models.PositiveIntegerField("nummer")
    note = models.CharField("toelichting", max_length=300, blank=True)
    content = models.JSONField()  # programmes.week.Week.to_json()
    published_at = models.DateTimeField("gepubliceerd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProgrammePartQuerySet["Versie"].as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="versie_number_once",
                violation_error_message="Iemand anders heeft intussen gepubliceerd.",
            )
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"
