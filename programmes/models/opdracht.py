from typing import ClassVar

from django.db import models
from django.db.models import Q

from programmes.models.leased import Leased, LeasedQuerySet
from programmes.models.programme import Programme


class Opdracht(Leased):
    """Long work that a worker does while the browser may close, with its progress and the file that it makes."""

    class Kind(models.TextChoices):
        SCHEDULES = "programmaboekje", "programmaboekje"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="opdrachten")
    kind = models.CharField("soort", max_length=30, choices=Kind)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.FileField("bestand", upload_to="opdrachten/", blank=True)

    objects = LeasedQuerySet["Opdracht"].as_manager()

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(state__in=["wacht", "bezig"]),
                name="opdracht_one_open",
                violation_error_message="Dit wordt al gemaakt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    def shows(self, digest: str) -> bool:
        """Whether its file was made of what has this digest: that is in its name, which a storage may lengthen."""
        return bool(digest) and f"-{digest}" in (self.file.name or "")
