"""The invitation as a page, behind the personal link: as it was last sent, whatever is being composed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from invitations.inviting.audiences import invitation_for
from invitations.inviting.invitees import invitees
from programmes.links import token_of
from programmes.models import PersonalLink
from programmes.views.personal import behind_link


@behind_link("mandataris")
def mijn_uitnodiging(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    programme = link.programme
    uitnodiging = invitation_for(programme, link.mandataris_id or 0)
    shown = None
    if uitnodiging and uitnodiging.sent_content:
        uitnodiging.programme = programme
        for name, value in uitnodiging.sent_content.items():
            setattr(uitnodiging, name, value)
        shown = next(one for one in invitees(uitnodiging) if one.person.pk == link.mandataris_id)
    context = {"programme": programme, "bestuur": programme.bestuur, "shown": shown, "token": token_of(link)}
    return render(request, "invitations/mijn_uitnodiging.html", context)
