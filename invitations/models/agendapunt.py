from typing import ClassVar

from django.db import models

from invitations.models.bericht import Bericht
from programmes.models import Bestuur, Mandataris, Programme
from programmes.models.base import TenantQuerySet


class Agendapunt(models.Model):
    """The calendar ledger: what the calendar of one person was told of one visit, so that every change follows.

    A row outlives the visit and the programme: who got a REQUEST still has to get its CANCEL.
    """

    class Method(models.TextChoices):
        NONE = "", "nog niets"
        REQUEST = "REQUEST", "uitgenodigd"
        CANCEL = "CANCEL", "geschrapt"

    class Partstat(models.TextChoices):
        """RFC 5545, 3.2.12"""

        NEEDS_ACTION = "NEEDS-ACTION", "nog niet geantwoord"
        ACCEPTED = "ACCEPTED", "ja"
        TENTATIVE = "TENTATIVE", "misschien"
        DECLINED = "DECLINED", "nee"

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="agendapunten")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, related_name="agendapunten")
    mandataris = models.ForeignKey(Mandataris, models.SET_NULL, null=True, related_name="agendapunten")
    person = models.PositiveBigIntegerField()  # the key of the mandataris, also when they are gone
    visit = models.PositiveBigIntegerField()  # the key of the bezoek, also when it is gone
    uid = models.CharField(max_length=200, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    method = models.CharField(max_length=10, choices=Method, default=Method.NONE, blank=True)  # the last one made
    partstat = models.CharField(max_length=20, choices=Partstat, default=Partstat.NEEDS_ACTION)
    facts = models.CharField(max_length=64, blank=True)  # a fingerprint of what the event last said
    event = models.JSONField(default=dict)  # what it last said (agendas.events); `asked`: the SEQUENCE of its hours
    known = models.JSONField(default=dict)  # what was last handed to a mail server: that is what the person knows
    ends_at = models.DateTimeField()  # of the event: nothing goes out about what is over
    to_email = models.EmailField(blank=True)  # where the last message went: a CANCEL goes there too
    to_name = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()  # DTSTAMP and LAST-MODIFIED: the moment of change, so that bytes stay the same

    objects = TenantQuerySet["Agendapunt"].as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "visit"], name="agendapunt_once"),
        ]

    def __str__(self) -> str:
        return self.uid

    @property
    def thing(self) -> str:
        """Of its messages in the outbox."""
        return f"bezoek-{self.visit}"

    @property
    def topic(self) -> str:
        """Of its messages in the outbox; it stays when the person is gone."""
        return f"{Bericht.Kind.AGENDA}:m{self.person}:{self.thing}"

    @property
    def is_declined(self) -> bool:
        return self.partstat == self.Partstat.DECLINED


class Gevolgd(models.Model):
    """Up to where the calendars have followed a programme; see invitations.agendas.following."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="gevolgd")
    stamp = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.stamp
