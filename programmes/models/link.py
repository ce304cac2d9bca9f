import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from programmes.models.base import TenantQuerySet
from programmes.models.mandataris import Mandataris
from programmes.models.programme import LINKS_LIVE_DAYS, Programme, ProgrammePartQuerySet
from programmes.models.zorgdienst import Contactpersoon


class Assistent(models.Model):
    """Who answers for several guests of a programme: a secretary, with one link for all of them."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="assistenten")
    name = models.CharField("naam", max_length=150)
    email = models.EmailField("e-mailadres", blank=True)
    mandatarissen = models.ManyToManyField(Mandataris, related_name="assistenten", verbose_name="antwoordt voor")

    objects = ProgrammePartQuerySet["Assistent"].as_manager()

    class Meta:
        verbose_name = "assistent"
        verbose_name_plural = "assistenten"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class PersonalLinkQuerySet(TenantQuerySet["PersonalLink"]):
    bestuur_path = "programme__bestuur"

    def live(self, on: dt.date) -> Self:
        oldest = on - dt.timedelta(days=LINKS_LIVE_DAYS)
        return self.filter(revoked_at__isnull=True, programme__last_day__gte=oldest)


class PersonalLink(models.Model):
    """The way in for somebody without an account; see programmes.links for how the token is made."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="links")
    mandataris = models.ForeignKey(Mandataris, models.CASCADE, null=True, blank=True, related_name="links")
    contactpersoon = models.ForeignKey(Contactpersoon, models.CASCADE, null=True, blank=True, related_name="links")
    assistent = models.ForeignKey(Assistent, models.CASCADE, null=True, blank=True, related_name="links")
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "persoonlijke link"
        verbose_name_plural = "persoonlijke links"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="link_for_one",
                condition=Q(mandataris__isnull=False, contactpersoon__isnull=True, assistent__isnull=True)
                | Q(mandataris__isnull=True, contactpersoon__isnull=False, assistent__isnull=True)
                | Q(mandataris__isnull=True, contactpersoon__isnull=True, assistent__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["programme", "mandataris"],
                condition=Q(revoked_at__isnull=True, mandataris__isnull=False),
                name="link_mandataris_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "contactpersoon"],
                condition=Q(revoked_at__isnull=True, contactpersoon__isnull=False),
                name="link_contactpersoon_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "assistent"],
                condition=Q(revoked_at__isnull=True, assistent__isnull=False),
                name="link_assistent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"link van {self.mandataris or self.contactpersoon or self.assistent}"

    def is_live(self, on: dt.date) -> bool:
        return self.revoked_at is None and on <= self.programme.links_end_on
