from typing import ClassVar

from django.db import models

from programmes.models import Bestuur, Mandataris, Programme
from programmes.models.base import TenantQuerySet
from programmes.models.programme import ProgrammePartQuerySet


class Perscontact(models.Model):
    """A journalist or an editorial office on the press list of an authority."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="perscontacten")
    medium = models.CharField("medium", max_length=150)
    name = models.CharField("journalist", max_length=150, blank=True)
    email = models.EmailField("e-mailadres")
    phone = models.CharField("telefoon", max_length=40, blank=True)
    notes = models.CharField("notitie", max_length=300, blank=True)
    is_active = models.BooleanField("krijgt uitnodigingen", default=True)

    objects = TenantQuerySet["Perscontact"].as_manager()

    class Meta:
        verbose_name = "perscontact"
        verbose_name_plural = "perscontacten"
        ordering = ("medium", "name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bestuur", "email"],
                name="perscontact_once",
                violation_error_message="Dit e-mailadres staat al op de perslijst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.medium})" if self.name else self.medium


class Persmoment(models.Model):
    """When and where the press is received, by whom, and what was agreed about it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="persmomenten")
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # the key of the block or visit where it happens
    title = models.CharField("titel", max_length=150)
    starts_at = models.DateTimeField("begin")
    ends_at = models.DateTimeField("einde")
    place = models.CharField("waar", max_length=200)
    spokespersons = models.ManyToManyField(Mandataris, blank=True, related_name="persmomenten")
    photo_opportunity = models.TextField("wat valt er te fotograferen", blank=True)
    agreements = models.TextField("afspraken met de schepenen", blank=True, help_text="Dit blijft binnenskamers.")
    contact_name = models.CharField("aanspreekpunt voor de pers", max_length=150, blank=True)
    contact_email = models.EmailField("e-mailadres", blank=True)
    contact_phone = models.CharField("telefoon", max_length=40, blank=True)
    subject = models.CharField("onderwerp van de uitnodiging", max_length=200, blank=True)
    body = models.TextField("tekst van de uitnodiging", blank=True)
    invited_at = models.DateTimeField("pers uitgenodigd op", null=True, blank=True)
    told = models.JSONField(default=dict, blank=True, editable=False)  # {key of a contact: what they last read of it}

    objects = ProgrammePartQuerySet["Persmoment"].as_manager()

    class Meta:
        verbose_name = "persmoment"
        verbose_name_plural = "persmomenten"
        ordering = ("starts_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="persmoment_ends_after_start",
                violation_error_message="Het persmoment moet eindigen na het begin.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Persmap(models.Model):
    """What the press gets of a programme: the texts, the embargo, and the kit as it was last drawn."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="persmap")
    title = models.CharField("titel", max_length=150, blank=True)
    lead = models.TextField("inleiding", blank=True)
    about = models.TextField("over de zorgdiensten", blank=True)
    embargo_until = models.DateTimeField("embargo tot", null=True, blank=True)
    shows_fractie = models.BooleanField(
        "partijnamen tonen", default=False, help_text="Communicatie van een bestuur is neutraal: standaard niet."
    )
    is_public = models.BooleanField("publieke pagina staat aan", default=False)
    pdf = models.FileField(upload_to="persmap/", blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of all that the PDF was drawn from
    drawn_at = models.DateTimeField("gemaakt op", null=True, blank=True)

    objects = ProgrammePartQuerySet["Persmap"].as_manager()

    class Meta:
        verbose_name = "persmap"
        verbose_name_plural = "persmappen"

    def __str__(self) -> str:
        return self.title or f"Persmap {self.programme}"


class Uitgifte(models.Model):
    """What was handed out to whom: after a withdrawal somebody has to be told."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="uitgiften")
    what = models.CharField("wat", max_length=60)  # 'persmap', 'post', 'beeld'
    to = models.CharField("aan", max_length=200, blank=True)
    at = models.DateTimeField("op")
    beelden = models.JSONField(default=list)  # keys
    quotes = models.JSONField(default=list)
    verhalen = models.JSONField(default=list)

    objects = ProgrammePartQuerySet["Uitgifte"].as_manager()

    class Meta:
        verbose_name = "uitgifte"
        verbose_name_plural = "uitgiften"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.what} aan {self.to}"


class Verschenen(models.Model):
    """'In de pers': what appeared, where and when."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="verschenen")
    title = models.CharField("titel", max_length=200)
    url = models.URLField("adres", max_length=500)
    medium = models.CharField("medium", max_length=150)
    published_on = models.DateField("datum")

    objects = ProgrammePartQuerySet["Verschenen"].as_manager()

    class Meta:
        verbose_name = "artikel in de pers"
        verbose_name_plural = "artikels in de pers"
        ordering = ("-published_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "url"],
                name="verschenen_once",
                violation_error_message="Dit artikel staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.title
