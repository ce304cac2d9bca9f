import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from invitations.models import Passage, Uitdaging
from programmes.models import Contactpersoon, Mandataris, Programme, Zorgdienst
from programmes.models.base import TenantQuerySet
from programmes.models.programme import ProgrammePartQuerySet


class Afspraak(models.Model):
    """What the two sides of a visit agreed: who does what by when. INTERN: for the authority's own eyes."""

    class Kind(models.TextChoices):
        INFORMATIE = "informatie", "informatie bezorgen"
        GESPREK = "gesprek", "opvolggesprek"
        BEZOEK = "bezoek", "opnieuw op bezoek"
        BESLISSING = "beslissing", "een beslissing"
        SAMENWERKING = "samenwerking", "samenwerking"

    class Initiative(models.TextChoices):
        DIENST = "dienst", "de zorgdienst"
        BESTUUR = "bestuur", "het bestuur"

    class State(models.TextChoices):
        OPEN = "open", "open"
        GEDAAN = "gedaan", "gedaan"
        VERVALLEN = "vervallen", "niet meer nodig"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="afspraken")
    zorgdienst = models.ForeignKey(
        Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="afspraken", verbose_name="zorgdienst"
    )
    visit = models.PositiveBigIntegerField(null=True, blank=True)  # the key of the bezoek where it was made
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the browser: what is sent twice, counts once
    title = models.CharField("wat spreken jullie af", max_length=200)
    text = models.TextField("toelichting", blank=True)
    kind = models.CharField("soort", max_length=15, choices=Kind, default=Kind.INFORMATIE)
    initiative = models.CharField(
        "wie neemt het initiatief", max_length=10, choices=Initiative, default=Initiative.DIENST
    )
    mandatarissen = models.ManyToManyField(
        Mandataris, blank=True, related_name="beloften", verbose_name="van het bestuur"
    )
    contactpersonen = models.ManyToManyField(
        Contactpersoon, blank=True, related_name="beloften", verbose_name="van de dienst"
    )
    due_on = models.DateField("tegen", null=True, blank=True)
    is_shared = models.BooleanField(
        "te lezen voor beide kanten", default=True, help_text="Uit: alleen voor de coördinator."
    )
    state = models.CharField("toestand", max_length=10, choices=State, default=State.OPEN)
    done_at = models.DateTimeField("afgerond op", null=True, blank=True)
    done_by = models.CharField("afgerond door", max_length=150, blank=True)
    done_note = models.CharField("hoe is het afgelopen", max_length=300, blank=True)
    made_at = models.DateTimeField("genoteerd op")
    made_by = models.CharField("genoteerd door", max_length=150, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to", editable=False
    )  # the same agreement in the edition before
    follow_up = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="opvolging_van", editable=False
    )  # where the visit that came of it stands
    follow_up_visit = models.PositiveBigIntegerField(null=True, blank=True, editable=False)  # key of that bezoek

    objects = ProgrammePartQuerySet["Afspraak"].as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(done_at__isnull=False), name="afspraak_closed_at_a_moment"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_taken_on_by(self, *, person: int | None = None, host: int | None = None) -> bool:
        """They are named, and theirs is the side that takes the initiative, or the only one with a name."""
        council = {one.pk for one in self.mandatarissen.all()}
        service = {one.pk for one in self.contactpersonen.all()}
        if host is not None:
            return host in service and (self.initiative == self.Initiative.DIENST or not council)
        return person in council and (self.initiative == self.Initiative.BESTUUR or not service)


class MomentQuerySet(TenantQuerySet["Moment"]):
    bestuur_path = "afspraak__programme__bestuur"


class Moment(models.Model):
    """What happened with an agreement; only ever added to."""

    class Kind(models.TextChoices):
        GEMAAKT = "gemaakt", "genoteerd"
        GEWIJZIGD = "gewijzigd", "gewijzigd"
        VERSCHOVEN = "verschoven", "verschoven"
        GEDAAN = "gedaan", "gedaan"
        VERVALLEN = "vervallen", "niet meer nodig"
        HEROPEND = "heropend", "opnieuw open"
        HERINNERD = "herinnerd", "herinnerd"
        BEZOEK = "bezoek", "bezoek gepland"

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="momenten")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.CharField("door", max_length=150, blank=True)
    text = models.CharField("waarom", max_length=300, blank=True)
    due_before = models.DateField(null=True, blank=True)  # VERSCHOVEN: what the day was

    objects = MomentQuerySet.as_manager()

    class Meta:
        verbose_name = "moment van een afspraak"
        verbose_name_plural = "momenten van een afspraak"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text or self.get_kind_display()


class Knelpunt(models.Model):
    """A bottleneck or an opportunity that came up at a service, kept from one edition to the next."""

    class Kind(models.TextChoices):
        KNELPUNT = "knelpunt", "knelpunt"
        KANS = "kans", "kans"

    class State(models.TextChoices):
        OPEN = "open", "open"
        OPGENOMEN = "opgenomen", "opgenomen door het bestuur"
        OPGELOST = "opgelost", "opgelost"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="knelpunten")
    zorgdienst = models.ForeignKey(
        Zorgdienst, models.SET_NULL, null=True, blank=True, related_name="knelpunten", verbose_name="zorgdienst"
    )
    visit = models.PositiveBigIntegerField(null=True, blank=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.KNELPUNT)
    theme = models.CharField("thema", max_length=15, choices=Uitdaging.Theme)
    title = models.CharField("waar gaat het over", max_length=200)
    text = models.TextField("toelichting", blank=True)
    uitdaging = models.ForeignKey(
        Uitdaging, models.SET_NULL, null=True, blank=True, related_name="knelpunten", verbose_name="uitdaging"
    )
    passages = models.ManyToManyField(
        Passage, blank=True, related_name="knelpunten", verbose_name="lijnen van het bestuursakkoord"
    )
    state = models.CharField("toestand", max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField("wat het bestuur ermee doet", blank=True)
    made_at = models.DateTimeField("genoteerd op")
    made_by = models.CharField("genoteerd door", max_length=150, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to", editable=False
    )

    objects = ProgrammePartQuerySet["Knelpunt"].as_manager()

    class Meta:
        verbose_name = "knelpunt of kans"
        verbose_name_plural = "knelpunten en kansen"
        ordering = ("zorgdienst__name", "theme", "pk")

    def __str__(self) -> str:
        return self.title
