"""What the views of invitations share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from invitations.invitees import Invitee
from invitations.models import Uitnodiging
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme


def invitation_page(request: HttpRequest, template: str, programme: Programme, **context: Any) -> HttpResponse:
    """All of it is for coordinators."""
    shared = {"bestuur": programme.bestuur, "programme": programme, "may_edit": True}
    return render(request, f"invitations/{template}.html", shared | context)


def invitation_for_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> Uitnodiging:
    shown = programme_for(request.user, bestuur, programme, edit=True)
    uitnodiging = get_object_or_404(Uitnodiging, programme=shown, pk=pk)
    uitnodiging.programme = shown
    return uitnodiging


def chosen_index(everybody: list[Invitee], asked: str | None) -> int:
    """Whom `?persoon=` (the key of a guest) asks for; the first one otherwise."""
    keys = [str(invitee.gast.pk) for invitee in everybody]
    return keys.index(asked) if asked in keys else 0
