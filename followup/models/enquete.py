import datetime as dt
import uuid
from typing import ClassVar

from django.db import models

from programmes.models import PersonalLink, Programme
from programmes.models.base import TenantQuerySet
from programmes.models.programme import ProgrammePartQuerySet


class Enquete(models.Model):
    """A survey of three questions for one role.

    When it is anonymous, who answered is kept apart from what was answered: `answered` only says whose link was used.
    """

    class Role(models.TextChoices):
        MANDATARIS = "mandataris", "deelnemers"
        GASTHEER = "gastheer", "gastheren en gastvrouwen"
        MEDEWERKER = "medewerker", "medewerkers van de diensten"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="enquetes")
    role = models.CharField("voor wie", max_length=12, choices=Role)
    intro = models.TextField("inleiding", blank=True)
    is_anonymous = models.BooleanField("anoniem", default=True)
    opens_on = models.DateField("open vanaf", null=True, blank=True)
    closes_on = models.DateField("open tot en met", null=True, blank=True)
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    answered = models.ManyToManyField(PersonalLink, blank=True, related_name="enquetes")

    objects = ProgrammePartQuerySet["Enquete"].as_manager()

    class Meta:
        verbose_name = "enquête"
        verbose_name_plural = "enquêtes"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "role"],
                name="enquete_role_once",
                violation_error_message="Voor deze groep is er al een enquête.",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__isnull=True)
                | models.Q(opens_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="enquete_closes_after_opening",
                violation_error_message="De enquête sluit voor ze opent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Enquête voor {self.get_role_display()}"

    @property
    def is_by_shared_link(self) -> bool:
        """Staff of the services have no link of their own: one link for all of them."""
        return self.role == self.Role.MEDEWERKER

    def is_over(self, on: dt.date) -> bool:
        return self.closes_on is not None and self.closes_on < on

    def is_open(self, on: dt.date) -> bool:
        return self.opens_on is not None and self.opens_on <= on and not self.is_over(on)


class VraagQuerySet(TenantQuerySet["Vraag"]):
    bestuur_path = "enquete__programme__bestuur"


class Vraag(models.Model):
    class Kind(models.TextChoices):
        SCHAAL = "schaal", "een cijfer van 1 tot 5"
        KEUZE = "keuze", "een keuze"
        OPEN = "open", "een open vraag"

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="vragen")
    number = models.PositiveSmallIntegerField()  # 1 to 3
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.SCHAAL)
    text = models.CharField("vraag", max_length=300)
    options = models.JSONField("keuzes", default=list, blank=True)  # KEUZE: the words to choose from

    objects = VraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enquete", "number"], name="vraag_number_once"),
            models.CheckConstraint(condition=models.Q(number__range=(1, 3)), name="vraag_one_of_three"),
        ]

    def __str__(self) -> str:
        return self.text


class AntwoordbladQuerySet(TenantQuerySet["Antwoordblad"]):
    bestuur_path = "enquete__programme__bestuur"


class Antwoordblad(models.Model):
    """What one person answered; of an anonymous survey without a link and without the hour."""

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="bladen")
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made with the form: what is sent twice, counts once
    link = models.ForeignKey(PersonalLink, models.SET_NULL, null=True, blank=True, related_name="antwoordbladen")
    answers = models.JSONField(default=dict)  # {number of the question as text: 1 to 5, an option, or words}
    answered_on = models.DateField("beantwoord op", null=True, blank=True)  # None when anonymous

    objects = AntwoordbladQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoordblad"
        verbose_name_plural = "antwoordbladen"
        ordering = ("key",)  # by chance: the order of arrival would tell who it was

    def __str__(self) -> str:
        return f"antwoord op {self.enquete}"
