import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from programmes.models import Bestuur, Bezoek, Mandataris, Programme, Zorgdienst
from programmes.models.base import TenantQuerySet


class ToestemmingQuerySet(TenantQuerySet["Toestemming"]):
    def valid(self, on: dt.date) -> Self:
        return self.filter(withdrawn_at__isnull=True, refuses=False, given_on__lte=on, ends_on__gte=on)


class Toestemming(models.Model):
    """What somebody allows, for which purposes and channels, until when; the proof is the authority's to keep.

    A picture is asked for twice, to take it and to use it (GBA, recht op afbeelding). Below twelve a parent decides,
    from twelve to fourteen parent and child, from fourteen the child itself.
    """

    class Age(models.TextChoices):
        VOLWASSEN = "volwassen", "volwassen"
        VEERTIEN = "14-17", "14 tot 17 jaar"
        TWAALF = "12-13", "12 of 13 jaar"
        KIND = "0-11", "jonger dan 12 jaar"

    class Quality(models.TextChoices):
        ZELF = "zelf", "de persoon zelf"
        OUDER = "ouder", "ouder of voogd"
        VERTEGENWOORDIGER = "vertegenwoordiger", "vertegenwoordiger of bewindvoerder"

    class Purpose(models.TextChoices):
        VERHAAL = "verhaal", "een verhaal of quote gebruiken"
        BEELD_MAKEN = "beeld_maken", "foto's of film maken"
        BEELD_GEBRUIKEN = "beeld_gebruiken", "foto's of film gebruiken"

    class Channel(models.TextChoices):
        INTERN = "intern", "binnen het bestuur en in het verslag"
        SITE = "site", "website en gemeenteblad"
        SOCIAAL = "sociaal", "sociale media"
        PERS = "pers", "pers"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="toestemmingen")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="toestemmingen")
    zorgdienst = models.ForeignKey(Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="toestemmingen")
    mandataris = models.ForeignKey(Mandataris, models.SET_NULL, null=True, blank=True, related_name="toestemmingen")
    person = models.CharField("naam van de persoon", max_length=150)
    age = models.CharField("leeftijd", max_length=10, choices=Age, default=Age.VOLWASSEN)
    quality = models.CharField("gegeven door", max_length=20, choices=Quality, default=Quality.ZELF)
    given_by = models.CharField("naam van wie ze geeft", max_length=150, blank=True)
    child_agrees = models.BooleanField("het kind is het ermee eens", default=False)
    refuses = models.BooleanField("wil niet op beeld", default=False)  # then it has no purposes: nothing is allowed
    purposes = models.JSONField("waarvoor", default=list)  # Purpose values
    channels = models.JSONField("waar", default=list)  # Channel values
    given_on = models.DateField("gegeven op")
    ends_on = models.DateField("geldt tot en met")
    proof = models.CharField("bewijs", max_length=300, blank=True, help_text="Waar het getekende blad of de mail zit.")
    proof_file = models.FileField("bestand met het bewijs", upload_to="toestemmingen/", blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.CharField("ingetrokken door", max_length=150, blank=True)
    created_at = models.DateTimeField("genoteerd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ToestemmingQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ("person", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("given_on")),
                name="toestemming_ends_after_start",
                violation_error_message="Een toestemming kan niet eindigen voor ze gegeven is.",
            )
        ]

    def __str__(self) -> str:
        return self.person

    @property
    def purpose_names(self) -> list[str]:
        return [str(purpose.label) for purpose in self.Purpose if purpose in self.purposes]

    @property
    def channel_names(self) -> list[str]:
        return [str(channel.label) for channel in self.Channel if channel in self.channels]


class VerhaalQuerySet(TenantQuerySet["Verhaal"]):
    bestuur_path = "programme__bestuur"


class Verhaal(models.Model):
    """Who tells what at a service. A resident's name says something about health: outside, a first name or none."""

    class Teller(models.TextChoices):
        GEBRUIKER = "gebruiker", "gebruiker of bewoner"
        FAMILIE = "familie", "familie of mantelzorger"
        MEDEWERKER = "medewerker", "medewerker"
        VRIJWILLIGER = "vrijwilliger", "vrijwilliger"

    class Form(models.TextChoices):
        GESPREK = "gesprek", "vertelt zelf tijdens het bezoek"
        TEKST = "tekst", "een geschreven verhaal"
        BEELD = "beeld", "een filmpje of foto's"
        RONDLEIDING = "rondleiding", "leidt de bezoekers rond"

    class ShownAs(models.TextChoices):
        GEEN = "geen", "zonder naam"
        VOORNAAM = "voornaam", "met de voornaam"
        VOLUIT = "voluit", "met voornaam en naam"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="verhalen")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="verhalen")
    bezoek = models.ForeignKey(Bezoek, models.SET_NULL, null=True, blank=True, related_name="verhalen")
    teller = models.CharField("wie vertelt", max_length=15, choices=Teller, default=Teller.GEBRUIKER)
    first_name = models.CharField("voornaam", max_length=100, blank=True)
    last_name = models.CharField("achternaam", max_length=100, blank=True)
    shown_as = models.CharField("naar buiten", max_length=10, choices=ShownAs, default=ShownAs.VOORNAAM)
    form = models.CharField("vorm", max_length=12, choices=Form, default=Form.GESPREK)
    text = models.TextField("het verhaal", blank=True)
    toestemming = models.ForeignKey(Toestemming, models.SET_NULL, null=True, blank=True, related_name="verhalen")
    changed_at = models.DateTimeField("gewijzigd op")
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True)

    objects = VerhaalQuerySet.as_manager()

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ("zorgdienst__name", "pk")

    def __str__(self) -> str:
        return self.name or self.get_teller_display().capitalize()

    @property
    def name(self) -> str:
        """For the service and the coordinator only."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def form_name(self) -> str:
        return self.get_form_display()
