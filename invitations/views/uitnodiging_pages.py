"""What the views of invitations share."""

from django.shortcuts import get_object_or_404

from invitations.inviting.invitees import Invitee
from invitations.models import Uitnodiging
from programmes.access import StaffRequest, programme_for


def invitation_for_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Uitnodiging:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    uitnodiging = get_object_or_404(Uitnodiging, programme=shown, pk=pk)
    uitnodiging.programme = shown
    return uitnodiging


def chosen_index(everybody: list[Invitee], asked: str | None) -> int:
    """Whom `?persoon=` (the key of a guest) asks for; the first one otherwise."""
    keys = [str(invitee.gast.pk) for invitee in everybody]
    return keys.index(asked) if asked in keys else 0
