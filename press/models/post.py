from django.db import models

from press.models.beeld import Beeld
from programmes.models import Programme, Zorgdienst
from programmes.models.programme import ProgrammePartQuerySet


class Post(models.Model):
    """A message for one channel, of a visit or of the whole week: who posts it, when, and whether it was."""

    class Channel(models.TextChoices):
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        LINKEDIN = "linkedin", "LinkedIn"
        X = "x", "X"
        BLUESKY = "bluesky", "Bluesky"
        SITE = "site", "website"
        GEMEENTEBLAD = "gemeenteblad", "gemeenteblad"

    class Crop(models.TextChoices):
        VIERKANT = "vierkant", "vierkant (1080 × 1080)"
        BREED = "breed", "breed (1200 × 630)"
        VERHAAL = "verhaal", "verhaal (1080 × 1920)"

    class State(models.TextChoices):
        ONTWERP = "ontwerp", "ontwerp"
        KLAAR = "klaar", "klaar om te plaatsen"
        GEPLAATST = "geplaatst", "geplaatst"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="posts")
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # the key of the bezoek; None: of the week
    zorgdienst = models.ForeignKey(Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="posts")
    channel = models.CharField("kanaal", max_length=15, choices=Channel, default=Channel.FACEBOOK)
    text = models.TextField("tekst", blank=True)
    beeld = models.ForeignKey(Beeld, models.SET_NULL, null=True, blank=True, related_name="posts")
    crop = models.CharField("uitsnede", max_length=10, choices=Crop, default=Crop.VIERKANT)
    alt = models.CharField("beschrijving van de foto", max_length=300, blank=True)
    owner = models.CharField("wie plaatst het", max_length=150, blank=True)
    planned_at = models.DateTimeField("wanneer", null=True, blank=True)
    state = models.CharField("toestand", max_length=10, choices=State, default=State.ONTWERP)
    posted_at = models.DateTimeField("geplaatst op", null=True, blank=True)
    url = models.URLField("adres van het bericht", max_length=500, blank=True)

    objects = ProgrammePartQuerySet["Post"].as_manager()

    class Meta:
        verbose_name = "post"
        verbose_name_plural = "posts"
        ordering = ("planned_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.text[:50]}"
