import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from programmes.models import Bestuur, Contactpersoon, Mandataris, Programme, User
from programmes.models.base import TenantQuerySet

ORPHAN = Q(programme__isnull=True, of_programme__isnull=False) & ~Q(method="CANCEL")


class BerichtQuerySet(TenantQuerySet["Bericht"]):
    def due(self, now: dt.datetime) -> Self:
        """What may be sent at that moment, the oldest first; not before an older version of it that is on its way."""
        on_its_way = Bericht.objects.filter(topic=OuterRef("topic"), state__in=CLAIMED)
        due = self.filter(state=Bericht.State.WACHT, send_after__lte=now)
        return due.exclude(Exists(on_its_way)).order_by("send_after", "pk")

    def replaced(self) -> Self:
        """Of which there is a newer version."""
        newer = Bericht.objects.filter(topic=OuterRef("topic"), pk__gt=OuterRef("pk"))
        return self.filter(Exists(newer.exclude(state=Bericht.State.GEANNULEERD)))

    def orphaned(self) -> Self:
        """Of a programme that was deleted. A CANCEL still has to go out: somebody's calendar must forget the visit."""
        return self.filter(ORPHAN)

    def not_orphaned(self) -> Self:
        return self.filter(~ORPHAN)

    def open(self) -> Self:
        """Not handed to a mail server yet: what can still be held, changed or called off."""
        return self.filter(state__in=OPEN)


class Bericht(models.Model):
    """A message in the outbox, the only door for mail: a rendered snapshot with its cause.

    `key` makes it unique: person, thing, kind and version; who makes the same message twice, makes one. A worker sends
    in two phases: `bezig` (claimed, nothing left the house) and `in_aflevering` (a mail server may have it). Whatever
    is killed in the second phase becomes `onzeker`, and only a person decides about that.
    """

    class Kind(models.TextChoices):
        UITNODIGING = "uitnodiging", "uitnodiging"
        AGENDA = "agenda", "agenda"
        HERINNERING = "herinnering", "herinnering"
        AANMANING = "aanmaning", "vraag om te antwoorden"
        BEVESTIGING = "bevestiging", "bevestiging van een antwoord"
        AANBOD = "aanbod", "vrijgekomen plaats"
        TAKEN = "taken", "weekoverzicht van de taken"
        VOORBEREIDING = "voorbereiding", "vraag aan een dienst"
        VERTRAGING = "vertraging", "vertraging"
        PERS = "pers", "uitnodiging voor de pers"
        QUOTE = "quote", "vraag om een quote goed te keuren"
        VERSLAG = "verslag", "verslag"
        AFSPRAAK = "afspraak", "herinnering aan een afspraak"
        ENQUETE = "enquete", "vraag om een enquête in te vullen"
        GEGEVENS = "gegevens", "bericht over persoonsgegevens"
        INSCHRIJVING = "inschrijving", "inschrijving voor een praktijkcarrousel"
        PROEF = "proef", "proef aan mezelf"
        ANDERE = "andere", "ander bericht"

    class State(models.TextChoices):
        ONTWERP = "ontwerp", "ontwerp"
        VASTGEHOUDEN = "vastgehouden", "vastgehouden"
        WACHT = "wacht", "wacht"
        BEZIG = "bezig", "bezig"
        IN_AFLEVERING = "in_aflevering", "in aflevering"
        VERZONDEN = "verzonden", "verzonden"
        ONZEKER = "onzeker", "onzeker"
        MISLUKT = "mislukt", "mislukt"
        GEANNULEERD = "geannuleerd", "geannuleerd"
        TERUGGEKOMEN = "teruggekomen", "teruggekomen"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="berichten")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="berichten")
    of_programme = models.PositiveBigIntegerField(
        null=True, blank=True
    )  # its key, also when it is gone; None: never one
    mandataris = models.ForeignKey(Mandataris, models.SET_NULL, null=True, blank=True, related_name="berichten")
    contactpersoon = models.ForeignKey(Contactpersoon, models.SET_NULL, null=True, blank=True, related_name="berichten")
    kind = models.CharField("soort", max_length=20, choices=Kind)
    key = models.CharField(max_length=200, unique=True)
    topic = models.CharField(
        max_length=200
    )  # the key without its version: a newer one takes the place of a waiting one
    cause = models.CharField("waarom", max_length=300)
    to_name = models.CharField("aan", max_length=200, blank=True)
    to_email = models.EmailField("e-mailadres")
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst", blank=True)
    calendar = models.TextField("agendabericht", blank=True)  # VCALENDAR with CRLF; empty: none
    method = models.CharField(max_length=10, blank=True)  # REQUEST or CANCEL, as in `calendar`
    message_id = models.CharField(max_length=200, unique=True)  # with its angle brackets; the same when sent again
    state = models.CharField("toestand", max_length=15, choices=State, default=State.WACHT)
    created_at = models.DateTimeField("gemaakt op")
    send_after = models.DateTimeField("niet voor")
    claim = models.CharField(max_length=40, blank=True)  # of the worker that has it
    lease_until = models.DateTimeField(null=True, blank=True)
    left_before = models.BooleanField(default=False, editable=False)  # sent again: they may have it, whatever its state
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    problem = models.CharField("probleem", max_length=300, blank=True)
    sent_at = models.DateTimeField("verzonden op", null=True, blank=True)
    bounced_at = models.DateTimeField("teruggekomen op", null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(fields=["state", "send_after"]),
            models.Index(fields=["topic", "state"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bericht_claimed_when_busy",
                condition=~Q(state__in=["bezig", "in_aflevering"]) | Q(lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="bericht_method_with_calendar",
                condition=Q(calendar="", method="") | Q(method__in=["REQUEST", "CANCEL"]) & ~Q(calendar=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to_email})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Stap(models.Model):
    """What somebody, or the worker, did with a message; only ever added to."""

    bericht = models.ForeignKey(Bericht, models.CASCADE, related_name="stappen")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # None: by itself
    text = models.CharField(max_length=300)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text


OPEN = (Bericht.State.ONTWERP, Bericht.State.VASTGEHOUDEN, Bericht.State.WACHT)
STOPPABLE = (*OPEN, Bericht.State.BEZIG)  # nothing has left the house yet
CLAIMED = (Bericht.State.BEZIG, Bericht.State.IN_AFLEVERING)  # a worker has it
