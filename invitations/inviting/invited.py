"""Who was invited: three questions.

Whom do we follow, with calendars and the question to answer: everybody for whom an invitation was made, whatever became
of it. Who needs an invitation no more: only those whose invitation arrived, as far as we know, is on its way or is
held. And whom did it reach: without what is held, because a reminder must not come first.
"""

from django.db.models import BooleanField, ExpressionWrapper, Q

from invitations.models import Bericht, BerichtQuerySet
from programmes.models import Programme

CALLED_OFF = Q(state=Bericht.State.GEANNULEERD, left_before=False)
STAYED = Q(
    state__in=(Bericht.State.ONTWERP, Bericht.State.VASTGEHOUDEN, Bericht.State.MISLUKT), left_before=False
)  # it did not leave, or not yet
FAILED = Q(state__in=(Bericht.State.MISLUKT, Bericht.State.TERUGGEKOMEN))


def invitations_of(programme: Programme) -> dict[int, bool]:
    """By the key of each mandataris we follow: whether an invitation left, or leaves by itself."""
    leaves = ExpressionWrapper(~STAYED, output_field=BooleanField())
    rows = _made(programme).annotate(leaves=leaves).order_by("leaves")
    return dict(rows.values_list("mandataris_id", "leaves"))  # True comes last and stays


def followed_people(programme: Programme) -> set[int]:
    """The keys of the mandatarissen for whom an invitation was made, also when it is held or did not arrive."""
    return set(_made(programme).values_list("mandataris_id", flat=True))


def invited_people(programme: Programme) -> set[int]:
    """The keys of who needs no invitation any more: it arrived as far as we know, is on its way, or is held."""
    return set(_made(programme).exclude(FAILED).values_list("mandataris_id", flat=True))


def reached_people(programme: Programme) -> set[int]:
    """The keys of whom an invitation reached, as far as we know, or reaches by itself."""
    return set(_made(programme).exclude(FAILED | STAYED).values_list("mandataris_id", flat=True))


def failed_invitations(programme: Programme) -> dict[int, str]:
    """By the key of each mandataris the address at which their last invitation did not arrive, the newest last."""
    return dict(_made(programme).filter(FAILED).order_by("pk").values_list("mandataris_id", "to_email"))


def _made(programme: Programme) -> BerichtQuerySet:
    sent = Bericht.objects.filter(programme=programme, kind=Bericht.Kind.UITNODIGING, mandataris__isnull=False)
    return sent.exclude(CALLED_OFF)
