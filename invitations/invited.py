"""Who was invited: from then on every published change follows them."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from invitations.models import Bericht
from programmes.models import Programme

CALLED_OFF = Q(state=Bericht.State.GEANNULEERD, left_before=False)
STAYED = Q(
    state__in=(Bericht.State.ONTWERP, Bericht.State.VASTGEHOUDEN, Bericht.State.MISLUKT), left_before=False
)  # it did not leave, or not yet


def invitations_of(programme: Programme) -> dict[int, bool]:
    """By the key of each invited mandataris: whether an invitation left, or leaves by itself."""
    sent = Bericht.objects.filter(programme=programme, kind=Bericht.Kind.UITNODIGING, mandataris__isnull=False)
    leaves = ExpressionWrapper(~STAYED, output_field=BooleanField())
    rows = sent.exclude(CALLED_OFF).annotate(leaves=leaves).order_by("leaves")
    return dict(rows.values_list("mandataris_id", "leaves"))  # True comes last and stays


def invited_people(programme: Programme) -> set[int]:
    """The keys of the mandatarissen for whom there is an invitation, also when somebody holds it."""
    return set(invitations_of(programme))
