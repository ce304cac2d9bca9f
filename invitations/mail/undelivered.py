"""Mail that does not arrive: shown at the person, until they have another address or a newer mail did arrive."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from invitations.mail.outbox import recipient_of
from invitations.models import Bericht, BerichtQuerySet
from programmes.models import Mandataris

State = Bericht.State


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What became of the last mail to somebody's address, and why."""

    came_back: bool
    problem: str

    @property
    def label(self) -> str:
        return "mail kwam terug" if self.came_back else "mail is geweigerd"


Found = dict[tuple[int, str], Undelivered]


def undelivered(messages: BerichtQuerySet) -> Found:
    """By person and address in small letters: the last of these messages that did not arrive, nor any since."""
    failed = messages.filter(state__in=(State.TERUGGEKOMEN, State.MISLUKT), mandataris__isnull=False)
    dated = failed.annotate(failed_at=Coalesce("bounced_at", "send_after"))
    newer = Bericht.objects.filter(
        bestuur=OuterRef("bestuur"),
        to_email__iexact=OuterRef("to_email"),
        state=State.VERZONDEN,
        sent_at__gt=OuterRef("failed_at"),
    )
    rows = dated.exclude(Exists(newer)).order_by("failed_at", "pk")
    return {
        (person or 0, email.casefold()): Undelivered(state == State.TERUGGEKOMEN, problem)
        for person, email, state, problem in rows.values_list("mandataris_id", "to_email", "state", "problem")
    }


def of_person(found: Found, person: Mandataris) -> Undelivered | None:
    """At the address that they have now."""
    return found.get((person.pk, recipient_of(person).email.casefold()))
