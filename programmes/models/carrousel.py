import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from programmes.models.base import TenantQuerySet
from programmes.models.bezoek import Bezoek, Werkvorm
from programmes.models.mandataris import Mandataris
from programmes.models.onderdeel import Onderdeel

LARGEST_ROOM = 5_000


NO_CAROUSEL = "geen carrousel"


class CarrouselQuerySet(TenantQuerySet["Carrousel"]):
    bestuur_path = "bezoek__programme__bestuur"

    def turned(self) -> Self:
        """Whose visit has another format in the draft, or of which everybody was told so."""
        return self.filter(~Q(bezoek__werkvorm=Werkvorm.CARROUSEL) | Q(told_stamp=NO_CAROUSEL))


class Carrousel(models.Model):
    """A day of sessions in rounds, that people sign up for; the lines of its visit's timetable are its hours."""

    bezoek = models.OneToOneField(Bezoek, models.CASCADE, related_name="carrousel")
    introduction = models.TextField(
        "uitleg", blank=True, help_text="Staat bovenaan de pagina waar mensen zich inschrijven."
    )
    is_open = models.BooleanField("inschrijven is open", default=False)
    closes_on = models.DateField("inschrijven kan tot en met", null=True, blank=True)
    nonce = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    allocated_at = models.DateTimeField("verdeeld op", null=True, blank=True, editable=False)
    told_stamp = models.CharField(
        max_length=64, blank=True, editable=False
    )  # of the hours that everybody was told, or NO_CAROUSEL

    objects = CarrouselQuerySet.as_manager()

    class Meta:
        verbose_name = "praktijkcarrousel"
        verbose_name_plural = "praktijkcarrousels"

    def __str__(self) -> str:
        return f"praktijkcarrousel van {self.bezoek}"

    def takes_sign_ups(self, on: dt.date) -> bool:
        return self.is_open and (self.closes_on is None or on <= self.closes_on)


class SessieQuerySet(TenantQuerySet["Sessie"]):
    bestuur_path = "carrousel__bezoek__programme__bestuur"


class Sessie(models.Model):
    """A session, which is held in some rounds: lines of the timetable; `capacity` is per round."""

    carrousel = models.ForeignKey(Carrousel, models.CASCADE, related_name="sessies")
    number = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1), MaxValueValidator(999)])
    title = models.CharField("titel", max_length=150)
    text = models.TextField("waarover", blank=True)
    speakers = models.CharField(
        "sprekers",
        max_length=300,
        blank=True,
        help_text="Met een puntkomma ertussen: 'An Peeters (WZC De Linde); Jan Claes'.",
    )
    room = models.CharField("zaal", max_length=100, blank=True)
    capacity = models.PositiveSmallIntegerField(
        "plaatsen per ronde", default=20, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_ROOM)]
    )
    rondes = models.ManyToManyField(Onderdeel, blank=True, related_name="sessies", verbose_name="rondes")

    objects = SessieQuerySet.as_manager()

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ("number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrousel", "number"],
                name="sessie_number_once",
                violation_error_message="Er is al een sessie met dit nummer. Kies een ander nummer.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def speaker_list(self) -> list[str]:
        return [name for part in self.speakers.split(";") if (name := part.strip())]


class InschrijvingQuerySet(TenantQuerySet["Inschrijving"]):
    bestuur_path = "carrousel__bezoek__programme__bestuur"

    def active(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def untold(self) -> Self:
        """Whose mail is behind on what changed."""
        return self.filter(revision__gt=F("told_revision")).exclude(email="")


class Inschrijving(models.Model):
    """Somebody who signed up, with their wishes (keys of sessions, best first) and an address of their own."""

    carrousel = models.ForeignKey(Carrousel, models.CASCADE, related_name="inschrijvingen")
    name = models.CharField("naam", max_length=150)
    organisation = models.CharField("organisatie", max_length=150, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    mandataris = models.ForeignKey(
        Mandataris, models.CASCADE, null=True, blank=True, related_name="inschrijvingen", editable=False
    )  # who takes part in the visit too, and finds their seats in their own programme
    remarks = models.CharField(
        "dieet of hulp nodig", max_length=200, blank=True, help_text="Bijvoorbeeld vegetarisch, of een rolstoelplaats."
    )
    wishes = models.JSONField("keuzes", default=list, blank=True)
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    signed_up_at = models.DateTimeField("ingeschreven op", editable=False)
    withdrawn_at = models.DateTimeField("uitgeschreven op", null=True, blank=True, editable=False)
    is_placed = models.BooleanField("met de hand verplaatst", default=False, editable=False)
    again_on = models.DateField("opnieuw ingeschreven op", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)  # of what they have to know
    told_revision = models.PositiveIntegerField(default=0, editable=False)

    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        verbose_name = "inschrijving"
        verbose_name_plural = "inschrijvingen"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "carrousel",
                Lower("email"),
                condition=Q(withdrawn_at__isnull=True) & ~Q(email=""),
                name="inschrijving_email_once",
                violation_error_message="Met dit e-mailadres is er al een inschrijving.",
            ),
            models.UniqueConstraint(
                fields=["carrousel", "mandataris"],
                condition=Q(withdrawn_at__isnull=True),
                name="inschrijving_mandataris_once",
                violation_error_message="Deze gast is al ingeschreven.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaatsQuerySet(TenantQuerySet["Plaats"]):
    bestuur_path = "inschrijving__carrousel__bezoek__programme__bestuur"


class Plaats(models.Model):
    """A seat: somebody, a session, a round."""

    inschrijving = models.ForeignKey(Inschrijving, models.CASCADE, related_name="plaatsen")
    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="plaatsen")
    ronde = models.ForeignKey(Onderdeel, models.CASCADE, related_name="plaatsen")

    objects = PlaatsQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats in een sessie"
        verbose_name_plural = "plaatsen in een sessie"
        ordering = ("ronde__position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inschrijving", "ronde"],
                name="plaats_round_once",
                violation_error_message="Deze persoon zit in die ronde al in een sessie.",
            ),
            models.UniqueConstraint(
                fields=["inschrijving", "sessie"],
                name="plaats_session_once",
                violation_error_message="Deze persoon heeft deze sessie al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.sessie}"
