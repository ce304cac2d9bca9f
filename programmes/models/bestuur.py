from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from programmes.models.base import TenantQuerySet

RESERVED_BESTUUR_SLUGS = {
    *("account", "assistent", "dag", "gastheer", "kaart", "media", "mijn", "nazorg", "pers", "publiek", "quote"),
    *("static", "toegankelijkheid"),
}


def validate_bestuur_slug(value: str) -> None:
    if value in RESERVED_BESTUUR_SLUGS:
        raise ValidationError(f"'{value}' is een adres van Expeditie zelf. Kies een ander webadres.")


class BestuurQuerySet(TenantQuerySet["Bestuur"]):
    bestuur_path = ""


class Bestuur(models.Model):
    """A local authority: the tenant."""

    name = models.CharField("naam", max_length=120)
    slug = models.SlugField("webadres", max_length=60, unique=True, validators=[validate_bestuur_slug])
    address = models.CharField("adres", max_length=200, blank=True)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    shows_fractie = models.BooleanField(
        "toont fracties",
        default=False,
        help_text="Overheidscommunicatie is politiek neutraal: laat dit uit, tenzij je bestuur anders besliste.",
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Lidmaatschap", related_name="besturen")

    objects = BestuurQuerySet.as_manager()

    class Meta:
        verbose_name = "bestuur"
        verbose_name_plural = "besturen"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bestuur", args=[self.slug])


class Lidmaatschap(models.Model):
    """A member of staff in an authority, with one role."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "coördinator"
        COMMUNICATIE = "communicatie", "communicatie"
        LEZER = "lezer", "lezer"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="lidmaatschappen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lidmaatschappen")
    role = models.CharField("rol", max_length=20, choices=Role, default=Role.LEZER)

    objects = TenantQuerySet["Lidmaatschap"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bestuur", "user"],
                name="lidmaatschap_once",
                violation_error_message="Deze medewerker heeft al een rol in dit bestuur.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["coordinator", "communicatie", "lezer"]),
                name="lidmaatschap_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
