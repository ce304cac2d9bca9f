import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse

from programmes.models.base import TenantQuerySet, words_of
from programmes.models.bestuur import Bestuur


class Segment(models.TextChoices):
    """Whom one invites together; also the body in which a mandate is held."""

    COLLEGE = "college", "college"
    RAAD = "raad", "gemeenteraad"
    BCSD = "bcsd", "bijzonder comité"
    MANAGEMENT = "management", "management"
    GAST = "gast", "gast"


class MandatarisQuerySet(TenantQuerySet["Mandataris"]):
    def in_office(self, on: dt.date) -> Self:
        """With at least one mandate that has not ended on that day (the last day is included)."""
        running = Mandaat.objects.running(on).filter(mandataris=OuterRef("pk"))
        return self.filter(Exists(running))

    def ended(self, on: dt.date) -> Self:
        """With mandates, of which none runs on that day. Who never had one (a guest) has not ended."""
        own = Mandaat.objects.filter(mandataris=OuterRef("pk"))
        return self.filter(Exists(own)).exclude(Exists(own.running(on)))

    def not_ended(self, on: dt.date) -> Self:
        own = Mandaat.objects.filter(mandataris=OuterRef("pk"))
        return self.filter(~Exists(own) | Exists(own.running(on)))

    def matching(self, text: str) -> Self:
        """Every word of the text occurs in the name, the function, the fractie or a policy domain."""
        people = self
        for word in words_of(text):
            domains = Bevoegdheid.objects.filter(mandataris=OuterRef("pk"), label__icontains=word)
            fields = ("first_name", "last_name", "function", "fractie")
            anywhere = Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
            people = people.filter(anywhere | Exists(domains))
        return people

    def in_segment(self, segment: str, on: dt.date) -> Self:
        running = Mandaat.objects.running(on).filter(mandataris=OuterRef("pk"), segment=segment)
        return self.filter(Exists(running))

    def with_mandates(self) -> Self:
        return self.prefetch_related("mandaten", "bevoegdheden")

    def with_running_mandates(self, on: dt.date) -> Self:
        """Each with a list `running_mandates`."""
        return self.prefetch_related(Prefetch("mandaten", Mandaat.objects.running(on), to_attr="running_mandates"))


class Mandataris(models.Model):
    """A politician or another person who is taken along: management, an invited guest, a pupil."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="mandatarissen")
    first_name = models.CharField("voornaam", max_length=100)
    last_name = models.CharField("achternaam", max_length=100, blank=True)
    function = models.CharField(
        "functie", max_length=200, blank=True, help_text="Zoals het op het programma komt: schepen van Welzijn."
    )
    fractie = models.CharField("fractie", max_length=200, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    street = models.CharField("straat en nummer", max_length=150, blank=True, help_text="Voor wie een brief krijgt.")
    postcode = models.CharField("postcode", max_length=10, blank=True)
    city = models.CharField("gemeente", max_length=100, blank=True)
    is_minor = models.BooleanField("minderjarig", default=False)
    guardian = models.CharField("ouder of voogd", max_length=200, blank=True, help_text="Naam en telefoonnummer.")
    notes = models.TextField("notities", blank=True, help_text="Alleen voor de coördinator.")
    persoon_uri = models.CharField("persoon in de Mandatendatabank", max_length=200, blank=True, editable=False)
    typed_fields = models.JSONField(
        default=list, blank=True, editable=False, help_text="Names of the fields typed by hand: an import leaves them."
    )

    objects = MandatarisQuerySet.as_manager()

    class Meta:
        verbose_name = "mandataris"
        verbose_name_plural = "mandatarissen"
        ordering = (Lower("last_name"), Lower("first_name"), "pk")  # 'de Smet' among the D, not after the Z
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bestuur", "persoon_uri"],
                condition=~Q(persoon_uri=""),
                name="mandataris_persoon_once",
                violation_error_message="Deze persoon staat al in de lijst.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mandataris-edit", args=[self.bestuur.slug, self.pk])

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def postal_lines(self) -> list[str]:
        """Street and town, to put under a name on a letter; empty when one of the two is missing."""
        if not self.street or not self.city:
            return []
        return [self.street, f"{self.postcode} {self.city}".strip()]


class MandaatQuerySet(TenantQuerySet["Mandaat"]):
    bestuur_path = "mandataris__bestuur"

    def running(self, on: dt.date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), is_prevented=False)


class Mandaat(models.Model):
    """Why somebody is on the list: a mandate in a body, or a quality given by hand (management, guest)."""

    class Source(models.TextChoices):
        HAND = "hand", "met de hand"
        IMPORT = "import", "ingelezen"

    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="mandaten")
    segment = models.CharField("groep", max_length=20, choices=Segment)
    function = models.CharField("mandaat", max_length=200, blank=True)
    organ = models.CharField("orgaan", max_length=200, blank=True)
    status = models.CharField("status", max_length=60, blank=True)
    rank = models.CharField("rangorde", max_length=60, blank=True)
    starts_on = models.DateField("van", null=True, blank=True)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    is_prevented = models.BooleanField("verhinderd", default=False)
    source = models.CharField(max_length=10, choices=Source, default=Source.HAND, editable=False)
    uri = models.CharField(max_length=200, blank=True, editable=False)

    objects = MandaatQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ("segment", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandaat_ends_after_start",
                violation_error_message="Een mandaat kan niet eindigen voor het begint.",
            ),
            models.CheckConstraint(condition=Q(segment__in=Segment.values), name="mandaat_segment"),
        ]

    def __str__(self) -> str:
        return self.function or self.get_segment_display()

    def is_running(self, on: dt.date) -> bool:
        return not self.is_prevented and (self.ends_on is None or self.ends_on >= on)


class Bevoegdheid(models.Model):
    """A policy domain that somebody holds."""

    mandataris = models.ForeignKey(Mandataris, models.CASCADE, related_name="bevoegdheden")
    label = models.CharField("beleidsdomein", max_length=200)
    uri = models.CharField(max_length=200, blank=True, editable=False)
    source = models.CharField(max_length=10, choices=Mandaat.Source, default=Mandaat.Source.HAND, editable=False)

    class Meta:
        verbose_name = "bevoegdheid"
        verbose_name_plural = "bevoegdheden"
        ordering = ("label",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mandataris", "label"],
                name="bevoegdheid_once",
                violation_error_message="Deze bevoegdheid staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.label
