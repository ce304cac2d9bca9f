import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from invitations.models import Toestemming
from programmes.models import Mandataris, PersonalLink, Programme, Zorgdienst
from programmes.models.programme import ProgrammePartQuerySet

PERCENT = (MaxValueValidator(100),)


class Beeld(models.Model):
    """A photo or a short film of the day. The original never leaves; what does is drawn anew (press.pictures).

    Whether it may be used is not stored: press.rights asks the consents each time.
    """

    class Kind(models.TextChoices):
        FOTO = "foto", "foto"
        FILM = "film", "film"

    class State(models.TextChoices):
        NIEUW = "nieuw", "nieuw"
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd"
        AFGEKEURD = "afgekeurd", "niet gebruiken"

    class Work(models.TextChoices):
        WACHT = "wacht", "wordt verwerkt"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "kon niet verwerkt worden"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="beelden")
    zorgdienst = models.ForeignKey(Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="beelden")
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # the key of the bezoek, also when it left the draft
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the browser: what is sent twice, counts once
    sha256 = models.CharField(max_length=64)
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.FOTO)
    filename = models.CharField("bestandsnaam", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("grootte", default=0)  # bytes
    width = models.PositiveIntegerField(default=0)  # upright, in pixels
    height = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField("duur", default=0)
    original = models.FileField(upload_to="beelden/origineel/")  # private: with its EXIF, of nobody's business
    print = models.FileField(upload_to="beelden/druk/", blank=True)
    web = models.FileField(upload_to="beelden/web/", blank=True)  # of a film: the film itself, without its metadata
    thumb = models.FileField(upload_to="beelden/klein/", blank=True)
    work = models.CharField("verwerking", max_length=10, choices=Work, default=Work.WACHT)
    problem = models.CharField("wat er mis is", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)  # after that, whoever was drawing it is given up
    taken_at = models.DateTimeField("gemaakt op", null=True, blank=True)
    uploaded_at = models.DateTimeField("ontvangen op")
    uploaded_by = models.CharField("van", max_length=150, blank=True)
    link = models.ForeignKey(PersonalLink, models.SET_NULL, null=True, blank=True, related_name="beelden")
    state = models.CharField("toestand", max_length=12, choices=State, default=State.NIEUW)
    caption = models.CharField("bijschrift", max_length=300, blank=True)
    credit = models.CharField("fotograaf", max_length=150, blank=True)
    alt = models.CharField("wat er te zien is", max_length=300, blank=True)
    people_checked = models.BooleanField("wie herkenbaar is, staat erbij", default=False)
    focus_x = models.PositiveSmallIntegerField(default=50, validators=PERCENT)  # percent: what a crop keeps in view
    focus_y = models.PositiveSmallIntegerField(default=50, validators=PERCENT)

    objects = ProgrammePartQuerySet["Beeld"].as_manager()

    class Meta:
        verbose_name = "beeld"
        verbose_name_plural = "beelden"
        ordering = ("-uploaded_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "sha256"],
                name="beeld_once",
                violation_error_message="Deze foto is er al.",
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or self.filename or f"{self.get_kind_display()} {self.pk}"


class Upload(models.Model):
    """A file that is coming in, in parts: what arrived stays, and the sender goes on from there (tus 1.0)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="uploads")
    key = models.UUIDField(unique=True)  # the key of the Beeld that it becomes
    sender = models.CharField(max_length=40)  # 'link-12' or 'deellink-3': nobody goes on with another's
    filename = models.CharField(max_length=200, blank=True)
    visit = models.PositiveBigIntegerField(null=True, blank=True)
    size = models.PositiveBigIntegerField()  # bytes
    offset = models.PositiveBigIntegerField(default=0)  # how many arrived
    meta = models.JSONField(default=dict, blank=True)  # what the sender said of it: caption, by whom
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ProgrammePartQuerySet["Upload"].as_manager()

    class Meta:
        verbose_name = "upload"
        verbose_name_plural = "uploads"

    def __str__(self) -> str:
        return self.filename or str(self.key)


class Groep(models.Model):
    """People who are often on a picture together, with their consents; `size` is how many are recognisable."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="groepen")
    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, null=True, blank=True, related_name="groepen")
    name = models.CharField("naam", max_length=150)
    size = models.PositiveSmallIntegerField("hoeveel mensen", default=1)
    toestemmingen = models.ManyToManyField(Toestemming, blank=True, related_name="groepen")

    objects = ProgrammePartQuerySet["Groep"].as_manager()

    class Meta:
        verbose_name = "groep"
        verbose_name_plural = "groepen"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class HerkendQuerySet(ProgrammePartQuerySet["Herkend"]):
    bestuur_path = "beeld__programme__bestuur"


class Herkend(models.Model):
    """Who can be recognised on a picture: a person with a consent or without one yet, a guest, or a group.

    Whoever goes from the lists, leaves the name: without a consent, and so in the way of any use.
    """

    beeld = models.ForeignKey(Beeld, models.CASCADE, related_name="herkend")
    name = models.CharField("naam", max_length=150)
    toestemming = models.ForeignKey(Toestemming, models.SET_NULL, null=True, blank=True, related_name="herkend")
    mandataris = models.ForeignKey(Mandataris, models.SET_NULL, null=True, blank=True, related_name="herkend")
    groep = models.ForeignKey(Groep, models.SET_NULL, null=True, blank=True, related_name="herkend")

    objects = HerkendQuerySet.as_manager()

    class Meta:
        verbose_name = "herkenbare persoon"
        verbose_name_plural = "herkenbare personen"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["beeld", "mandataris"], condition=Q(mandataris__isnull=False), name="herkend_mandataris_once"
            ),
            models.UniqueConstraint(
                fields=["beeld", "groep"], condition=Q(groep__isnull=False), name="herkend_groep_once"
            ),
            models.UniqueConstraint(
                fields=["beeld", "toestemming"], condition=Q(toestemming__isnull=False), name="herkend_toestemming_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
