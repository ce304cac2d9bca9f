import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from programmes.models.base import TenantQuerySet
from programmes.models.bezoek import Bezoek
from programmes.models.programme import Programme, ProgrammePartQuerySet
from programmes.times import clock, day_and_year, local, minutes_of

LONGEST_MEETING = 600  # minutes


class Groep(models.TextChoices):
    """Who sits together; the values are those of programmes.werkvormen.inwonersdialoog.guard."""

    PROFESSIONALS = "professionals", "professionals"
    MANAGERS = "managers", "leidinggevenden"
    BESTUURDERS = "bestuurders", "bestuurders"
    INWONERS = "inwoners", "inwoners"


class Traject(models.Model):
    """A dialogue with residents over months: its meetings, and the theme and scope on which they build."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="trajecten")
    title = models.CharField("titel", max_length=150)
    theme = models.CharField("thema", max_length=200, blank=True)
    scope = models.TextField("afbakening", max_length=2000, blank=True)
    fixed_by = models.ForeignKey(
        "Bijeenkomst",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="fixes",
        verbose_name="vastgelegd door",
    )
    fixed_on = models.DateField("vastgelegd op", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True, editable=False)

    objects = ProgrammePartQuerySet["Traject"].as_manager()

    class Meta:
        verbose_name = "dialoogtraject"
        verbose_name_plural = "dialoogtrajecten"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="traject_fixed_has_theme_and_scope",
                condition=Q(fixed_on__isnull=True) | (~Q(theme="") & ~Q(scope="")),
                violation_error_message="Vul thema en afbakening in voor je ze vastlegt.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_fixed(self) -> bool:
        return self.fixed_on is not None and self.fixed_by_id is not None


class BijeenkomstQuerySet(TenantQuerySet["Bijeenkomst"]):
    bestuur_path = "traject__programme__bestuur"


class Bijeenkomst(models.Model):
    """A meeting of a trajectory, still without a day or held; in a visit of the programme its day is that of it."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="bijeenkomsten")
    number = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField("titel", max_length=150)
    groups = models.JSONField("wie zit samen", default=list)  # Groep values
    bezoek = models.ForeignKey(
        Bezoek,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dialoogbijeenkomsten",
        verbose_name="in een bezoek van het programma",
    )
    day = models.DateField("dag", null=True, blank=True)
    starts = models.TimeField("begint om", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "minuten",
        default=120,
        validators=[
            MinValueValidator(15, "Vul minstens 15 minuten in."),
            MaxValueValidator(LONGEST_MEETING, f"Vul hoogstens {LONGEST_MEETING} minuten in."),
        ],
    )
    place = models.CharField("plaats", max_length=200, blank=True)
    aim = models.TextField("doel", max_length=1000, blank=True)
    facilitators = models.CharField("wie begeleidt", max_length=200, blank=True)
    questions = models.TextField("vragen", max_length=2000, blank=True, help_text="Eén vraag per regel.")
    is_held = models.BooleanField("is gehouden", default=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True, editable=False)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ("number", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bijeenkomst_held_has_day",
                condition=Q(is_held=False) | Q(day__isnull=False),
                violation_error_message="Vul in op welke dag de bijeenkomst gehouden is.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def on_day(self) -> dt.date | None:
        return local(self.bezoek.starts_at).date() if self.bezoek else self.day

    @property
    def begins(self) -> dt.time | None:
        return local(self.bezoek.starts_at).time() if self.bezoek else self.starts

    @property
    def when(self) -> str:
        """'maandag 5 mei 2025, 19.30–21.30', as far as it is known."""
        if self.on_day is None:
            return "nog geen dag"
        return ", ".join(filter(None, [day_and_year(self.on_day), self.hours]))

    @property
    def hours(self) -> str:
        if self.bezoek:
            return f"{clock(minutes_of(self.bezoek.starts_at))}–{clock(minutes_of(self.bezoek.ends_at))}"
        if self.starts is None:
            return ""
        start = self.starts.hour * 60 + self.starts.minute
        return f"{clock(start)}–{clock((start + self.minutes) % 1440)}"

    @property
    def length(self) -> int:
        """In minutes."""
        if self.bezoek:
            return self.bezoek.minutes
        return self.minutes

    @property
    def question_lines(self) -> list[str]:
        return [line.strip() for line in self.questions.splitlines() if line.strip()]

    @property
    def group_names(self) -> str:
        names = [str(Groep(one).label) for one in self.groups]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"

    @property
    def has_residents(self) -> bool:
        return Groep.INWONERS in self.groups


class InwonerQuerySet(TenantQuerySet["Inwoner"]):
    bestuur_path = "traject__programme__bestuur"

    def taking_part(self) -> "InwonerQuerySet":
        return self.filter(withdrew_at__isnull=True)


class Inwoner(models.Model):
    """A resident, for coordinators only. Of who withdraws nothing stays but that somebody did."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="inwoners")
    name = models.CharField("naam", max_length=150, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    needs_transport = models.BooleanField("vervoer nodig", default=False)
    needs_child_care = models.BooleanField("kinderopvang nodig", default=False)
    interpreter = models.CharField("tolk", max_length=60, blank=True, help_text="Voor welke taal?")
    other_needs = models.CharField("wat nog", max_length=200, blank=True)
    may_be_contacted = models.BooleanField("wil gebeld of gemaild worden over dit traject", default=False)
    bijeenkomsten = models.ManyToManyField(Bijeenkomst, blank=True, related_name="inwoners", verbose_name="komt naar")
    withdrew_at = models.DateTimeField("teruggetrokken op", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True, editable=False)

    objects = InwonerQuerySet.as_manager()

    class Meta:
        verbose_name = "inwoner"
        verbose_name_plural = "inwoners"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inwoner_withdrawn_is_erased",
                condition=Q(withdrew_at__isnull=True)
                | Q(
                    name="",
                    email="",
                    phone="",
                    interpreter="",
                    other_needs="",
                    needs_transport=False,
                    needs_child_care=False,
                    may_be_contacted=False,
                ),
                violation_error_message="Van wie zich terugtrok, blijft niets bewaard.",
            ),
            models.CheckConstraint(
                name="inwoner_has_name",
                condition=Q(withdrew_at__isnull=False) | ~Q(name=""),
                violation_error_message="Vul een naam in.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "een inwoner"

    @property
    def needs(self) -> list[str]:
        found = [
            "vervoer" if self.needs_transport else "",
            "kinderopvang" if self.needs_child_care else "",
            f"tolk {self.interpreter}" if self.interpreter else "",
            self.other_needs,
        ]
        return [one for one in found if one]


class OogstQuerySet(TenantQuerySet["Oogst"]):
    bestuur_path = "bijeenkomst__traject__programme__bestuur"

    def shared(self) -> "OogstQuerySet":
        return self.filter(is_shared=True)


class Oogst(models.Model):
    """What a group brought up in a meeting. Who said a quote is known to coordinators only, to take it back."""

    class Kind(models.TextChoices):
        KNELPUNT = "knelpunt", "knelpunt"
        KANS = "kans", "kans"
        QUOTE = "quote", "uitspraak"
        IDEE = "idee", "idee"

    bijeenkomst = models.ForeignKey(Bijeenkomst, models.CASCADE, related_name="oogst")
    group = models.CharField("van welke groep", max_length=15, choices=Groep)
    kind = models.CharField("soort", max_length=10, choices=Kind)
    theme = models.CharField("onderwerp", max_length=80, blank=True, help_text="Om samen te leggen wat samenhoort.")
    text = models.TextField("wat er gezegd is", max_length=500)
    inwoner = models.ForeignKey(
        Inwoner, models.SET_NULL, null=True, blank=True, related_name="oogst", verbose_name="van wie"
    )
    is_shared = models.BooleanField("mag mee naar de gezamenlijke dialoog en het verslag", default=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.CharField("gewijzigd door", max_length=150, blank=True, editable=False)

    objects = OogstQuerySet.as_manager()

    class Meta:
        verbose_name = "oogst"
        verbose_name_plural = "oogst"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="oogst_says_something",
                condition=~Q(text=""),
                violation_error_message="Vul in wat er gezegd is.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
