"""Who was invited: from then on every published change follows them."""

from invitations.models import Bericht
from programmes.models import Programme


def invited_people(programme: Programme) -> set[int]:
    """The keys of the mandatarissen to whom an invitation went, or is on its way."""
    sent = Bericht.objects.filter(programme=programme, kind=Bericht.Kind.UITNODIGING, mandataris__isnull=False)
    return set(sent.exclude(state=Bericht.State.GEANNULEERD).values_list("mandataris_id", flat=True))
