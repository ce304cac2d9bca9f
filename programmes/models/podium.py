from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models.base import TenantQuerySet
from programmes.models.bezoek import Bezoek

LONGEST_TURN = 60  # minutes
LONGEST_PAUSE = 60


def pause(label: str, default: int, *, help_text: str = "") -> models.PositiveSmallIntegerField[int, int]:
    most = MaxValueValidator(LONGEST_PAUSE, f"Vul hoogstens {LONGEST_PAUSE} minuten in.")
    return models.PositiveSmallIntegerField(label, default=default, validators=[most], help_text=help_text)


class PodiumQuerySet(TenantQuerySet["Podium"]):
    bestuur_path = "bezoek__programme__bestuur"


class Podium(models.Model):
    """The stage of a visit at which people tell their own story; its hours count from the begin of the visit."""

    bezoek = models.OneToOneField(Bezoek, models.CASCADE, related_name="podium")
    leader = models.CharField("wie leidt het podium", max_length=150, blank=True)
    opening_minutes = pause("welkom (minuten)", 5, help_text="Voor de eerste begint.")
    changeover_minutes = pause("wissel (minuten)", 1, help_text="Tussen twee vertellers.")
    closing_minutes = pause("afronden (minuten)", 5, help_text="Na de laatste.")

    objects = PodiumQuerySet.as_manager()

    class Meta:
        verbose_name = "podium"
        verbose_name_plural = "podia"

    def __str__(self) -> str:
        return f"podium van {self.bezoek}"


class VertellerQuerySet(TenantQuerySet["Verteller"]):
    bestuur_path = "podium__bezoek__programme__bestuur"

    def taking_part(self) -> Self:
        return self.exclude(consent=Verteller.Consent.NEE)


class Verteller(models.Model):
    """Who tells their own story, what they need for it, and what of them may be shown: without a yes, nothing."""

    class Teller(models.TextChoices):
        GEBRUIKER = "gebruiker", "gebruiker of bewoner"
        BUUR = "buur", "buur"
        FAMILIE = "familie", "familie of mantelzorger"
        VRIJWILLIGER = "vrijwilliger", "vrijwilliger"
        MEDEWERKER = "medewerker", "medewerker"

    class Mic(models.TextChoices):
        STAANDER = "staander", "micro op een staander"
        HAND = "hand", "handmicro"
        HOOFD = "hoofd", "hoofdmicro"
        GEEN = "geen", "zonder micro"

    class Posture(models.TextChoices):
        STAAND = "staand", "staand"
        ZITTEND = "zittend", "zittend, op een stoel"
        ROLSTOEL = "rolstoel", "in een rolstoel"

    class Consent(models.TextChoices):
        OPEN = "", "nog niet gevraagd"
        GEVRAAGD = "gevraagd", "gevraagd, nog geen antwoord"
        JA = "ja", "vertelt graag voor publiek"
        NEE = "nee", "doet niet mee"

    class NamedAs(models.TextChoices):
        GEEN = "geen", "zonder naam"
        VOORNAAM = "voornaam", "met de voornaam"
        VOLUIT = "voluit", "met voornaam en naam"

    podium = models.ForeignKey(Podium, models.CASCADE, related_name="vertellers")
    position = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True, editable=False)
    first_name = models.CharField("voornaam", max_length=100)
    last_name = models.CharField("naam", max_length=100, blank=True)
    teller = models.CharField("vertelt als", max_length=15, choices=Teller, default=Teller.GEBRUIKER)
    topic = models.CharField("waarover", max_length=150, help_text="Zoals het op de affiche mag staan.")
    minutes = models.PositiveSmallIntegerField(
        "minuten",
        default=5,
        validators=[
            MinValueValidator(1, "Vul minstens 1 minuut in."),
            MaxValueValidator(LONGEST_TURN, f"Vul hoogstens {LONGEST_TURN} minuten in."),
        ],
    )
    introduction = models.TextField(
        "aankondiging", max_length=500, blank=True, help_text="Zoals de persoon voorgesteld wil worden."
    )
    mic = models.CharField("micro", max_length=10, choices=Mic, default=Mic.STAANDER)
    posture = models.CharField("op het podium", max_length=10, choices=Posture, default=Posture.STAAND)
    beside = models.CharField("wie staat ernaast", max_length=150, blank=True)
    needs = models.CharField(
        "wat nog",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld een glas water, een foto op het scherm, een tolk.",
    )
    phone = models.CharField("telefoon", max_length=40, blank=True)
    contact = models.CharField(
        "via wie", max_length=150, blank=True, help_text="Als je de persoon niet zelf belt, zoals dochter Els."
    )
    consent = models.CharField("vertelt voor publiek", max_length=10, choices=Consent, default=Consent.OPEN, blank=True)
    asked_on = models.DateField("gevraagd op", null=True, blank=True)
    is_minor = models.BooleanField("is minderjarig", default=False)
    consent_of = models.CharField("wie gaf de toestemming", max_length=150, blank=True)
    named_as = models.CharField("naam op de affiche", max_length=10, choices=NamedAs, default=NamedAs.GEEN)
    may_be_pictured = models.BooleanField("mag op de foto", default=False)
    may_be_recorded = models.BooleanField("mag opgenomen worden (beeld of klank)", default=False)

    objects = VertellerQuerySet.as_manager()

    class Meta:
        verbose_name = "verteller"
        verbose_name_plural = "vertellers"
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="verteller_shown_by_consent",
                condition=Q(consent="ja") | Q(named_as="geen", may_be_pictured=False, may_be_recorded=False),
                violation_error_message="Zonder een ja mag er niets: geen naam, geen foto en geen opname.",
            ),
            models.CheckConstraint(
                name="verteller_minor_has_consent_of",
                condition=~Q(consent="ja") | Q(is_minor=False) | ~Q(consent_of=""),
                violation_error_message="Vul bij een minderjarige in wie de toestemming gaf.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """For who organises only."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def takes_part(self) -> bool:
        return self.consent != self.Consent.NEE

    @property
    def public_name(self) -> str:
        """The name that may hang on the wall; empty: none."""
        if self.consent != self.Consent.JA:
            return ""
        return {self.NamedAs.VOORNAAM: self.first_name, self.NamedAs.VOLUIT: self.name}.get(
            self.NamedAs(self.named_as), ""
        )

    @property
    def setting_up(self) -> list[str]:
        """What has to be ready before this person begins, each in a few words."""
        low = "" if self.mic != self.Mic.STAANDER else ", micro lager"
        postures = {
            self.Posture.ROLSTOEL: f"rolstoel: hou de helling vrij{low}",
            self.Posture.ZITTEND: f"zit: stoel klaar{low}",
        }
        beside = f"{self.beside} staat ernaast" if self.beside else ""
        found = [self.get_mic_display(), postures.get(self.Posture(self.posture), ""), beside, self.needs]
        return [text for text in found if text]
