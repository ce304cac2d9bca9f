import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models import Mandataris, Programme, Versie
from programmes.models.programme import ProgrammePartQuerySet

LONGEST_DELAY = 240


class Aanwezigheid(models.Model):
    """Whether somebody is at a visit of the published programme; who comes unannounced has a name and no mandataris.

    Two phones may tick the same person: the tick with the latest `at` stands, and both are told.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="aanwezigheden")
    visit = models.PositiveBigIntegerField()  # the key of the bezoek, also when it left the draft
    mandataris = models.ForeignKey(
        Mandataris, models.CASCADE, null=True, blank=True, related_name="aanwezigheden", verbose_name="wie"
    )
    name = models.CharField("naam", max_length=150, blank=True)
    function = models.CharField("functie of organisatie", max_length=200, blank=True)
    is_present = models.BooleanField("aanwezig", default=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the browser: what is sent twice, counts once
    at = models.DateTimeField("getikt op")  # on the phone, maybe long before it was sent; never in the future
    by = models.CharField("door", max_length=150, blank=True)
    received_at = models.DateTimeField("ontvangen op")

    objects = ProgrammePartQuerySet["Aanwezigheid"].as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        ordering = ("visit", "pk")
        indexes: ClassVar = [models.Index(fields=["programme", "visit"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "visit", "mandataris"],
                condition=Q(mandataris__isnull=False),
                name="aanwezigheid_once",
            ),
            models.CheckConstraint(
                condition=Q(mandataris__isnull=False) | ~Q(name=""),
                name="aanwezigheid_of_somebody",
                violation_error_message="Vul in wie er is.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.mandataris) if self.mandataris else self.name


class Vertraging(models.Model):
    """'We zijn 15 minuten later', said by somebody at a visit; a coordinator decides what moves, and publishes that."""

    class State(models.TextChoices):
        GEMELD = "gemeld", "gemeld"
        VERWERKT = "verwerkt", "doorgevoerd"
        GELATEN = "gelaten", "niets veranderd"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="vertragingen")
    visit = models.PositiveBigIntegerField()
    minutes = models.PositiveSmallIntegerField(
        "minuten later", validators=[MinValueValidator(5), MaxValueValidator(LONGEST_DELAY)]
    )
    reason = models.CharField("waarom", max_length=200, blank=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    reported_at = models.DateTimeField("gemeld op")
    reported_by = models.CharField("gemeld door", max_length=150, blank=True)
    state = models.CharField("toestand", max_length=10, choices=State, default=State.GEMELD)
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    versie = models.ForeignKey(Versie, models.SET_NULL, null=True, blank=True, related_name="vertragingen")

    objects = ProgrammePartQuerySet["Vertraging"].as_manager()

    class Meta:
        verbose_name = "vertraging"
        verbose_name_plural = "vertragingen"
        ordering = ("-reported_at", "-pk")

    def __str__(self) -> str:
        return f"{self.minutes} minuten later"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.GEMELD


class Chauffeur(models.Model):
    """Who drives guests around, and whom; the legs follow from the published programme of the passengers."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="chauffeurs")
    name = models.CharField("naam", max_length=150)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    vehicle = models.CharField("voertuig", max_length=150, blank=True)
    seats = models.PositiveSmallIntegerField(
        "plaatsen voor passagiers", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    passengers = models.ManyToManyField(Mandataris, blank=True, related_name="chauffeurs", verbose_name="rijdt met")

    objects = ProgrammePartQuerySet["Chauffeur"].as_manager()

    class Meta:
        verbose_name = "chauffeur"
        verbose_name_plural = "chauffeurs"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
